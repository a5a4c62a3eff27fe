"""One command verb as it is published."""

from __future__ import annotations

from typing import Literal

from macros.published.shared import File, Pointer, Published, Retired


class Source(Published):
    """Something a definition rests on."""

    id: str
    """Its id."""
    label: str
    """Its title."""
    address: str
    """Where it is described."""
    trust: Literal["awarding-body", "centre", "literature", "third-party"]
    """How far to rely on it."""


class Definition(Published):
    """A meaning, and what it rests on."""

    text: str
    """The meaning, as plain text."""
    basis: Literal["published", "ours"]
    """published: follows a published definition; ours: the guide's own reading."""
    sources: tuple[Source, ...]
    """Where it was read."""


class VerbFile(File):
    """One command verb."""

    id: str
    """Its id."""
    label: str
    """The verb as the criteria write it."""
    address: str
    """Its page, relative to the start of the site."""
    gist: str
    """What it asks at Level 5, in one line."""
    core: Definition
    """What it means at any level."""
    level_3: Definition
    """What it asks at Level 3."""
    level_5: Definition
    """What it asks at Level 5."""
    what_changes: str
    """What moves between the two, as plain text."""
    near: tuple[Pointer, ...]
    """Verbs it is easily confused with."""
    criteria: tuple[Pointer, ...]
    """The criteria that use it, retired ones included."""
    retired: Retired | None
    """Filled in when it is no longer used."""
