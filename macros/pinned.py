"""Frozen editions → pinned pages: finished files that show what was frozen, whatever the data says today.

They bypass the theme's templates, so that their size is that of their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.addresses import SiteMap, UnknownId, pinned_address
from macros.canonical import find_canonical
from macros.citation import cite_frozen
from macros.guide import Guide
from macros.policy import POLICY, seal_plain_page
from macros.snapshot import FrozenCriterion, FrozenUnit, Snapshot

SCRIPTS = ("assets/javascripts/copy.js", "assets/javascripts/cite.js")
"""What works on a pinned page; live pages have these and others in one file."""


@dataclass(frozen=True)
class Surroundings:
    """What a pinned page takes from the settings of the site."""

    site_name: str
    copyright: str
    report: str
    """Where a mistake is reported."""
    site_url: str
    """The address the site will have; may be empty."""
    icon: str
    stylesheets: tuple[str, ...]
    """The addresses of the style sheets that live pages use."""
    scripts: tuple[str, ...] = SCRIPTS

    def whole(self, address: str) -> str:
        """Return an address with that of the site before it, where it is known."""
        return f"{self.site_url.rstrip('/')}/{address}" if self.site_url else address


@dataclass(frozen=True)
class Crumb:
    """A step from the list of editions to a page."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class PinnedPage:
    """A page of a frozen edition."""

    snapshot: Snapshot
    kind: str
    """`edition`, `unit` or `criterion`; the template has its name."""
    entry: str
    """The id of what is shown; empty for the edition itself."""
    title: str
    crumbs: tuple[tuple[str, str | None], ...]
    """The steps above it: the text, and the id that leads there or None."""
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Relative to the site, with a slash at the end."""
        return pinned_address(self.snapshot.edition, self.entry)


def list_pinned(guide: Guide, around: Surroundings) -> Iterator[tuple[str, str]]:
    """Yield every pinned page: the address of its file, and its text."""
    for snapshot in guide.catalogue.snapshots.values():
        for page in _list_pages(guide, snapshot):
            yield f"{page.address}index.html", _render(guide, around, page)


def _list_pages(guide: Guide, snapshot: Snapshot) -> Iterator[PinnedPage]:
    name = f"Edition {snapshot.edition}"
    record = guide.catalogue.editions.get(snapshot.edition)
    yield PinnedPage(snapshot, "edition", "", "All criteria", ((name, None),), {"record": record})
    for unit in snapshot.units.values():
        up = ((name, ""), (f"{unit.unit} {unit.short_title}", unit.unit))
        above = (up[0], (unit.assignment, None))
        yield PinnedPage(snapshot, "unit", unit.unit, f"{unit.unit}: {unit.title}", above, {"unit": unit})
        for criterion in unit.criteria:
            yield _criterion_page(snapshot, unit, criterion, (*up, (f"Learning outcome {criterion.outcome}", None)))


def _criterion_page(
    snapshot: Snapshot, unit: FrozenUnit, criterion: FrozenCriterion, crumbs: tuple[tuple[str, str | None], ...]
) -> PinnedPage:
    order = [None, *snapshot.criteria.values(), None]
    place = order.index(criterion)
    context = {"unit": unit, "criterion": criterion, "previous": order[place - 1], "next": order[place + 1]}
    return PinnedPage(snapshot, "criterion", criterion.id, f"{criterion.label}: {criterion.topic}", crumbs, context)


def _render(guide: Guide, around: Surroundings, page: PinnedPage) -> str:
    site, address, newest = guide.site, page.address, guide.catalogue.newest_snapshot
    live = _find_live(site, page.entry)
    lead = _leads(site, page.snapshot, address)
    return seal_plain_page(
        guide.renderer.render(
            f"pinned/{page.kind}.html",
            address,
            **page.context,
            around=around,
            policy=POLICY,
            kind=page.kind,
            title=page.title,
            snapshot=page.snapshot,
            newest=newest,
            newer=site.relative(address, _in_edition(newest, page.entry)) if newest else "",
            root=site.relative(address, ""),
            live=None if live is None else site.relative(address, live),
            canonical="" if live is None else find_canonical(guide, live, around.site_url),
            printed=around.whole(address),
            crumbs=_crumbs(site, page, lead),
            lead=lead,
            cited=lambda criterion: cite_frozen(page.snapshot.unit_of(criterion), criterion),
        )
    )


def _crumbs(site: SiteMap, page: PinnedPage, lead: Callable[[str], str | None]) -> list[Crumb]:
    start = [Crumb("Editions", site.relative(page.address, site.pages["editions"]))] if "editions" in site.pages else []
    return start + [Crumb(text, "" if entry is None else lead(entry) or "") for text, entry in page.crumbs]


def _find_live(site: SiteMap, entry: str) -> str | None:
    """Return the address of the live page; the whole guide stands for an edition."""
    try:
        return site.address(entry) if entry else ""
    except UnknownId:
        return None


def _in_edition(snapshot: Snapshot, entry: str) -> str:
    """Return the address of an entry in an edition, or of the edition where that does not have it."""
    return pinned_address(snapshot.edition, entry if entry in {*snapshot.units, *snapshot.criteria} else "")


def _leads(site: SiteMap, snapshot: Snapshot, address: str) -> Callable[[str], str | None]:
    """Return what finds the link to an id: within the edition where it has it, else live; None where nothing has the id.

    No id at all stands for the edition itself.
    """

    def lead(target: str) -> str | None:
        name = target.removeprefix("example:")
        if not name or name in snapshot.units or name in snapshot.criteria:
            anchor = "#example" if name != target else ""
            return site.relative(address, pinned_address(snapshot.edition, name) + anchor)
        try:
            return site.link(address, target)
        except UnknownId:
            return None

    return lead
