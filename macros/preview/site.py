"""A project → its site as it would be published, held in memory: a page is made when somebody asks for it.

After a change of the data, the catalogue is checked and the theme's frames are filled anew; MkDocs runs again only for what it
makes itself, when that is asked for. Bytes are those of a build: the same functions make them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from macros.build import build_site
from macros.docs_check import check_everything
from macros.downloads import OFFLINE, list_files
from macros.export import list_downloads
from macros.guide import Guide, make_guide
from macros.headers import HEADERS_FILE, NGINX_FILE
from macros.hooks import look_around, make_frames, take_guide
from macros.included import find_cache
from macros.kept import DOWNLOADS, Kept
from macros.layout import fill_frame
from macros.libraries import LIBRARIES, find_library
from macros.mkdocs_run import faults_shown, make_site
from macros.output import Target, write_aliases, write_cards, write_data, write_look, write_pinned, write_scripts
from macros.pages import GeneratedPage, list_pages
from macros.remembered import DATA as KEPT_DATA
from macros.remembered import Remembered
from macros.standing import BuildOptions, find_standing

DATA = "data/"
OPTIONS = BuildOptions(jobs=1)
FEW = 100
"""With no more pages than this, all of them are tried after a change of the look; with more, those that were looked at last."""
LAST = 8
ABOUT_ALL = (HEADERS_FILE, NGINX_FILE)
"""What speaks of all pages of a site."""
Write = Callable[[Guide, MkDocsConfig, Target], None]

REST: tuple[Write, ...] = (
    lambda guide, config, target: write_scripts(guide, target, config.extra["page_entries"]),
    lambda guide, config, target: write_look(guide, target, config.site_name, config.theme["favicon"]),
    lambda guide, config, target: write_aliases(guide, target),
    lambda guide, config, target: write_pinned(guide, look_around(config), target),
    lambda guide, config, target: write_data(guide, target),
    lambda guide, config, target: write_cards(guide, target, config.site_name),
)
"""What a build writes beside pages, in the order in which it is tried for an address."""


def say_nothing(words: str) -> None:
    """Show nothing: what a build says of itself is not about the preview."""


class ShownSite:
    """The site of a project."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.project, self.folder = project, folder
        self.kept = Kept(find_cache(project, DOWNLOADS))
        self.parsed = Remembered(find_cache(project, KEPT_DATA))
        self.config: MkDocsConfig
        self.pages: dict[str, GeneratedPage] = {}
        self.asked: list[str] = []
        """The generated pages that were looked at last."""
        self.stale = True
        """Whether MkDocs has to run before what it makes is shown."""
        self.rest: Iterator[Write] = iter(())

    @property
    def guide(self) -> Guide:
        """The guide that is on show."""
        guide: Guide = self.config.extra["guide"]
        return guide

    def load(self, changed: list[str]) -> int:
        """Take in what has changed and return how many pages are generated; raise DataError and stay where something is wrong."""
        with faults_shown(self.project):
            for library in LIBRARIES:
                find_library(self.project, library)
            catalogue = check_everything(self.project, parsed=self.parsed)
            self.parsed.close()
            self.parsed.file = None  # what changes from now on is kept for this process alone
            guide = make_guide(self.project, catalogue, kept=self.kept)
            pages = {page.address: page for page in list_pages(guide.catalogue)}
            before = self.guide if self.pages else None
            if self.pages and all(name.startswith(DATA) for name in changed):
                take_guide(self.config, guide)
                self.config.extra["frames"] = make_frames(self.config)
                self.stale = True
                tried = [address for address in self.asked if address in pages]
            else:
                self._run_mkdocs(guide)
                tried = list(pages) if len(pages) <= FEW else [address for address in self.asked if address in pages]
            try:
                for address in tried:
                    self._make_page(pages[address])
            except Exception:
                if before:
                    take_guide(self.config, before)
                    self.config.extra["frames"] = make_frames(self.config)
                raise
            self.pages = pages
        return len(pages)

    def find(self, address: str) -> bytes | None:
        """Return the file at an address as a build would write it; None where it would write none."""
        name = address if address.endswith("/") or not address else address.removesuffix("index.html")
        with faults_shown(self.project):
            if page := self.pages.get(name):
                self.asked = [name, *(other for other in self.asked if other != name)][:LAST]
                return self._make_page(page).encode()
            return self._find_download(address) or self._find_file(f"{name}index.html" if name[-1:] in ("", "/") else name)

    def has_page(self, address: str) -> bool:
        """Return whether a page stands at an address that ends with a slash."""
        return address in self.pages or (Path(self.config.site_dir) / address / "index.html").is_file()

    def _make_page(self, page: GeneratedPage) -> str:
        frame = self.config.extra["frames"][page.address.count("/")]
        return fill_frame(self.guide, frame, page, self.config.site_url or "")

    def _find_download(self, address: str) -> bytes | None:
        for download in list_downloads(self.guide, self.config.site_url or ""):
            if download.address == address:
                return download.make()
        packed = {file.address for file in list_files(self.guide.catalogue) if file.kind == OFFLINE}
        return self._find_in_whole(address) if address in packed or address in ABOUT_ALL else None

    def _find_in_whole(self, address: str) -> bytes:
        """Return a file that is made from the finished site: nobody looks at it often."""
        whole = self.folder / "whole"
        if find_standing(self.project, whole, OPTIONS, say_nothing) is None:
            build_site(self.project, whole, OPTIONS, show=say_nothing)
        return (whole / address).read_bytes()

    def _find_file(self, name: str) -> bytes | None:
        if self.stale:
            self._run_mkdocs(self.guide)
        site = Path(self.config.site_dir)
        path = (site / name).resolve()
        if not path.is_relative_to(site.resolve()):
            return None
        while not path.is_file() and (write := next(self.rest, None)):
            write(self.guide, self.config, Target(site, self.config.site_url or ""))
        return path.read_bytes() if path.is_file() else None

    def _run_mkdocs(self, guide: Guide) -> None:
        """Let MkDocs make its part of the site, in a folder of its own, so that the last good one is there until this one is."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "site"
        try:
            config = make_site(self.project, guide, folder, OPTIONS, pages_only=True)
        except BaseException:
            shutil.rmtree(folder.parent, ignore_errors=True)
            raise
        if hasattr(self, "config"):
            shutil.rmtree(Path(self.config.site_dir).parent, ignore_errors=True)
        self.config, self.stale, self.rest = config, False, iter(REST)
