"""The commands of centres. Thin: each says what it does and hands over."""

from __future__ import annotations

from pathlib import Path

import click

from macros.shell import find_project, problems_shown, say_written


@click.command("migrate", short_help="Write a centre's file in the newest form.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def migrate(files: tuple[Path, ...]) -> None:
    """Write the files of centres in the newest form; all of data/centres where none is named. Notes in them stay.

    An older file is read without this too, and its copy is the same.

    \b
    Example:
      centre-guide migrate my-college/centre.yml
    """
    from macros.migrate import migrate_centres

    with problems_shown():
        for path, older in migrate_centres(find_project(to_change=not files), files):
            click.echo(f"Wrote {path} in the newest form" if older else f"{path} is in the newest form already")


@click.command("centre", short_help="The file of a centre, in a folder of its own.")
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder; named like the centre if not given.")
def new_centre(name: str, out: Path | None) -> None:
    """Begin the copy of a centre: its file with notes, an example logo and the steps. It builds at once.

    \b
    Example:
      centre-guide new centre my-college
    """
    from macros.new_centre import start_centre

    with problems_shown():
        say_written(start_centre(find_project(), name, out))
