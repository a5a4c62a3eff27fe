"""Where every id lives on the site. The one place that knows what an address looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from macros.aliases import list_aliases
from macros.case import list_case_addresses
from macros.catalogue import Catalogue
from macros.downloads import list_files
from macros.errors import suggest
from macros.links import NOWHERE, Here
from macros.model import Criterion, Entry, Unit

ON_A_PAGE = {
    "term": "terms",
    "theory": "theories",
    "artefact": "evidence",
    "checklist": "checklists",
    "form": "checklists",
    "log": "checklists",
    "source": "about",
    "mapping": "mapping",
}
"""The kinds that have no page of their own, and the hand-written page they stand on."""
ANCHOR_SAYS_KIND = ("source", "form", "log")
"""The kinds whose ids may be those of something else on the same page."""
HOME = "home"
NOT_OFFERED = "not-offered/"
"""Where links lead to a unit that a centre leaves out of its copy."""
CENTRE = "centre/"
"""Where a copy says what its centre has to say."""


class UnknownId(LookupError):
    """No entry and no page has this id; the message suggests the nearest."""


def find_pages(docs: Path) -> dict[str, str]:
    """Return the hand-written pages: their id (`verbs`, `contribute/data`, `home`) and their address."""
    pages = {}
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).with_suffix("").as_posix()
        name = "" if name == "index" else name.removesuffix("/index")
        pages[name or HOME] = f"{name}/" if name else ""
    return pages


API = "api/v1/"
CATALOGUE_DATA = f"{API}catalogue.json"
CHANGES_DATA = f"{API}changes.json"
GLOSSARY_TURTLE = f"{API}verbs.ttl"
GLOSSARY_JSON = f"{API}verbs.jsonld"
"""The command verbs in SKOS."""
PROVENANCE_DATA = f"{API}provenance.json"
PROVENANCE = "provenance"
"""The hand-written page that says how to check a copy."""
FEED = "changes/feed.xml"
"""The Atom feed of what has changed."""
BADGE = "assets/images/edition-badge.svg"
"""The picture that says which edition the criteria of a copy are from."""
SCHEMAS = ("catalogue", "changes", "criterion", "mapping", "provenance", "verb")
"""The kinds of data files for other systems; each has a schema beside it."""


def criterion_data(criterion: str) -> str:
    """Return the address of a criterion's data file, from its id."""
    return f"{API}criteria/{criterion}.json"


def verb_data(verb: str) -> str:
    """Return the address of a verb's data file, from its id."""
    return f"{API}verbs/{verb}.json"


def mapping_data(mapping: str) -> str:
    """Return the address of the data file of a mapping between qualifications, from its id."""
    return f"{API}mappings/{mapping}.json"


def schema_address(name: str) -> str:
    """Return the address of the schema that a kind of data file follows."""
    return f"{API}schemas/{name}.schema.json"


def list_data_addresses(catalogue: Catalogue) -> list[str]:
    """Return the address of every data file and schema for other systems."""
    files = [CATALOGUE_DATA, CHANGES_DATA, PROVENANCE_DATA]
    files += [*map(criterion_data, catalogue.criteria), *map(verb_data, catalogue.verbs)]
    files += map(mapping_data, catalogue.mappings)
    return files + [schema_address(name) for name in SCHEMAS]


def criterion_address(criterion: str) -> str:
    """Return the address of a criterion's own page, from its id."""
    return f"{criterion}/"


def pinned_address(edition: str, entry: str = "") -> str:
    """Return the address of an edition as it was frozen, or of a unit or criterion in it, from its id."""
    return f"editions/{edition}/{entry}/" if entry else f"editions/{edition}/"


