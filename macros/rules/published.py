"""The rule about addresses: what was published once is published for ever."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from macros.addresses import SiteMap, criterion_data, downloads_anchor, list_addresses
from macros.aliases import spell_criterion
from macros.case import CASE_ROOT, list_item_addresses
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.fields import NUMBER, UNIT_ID
from macros.rules.walk import report

CRITERION = re.compile(f"/({UNIT_ID}/{NUMBER})/")
"""The address of a criterion's page."""
ITEM = f"/{CASE_ROOT}CFItem"
ENDING = "gets `retired:` with `kind:`, `date:`, `reason:` and `successors:`"


def address_kept(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Every address and anchor in data/addresses.yml is still published."""
    if catalogue.unread or not catalogue.registry.addresses:
        return  # what stands in those files is not known
    published = set(list_addresses(site))
    orphaned = any(unit.qualification_id not in catalogue.qualifications for unit in catalogue.units.values())
    lost = {address: place for place, address in enumerate(catalogue.registry.addresses) if address not in published}
    if orphaned:  # unit-listed names the qualification that is missing, and with it all of these
        lost = {address: lost[address] for address in lost if not address.startswith((f"/{CASE_ROOT}", "/downloads/"))}
    gone = _list_gone(lost)
    owners = _find_owners(catalogue, gone)
    hanging = Counter(filter(None, (_find_owner(address, owners) for address in lost)))
    for entry in gone:
        if not catalogue.misses(entry):  # else wording-complete says so
            yield report(catalogue, catalogue.registry, ("addresses", lost[f"/{entry}/"]), _say_gone(entry, hanging[entry]))
    new = published - set(catalogue.registry.addresses) if lost else set()
    for address, place in lost.items():
        if _find_owner(address, owners) or (gone and address.startswith(ITEM)):  # an identifier has gone with its entry
            continue
        message = (
            f"{address} would be lost{suggest(address, new)}: restore what stood there. A criterion, verb or term that no longer "
            f"applies keeps its entry and {ENDING}; a part goes to `former_parts` with the same; anything else keeps its name"
        )
        yield report(catalogue, catalogue.registry, ("addresses", place), message)


def count_addresses(catalogue: Catalogue, gone: Iterable[str]) -> Counter[str]:
    """Return how many published addresses hang on each of the criteria and units that are gone."""
    owners = _find_owners(catalogue, gone)
    return Counter(filter(None, (_find_owner(address, owners) for address in catalogue.registry.addresses)))


def say_hanging(count: int) -> str:
    """Say how many addresses hang on what is gone."""
    return f"{count} published address{' hangs' if count == 1 else 'es hang'} on it"


def _say_gone(entry: str, count: int) -> str:
    unit, _, number = entry.partition("/")
    said = f"{entry} is gone, and {say_hanging(count)}: restore"
    if number:
        return f"{said} its entry in data/criteria/{unit}.yml. A criterion that no longer applies stays there and {ENDING}"
    return f"{said} data/criteria/{unit}.yml. A unit stays, and each criterion that no longer applies {ENDING}"


def _list_gone(lost: Iterable[str]) -> list[str]:
    """Return the criteria and units whose own page is lost."""
    pages = {address.removesuffix("#downloads") for address in lost if address.endswith("/#downloads")}
    return [address.strip("/") for address in lost if address in pages or CRITERION.fullmatch(address)]


def _find_owners(catalogue: Catalogue, gone: Iterable[str]) -> Mapping[str, str]:
    """Return what each address of something that is gone belongs to; a page stands for its anchors too."""
    return {f"/{address}": entry for entry in gone for address in _list_of(catalogue, entry)}


def _find_owner(address: str, owners: Mapping[str, str]) -> str | None:
    return owners.get(address) or owners.get(address.partition("#")[0]) or owners.get(address.rpartition("-")[0])


def _list_of(catalogue: Catalogue, entry: str) -> Iterator[str]:
    """Yield the addresses that a unit or criterion had, from its id."""
    unit, _, number = entry.partition("/")
    yield f"{entry}/"
    if number:
        yield from (f"{unit}/#ac-{number}", criterion_data(entry), *(f"{alias}/" for alias in spell_criterion(unit, number)))
    else:
        yield from (downloads_anchor(unit), f"{unit.replace('-', '/')}/", f"downloads/{unit}", f"downloads/{unit}-assignment")
    if qualification := catalogue.qualifications.get(unit.rpartition("-")[0]):
        yield from list_item_addresses(qualification, entry)
