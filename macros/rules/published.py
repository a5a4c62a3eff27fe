"""The rule about addresses: what was published once is published for ever."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap, list_addresses
from macros.case import CASE_ROOT
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.rules.walk import report


def address_kept(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Every address and anchor in data/addresses.yml is still published."""
    if catalogue.unread or not catalogue.registry.addresses:
        return  # what stands in those files is not known
    published = set(list_addresses(site))
    orphaned = any(unit.qualification_id not in catalogue.qualifications for unit in catalogue.units.values())
    for place, address in enumerate(catalogue.registry.addresses):
        if orphaned and address.startswith((f"/{CASE_ROOT}", "/downloads/")):
            continue  # unit-listed names the qualification that is missing, and with it all of these
        if address not in published:
            message = (
                f"{address} would be lost{suggest(address, published - set(catalogue.registry.addresses))}: restore what stood "
                "there. A criterion, verb or term that no longer applies keeps its entry and gets `retired:` with `kind:`, "
                "`date:`, `reason:` and `successors:`; a part goes to `former_parts` with the same; anything else keeps its name"
            )
            yield report(catalogue, catalogue.registry, ("addresses", place), message)
