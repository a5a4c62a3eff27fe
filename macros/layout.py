"""A finished body → everything on its page that is not the same on every page: title, menu, body with its list of headings."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros.addresses import PROVENANCE
from macros.canonical import write_canonical
from macros.cards.content import card_address
from macros.catalogue import Catalogue
from macros.contents import Heading, scan_headings
from macros.frame import Frame, gap
from macros.guide import Guide
from macros.linked_data import describe_page
from macros.model import Centre, Criterion, Edition, Entry, Unit
from macros.pages import GeneratedPage, render_page

LONG_MENU = 12
"""With more units than this, the menu shows only the unit that is being read: a page must not grow with the catalogue."""


@dataclass(frozen=True)
class Parts:
    """What the theme's page has a gap for."""

    title: str
    description: str
    canonical: Markup
    """What its head says of the address to prefer; empty where that is not known."""
    address: str
    """As it is printed."""
    kind: str
    """`criterion`, `unit`, `verb` …; empty for a hand-written page."""
    menu: Markup
    """The units in the menu, with the criteria of the unit that is being read."""
    body: Markup
    card: str
    """The full address of the picture that goes with a link to the page; empty where the site's own address is not known."""
    data: Markup
    """What the page is about, for search engines; empty where there is nothing to say."""


@dataclass(frozen=True, repr=False)
class SiteFacts:
    """What the theme's templates say of the guide on every page."""

    units: list[Unit]
    """Those that stand in the menu."""
    edition: Edition | None
    centre: Centre | None
    provenance: str
    """The address of the page that says how to check the copy; empty where there is none."""
    statement: str
    """The address of the accessibility statement; empty where there is none."""


GAPS = Parts(**{name: gap(name) for name in Parts.__dataclass_fields__})  # type: ignore[arg-type]
"""Every part as a gap."""


def find_facts(guide: Guide) -> SiteFacts:
    """Return what every page says of the guide."""
    catalogue = guide.catalogue
    statement = guide.site.pages.get("accessibility", "")
    checked = guide.site.pages.get(PROVENANCE, "")
    return SiteFacts(list_menu_units(catalogue), catalogue.edition, catalogue.centre, checked, statement)


def fill_frame(guide: Guide, frame: Frame, page: GeneratedPage, site_url: str) -> str:
    """Return a generated page, whole."""
    return frame.fill(vars(lay_out(guide, page, site_url)))


def lay_out(guide: Guide, page: GeneratedPage, site_url: str) -> Parts:
    """Return the parts of a generated page."""
    body = render_page(guide, page)
    headings = scan_headings(body)
    return Parts(
        title=page.title,
        description=page.description,
        canonical=write_canonical(guide, page.address, site_url),
        address=f"{site_url.rstrip('/')}/{page.address}" if site_url else page.address,
        kind=type(page.entry).__name__.lower(),
        menu=make_menu(guide, page.address, page.entry),
        body=make_body(guide, page.title, body, headings),
        card=locate_card(page.entry, site_url),
        data=describe_page(guide, page, site_url),
    )


def locate_card(entry: Entry | None, site_url: str) -> str:
    """Return the full address of the card of an entry, or of the site; empty where the site's own address is not known."""
    return f"{site_url.rstrip('/')}/{card_address(entry)}" if site_url else ""


def make_body(guide: Guide, title: str, body: str, headings: tuple[Heading, ...]) -> Markup:
    """Return a body with its title and, where there is more than one heading, the list of them under the title."""
    return guide.renderer.render("page/body.html", "", title=title, body=Markup(body), headings=headings)


def make_menu(guide: Guide, page: str, entry: Entry | None = None, root: str = "") -> Markup:
    """Return the units of the menu for the page at an address; the unit being read is open.

    `root` goes before every link, for a page that is served at any address.
    """
    here = entry if isinstance(entry, Unit) else guide.catalogue.unit_of(entry) if isinstance(entry, Criterion) else None
    units = list_menu_units(guide.catalogue) or ([here] if here else [])
    more = len(units) < len(guide.catalogue.units)
    return guide.renderer.render("page/menu.html", page, units=units, more=more, open=here, here=entry, root=root)


def list_menu_units(catalogue: Catalogue) -> list[Unit]:
    """Return the units that stand in the menu and the foot of every page; none where there are too many."""
    return list(catalogue.units.values()) if len(catalogue.units) <= LONG_MENU else []
