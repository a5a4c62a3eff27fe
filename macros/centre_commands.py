"""The commands of centres. Thin: each says what it does and hands over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from macros.shell import PROBLEMS, find_project, problems_shown, say_written


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


@click.command("fleet", short_help="Build the copies of all centres.")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Each copy is a folder in this one.")
@click.option("--only", multiple=True, help="The name of a centre; repeat it for more. All centres if not given.")
@click.option("--centres", type=click.Path(path_type=Path, file_okay=False, exists=True), help="A folder with more centres.")
@click.option("--archive", is_flag=True, help="Write each copy as one ZIP archive, which needs fewer files.")
@click.option("--no-cache", is_flag=True, help="Make every copy anew, also where nothing seems to have changed.")
@click.option("--strict", is_flag=True, help="Refuse a colour that cannot be read, instead of replacing it.")
@click.option("--jobs", default=0, type=click.IntRange(min=0), help="How many processes to use; as many as there are cores if 0.")
def fleet(out: Path, **chosen: Any) -> None:
    """Build the copies of all centres of data/centres, each in a folder of its own.

    A faulty centre is named, and the others publish. What has not changed since the last run is left alone:
    the sums of all it is made from, and the sizes and times of the files of the copy. `--no-cache` makes all of them again.

    \b
    Example:
      centre-guide fleet --out /srv/guides
    """
    from macros.fleet.run import FleetOptions, make_fleet

    with problems_shown():
        made = make_fleet(find_project(), out.resolve(), FleetOptions(**chosen), show=click.echo)
    for warning in made.warnings:
        click.echo(f"Warning: {warning}")
    for problem in made.problems:
        click.echo(str(problem), err=True)
    click.echo(made.summary())
    raise SystemExit(PROBLEMS if made.count("failed") else 0)
