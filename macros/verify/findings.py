"""What a check of a copy finds: one thing at a time, with both wordings where they differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing in which a copy is not as the edition."""

    criterion: str
    """The id of the criterion; empty where it is about the copy as a whole."""
    kind: str
    """altered, missing, hidden, added, unread or data."""
    where: str
    """The address in the copy."""
    message: str
    expected: str | None = None
    """The wording of the edition, where it is known in full."""
    found: str | None = None
    """The wording of the copy."""
