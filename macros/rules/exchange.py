"""Rules about what other systems know entries by, so that no exported package has two things under one identifier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.model import Entry, Exchange
from macros.read import Location
from macros.rules.walk import report


def identifier_once(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A CASE identifier in the data belongs to one thing."""
    seen: dict[str, tuple[Entry, Location]] = {}
    for entry, location, exchange in _exchanges(catalogue):
        if first := seen.get(exchange.identifier):
            place = report(catalogue, first[0], first[1], "").place
            message = f"{exchange.identifier} stands in {place.path}:{place.line} already: delete the `exchange` that was copied"
            yield report(catalogue, entry, (*location, "identifier"), message)
        seen.setdefault(exchange.identifier, (entry, location))


def moment_exists(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """The moment at which a framework changed something exists."""
    for entry, location, exchange in _exchanges(catalogue):
        try:
            datetime.fromisoformat(exchange.changed)
        except ValueError:
            message = f"{str(exchange.changed)!r} is not in the calendar: write a moment like 2026-11-24T00:00:00+00:00"
            yield report(catalogue, entry, (*location, "changed"), message)


def _exchanges(catalogue: Catalogue) -> Iterator[tuple[Entry, Location, Exchange]]:
    for entry in (*catalogue.qualifications.values(), *catalogue.units.values(), *catalogue.verbs.values()):
        if entry.exchange:
            yield entry, ("exchange",), entry.exchange
    for unit in catalogue.units.values():
        for name in ("outcomes", "criteria"):
            for place, inner in enumerate(getattr(unit, name)):
                if inner.exchange:
                    yield unit, (name, place, "exchange"), inner.exchange
