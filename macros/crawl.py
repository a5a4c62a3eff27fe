"""Read a built site as a browser would and report every link, file or anchor that leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from macros.errors import Place, Problem, suggest
from macros.policy import list_breaches

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"), ("use", "href"))
SLASH = "/"
CLIMB = re.compile(r"^(?:\.\./)+")
LIST_IDS = etree.XPath("//@id", smart_strings=False)  # smart ones would keep every page in memory
ABSOLUTE_LINKS = {"404.html"}
"""Served at any depth: its links begin at the root of the host, and a script of it is looked for in the folders above."""


def crawl_site(site: Path, root: str = "/") -> list[Problem]:
    """Return the problems of every page under `site`: dead links, missing anchors, ids and titles that stand twice.

    `root` is the folder of its host the site will stand in, with a slash at either end.
    """
    found = Found(site, root)
    for path in _list_pages(site):
        found.read_page(path.relative_to(site).as_posix(), _parse(path))
    dead = {link: message for link in found.links if (message := found.explain(*link))}
    if dead:  # only now is it worth knowing on which lines they stand
        for path in _list_pages(site):
            found.problems += _find_lines(path.relative_to(site).as_posix(), _parse(path), root, dead)
    return found.problems


def _list_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


class Found:
    """What has been read so far: little of each page, so that a site of any size fits into memory."""

    def __init__(self, site: Path, root: str) -> None:
        self.site, self.root = site, root
        self.anchors: dict[str, frozenset[str]] = {}
        self.links: dict[tuple[str, str], None] = {}
        """Each link of the site once: where it leads, and to which anchor."""
        self.titles: dict[str, str] = {}
        self.problems: list[Problem] = []

    def read_page(self, name: str, page: lxml_html.HtmlElement) -> None:
        """Take a page's ids, links and title; report what is wrong with the page alone."""
        ids = Counter(LIST_IDS(page))
        twice = (anchor for anchor, count in ids.items() if count > 1)
        self.problems += [Problem(Place(name), "id-once-on-page", f"the id {anchor!r} stands twice") for anchor in twice]
        self.anchors[name] = frozenset(ids)
        self.problems += list_breaches(name, page)
        self.problems += self._read_title(name, (page.findtext(".//title") or "").strip())
        self.links |= {(target, anchor): None for _, target, anchor in _list_links(name, page, self.root)}

    def _read_title(self, name: str, title: str) -> Iterator[Problem]:
        if not title:
            yield Problem(Place(name), "title-there", "the page has no title")
        elif title in self.titles:
            yield Problem(Place(name), "title-once", f"has the title of {self.titles[title]}: {title!r}")
        self.titles.setdefault(title, name)

    def explain(self, target: str, anchor: str) -> str:
        """Return what is wrong with a link; nothing where it leads somewhere."""
        if target == SLASH:
            return "begins with a slash and breaks in a sub-folder"
        if target.startswith(".."):
            return "leads out of the site"
        inside = posixpath.normpath(posixpath.join(target, "index.html"))
        page = inside if inside in self.anchors else target
        if page not in self.anchors and not (self.site / page).is_file():
            return f"leads to {target if posixpath.splitext(target)[1] else inside}, which does not exist"
        known = self.anchors.get(page)
        if anchor and known is not None and anchor not in known:
            return f"leads to the anchor {anchor!r}, which {page} does not have{suggest(anchor, known)}"
        return ""


def _parse(path: Path) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(path.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def _find_lines(
    name: str, page: lxml_html.HtmlElement, root: str, dead: dict[tuple[str, str], str]
) -> Iterator[Problem]:
    for element, target, anchor in _list_links(name, page, root):
        if message := dead.get((target, anchor)):
            link = next(element.get(attribute) for tag, attribute in LINKS if tag == element.tag)
            yield Problem(Place(name, element.sourceline or 1), "link-leads-somewhere", f"{link!r} {message}")


def _list_links(name: str, page: lxml_html.HtmlElement, root: str) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield every link inside the site: the element, the file it leads to, and the anchor there."""
    for tag, attribute in LINKS:
        for element in page.iter(tag):
            link = element.get(attribute)
            if link is not None and _is_internal(link):
                yield element, *_resolve(name, link, root)


def _is_internal(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def _resolve(name: str, link: str, root: str) -> tuple[str, str]:
    parts = urlsplit(link)
    path = unquote(parts.path)
    if name in ABSOLUTE_LINKS:
        path = CLIMB.sub("", path)
    if path.startswith("/"):
        target = posixpath.relpath(path, root) if name in ABSOLUTE_LINKS else SLASH
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return target, unquote(parts.fragment)
