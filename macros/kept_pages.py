"""Pages of the last build that would be made the same: what they asked for is found unchanged, so their bytes are taken over.

A page is taken over only where the look, the code, every installed package and everything that the page is given or asked for are
what they were, and only from a file of the old site that has the sum it had. It is linked, not copied, where the disk allows it.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from macros.catalogue import Catalogue
from macros.files import make_folder
from macros.frame import Frame
from macros.guide import Guide
from macros.pages import GeneratedPage
from macros.remembered import sum_tools
from macros.sums import sum_file, sum_folder, write_whole
from macros.traced import Notes, Read, Tokens, TracedCatalogue, TracedSite, Untellable

PAGES = "pages"
"""The folder of the records among what a project keeps."""
SUM = 32
Asked = dict[Read, None]
Numbers = "array[int]"


class KeptPages:
    """The pages of the last build of a site, and what this one notes of its own."""

    def __init__(self, place: Path, old: Path) -> None:
        self.place, self.old = place, old
        self.new: dict[str, tuple[str, Numbers]] = {}
        """What each page of this build is given and asks for, by address; not those of which it cannot be told."""
        self.numbers: dict[Read, int] = {}
        """Everything that was asked for, numbered: many pages ask for the same."""
        self.key = ""
        self.taken: dict[str, str] = {}
        """The pages that were taken over, with their sums."""

    def start(self, guide: Guide, frames: Mapping[int, Frame], site_url: str) -> None:
        """Begin with a guide and what is around its pages."""
        self.tokens = Tokens(guide.site)
        self.notes = Notes()
        catalogue = cast(Catalogue, TracedCatalogue(guide.catalogue, self.notes))
        site = TracedSite(catalogue, guide.site.pages, guide.site.offline, guide.site, self.notes)
        self.guide = replace(guide, catalogue=catalogue, site=site, renderer=replace(guide.renderer, site=site))
        look = sum_folder(str(guide.renderer.fragments))
        around = (sum_tools(), look, sorted(frames.items()), guide.awarding_copy, site_url, sorted(guide.site.pages.items()))
        self.key = sha256(repr((around, guide.site.offline, sorted(guide.renderer.assets.items()))).encode()).hexdigest()

    def note(self, page: GeneratedPage, asked: Asked) -> None:
        """Keep what a page was given and has asked for."""
        try:
            for read in asked:
                self.tokens.find(read)
            self.new[page.address] = (self._stand_for(page), self._number(asked))
        except Untellable:
            self.new.pop(page.address, None)

    def take_over(self, pages: Iterable[GeneratedPage], folder: Path) -> list[GeneratedPage]:
        """Put every page that would be made the same into the new site; return the others."""
        record = _read(self.place)
        if record is None or record["key"] != self.key:
            return list(pages)
        self.mode = _find_mode(folder)
        reads = record["reads"]
        changed = {number for number, (read, stood) in enumerate(reads) if not self._is_same(read, stood)}
        left = []
        for page in pages:
            given, asked, found = record["pages"].get(page.address, ("", (), ""))
            if found and changed.isdisjoint(asked) and self._take(page, given, found, folder):
                self.new[page.address] = (given, self._number(reads[number][0] for number in asked))
            else:
                left.append(page)
        return left

    def _is_same(self, read: Read, stood: str) -> bool:
        try:
            return self.tokens.find(read) == stood
        except (Untellable, AttributeError):
            return False

    def _take(self, page: GeneratedPage, given: str, found: str, folder: Path) -> bool:
        try:
            if given != self._stand_for(page):
                return False
        except Untellable:
            return False
        name = f"{page.address}index.html"
        if not _bring(f"{self.old}/{name}", f"{folder}/{name}", found, self.mode):
            return False
        self.taken[name] = found
        return True

    def close(self, wrote: Mapping[str, str]) -> bool:
        """Write down what this build has noted, with the sums of its pages; return whether those taken over still have theirs."""
        if any(wrote[name] != found for name, found in self.taken.items()):
            return False  # somebody wrote into the old site while this one was built
        reads = [(read, self.tokens.find(read)) for read in self.numbers]
        pages = {address: (given, asked, wrote[f"{address}index.html"]) for address, (given, asked) in self.new.items()}
        packed = pickle.dumps({"key": self.key, "reads": reads, "pages": pages}, 5)
        write_whole(self.place, (_sign(packed), packed))
        return True

    def _number(self, asked: Iterable[Read]) -> Numbers:
        return array("L", [self.numbers.setdefault(read, len(self.numbers)) for read in asked])

    def _stand_for(self, page: GeneratedPage) -> str:
        return self.tokens.stand_for([page.title, page.description, page.template, page.entry, page.context])


def _bring(old: str, new: str, found: str, mode: int) -> bool:
    """Put a file of the old site into the new one; leave nothing there where it has not the sum it had, or is no such file."""
    make_folder(os.path.dirname(new))
    try:
        try:
            os.link(old, new)
        except FileNotFoundError:
            return False
        except OSError:
            shutil.copyfile(old, new)
    except OSError:
        return False
    if os.lstat(new).st_mode == mode and sum_file(new) == found:
        return True
    os.unlink(new)  # a page that is written there must not be written into the old site
    return False


def _read(place: Path) -> dict[str, Any] | None:
    try:
        content = place.read_bytes()
    except OSError:
        return None
    packed = content[SUM:]
    return pickle.loads(packed) if _sign(packed) == content[:SUM] else None  # noqa: S301 - ours, by its sum


def _find_mode(folder: Path) -> int:
    """Return what kind of file a new one in a folder is, and who may read it."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        (Path(place) / "new").touch()
        return (Path(place) / "new").lstat().st_mode


def _sign(packed: bytes) -> bytes:
    """Return the sum that a record stands behind: one that other code has written, in whatever form, is as good as none."""
    return sha256(sum_tools().encode() + packed).digest()
