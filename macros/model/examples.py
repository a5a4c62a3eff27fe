"""Worked examples: one prompt answered at two levels, annotated in place."""

from __future__ import annotations

from pydantic import Field

from macros.fields import CriterionId, Line, Prose, Slug, SourceId, VerbId
from macros.model.entry import Entry


class Passage(Entry):
    """A piece of a worked example, with the remark that belongs to it."""

    text: Prose
    """The piece of the answer."""
    parts: tuple[Slug, ...] = ()
    """The parts of the criterion it covers."""
    verb: VerbId | None = None
    """The verb whose demand it meets."""
    sources: tuple[SourceId, ...] = ()
    """The sources its facts come from."""
    remark: Prose | None = None
    """What to notice."""


class Example(Entry):
    """A worked example: data/examples/<unit>/<number>.yml."""

    id: CriterionId
    """The criterion it answers; folder and file name."""
    setting: Prose
    """The fictional people and organisation."""
    prompt: Line
    """The question both answers take up, narrower than the criterion."""
    level_3: tuple[Passage, ...] = Field(min_length=1)
    """An answer that reads as Level 3."""
    level_5: tuple[Passage, ...] = Field(min_length=1)
    """An answer that meets Level 5."""
    difference: Prose
    """What the second does that the first does not."""
    still_referred: tuple[Prose, ...] = Field(min_length=1)
    """What would still refer the second answer."""
