"""Visit every value of an entry, with its location in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.model import Entry
from macros.read import Location


def visit(value: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """Yield every text in an entry, in file order."""
    if isinstance(value, Entry):
        for name in type(value).model_fields:
            yield from visit(getattr(value, name), (*location, name))
    elif isinstance(value, tuple):
        for place, member in enumerate(value):
            yield from visit(member, (*location, place))
    elif isinstance(value, dict):
        for key, member in value.items():
            yield (*location, str(key)), key
            yield from visit(member, (*location, str(key)))
    elif isinstance(value, str):
        yield location, value


def all_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Yield every entry of the catalogue that has a file."""
    for _, entry in catalogue.entries():
        yield entry
    for single in (catalogue.levels, catalogue.spelling):
        if single is not None:
            yield single


def report(catalogue: Catalogue, entry: Entry, location: Location, message: str, rule: str = "") -> Problem:
    """Return a problem at a place in an entry's file; the rule's name is filled in by `check`."""
    return Problem(catalogue.origin(entry).place(*location), rule, message)
