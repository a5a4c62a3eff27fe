"""What a frozen criterion leans on: sources, verbs and its worked example, as they read on the day."""

from __future__ import annotations

from typing import Literal

from macros.fields import Line, Prose
from macros.model.entry import Entry


class FrozenSource(Entry):
    """A source that the frozen text rests on."""

    id: Line
    """Its id."""
    title: Line
    """What it was called."""
    trust: Literal["awarding-body", "centre", "literature", "third-party"]
    """How far it could be relied on."""


class FrozenDefinition(Entry):
    """A meaning, and what it rested on."""

    text: Prose
    """The meaning."""
    basis: Literal["published", "ours"]
    """Whether it followed a published definition or was our reading."""
    sources: tuple[Line, ...] = ()
    """The ids of its sources."""


class FrozenVerb(Entry):
    """A command verb, as far as criterion pages showed it."""

    id: Line
    """Its id."""
    name: Line
    """The verb as the criteria wrote it."""
    gist: Line
    """What it asked at Level 5, in one line."""
    level_3: FrozenDefinition
    """What it asked at Level 3."""
    level_5: FrozenDefinition
    """What it asked at Level 5."""
    slip: Prose
    """The usual slip."""


class FrozenPassage(Entry):
    """A piece of a worked example, with the remark that belonged to it."""

    text: Prose
    """The piece of the answer."""
    parts: tuple[Line, ...] = ()
    """The ids of the parts it covered."""
    verb: Line | None = None
    """The id of the verb whose demand it met."""
    sources: tuple[Line, ...] = ()
    """The ids of the sources of its facts."""
    remark: Prose | None = None
    """What to notice."""


class FrozenExample(Entry):
    """A worked example."""

    setting: Prose
    """The fictional people and organisation."""
    prompt: Line
    """The question both answers took up."""
    level_3: tuple[FrozenPassage, ...]
    """The answer that read as Level 3."""
    level_5: tuple[FrozenPassage, ...]
    """The answer that met Level 5."""
    difference: Prose
    """What the second did that the first did not."""
    still_referred: tuple[Prose, ...]
    """What would still have referred the second."""
