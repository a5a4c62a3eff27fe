"""A built guide → the same pages as plain Markdown, so that other generators build the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from macros.guide import Guide, load_guide
from macros.model import Criterion, Unit
from macros.pages import list_page_addresses

LEFT_OUT = {"script", "style", "svg", "template", "button", "input", "select", "textarea"}
BOXES = {"p", "div", "section", "article", "details", "summary", "figure", "nav", "dl", "dt", "dd", "form", "fieldset", "label"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {*BOXES, *HEADINGS, "table", "thead", "tbody", "tr", "ul", "ol", "li", "blockquote", "pre", "hr"}
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~{}])")
COUNTED = re.compile(r"^(\s*)(\d+)([.)])(\s)", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """One page, whoever builds it."""

    address: str
    """Relative to the site, with a slash at the end; empty for the start page."""
    title: str
    body: str
    """Markdown, with the title as its heading."""
    unit: str = ""
    """The unit in which it stands; empty elsewhere."""
    topic: str = ""
    """What a menu calls it."""
    weight: int = 0
    """Its place among its siblings."""
    words: int = 0


def list_texts(project: Path, site: Path) -> list[Text]:
    """Return every page of a built guide, but those that only lead elsewhere or keep an edition."""
    guide = load_guide(project)
    listed = (*guide.catalogue.units.values(), *guide.catalogue.criteria.values())
    entries = {guide.site.address(entry): entry for entry in listed}
    addresses = [*list_page_addresses(guide.catalogue), *guide.site.pages.values()]
    places = {entry: place for place, entry in enumerate(entries)}
    made = (_make_text(guide, site, address, entries.get(address), places) for address in addresses)
    return sorted((text for text in made if text), key=lambda text: text.address)


def _make_text(guide: Guide, site: Path, address: str, entry: Unit | Criterion | None, places: dict[str, int]) -> Text | None:
    path = site / address / "index.html"
    if not path.is_file():
        return None
    tree = html.fromstring(path.read_bytes())
    found = tree.find_class("md-content__inner")
    if not found or tree.xpath("//meta[@name='robots']"):
        return None
    for listed in found[0].find_class("toc"):  # each generator makes such a list itself, or does without
        listed.drop_tree()
    title = " ".join(str(found[0].xpath("string(.//h1)")).split())
    body = to_markdown(found[0])
    unit = guide.catalogue.unit_of(entry).id if isinstance(entry, Criterion) else entry.id if entry else ""
    topic = f"{entry.number} {entry.topic}" if isinstance(entry, Criterion) else f"{entry.id} {entry.title}" if entry else title
    return Text(address, title, body, unit, topic, places.get(address, 0) + 1, len(body.split()))


def to_markdown(article: HtmlElement) -> str:
    """Return the text of a page as Markdown: headings, paragraphs, lists, quotations, links and emphasis."""
    blocks = (block.strip("\n") for block in _list_blocks(article))
    text = "\n\n".join(block for block in blocks if block.strip())
    return COUNTED.sub(r"\1\2\\\3\4", text) + "\n"


def _list_blocks(element: HtmlElement) -> Iterator[str]:
    """Yield the blocks below an element; text between them makes blocks of its own."""
    loose = _escape(element.text)
    for child in element:
        if child.tag in BLOCKS:
            yield _line(loose)
            loose = ""
            yield from _make_block(child)
        else:
            loose += _inline(child)
        loose += _escape(child.tail)
    yield _line(loose)


def _make_block(element: HtmlElement) -> Iterator[str]:
    if element.tag in HEADINGS:
        yield f"{'#' * int(element.tag[1])} {_line(_inline(element))}"
    elif element.tag in ("ul", "ol"):
        yield "\n".join(_item(item) for item in element if item.tag == "li")
    elif element.tag == "blockquote":
        yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(filter(None, _list_blocks(element))).split("\n"))
    elif element.tag == "pre":
        yield "\n".join(f"    {line}" for line in element.text_content().strip("\n").split("\n"))
    elif element.tag == "tr":
        yield " · ".join(_line(_inline(cell)) for cell in element if cell.tag in ("td", "th"))
    elif element.tag not in LEFT_OUT:
        yield from _list_blocks(element)


def _item(element: HtmlElement) -> str:
    """Return an item of a list: what stands in it, indented, with its lists below it."""
    text = "\n\n".join(block for block in _list_blocks(element) if block)
    return "- " + text.replace("\n", "\n    ").replace("    \n", "\n")


def _inline(element: HtmlElement) -> str:
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
        return ""
    inside = _escape(element.text) + "".join(_inline(child) + _escape(child.tail) for child in element)
    words = inside.strip()
    if not words:
        return " " if inside else ""
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    address = (element.get("href") or "").partition("#")[0]  # other generators name headings in other ways
    if element.tag == "a" and address and ":" not in address:
        return f"{before}[{words}]({address}){after}"
    mark = {"em": "*", "strong": "**"}.get(element.tag, "")
    return f"{before}{mark}{words}{mark}{after}"


def _escape(text: str | None) -> str:
    return SPECIAL.sub(r"\\\1", text or "")


def _line(text: str) -> str:
    return " ".join(text.split())
