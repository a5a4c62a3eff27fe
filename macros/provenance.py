"""A copy → what it says of itself: edition, tool, centre, units, and the sum of every wording. No clock has a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.addresses import PROVENANCE, SiteMap
from macros.published.provenance import OfferedUnit, ProvenanceFile, Publisher, Tool, WordingSum
from macros.version import TOOL, find_version
from macros.wording import wording_sum


def describe_copy(site: SiteMap, opening: dict[str, Any]) -> ProvenanceFile:
    """Return what a copy says of itself; `opening` is what every published file begins with."""
    catalogue = site.catalogue
    centre = catalogue.centre
    return ProvenanceFile(
        **opening,
        tool=Tool(name=TOOL, version=find_version()),
        centre=Publisher(id=str(centre.id), label=str(centre.name)) if centre else None,
        units=tuple(_list_units(site)),
        criteria=tuple(
            WordingSum(
                id=str(criterion.id),
                address=site.address(criterion),
                sha256=wording_sum(criterion.wording),
                retired=criterion.retired is not None,
            )
            for criterion in catalogue.criteria.values()
        ),
        explained=site.pages.get(PROVENANCE),
    )


def _list_units(site: SiteMap) -> Iterator[OfferedUnit]:
    for offered, units in ((True, site.catalogue.units), (False, site.catalogue.absent)):
        for unit in units.values():
            yield OfferedUnit(id=str(unit.id), label=str(unit.title), address=site.address(unit), offered=offered)
