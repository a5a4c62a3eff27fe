"""Editions, which lock the wording, and the record of published addresses."""

from __future__ import annotations

from enum import StrEnum

from macros.fields import CriterionId, Line, Prose
from macros.model.entry import Entry


class ChangeKind(StrEnum):
    """What has happened to a wording."""

    ADDED = "added"
    REWORDED = "reworded"
    WITHDRAWN = "withdrawn"


class Change(Entry):
    """A recorded change to the locked wording."""

    criterion: CriterionId
    """The criterion."""
    kind: ChangeKind
    """What has happened to it."""
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
    """Changes to the wording since the edition before."""
    wording: dict[Line, Line]
    """For each criterion the SHA-256 of its wording with white space folded."""


class Registry(Entry):
    """Every address ever published: data/addresses.yml. Lines are only ever added."""

    addresses: tuple[Line, ...] = ()
    """Addresses and anchors, relative to the site."""
