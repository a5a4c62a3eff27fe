"""A mapping between two qualifications as it is published."""

from __future__ import annotations

from typing import Literal

from macros.published.shared import File, Pointer, Published
from macros.published.verb import Source


class MappedEntry(Published):
    """A unit or criterion of either qualification."""

    id: str
    """Its id."""
    label: str
    """Its printed name."""
    text: str
    """The title of a unit, the wording of a criterion."""
    address: str | None
    """Its page, relative to the start of the site; null where this guide does not hold it."""
    data: str | None
    """Its own data file; null where it has none."""


class MappedQualification(Published):
    """One of the two qualifications."""

    id: str
    """Its number."""
    label: str
    """Its official title."""
    in_guide: bool
    """Whether this guide holds it. Of one that it does not hold, only what was read is listed."""


class MappedLine(Published):
    """What became of one unit or criterion, seen from its side."""

    entry: MappedEntry
    """What the line is about."""
    fate: Literal["same", "reworded", "moved", "split", "merged", "dropped", "new", "not-mapped"]
    """split: into the counterparts, or in `backward` made from several; not-mapped: nothing is known, which is not dropped."""
    counterparts: tuple[MappedEntry, ...]
    """What goes with it on the other side."""
    note: str | None
    """What the reader should know, as plain text."""
    sources: tuple[Source, ...]
    """Where that was read; empty where nothing is mapped."""


class MappedDifference(Published):
    """Something known to differ, apart from titles and wording."""

    id: str
    """Its id within the mapping, which never changes."""
    what: str
    """What is compared."""
    old: str | None
    """What the older one says; null where it has no such thing."""
    new: str | None
    """What the newer one says; null where it has no such thing."""
    criteria: tuple[Pointer, ...]
    """The criteria of this guide that ask it."""
    sources: tuple[Source, ...]
    """Where that was read."""


class MappingFile(File):
    """What became of a qualification in a later one, as far as that is known."""

    id: str
    """The numbers of the two, with a hyphen between."""
    label: str
    """What it is called."""
    address: str
    """Its place on the site, relative to the start of the site."""
    summary: str
    """What is known and what is not, as plain text."""
    old: MappedQualification
    """The older one."""
    new: MappedQualification
    """The newer one."""
    differences: tuple[MappedDifference, ...]
    """What is known to differ, apart from titles and wording."""
    forward: tuple[MappedLine, ...]
    """What became of each unit and criterion of the older one."""
    backward: tuple[MappedLine, ...]
    """Where each known unit and criterion of the newer one comes from."""
