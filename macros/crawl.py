"""Read a built site as a browser would and report every link, file or anchor that leads nowhere."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from macros.errors import Place, Problem, suggest

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"), ("use", "href"))
ABSOLUTE_LINKS = {"404.html"}  # served at any depth, so its links begin at the root of the host


def crawl_site(site: Path) -> list[Problem]:
    """Return the problems of every page under `site`: dead links, missing anchors, ids and titles that stand twice."""
    pages = {path.relative_to(site).as_posix(): _parse(path) for path in sorted(site.rglob("*.html"))}
    anchors = {name: Counter(page.xpath("//@id")) for name, page in pages.items()}
    problems = [problem for name, page in pages.items() for problem in _check_links(site, name, page, anchors)]
    for name, ids in anchors.items():
        twice = (anchor for anchor, count in ids.items() if count > 1)
        problems += [Problem(Place(name), "id-once-on-page", f"the id {anchor!r} stands twice") for anchor in twice]
    return problems + list(_check_titles(pages))


def _parse(path: Path) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(path.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def _check_titles(pages: dict[str, lxml_html.HtmlElement]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, page in pages.items():
        title = (page.findtext(".//title") or "").strip()
        if not title:
            yield Problem(Place(name), "title-there", "the page has no title")
        elif title in seen:
            yield Problem(Place(name), "title-once", f"has the title of {seen[title]}: {title!r}")
        seen.setdefault(title, name)


def _check_links(
    site: Path, name: str, page: lxml_html.HtmlElement, anchors: dict[str, Counter[str]]
) -> Iterator[Problem]:
    for tag, attribute in LINKS:
        for element in page.iter(tag):
            link = element.get(attribute)
            if link is None or not _is_internal(link):
                continue
            if message := _follow(site, name, link, anchors):
                yield Problem(Place(name, _line(element)), "link-leads-somewhere", message)


def _line(element: etree._Element) -> int:
    return element.sourceline or 1


def _is_internal(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def _follow(site: Path, name: str, link: str, anchors: dict[str, Counter[str]]) -> str | None:
    parts = urlsplit(link)
    path = unquote(parts.path)
    if path.startswith("/"):
        if name not in ABSOLUTE_LINKS:
            return f"{link!r} begins with a slash and breaks in a sub-folder"
        target = path.lstrip("/")
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if target.startswith(".."):
        return f"{link!r} leads out of the site"
    if (site / target).is_dir() or target in ("", "."):
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if not (site / target).is_file():
        return f"{link!r} leads to {target}, which does not exist"
    anchor = unquote(parts.fragment)
    if anchor and target in anchors and anchor not in anchors[target]:
        return f"{link!r} leads to the anchor {anchor!r}, which {target} does not have{suggest(anchor, anchors[target])}"
    return None
