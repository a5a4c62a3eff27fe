"""A copy → what it says of itself: edition, tool, centre, units, and the sum of every wording. No clock has a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from macros.addresses import SiteMap
from macros.published.provenance import OfferedUnit, ProvenanceFile, Publisher, Tool, WordingSum
from macros.wording import wording_sum

PAGE = "provenance"
"""The hand-written page that says how to check a copy."""
TOOL = "centre-guide"


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
        explained=site.pages.get(PAGE),
    )


def _list_units(site: SiteMap) -> Iterator[OfferedUnit]:
    for offered, units in ((True, site.catalogue.units), (False, site.catalogue.absent)):
        for unit in units.values():
            yield OfferedUnit(id=str(unit.id), label=str(unit.title), address=site.address(unit), offered=offered)


@cache
def find_version() -> str:
    """Return the version of the tool; `unknown` where it is run without being installed."""
    try:
        return version(TOOL)
    except PackageNotFoundError:
        return "unknown"
