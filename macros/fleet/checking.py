"""Links and anchors of copies: one copy of a shape is read whole, in the others what may differ from it.

Between two copies of a shape, pages and anchors are the same but for those that are made for each. So in a second copy every link
on such a page is followed, and every link that the first copy has to one; the rest has been followed before.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from macros.crawl import Found, parse_page, read_site
from macros.errors import DataError, Problem


class Check:
    """Reads the copies of one shape."""

    def __init__(self) -> None:
        self.first: Found | None = None
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
        found = read_site(site, root)
        problems = found.list_problems()
        shared = [problem for problem in problems if problem.place.path not in own]
        if shared:
            self.broken = shared
        else:
            self.first, self.name = found, name
        if problems:
            raise DataError(problems)

    def read_other(self, site: Path, root: str, name: str, own: Collection[str]) -> None:
        """Read what another copy does not share with the first: the pages called `own`. Raises DataError."""
        if self.first is None:
            self.read_first(site, root, name, own)
            return
        found = Found(site, root)
        found.anchors = {page: anchors for page, anchors in self.first.anchors.items() if page not in own}
        found.titles = {_rename(title, self.name, name): page for title, page in self.first.titles.items() if page not in own}
        found.links = {link: None for link in self.first.links if _find_page(link[0]) in own}
        for page in sorted(own):
            found.read_page(page, parse_page(site / page))
        if problems := found.list_problems():
            raise DataError(problems)


def _rename(title: str, name: str, other: str) -> str:
    return title.removesuffix(name) + other if title.endswith(name) else title


def _find_page(target: str) -> str:
    return target if target.endswith(".html") else f"{target.rstrip('/')}/index.html".removeprefix("./").removeprefix("/")
