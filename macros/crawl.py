"""Read a built site as a browser would and report every link, file or anchor that leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from macros.errors import Place, Problem, suggest
from macros.parallel import do_all
from macros.policy import list_breaches

LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "use": "href"}
SLASH = "/"
CLIMB = re.compile(r"^(?:\.\./)+")
LIST_IDS = etree.XPath("//@id", smart_strings=False)  # smart ones would keep every page in memory
ABSOLUTE_LINKS = {"404.html"}
"""Served at any depth: its links begin at the root of the host, and a script of it is looked for in the folders above."""
CHUNK, FEW = 50, 6
"""Pages that one process reads in one go; with fewer chunks than this, starting processes costs more than it gains."""
Link = tuple[str, str]
"""The file that a link leads to, and the anchor there."""


@dataclass(frozen=True)
class PageTable:
    """What links need to know of a page, and what is wrong with the page alone."""

    name: str
    title: str
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]


def crawl_site(site: Path, root: str = "/", jobs: int = 1) -> list[Problem]:
    """Return the problems of every page under `site`: dead links, missing anchors, ids and titles that stand twice.

    `root` is the folder of its host the site will stand in, with a slash at either end.
    """
    return read_site(site, root, jobs).list_problems()


def read_site(site: Path, root: str = "/", jobs: int = 1, found: Found | None = None) -> Found:
    """Return what stands on every page under `site`, in `found` where that is given."""
    names = _list_pages(site)
    chunks = [names[start : start + CHUNK] for start in range(0, len(names), CHUNK)]
    found = found or Found(site, root)

    def read_chunk(chunk: list[str]) -> list[PageTable]:
        return [read_page(name, parse_page(site / name), root) for name in chunk]

    for tables in do_all(chunks, read_chunk, jobs if len(chunks) >= FEW else 1):
        for table in tables:
            found.take(table)
    return found


def _list_pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def read_page(name: str, page: lxml_html.HtmlElement, root: str) -> PageTable:
    """Return a page's ids, links and title, and what is wrong with the page alone."""
    ids = Counter(LIST_IDS(page))
    problems = [Problem(Place(name), "id-once-on-page", f"the id {anchor!r} stands twice") for anchor, n in ids.items() if n > 1]
    problems += list_breaches(name, page)
    title = (page.findtext(".//title") or "").strip()
    if not title:
        problems.append(Problem(Place(name), "title-there", "the page has no title"))
    links = dict.fromkeys((target, anchor) for _, target, anchor in list_links(name, page, root))
    return PageTable(name, title, tuple(ids), tuple(links), tuple(problems))


class Found:
    """What has been read so far: little of each page, so that a site of any size fits into memory."""

    def __init__(self, site: Path, root: str) -> None:
        self.site, self.root = site, root
        self.anchors: dict[str, frozenset[str]] = {}
        self.links: dict[Link, None] = {}
        """Each link of the site once."""
        self.titles: dict[str, str] = {}
        """The first page with each title."""
        self.problems: list[Problem] = []

    def read_page(self, name: str, page: lxml_html.HtmlElement) -> None:
        """Take what stands on a page."""
        self.take(read_page(name, page, self.root))

    def take(self, table: PageTable) -> None:
        """Keep what stands on a page; pages come in order of their names."""
        self.anchors[table.name] = frozenset(table.anchors)
        self.links.update(dict.fromkeys(table.links))
        self.problems += table.problems
        first = self.titles.setdefault(table.title, table.name)
        if table.title and first != table.name:
            self.problems.append(Problem(Place(table.name), "title-once", f"has the title of {first}: {table.title!r}"))

    def list_problems(self) -> list[Problem]:
        """Return what is wrong with the pages that were read, and every link of theirs that leads nowhere."""
        dead = {link: message for link in self.links if (message := self._explain(*link))}
        problems = list(self.problems)
        for name, page in self.list_pages() if dead else ():  # only now is it worth knowing on which lines they stand
            problems += _find_lines(name, page, self.root, dead)
        return problems

    def list_pages(self) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
        """Yield every page of the site, with its name."""
        return ((name, parse_page(self.site / name)) for name in _list_pages(self.site))

    def has_file(self, address: str) -> bool:
        """Return whether the site has a file."""
        return (self.site / address).is_file()

    def _explain(self, target: str, anchor: str) -> str:
        if target == SLASH:
            return "begins with a slash and breaks in a sub-folder"
        if target.startswith(".."):
            return "leads out of the site"
        inside = posixpath.normpath(posixpath.join(target, "index.html"))
        page = inside if inside in self.anchors else target
        if page not in self.anchors and not self.has_file(page):
            return f"leads to {target if posixpath.splitext(target)[1] else inside}, which does not exist"
        known = self.anchors.get(page)
        if anchor and known is not None and anchor not in known:
            return f"leads to the anchor {anchor!r}, which {page} does not have{suggest(anchor, known)}"
        return ""


def parse_page(path: Path) -> lxml_html.HtmlElement:
    """Return a page as a browser reads it."""
    return parse_content(path.read_bytes())


def parse_content(content: bytes) -> lxml_html.HtmlElement:
    """Return the content of a page as a browser reads it."""
    return lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))


def _find_lines(name: str, page: lxml_html.HtmlElement, root: str, dead: dict[Link, str]) -> Iterator[Problem]:
    for element, target, anchor in list_links(name, page, root):
        if message := dead.get((target, anchor)):
            link = element.get(LINKS[element.tag])
            yield Problem(Place(name, element.sourceline or 1), "link-leads-somewhere", f"{link!r} {message}")


def list_links(name: str, page: lxml_html.HtmlElement, root: str) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield every link inside the site: the element, the file it leads to, and the anchor there."""
    folder, _, file = name.rpartition("/")
    for element in page.iter(*LINKS):
        link = element.get(LINKS[element.tag])
        if link is not None and (found := _resolve(folder, file, link, root)):
            yield element, *found


@lru_cache(maxsize=4096)  # the pages of a folder share most of their links
def _resolve(folder: str, file: str, link: str, root: str) -> Link | None:
    """Return where a link leads, from a file in a folder; None where that is outside the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return posixpath.join(folder, file), anchor
    absolute = not folder and file in ABSOLUTE_LINKS
    if absolute:
        path = CLIMB.sub("", path)
    if path.startswith("/"):
        return (posixpath.relpath(path, root) if absolute else SLASH), anchor
    return posixpath.normpath(posixpath.join(folder, path)), anchor
