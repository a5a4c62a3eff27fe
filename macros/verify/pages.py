"""The pages of a copy that a check has asked for, each read once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from macros.fields import UNIT_ID
from macros.verify.sites import Site, SiteFailure
from macros.verify.wordings import Shown, list_anchors, list_links, list_shown, parse_page

UNIT_PAGE = re.compile(rf"({UNIT_ID})/(?:index\.html)?")
MOST_UNITS = 50
"""How many units that the edition does not know are looked at."""


class Pages:
    """Pages by address: what each shows of the criteria."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._shown: dict[str, Mapping[str, list[Shown]]] = {}
        self._anchors: dict[str, set[str]] = {}
        self._links: dict[str, set[str]] = {}
        self._faults: dict[str, str] = {}
        self._asked: set[str] = set()
        self.count = 0

    def fetch(self, addresses: Iterable[str]) -> None:
        """Read pages that have not been read."""
        wanted = [address for address in dict.fromkeys(addresses) if address not in self._asked]
        self._asked.update(wanted)
        for address, answer in self._site.read_all(wanted).items():
            if isinstance(answer, SiteFailure):
                self._faults[address] = str(answer)
            elif answer is not None:
                self._keep(address, answer)

    def _keep(self, address: str, content: bytes) -> None:
        """Keep what is asked of a page, never the page itself, so that memory stays flat."""
        self.count += 1
        if (page := parse_page(content)) is None:
            self._faults[address] = "is no page"
            return
        found: dict[str, list[Shown]] = {}
        for shown in list_shown(page):
            found.setdefault(shown.criterion, []).append(shown)
        self._shown[address], self._anchors[address] = found, list_anchors(page)
        if not address:
            self._links[address] = list_links(page)

    def is_there(self, address: str) -> bool:
        """Return whether there is a page at an address."""
        return address in self._shown

    def are_absent(self, addresses: Iterable[str]) -> bool:
        """Return whether there is surely no page at any of these addresses."""
        return not any(address in self._shown or address in self._faults for address in addresses)

    def fault(self, address: str) -> str:
        """Return why a page cannot be read; nothing where it can, or is not there."""
        return self._faults.get(address, "")

    def shown(self, address: str) -> Mapping[str, list[Shown]]:
        """Return the wordings on a page by the id of their criterion."""
        return self._shown.get(address, {})

    def has_anchor(self, address: str, anchor: str) -> bool:
        """Return whether a page has an anchor."""
        return anchor in self._anchors.get(address, ())

    def list_other_units(self, known: Collection[str]) -> list[str]:
        """Return the addresses of units that the start page leads to and that are not known."""
        self.fetch([""])
        found = {match[1] for link in self._links.get("", ()) if (match := UNIT_PAGE.fullmatch(link.removeprefix("./")))}
        return [f"{unit}/" for unit in sorted(found - set(known))][:MOST_UNITS]

    def list_all(self) -> Iterator[tuple[str, str]]:
        """Yield every wording seen so far: the address of the page, and the id of the criterion."""
        for address, shown in self._shown.items():
            yield from ((address, criterion) for criterion in shown)
