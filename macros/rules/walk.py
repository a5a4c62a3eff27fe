"""Visit every value of an entry, with its location in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.model import Entry
from macros.read import Location

HOLDERS = (tuple, Entry, dict)
"""What holds further values."""


def visit(value: Any, *kinds: type[str]) -> Iterator[tuple[Location, Any]]:
    """Return every text of these kinds in an entry, in file order; of every kind, where none is named."""
    found: list[tuple[Location, Any]] = []
    _gather(value, (), frozenset(kinds), found)
    return iter(found)


def _gather(value: Any, location: Location, kinds: frozenset[type], found: list[tuple[Location, Any]]) -> None:
    if isinstance(value, Entry):
        names = _list_fields(type(value), kinds)
        steps: Iterable[tuple[str | int, Any]] = [(name, getattr(value, name)) for name in names]
    elif isinstance(value, tuple):
        steps = enumerate(value)
    else:
        steps = [pair for key, member in value.items() for pair in ((str(key), key), (str(key), member))]
    for step, held in steps:
        if isinstance(held, str):
            if not kinds or type(held) in kinds:
                found.append(((*location, step), held))
        elif held and isinstance(held, HOLDERS):
            _gather(held, (*location, step), kinds, found)


@cache
def _list_fields(entry_type: type[Entry], kinds: frozenset[type]) -> tuple[str, ...]:
    """Return the fields in which texts of these kinds may stand, at any depth: most have none, and need not be looked at."""
    fields = entry_type.model_fields.items()
    return tuple(name for name, field in fields if not kinds or _may_hold(field.annotation, kinds, (entry_type,)))


def _may_hold(kind: Any, kinds: frozenset[type], within: tuple[type, ...]) -> bool:
    if arguments := get_args(kind):
        return any(_may_hold(argument, kinds, within) for argument in arguments)
    if not isinstance(kind, type) or not issubclass(kind, Entry):
        return kind in kinds
    fields = kind.model_fields.values()
    return kind not in within and any(_may_hold(field.annotation, kinds, (*within, kind)) for field in fields)


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
