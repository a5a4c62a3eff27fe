"""`centre-guide import …`: begin a guide to another qualification from its published framework."""

from __future__ import annotations

import re
from pathlib import Path

import click

from macros.shell import find_project, problems_shown

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group("import", short_help="Begin a guide to another qualification from its framework.")
def import_group() -> None:
    """Begin a guide to another qualification: a folder with data, first pages and a copy of the tool.

    \b
    Example:
      centre-guide import case package.json --out ../guide-to-qx77
    """


@import_group.command("case", short_help="From a CASE package.")
@click.argument("file", type=FILE)
@click.option("--id", "qualification", default="", help="The number of the qualification, where the package does not say it.")
@click.option("--out", type=FOLDER, help="The folder to make; named by the qualification if not given.")
def import_case(file: Path, qualification: str, out: Path | None) -> None:
    """Make a project from a 1EdTech CASE package, version 1.0 or 1.1. Identifiers and numbers are kept.

    \b
    Example:
      centre-guide import case package.json --id QX77 --out ../guide-to-qx77
    """
    from macros.intake.from_case import read_case
    from macros.intake.project import import_framework

    if not re.fullmatch("[A-Za-z0-9]{0,20}", qualification):
        raise click.UsageError("--id takes letters and digits alone, such as QX77")
    project = find_project(to_change=True)
    with problems_shown():
        made = import_framework(project, read_case(file), qualification, str(file), out)
    click.echo(made.summary())


@import_group.command("csv", short_help="From a table with a column map.")
@click.argument("file", type=FILE)
@click.option("--map", "map_file", type=FILE, required=True, help="A YAML file that says which column holds what.")
@click.option("--out", type=FOLDER, help="The folder to make; named by the qualification if not given.")
def import_csv(file: Path, map_file: Path, out: Path | None) -> None:
    """Make a project from a table with one row for each criterion.

    \b
    Example:
      centre-guide import csv criteria.csv --map columns.yml --out ../guide-to-qx77
    """
    from macros.intake.from_csv import read_table
    from macros.intake.project import import_framework

    project = find_project(to_change=True)
    with problems_shown():
        qualification, framework = read_table(file, map_file)
        made = import_framework(project, framework, qualification, str(file), out)
    click.echo(made.summary())
