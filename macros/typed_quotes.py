"""Typographic quotes typed where YAML wants straight ones → problems for the author. To YAML they are letters, to be shown.

Only what has nothing around it that YAML knows is looked at: whoever means a quotation puts straight quotes around it, or folds
the text. Where a whole value may well be what somebody says, nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.errors import Problem
from macros.explain import find_field
from macros.model import (
    Criterion,
    Definition,
    Difference,
    DraftSigns,
    Entry,
    Example,
    FormField,
    FormTable,
    LogColumn,
    Passage,
    Registry,
    Sign,
    Source,
    Verb,
)
from macros.model.verbs import SameTopic
from macros.read import Document, Location
from macros.snapshot import FrozenUnit

MAY_QUOTE: Mapping[type, tuple[str, ...]] = {
    Criterion: ("referrals",),
    Definition: ("text",),
    Difference: ("old", "new"),
    DraftSigns: ("unfinished", "ends", "closing"),
    Example: ("prompt", "still_referred"),
    FormField: ("label", "hint", "choices"),
    FormTable: ("rows",),
    LogColumn: ("label", "choices"),
    Passage: ("text",),
    SameTopic: ("topic", "level_3", "level_5"),
    Sign: ("phrase",),
    Source: ("title",),
    Verb: ("checks",),
}
"""Where a whole value may be a quotation: definitions, titles, what examples say and forms ask, what is sought in drafts."""
WRITTEN = (FrozenUnit, Registry)
"""What commands write, and no author."""
CLOSED = (
    "typographic quotes stand around this text, which YAML takes for letters: type straight ones, or none;"
    " if it is a quotation, put straight ones around them"
)
OPEN = (
    "a typographic quote opens here, which YAML takes for a letter, so that the text ends before it is closed:"
    " type straight quotes around it"
)


def report_typed_quotes(document: Document, entry_type: type[Entry]) -> list[Problem]:
    """Return a problem for each value in typographic quotes, and take them off, so that what they hold can be checked."""
    return [] if issubclass(entry_type, WRITTEN) else list(_report(document, entry_type))


def _report(document: Document, entry_type: type[Entry]) -> Iterator[Problem]:
    for location, closed in document.quoted.items():
        models, name = find_field(entry_type, location)
        if closed and any(name in MAY_QUOTE.get(model, ()) for model in models):
            continue
        yield Problem(document.place(*location), "quotes-straight", CLOSED if closed else OPEN)
        if closed:
            _take_off(document.value, location)


def _take_off(value: Any, location: Location) -> None:
    for step in location[:-1]:
        value = value[step]
    value[location[-1]] = value[location[-1]][1:-1]
