"""Command verbs, and how the levels differ before any verb."""

from __future__ import annotations

from pydantic import Field

from macros.fields import CriterionId, Line, Prose, Slug, SourceId, VerbId
from macros.model.entry import Entry, Exchange, VerbRetirement
from macros.model.reference import Definition


class SameTopic(Entry):
    """One topic answered at both levels, so that the difference can be seen."""

    topic: Line
    """The question both answer."""
    level_3: Prose
    """Two or three sentences as at Level 3."""
    level_5: Prose
    """Two or three sentences as at Level 5."""


class Verb(Entry):
    """A command verb: data/verbs/<id>.yml."""

    id: VerbId
    """The file's name."""
    name: Line
    """The verb as the criteria write it, in small letters."""
    gist: Line
    """What it asks at Level 5, in at most fifteen words."""
    core: Definition
    """What it means at any level."""
    level_3: Definition
    """What it asks at Level 3."""
    level_5: Definition
    """What it asks at Level 5."""
    what_changes: Prose
    """What moves between the two."""
    same_topic: SameTopic
    """The same topic answered both ways."""
    checks: tuple[Prose, ...] = Field(min_length=2)
    """How to check that you have done it."""
    slip: Prose
    """The usual slip."""
    near: tuple[VerbId, ...] = ()
    """Verbs it is easily confused with."""
    retired: VerbRetirement | None = None
    """Filled in when the verb is no longer used."""
    exchange: Exchange | None = None
    """What other systems know it by; written by an import."""


class Axis(Entry):
    """One way in which the levels differ."""

    id: Slug
    """A short name."""
    name: Line
    """What is compared."""
    level_3: Prose
    """At Level 3."""
    level_5: Prose
    """At Level 5."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Where that was read."""


class TwinTopic(Entry):
    """A topic that the awarding body examines at both levels."""

    topic: Line
    """The topic."""
    level_3: Line
    """What the Level 3 criterion asks, in our words."""
    level_5: tuple[CriterionId, ...] = Field(min_length=1)
    """The criteria that ask it at Level 5."""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    """Where the Level 3 criterion was read."""


class Levels(Entry):
    """How Level 3 and Level 5 differ, before any verb: data/levels.yml."""

    axes: tuple[Axis, ...] = Field(min_length=1)
    """The ways in which they differ."""
    twins: tuple[TwinTopic, ...] = ()
    """The same topics examined at both."""
