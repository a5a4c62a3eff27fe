"""Load the data and hold it against every rule. What passes is safe to publish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from macros.addresses import SiteMap, find_pages
from macros.catalogue import Catalogue
from macros.centre_check import check_sound_fields
from macros.errors import DataError, Problem
from macros.load import load_catalogue
from macros.remembered import Remembered
from macros.rules import RULES, rule_name


def check_project(
    project: Path, parsed: Remembered | None = None, *, with_centres: bool = True
) -> tuple[Catalogue, list[Problem]]:
    """Return the catalogue of a project folder and every problem in it, sorted by place."""
    catalogue, problems = load_catalogue(project / "data", parsed, with_centres=with_centres)
    pages = find_pages(project / "docs")
    return catalogue, sorted({*problems, *check_catalogue(catalogue, pages), *_check_unread_centres(project, catalogue, pages)})


def _check_unread_centres(project: Path, catalogue: Catalogue, pages: dict[str, str]) -> Iterator[Problem]:
    """Hold what can be read of the files of centres against the rules, where not all of it can."""
    for path in sorted((project / "data" / "centres").glob("*.yml")):
        if f"centre:{path.stem}" in catalogue.unread:
            yield from check_sound_fields(catalogue, path, project, pages)


def check_catalogue(catalogue: Catalogue, pages: dict[str, str]) -> list[Problem]:
    """Hold a catalogue against every rule."""
    site = SiteMap(catalogue, pages)
    return [replace(problem, rule=rule_name(rule)) for rule in RULES for problem in rule(catalogue, site)]


def load_checked(project: Path) -> Catalogue:
    """Return the catalogue of a project folder, or raise DataError with every problem."""
    catalogue, problems = check_project(project)
    if problems:
        raise DataError(problems)
    return catalogue
