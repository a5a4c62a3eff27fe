"""What every command needs: the project it is run in, and problems shown as lines in place of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from macros.errors import DataError
from macros.included import INCLUDED
from macros.libraries import LibraryMissing

PROBLEMS = 1
WRONG_USAGE = 2


@contextmanager
def problems_shown() -> Iterator[None]:
    """Print the problems of the data and exit 1, in place of a traceback."""
    try:
        yield
    except DataError as error:
        click.echo(str(error), err=True)
        count = len(error.problems)
        click.echo(f"\n{count} problem{'s' if count != 1 else ''} to mend. Nothing was published.", err=True)
        raise SystemExit(PROBLEMS) from None
    except (LibraryMissing, MemoryError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(PROBLEMS) from None


def find_project(*, to_change: bool = False) -> Path:
    """Return the project the command is run in: the nearest folder upwards with a mkdocs.yml and data/.

    Elsewhere it is the guide that an installed tool carries, which no command may change; without one, exit 2.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "data").is_dir():
            return folder
    if INCLUDED.is_dir() and not to_change:
        return INCLUDED
    changes = ", and this command changes one" if INCLUDED.is_dir() else ""
    raise click.UsageError(f"there is no guide here{changes}: run the command in a folder that holds mkdocs.yml and data/")


def say_written(paths: list[str]) -> None:
    """Name the files that a command has written."""
    for path in paths:
        click.echo(f"Wrote {path}")
