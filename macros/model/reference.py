"""Sources, definitions, terms and theories: what statements in the guide rest on."""

from __future__ import annotations

from pydantic import Field

from macros.fields import CriterionId, Line, Prose, SourceId, TermId, TheoryId
from macros.model.entry import Basis, Entry, TermRetirement, Trust


class Source(Entry):
    """Something a statement rests on: data/sources/<id>.yml."""

    id: SourceId
    """The file's name."""
    title: Line
    """What it is called."""
    short: Line | None = None
    """What it is called where it is named often and there is little room, such as a name and a year. Left out: its title."""
    publisher: Line
    """Who stands behind it."""
    date: Line
    """When it was published or seen, as far as is known."""
    trust: Trust
    """How far to rely on it."""
    where: Line
    """Where it was read, in words."""
    note: Prose | None = None
    """A caution for whoever relies on it."""


class Definition(Entry):
    """One meaning, with what it rests on."""

    text: Prose
    """The meaning, in our words."""
    basis: Basis
    """published where a published definition says this, ours where it is our reading."""
    sources: tuple[SourceId, ...] = ()
    """Where the meaning, or what our reading is derived from, was read."""


class Sense(Entry):
    """One meaning of a term."""

    definition: Definition
    """The meaning and what it rests on."""
    criteria: tuple[CriterionId, ...] = ()
    """The criteria in which it has this meaning."""


class Term(Entry):
    """A noun the criteria use in a special way: data/terms/<id>.yml."""

    id: TermId
    """The file's name."""
    name: Line
    """The term as it is written."""
    senses: tuple[Sense, ...] = Field(min_length=1)
    """Each meaning it has."""
    advice: Prose | None = None
    """What to do when the senses differ."""
    retired: TermRetirement | None = None
    """Filled in when the term is no longer used."""


class Theory(Entry):
    """A model, theory, code or study worth using: data/theories/<id>.yml."""

    id: TheoryId
    """The file's name."""
    name: Line
    """What it is called."""
    summary: Prose
    """What it says, in our words."""
    who: Line
    """Whose it is, and when."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Where that was read."""
    caution: Prose | None = None
    """What to watch when using it."""
