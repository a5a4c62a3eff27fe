"""When each criterion last changed, from the record in the data: never from a clock, so that equal data gives equal files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from macros.catalogue import Catalogue
from macros.model import Criterion, Effect, Exchange

IN_PACKAGE = (Effect.WORDING_CHANGED, Effect.ADDED, Effect.WITHDRAWN)
"""Changes that other systems see: a package holds no guidance."""
UNKNOWN = "1970-01-01T00:00:00+00:00"
"""What a guide without any edition says."""


def latest(moments: Iterable[str]) -> str:
    """Return the last of some moments, or that none is known."""
    return max(moments, key=_instant, default=UNKNOWN)


def earliest(moments: Iterable[str]) -> str:
    """Return the first of some moments, or that none is known."""
    return min(moments, key=_instant, default=UNKNOWN)


def criterion_changed(catalogue: Catalogue, criterion: Criterion) -> str:
    """Return when a criterion was added, reworded or withdrawn last."""
    recorded = (change for edition in catalogue.editions.values() for change in edition.changes)
    changes = [change.date for change in recorded if change.criterion == criterion.id and change.effect in IN_PACKAGE]
    changes += [criterion.retired.date] if criterion.retired else []
    return latest([criterion_begun(catalogue, criterion), *map(_day, changes)])


def criterion_begun(catalogue: Catalogue, criterion: Criterion) -> str:
    """Return what an imported criterion came with, else the date of the first edition that holds it."""
    if criterion.exchange:
        return str(criterion.exchange.changed)
    holding = (edition.date for edition in catalogue.editions.values() if criterion.id in edition.wording)
    return next(map(_day, holding), UNKNOWN)


def group_changed(catalogue: Catalogue, criteria: Iterable[Criterion], exchange: Exchange | None) -> str:
    """Return when the heading over some criteria was written; its later life is not recorded."""
    return str(exchange.changed) if exchange else earliest(criterion_begun(catalogue, each) for each in criteria)


def latest_in(objects: Iterable[Mapping[str, object]]) -> str:
    """Return the last change among finished objects."""
    return latest(str(each["lastChangeDateTime"]) for each in objects)


def earliest_in(objects: Iterable[Mapping[str, object]]) -> str:
    """Return the first change among finished objects."""
    return earliest(str(each["lastChangeDateTime"]) for each in objects)


def _day(date: str) -> str:
    return f"{date}T00:00:00+00:00"


def _instant(moment: str) -> datetime:
    try:
        return datetime.fromisoformat(moment)
    except ValueError:  # a rule reports it; until it is mended the data can still be looked at
        return datetime.min.replace(tzinfo=UTC)
