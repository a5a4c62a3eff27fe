"""Links and anchors of copies: one copy of a shape is read whole, in the others what may differ from it.

Between two copies of a shape, pages and anchors are the same but for those that are made for each. So in a second copy every link
on such a page is followed, and every link that the first copy has to one; the rest has been followed before.
Of a page with slots, what stands in them is read (`bare`). Only where something is wrong is the whole page read, to say where.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path

from lxml import html as lxml_html

from macros.crawl import Found, PageTable, parse_content, read_page, read_site
from macros.errors import DataError, Problem
from macros.fleet.bare import Bare
from macros.fleet.copy import Copy, read_title


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
        self.bare: Bare | None = None
        """What they have in common, once the first was read."""

    def refuse_broken(self) -> None:
        """Raise DataError where all other copies would be as faulty as the first."""
        if self.broken:
            raise DataError(self.broken)

    def read(self, copy: Copy, own: Mapping[str, bytes], site: Path, files: Collection[str] = ()) -> None:
        """Read a whole copy if it is the first, else what it does not share with that. Raises DataError.

        `own` are the files of its own, `files` those it has where they are not all in the folder.
        """
        if self.first is None:
            try:
                self.read_first(site, copy.root, copy.site_name, copy.list_own_pages())
            finally:
                self.bare = self.first and _lay_bare(copy, self.first)
            return

        def has_file(address: str) -> bool:
            return address in own or address in files or (site / address).is_file()

        titles = [read_title(own[page]) for page in copy.whole]
        if self.bare and self.bare.is_sound(titles, copy.list_written(), has_file, root=copy.root, name=copy.site_name):
            return
        pages = {page: own[page] for page in copy.list_own_pages() | self.own}
        self.read_other(site, copy.root, copy.site_name, pages, files)

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
        shared = (table.links for page, table in self.first.tables.items() if page not in own)
        found.links = {link: None for links in shared for link in links if _find_page(link[0]) in own}
        for page, content in sorted(own.items()):
            found.read_page(page, parse_content(content))
        if problems := found.list_problems():
            raise DataError(problems)


class _First(Found):
    def __init__(self, site: Path, root: str) -> None:
        super().__init__(site, root)
        self.tables: dict[str, PageTable] = {}

    def take(self, table: PageTable) -> None:
        super().take(table)
        self.tables[table.name] = table


class _Other(Found):
    def __init__(self, site: Path, root: str, files: Collection[str], own: Mapping[str, bytes]) -> None:
        super().__init__(site, root)
        self.files, self.own = files, own

    def list_pages(self) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
        shared = (found for found in super().list_pages() if found[0] not in self.own)
        return chain(((name, parse_content(content)) for name, content in self.own.items()), shared)

    def has_file(self, address: str) -> bool:
        return address in self.files or super().has_file(address)


def _lay_bare(copy: Copy, first: _First) -> Bare:
    """Return what the copies of a shape have in common, from the first of them."""
    bare = copy.list_bare_pages()
    tables = first.tables | {page: read_page(page, parse_content(content), copy.root) for page, content in bare.items()}
    return Bare(tables.values(), copy.site_name, copy.whole, copy.base.shared)


def _rename(title: str, name: str, other: str) -> str:
    return title.removesuffix(name) + other if title.endswith(name) else title


def _find_page(target: str) -> str:
    return target if target.endswith(".html") else f"{target.rstrip('/')}/index.html".removeprefix("./").removeprefix("/")
