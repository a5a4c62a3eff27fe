"""Qualifications: what they are called, whose they are, and which units they have."""

from __future__ import annotations

from pydantic import Field

from macros.fields import Line, Prose, QualificationId, UnitId, WebFolder
from macros.model.entry import Entry, Exchange
from macros.model.units import Note


class Superseded(Entry):
    """What has taken a qualification's place."""

    by: Line
    """The number of the successor."""
    notice: Prose
    """What a reader must know."""


class Qualification(Entry):
    """A qualification: data/qualifications/<id>.yml."""

    id: QualificationId
    """The file's name: its number."""
    title: Line
    """Its official title."""
    awarding_organisation: Line
    """Who owns the criteria."""
    level: Line
    """Its level."""
    credit: Line
    """Credits, as text, with what it rests on."""
    units: tuple[UnitId, ...] = Field(min_length=1)
    """Its units, in order."""
    superseded: Superseded | None = None
    """Filled in when a successor exists."""
    notes: tuple[Note, ...] = ()
    """Where the source guide is odd as a whole."""
    uri_base: WebFolder | None = None
    """The permanent web address under which other systems know it: the same in every copy, wherever that stands."""
    exchange: Exchange | None = None
    """What other systems know it by; written by an import."""
