"""Links and anchors of copies: one copy of a shape is read whole, in the others what may differ from it.

Between two copies of a shape, pages and anchors are the same but for those that are made for each. So in a second copy every link
on such a page is followed, and every link that the first copy has to one; the rest has been followed before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path

from lxml import html as lxml_html

from macros.crawl import Found, Link, PageTable, parse_content, read_site
from macros.errors import DataError, Problem


class Check:
    """Reads the copies of one shape."""

    def __init__(self) -> None:
        self.first: _First | None = None
        self.own: frozenset[str] = frozenset()
        """The pages of the first copy that are its own: another copy may have nothing of its own on them, and other links."""
        self.name = ""
        """What the first copy is called, which stands in all its titles."""
        self.broken: list[Problem] = []
        """What is wrong with pages that all copies share."""

    def refuse_broken(self) -> None:
        """Raise DataError where all other copies would be as faulty as the first."""
        if self.broken:
            raise DataError(self.broken)

    def read_first(self, site: Path, root: str, name: str, own: Collection[str]) -> None:
        """Read a whole copy, and keep what others share with it. Raises DataError."""
        found = _First(site, root)
        read_site(site, root, found=found)
        problems = found.list_problems()
        shared = [problem for problem in problems if problem.place.path not in own]
        if shared:
            self.broken = shared
        else:
            self.first, self.name, self.own = found, name, frozenset(own)
        if problems:
            raise DataError(problems)

    def read_other(self, site: Path, root: str, name: str, own: Mapping[str, bytes], files: Collection[str] = ()) -> None:
        """Read what another copy does not share with the first: the pages that are either's own. Raises DataError.

        `files` are those it has where they are not all in the folder.
        """
        if self.first is None:
            self.read_first(site, root, name, own)
            return
        found = _Other(site, root, files, own)
        found.anchors = {page: anchors for page, anchors in self.first.anchors.items() if page not in own}
        found.titles = {_rename(title, self.name, name): page for title, page in self.first.titles.items() if page not in own}
        shared = (links for page, links in self.first.links_of.items() if page not in own)
        found.links = {link: None for links in shared for link in links if _find_page(link[0]) in own}
        for page, content in sorted(own.items()):
            found.read_page(page, parse_content(content))
        if problems := found.list_problems():
            raise DataError(problems)


class _First(Found):
    def __init__(self, site: Path, root: str) -> None:
        super().__init__(site, root)
        self.links_of: dict[str, tuple[Link, ...]] = {}

    def take(self, table: PageTable) -> None:
        super().take(table)
        self.links_of[table.name] = table.links


class _Other(Found):
    def __init__(self, site: Path, root: str, files: Collection[str], own: Mapping[str, bytes]) -> None:
        super().__init__(site, root)
        self.files, self.own = files, own

    def list_pages(self) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
        shared = (found for found in super().list_pages() if found[0] not in self.own)
        return chain(((name, parse_content(content)) for name, content in self.own.items()), shared)

    def has_file(self, address: str) -> bool:
        return address in self.files or super().has_file(address)


def _rename(title: str, name: str, other: str) -> str:
    return title.removesuffix(name) + other if title.endswith(name) else title


def _find_page(target: str) -> str:
    return target if target.endswith(".html") else f"{target.rstrip('/')}/index.html".removeprefix("./").removeprefix("/")
