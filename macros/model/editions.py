"""Editions, which lock the wording, and the record of published addresses."""

from __future__ import annotations

from enum import StrEnum

from macros.fields import CriterionId, Line, Prose, Slug
from macros.model.entry import Entry


class Effect(StrEnum):
    """What a change means for work already handed in."""

    NO_EFFECT = "no-effect"
    CLEARER = "clearer"
    MAY_NEED_MORE = "may-need-more"
    WORDING_CHANGED = "wording-changed"
    ADDED = "added"
    WITHDRAWN = "withdrawn"


class Change(Entry):
    """A recorded change to a criterion: what it means for work already handed in, when, and why."""

    criterion: CriterionId
    """The criterion."""
    part: Slug | None = None
    """The part it touches, where it touches one only; a former part may be named too."""
    effect: Effect
    """What it means for work already handed in. wording-changed is for the awarding organisation's wording alone."""
    date: Line
    """When, as YYYY-MM-DD."""
    reason: Line
    """Why, and on whose authority."""


class Edition(Entry):
    """An edition of the guidance, and the wording it locks: data/editions/<id>.yml."""

    id: Line
    """The file's name, such as 2026.1."""
    date: Line
    """When it was made, as YYYY-MM-DD."""
    summary: Prose
    """What it is."""
    changes: tuple[Change, ...] = ()
    """Changes to wording and guidance since the edition before."""
    wording: dict[Line, Line]
    """For each criterion the SHA-256 of its wording with white space folded."""


class Registry(Entry):
    """Every address ever published: data/addresses.yml. Lines are only ever added."""

    addresses: tuple[Line, ...] = ()
    """Addresses and anchors, relative to the site."""
