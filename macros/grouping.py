"""Entries in groups and in a row, for the catalogue's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from macros.model import Criterion

T = TypeVar("T")


def find_nearest_before(criteria: Iterable[Criterion]) -> Mapping[str, Criterion | None]:
    """Return for each criterion the last one in use that comes before it."""
    found: dict[str, Criterion | None] = {}
    last = None
    for criterion in criteria:
        found[criterion.id] = last
        last = last if criterion.retired else criterion
    return found


def group(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """Return the values of each key, in the order in which they come, each once."""
    grouped: dict[str, dict[int, T]] = {}  # by identity: comparing entries field by field is slow, and nothing is made twice
    for key, value in pairs:
        grouped.setdefault(key, {})[id(value)] = value
    return {key: tuple(values.values()) for key, values in grouped.items()}
