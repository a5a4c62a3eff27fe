"""The pages of a shape without what centres write in them: known once, so that of a copy only the centre's own words are read.

A fragment in a slot, and the body of a page that is rendered for each copy, is finished HTML that closes what it opens: the ids
and links of a page are those of the bare page and of its fragments. What is found sound here is sound; where anything is not,
`Check` reads the pages and says what is wrong with them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from lxml import html as lxml_html

from macros.crawl import LIST_IDS, Link, PageTable, list_links
from macros.policy import SUSPECT


class Bare:
    """What all copies of a shape have on their pages."""

    def __init__(self, tables: Iterable[PageTable], name: str, own: Collection[str], files: Iterable[str]) -> None:
        """Take all pages; those at `own` have other titles in each copy. `name` ends titles, `files` are what is shared."""
        known = {table.name: table for table in tables}
        self.anchors = {page: frozenset(table.anchors) for page, table in known.items()}
        self.titles = {cut_title(table.title, name) for page, table in known.items() if page not in own}
        self.files = frozenset(files)
        links = dict.fromkeys(chain.from_iterable(table.links for table in known.values()))
        pages = self.anchors.keys()  # other files were there when the first copy was read
        self.open = tuple(link for link in links if _find_page(link[0], pages) and not self._leads(link, {}))
        """Links to what only a copy can have: anchors in what it has written."""

    def is_sound(
        self,
        titles: Iterable[str],
        written: Mapping[str, Iterable[bytes]],
        has_file: Callable[[str], bool],
        *,
        root: str,
        name: str,
    ) -> bool:
        """Return whether the pages that only a copy has, by their titles, and what it has written on any are without fault."""
        cut = [cut_title(title, name) for title in titles]
        if not all(titles) or len({*cut, *self.titles}) < len(cut) + len(self.titles):
            return False
        anchors: dict[str, frozenset[str]] = {}
        links = dict.fromkeys(self.open)
        for page, fragments in written.items():
            read = lxml_html.fragment_fromstring(b"".join(fragments).decode(), create_parent="div")
            ids = LIST_IDS(read)
            if SUSPECT(read) or len({*ids, *self.anchors[page]}) < len(ids) + len(self.anchors[page]):
                return False
            anchors[page] = self.anchors[page].union(ids)
            links.update(((target, anchor), None) for _, target, anchor in list_links(page, read, root))
        left = [target for target, anchor in links if not self._leads((target, anchor), anchors)]
        return not any(target.startswith("..") or target.endswith(".html") or not has_file(target) for target in left)

    def _leads(self, link: Link, anchors: Mapping[str, frozenset[str]]) -> bool:
        """Return whether a link leads to a page that is known here or has these anchors, or to a file that all copies have."""
        target, anchor = link
        if page := _find_page(target, anchors) or _find_page(target, self.anchors):
            return not anchor or anchor in (anchors.get(page) or self.anchors.get(page, ()))
        return target in self.files


def _find_page(target: str, pages: Collection[str]) -> str:
    """Return the page among these that a link leads to, if there is one."""
    inside = posixpath.normpath(posixpath.join(target, "index.html"))
    return inside if inside in pages else target if target in pages else ""


def cut_title(title: str, name: str) -> tuple[str, bool]:
    """Return the title of a page without what its copy is called, and whether that stood there."""
    return title.removesuffix(name), title.endswith(name)
