"""Recorded changes → an Atom feed (RFC 4287). The same data gives the same bytes; times come from the data."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree

from macros.addresses import FEED, SiteMap
from macros.catalogue import Catalogue
from macros.changes import AUTHORITY, RecordedChange, list_changes

ATOM = "http://www.w3.org/2005/Atom"
BEFORE = "1970-01-01"
"""The date of a guide that has no edition yet."""
MEDIA_TYPE = "application/atom+xml"


def make_feed(site: SiteMap, title: str, site_url: str = "") -> str:
    """Return the feed of all recorded changes; links are absolute where the address of the site is known, else relative."""
    catalogue = site.catalogue
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "en-GB")
    _add(feed, "id", _feed_id(catalogue))
    _add(feed, "title", f"{title}: what changed")
    _add(feed, "subtitle", "Each change to a criterion, with what it means for work already handed in.")
    _add(feed, "updated", _to_time(_last_date(catalogue)))
    _add(_add(feed, "author"), "name", title)
    _add(feed, "link", rel="self", type=MEDIA_TYPE, href=_link(site, FEED, site_url))
    _add(feed, "link", rel="alternate", type="text/html", href=_link(site, site.address("page:changes"), site_url))
    for recorded in list_changes(catalogue):
        _add_entry(feed, site, recorded, site_url)
    etree.indent(feed)
    return etree.tostring(feed, encoding="unicode") + "\n"


def _add_entry(feed: etree._Element, site: SiteMap, recorded: RecordedChange, site_url: str) -> None:
    entry = _add(feed, "entry")
    criterion, part = recorded.criterion, recorded.part
    _add(entry, "id", recorded.uri)
    _add(entry, "title", f"{criterion.label} {criterion.topic}: {recorded.effect.name}")
    _add(entry, "updated", _to_time(recorded.change.date))
    address = f"{site.address(criterion)}#{recorded.anchor}"
    _add(entry, "link", rel="alternate", type="text/html", href=_link(site, address, site_url))
    _add(entry, "category", term=recorded.change.effect.value, label=recorded.effect.name)
    about = f" It is about the part “{part.text}”." if part else ""
    _add(entry, "summary", f"{recorded.effect.meaning}{about}", type="text")
    _add(entry, "content", f"{recorded.change.reason} (guidance edition {recorded.edition.id})", type="text")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attrib=dict(sorted(attributes.items())))
    element.text = text
    return element


def _link(site: SiteMap, address: str, site_url: str) -> str:
    return urljoin(site_url, address) if site_url else site.relative(FEED, address)


def _feed_id(catalogue: Catalogue) -> str:
    """Return the name of the feed, from the oldest edition, which never changes."""
    oldest = next(iter(catalogue.editions.values()), None)
    qualifications = sorted({criterion.split("/")[0].rsplit("-", 1)[0] for criterion in oldest.wording}) if oldest else []
    return f"tag:{AUTHORITY},{oldest.date if oldest else BEFORE}:{'+'.join(qualifications)}/changes"


def _last_date(catalogue: Catalogue) -> str:
    dates = [BEFORE] + [edition.date for edition in catalogue.editions.values()]
    return max(dates + [change.date for edition in catalogue.editions.values() for change in edition.changes])


def _to_time(date: str) -> str:
    return f"{date}T00:00:00Z"
