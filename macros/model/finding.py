"""Words people search with that the guide writes otherwise."""

from __future__ import annotations

from pydantic import Field

from macros.fields import Line
from macros.model.entry import Entry


class Spelling(Entry):
    """How people write what the guide writes otherwise: data/search.yml."""

    same: dict[Line, Line] = Field(default_factory=dict)
    """A spelling people use, and the one the guide uses (US to British, digits to words)."""
    also: dict[Line, tuple[Line, ...]] = Field(default_factory=dict)
    """A word people use, and the words of the guide it can stand for."""
