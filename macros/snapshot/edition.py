"""A whole frozen edition: its units together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.snapshot.guidance import FrozenCriterion
from macros.snapshot.unit import FrozenUnit


@dataclass(frozen=True)
class Snapshot:
    """An edition as it was frozen."""

    edition: str
    """Its id."""
    date: str
    """Its date, as YYYY-MM-DD."""
    units: Mapping[str, FrozenUnit]
    """Its units by the unit's id, in the order of their qualification."""

    @cached_property
    def criteria(self) -> Mapping[str, FrozenCriterion]:
        """Its criteria by id, in the order of the units."""
        return {criterion.id: criterion for unit in self.units.values() for criterion in unit.criteria}

    def unit_of(self, criterion: FrozenCriterion) -> FrozenUnit:
        """Return the unit a criterion belonged to."""
        return self.units[criterion.id.rpartition("/")[0]]


def group_snapshots(frozen: Iterable[FrozenUnit]) -> Mapping[str, Snapshot]:
    """Return whole editions by id, in the order in which their units are given."""
    grouped: dict[str, list[FrozenUnit]] = {}
    for unit in frozen:
        grouped.setdefault(unit.edition, []).append(unit)
    return {edition: Snapshot(edition, units[0].date, _in_order(units)) for edition, units in grouped.items()}


def _in_order(units: list[FrozenUnit]) -> dict[str, FrozenUnit]:
    listed = list(dict.fromkeys(unit for frozen in units for unit in frozen.qualification.units))
    by_place = sorted(units, key=lambda frozen: listed.index(frozen.unit) if frozen.unit in listed else len(listed))
    return {frozen.unit: frozen for frozen in by_place}
