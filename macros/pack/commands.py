"""The command `pack`."""

from __future__ import annotations

from pathlib import Path

import click

from macros.shell import find_project, problems_shown, say_written


@click.command("pack", short_help="Make packages for a learning platform.")
@click.option("--centre", default="", help="The centre whose copy it is: its name in data/centres, or the path of its file.")
@click.option("--as", "kind", type=click.Choice(["scorm12", "zip"]), required=True, help="SCORM 1.2 for each unit, or one ZIP.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write them; a folder packs if not given.")
@click.option("--jobs", default=0, type=click.IntRange(min=0), help="How many processes to use; as many as there are cores if 0.")
def pack_command(centre: str, kind: str, out: Path | None, jobs: int) -> None:
    """Make packages for a learning platform, from the copy of a centre or, without one, from the awarding copy.

    scorm12 writes one package for each unit offered. It opens the unit, tells the platform where the learner stopped and
    which criteria were opened, and counts as complete when all have been. zip writes the whole copy, for a folder or a file.

    \b
    Examples:
      centre-guide pack --as scorm12
      centre-guide pack --centre my-college/centre.yml --as zip
    """
    from macros.build import BuildOptions
    from macros.pack.make import make_packages

    with problems_shown():
        written = make_packages(find_project(), kind, out, BuildOptions(centre=centre, jobs=jobs), show=click.echo)
    say_written(written)
