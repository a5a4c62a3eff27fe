"""Visit every value of an entry, with its location in the file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.model import Entry
from macros.read import Location


def visit(value: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Return every text in an entry, in file order."""
    found: list[tuple[Location, Any]] = []
    _gather(value, location, found)
    return iter(found)


def _gather(value: Any, location: Location, found: list[tuple[Location, Any]]) -> None:
    if isinstance(value, str):
        found.append((location, value))
    elif isinstance(value, tuple):
        for place, member in enumerate(value):
            _gather(member, (*location, place), found)
    elif isinstance(value, Entry):
        for name in _list_fields(type(value)):
            _gather(getattr(value, name), (*location, name), found)
    elif isinstance(value, dict):
        for key, member in value.items():
            found.append(((*location, str(key)), key))
            _gather(member, (*location, str(key)), found)


@cache  # asking a model for its fields costs more than reading them
def _list_fields(entry_type: type[Entry]) -> tuple[str, ...]:
    return tuple(entry_type.model_fields)


def all_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every entry of the catalogue that has a file and is to be looked at."""
    if catalogue.only is not None:
        yield catalogue.only
        return
    for _, entry in catalogue.entries():
        yield entry
    for single in (catalogue.levels, catalogue.spelling):
        if single is not None:
            yield single


def report(catalogue: Catalogue, entry: Entry, location: Location, message: str, rule: str = "") -> Problem:
    """Return a problem at a place in an entry's file; the rule's name is filled in by `check`."""
    return Problem(catalogue.origin(entry).place(*location), rule, message)
