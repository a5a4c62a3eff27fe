"""Two frozen forms of one entry → each field that reads otherwise, before and after, as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from macros.fields import Prose
from macros.model import Entry
from macros.prose import plain_text
from macros.snapshot import FrozenCriterion, FrozenUnit

OF_THE_UNIT = ("title", "short_title", "assignment", "purpose", "approach", "rules", "notes", "outcomes")
"""The fields of a unit that are its own. Criteria and verbs are compared by themselves, names of sources not at all."""


@dataclass(frozen=True)
class Difference:
    """One field, or one member of a list, that reads otherwise."""

    field: str
    """The name of the field; a dot stands before the name of a field within it."""
    before: str | None
    """How it read; None where it was not there."""
    after: str | None
    """How it reads; None where it is gone."""
    part: str | None = None
    """The id of the part that it is about."""


def compare_criteria(before: FrozenCriterion, after: FrozenCriterion) -> tuple[Difference, ...]:
    """Return what differs between two forms of a criterion; its parts are told apart by their ids."""
    own = [name for name in type(after).model_fields if name not in ("parts", "former_parts")]
    found = [difference for name in own for difference in compare_values(name, getattr(before, name), getattr(after, name))]
    for name in ("parts", "former_parts"):
        found += _compare_parts(name, getattr(before, name), getattr(after, name))
    return tuple(found)


def compare_units(before: FrozenUnit, after: FrozenUnit) -> tuple[Difference, ...]:
    """Return what differs between two forms of a unit, its criteria aside."""
    return tuple(
        difference for name in OF_THE_UNIT for difference in compare_values(name, getattr(before, name), getattr(after, name))
    )


def compare_values(field: str, before: Any, after: Any) -> Iterator[Difference]:
    """Yield what differs between two values of a field: field by field in an entry, member by member in a list."""
    if before == after:
        return
    if isinstance(before, Entry) and isinstance(after, Entry):
        for name in type(after).model_fields:
            yield from compare_values(f"{field}.{name}", getattr(before, name), getattr(after, name))
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _compare_lists(field, [_say(member) for member in before], [_say(member) for member in after])
    else:
        yield Difference(field, _say(before), _say(after))


def _compare_lists(field: str, before: list[str | None], after: list[str | None]) -> Iterator[Difference]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            for old, new in zip_longest(before[a:b], after[c:d]):
                yield Difference(field, old, new)


def _compare_parts(field: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    old: Mapping[str, Any] = {part.id: part for part in before}
    new: Mapping[str, Any] = {part.id: part for part in after}
    for part in dict.fromkeys([*old, *new]):
        if old.get(part) != new.get(part):
            yield Difference(field, _say(old.get(part)), _say(new.get(part)), str(part))


def _say(value: Any) -> str | None:
    """Return a value as plain text: the texts of an entry one after the other."""
    if value is None or value == ():
        return None
    if isinstance(value, Entry):
        told = [_say(getattr(value, name)) for name in type(value).model_fields]
        return "; ".join(text for text in told if text)
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_say, value)))
    return plain_text(value) if isinstance(value, Prose) else "" if value is False else str(value)
