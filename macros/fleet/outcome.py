"""What became of each centre of a fleet."""

from __future__ import annotations

from dataclasses import dataclass

from macros.errors import Problem
from macros.fleet.tokens import Shape

MADE, KEPT, FAILED = "made", "unchanged", "failed"
"""What may have become of a copy."""


@dataclass(frozen=True)
class Outcome:
    """What became of one centre."""

    slug: str
    state: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    """Colours that were replaced."""
    shape: Shape | None = None
    """While it waits to be made."""
    pages: float = 0
    """Seconds of a processor that pages and assets took."""
    documents: float = 0
    """Seconds that documents and the archive for disks took."""
