"""What has changed, as it is published."""

from __future__ import annotations

from typing import Literal

from macros.published.criterion import Part
from macros.published.shared import Edition, File, Pointer, Published


class Change(Published):
    """A recorded change to a criterion."""

    id: str
    """Its name, a tag URI (RFC 4151) from criterion, part and date: the same in the feed, and in every copy of the guide."""
    edition: str
    """The id of the edition that records it."""
    criterion: Pointer
    """The criterion."""
    part: Part | None
    """The part it touches; null where it touches the whole criterion."""
    effect: Literal["no-effect", "clearer", "may-need-more", "wording-changed", "added", "withdrawn"]
    """What it means for work already handed in."""
    meaning: str
    """The effect in a sentence."""
    date: str
    """When, as YYYY-MM-DD."""
    reason: str
    """Why, and on whose authority."""


class ChangesFile(File):
    """What has changed, newest first."""

    feed: str
    """The same as an Atom feed, relative to the start of the site."""
    editions: tuple[Edition, ...]
    """Every edition, newest first."""
    changes: tuple[Change, ...]
    """Every recorded change: newest edition first, then newest date, then the order of the criteria."""