def list_pinned_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Yield every address and anchor of the frozen editions."""
    for edition, snapshot in catalogue.snapshots.items():
        yield pinned_address(edition)
        for unit in snapshot.units:
            yield pinned_address(edition, unit)
        for criterion in snapshot.criteria.values():
            unit, page = criterion.id.partition("/")[0], pinned_address(edition, criterion.id)
            yield from (page, f"{page}#example", f"{pinned_address(edition, unit)}#{criterion.anchor}")
            yield from (f"{page}#part-{part.id}" for part in (*criterion.parts, *criterion.former_parts))


def downloads_anchor(unit: str) -> str:
    """Return the address of the downloads on a unit's page, from the unit's id."""
    return f"{unit}/#downloads"


@cache
def _begin_id(kind: type[Entry]) -> str:
    return "" if issubclass(kind, Unit | Criterion) else f"{kind.__name__.lower()}:"


@dataclass(frozen=True)
class SiteMap:
    """Answers where an id lives."""

    catalogue: Catalogue
    pages: Mapping[str, str]
    offline: bool = False
    """true when links must name index.html, so that they open from disk."""
    _here: ClassVar[Here] = NOWHERE
    """Where links were asked for last."""

    def address(self, target: str | Entry) -> str:
        """Return the address of an entry, or of an id as prose writes it. Raises UnknownId."""
        return self.find(self.id_of(target))

    def find(self, name: str) -> str:
        """Return the address of an id. Raises UnknownId."""
        if (address := self._known.get(name)) is not None:
            return address
        raise UnknownId(f"nothing has the id {name!r}{suggest(name, self._known)}")

    def id_of(self, target: str | Entry) -> str:
        """Return the id of an entry as prose writes it, such as `verb:explain` or `QX12-A1/2.1`."""
        if isinstance(target, str):
            return target
        return f"{_begin_id(type(target))}{target.id}"  # type: ignore[attr-defined]

    def link(self, page: str, target: str | Entry) -> str:
        """Return the link from the page at address `page` to an id."""
        return self.relative(page, self.address(target))

    def pinned(self, entry: Unit | Criterion) -> str | None:
        """Return the address of a unit or criterion in the newest frozen edition, where that has it."""
        snapshot = self.catalogue.newest_snapshot
        if snapshot is None or entry.id not in {*snapshot.units, *snapshot.criteria}:
            return None
        return pinned_address(snapshot.edition, entry.id)

    def relative(self, page: str, address: str) -> str:
        """Return the link from one address to another, as it must stand in the page."""
        if page != self._here.page:
            self.__dict__["_here"] = Here(page, offline=self.offline, before=self._here)
        return self._here.lead(address)

    @property
    def _known(self) -> Mapping[str, str]:
        if "_cache" not in self.__dict__:
            self.__dict__["_cache"] = dict(self._list_known())
        return self.__dict__["_cache"]  # type: ignore[no-any-return]

    def _list_known(self) -> Iterator[tuple[str, str]]:
        catalogue = self.catalogue
        for name, address in self.pages.items():
            yield f"page:{name}", address
        if catalogue.centre:
            yield "page:centre", CENTRE
        for unit in catalogue.units.values():
            yield str(unit.id), f"{unit.id}/"
        for criterion in catalogue.criteria.values():
            yield str(criterion.id), criterion_address(criterion.id)
            yield f"example:{criterion.id}", f"{criterion_address(criterion.id)}#example"
        for verb in catalogue.verbs:
            yield f"verb:{verb}", f"verbs/{verb}/"
        for unit in catalogue.absent.values():
            explained = f"{NOT_OFFERED}#{unit.id}"
            yield str(unit.id), explained
            for criterion in unit.criteria:
                yield str(criterion.id), explained
                yield f"example:{criterion.id}", explained
        for kind, page in ON_A_PAGE.items():
            for entry in getattr(catalogue, f"{kind}s" if kind != "theory" else "theories"):
                anchor = f"{kind}-{entry}" if kind in ANCHOR_SAYS_KIND else str(entry)
                yield f"{kind}:{entry}", f"{page}/#{anchor}"


def list_addresses(site: SiteMap) -> list[str]:
    """Return every address and every anchor made from an id that the site publishes, sorted."""
    found = {f"/{address}" for address in (*site._known.values(), *list_data_addresses(site.catalogue))}
    found |= {f"/{address}" for address in list_case_addresses(site.catalogue)}
    found |= {f"/{file.address}" for file in list_files(site.catalogue)}
    found |= {f"/{address}" for address in (FEED, GLOSSARY_TURTLE, GLOSSARY_JSON, *((BADGE,) if site.catalogue.edition else ()))}
    found |= {f"/{downloads_anchor(unit)}" for unit in site.catalogue.units}
    for criterion in site.catalogue.criteria.values():
        found.add(f"/{criterion.unit_id}/#{criterion.anchor}")
        found |= {f"/{criterion.id}/#part-{part.id}" for part in (*criterion.parts, *criterion.former_parts)}
    found |= {f"/{address}" for address in list_pinned_addresses(site.catalogue)}
    found |= {f"/{alias}" for alias in list_aliases(site.catalogue)}
    return sorted(found)
