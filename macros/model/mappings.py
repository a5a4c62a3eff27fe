"""Mappings between two qualifications: what became of a unit or criterion of the one in the other, where that is known."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from macros.fields import CriterionId, Line, MappedId, Prose, QualificationNumber, Slug, SourceId
from macros.model.entry import Entry


class Fate(StrEnum):
    """What became of something, seen from the older qualification."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    NEW = "new"


class OutsideCriterion(Entry):
    """A criterion of a qualification that has no data here."""

    id: MappedId
    """Qualification, unit and number."""
    wording: Line
    """Its wording, character for character."""


class OutsideUnit(Entry):
    """A unit of a qualification that has no data here."""

    id: MappedId
    """Qualification and unit number."""
    title: Line
    """Its official title."""
    facts: Line | None = None
    """What else is known, such as credits and hours."""
    criteria: tuple[OutsideCriterion, ...] = ()
    """Those of its criteria whose wording was read."""


class Outside(Entry):
    """What is known of a qualification that has no data here."""

    id: QualificationNumber
    """Its number."""
    title: Line
    """Its official title."""
    units: tuple[OutsideUnit, ...] = ()
    """Those of its units that are known, in order."""
    note: Prose
    """What of it was read, and what was not."""


class Difference(Entry):
    """Something the one asks, has or says and the other does not, or not in the same way."""

    id: Slug
    """A short name that stays for ever."""
    what: Line
    """What is compared."""
    old: Line | None = None
    """What the older one says; left out where it has no such thing."""
    new: Line | None = None
    """What the newer one says; left out where it has no such thing."""
    criteria: tuple[CriterionId, ...] = ()
    """The criteria of this guide that ask it."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Where that was read."""


class MappingLine(Entry):
    """What became of something. A line about a unit speaks of its title, a line about a criterion of its wording."""

    kind: Fate
    """same, reworded or moved: one became one; split: one became several; merged: several became one; dropped, new."""
    old: tuple[MappedId, ...] = ()
    """What it was; nothing where it is new."""
    new: tuple[MappedId, ...] = ()
    """What it is; nothing where it was dropped."""
    note: Prose | None = None
    """What the reader should know."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Where that was read. Without a source there is no line: what has none is shown as not mapped."""


class Mapping(Entry):
    """What became of a qualification in a later one: data/mappings/<old>-<new>.yml."""

    id: Line
    """The file's name: the numbers of the two, with a hyphen between."""
    old: QualificationNumber
    """The number of the older one."""
    new: QualificationNumber
    """The number of the newer one."""
    summary: Prose
    """What is known and what is not, in a few sentences."""
    outside: Outside | None = None
    """The one of the two that has no data here; left out where both have."""
    differences: tuple[Difference, ...] = ()
    """What is known to differ, apart from titles and wording."""
    lines: tuple[MappingLine, ...] = ()
    """What became of units and criteria. Whatever no line names is not mapped."""
