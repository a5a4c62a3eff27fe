"""A page of a copy → the wordings of criteria that a reader sees on it, told by the mark that every template sets beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from macros.wording import fold_white_space

MARK = "data-wording"
UNSEEN = {"template", "noscript", "script", "style", "head", "title", "option", "datalist", "object", "iframe", "svg", "dialog"}
"""Elements whose text a browser does not show on the page."""


@dataclass(frozen=True)
class Shown:
    """A wording as it stands on a page."""

    criterion: str
    text: str
    seen: bool
    """Whether nothing in the page itself hides it."""
    alone: bool
    """Whether the quotation it stands in holds nothing else."""


def parse_page(content: bytes) -> lxml_html.HtmlElement | None:
    """Return a page, or None where there is none in these bytes."""
    try:
        return lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, ValueError):
        return None


def list_shown(page: lxml_html.HtmlElement) -> Iterator[Shown]:
    """Yield every wording on a page."""
    for element in page.iterfind(f".//*[@{MARK}]"):
        text = fold_white_space(element.text_content())
        quotation = next(element.iterancestors("blockquote"), None)
        alone = quotation is None or fold_white_space(quotation.text_content()) == text
        seen = not any(_hides(around) for around in (element, *element.iterancestors(), *element.iterdescendants("*")))
        yield Shown(str(element.get(MARK)), text, seen, alone)


def list_anchors(page: lxml_html.HtmlElement) -> set[str]:
    """Return the anchors of a page."""
    return {str(anchor) for anchor in page.xpath("//@id")}


def list_links(page: lxml_html.HtmlElement) -> set[str]:
    """Return where the links of a page lead, as they are written."""
    return {str(link) for link in page.xpath("//a/@href")}


def _hides(element: lxml_html.HtmlElement) -> bool:
    """Return whether an element hides what stands in it: no template of ours does so around a wording."""
    closed = element.tag == "details" and "open" not in element.attrib
    named = any(name in element.attrib for name in ("hidden", "style", "aria-hidden", "inert"))
    return closed or named or element.tag in UNSEEN or "visually-hidden" in (element.get("class") or "").split()
