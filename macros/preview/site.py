"""A project → its site as it would be published, held in memory: a page is made when somebody asks for it.

After a change of the data, the catalogue is checked and the theme's frames are filled anew; MkDocs runs again only for what it
makes itself, when that is asked for. Bytes are those of a build: the same functions make them.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from macros import remembered
from macros.addresses import FEED
from macros.beside import write_aliases, write_cards, write_data, write_pinned
from macros.brand import FOLDER as CENTRES
from macros.brand import list_warnings, load_brand
from macros.build import build_site
from macros.docs_check import check_data, check_docs, check_each
from macros.downloads import OFFLINE, list_files
from macros.errors import DataError, Problem
from macros.export.make import list_downloads
from macros.guide import Guide, make_guide
from macros.headers import HEADERS_FILE, NGINX_FILE
from macros.hooks import look_around, make_frames, take_guide
from macros.included import find_cache
from macros.kept import DOWNLOADS, Kept
from macros.layout import fill_frame
from macros.libraries import LIBRARIES, find_library
from macros.mkdocs_run import faults_shown, make_site
from macros.output import Target, write_look, write_scripts
from macros.pages import GeneratedPage, list_pages
from macros.standing import BuildOptions, find_standing

DATA = "data/"
FEW = 100
"""With no more pages than this, all of them are tried after a change of the look; with more, those that were looked at last."""
LAST = 8
ABOUT_ALL = (HEADERS_FILE, NGINX_FILE)
"""What speaks of all pages of a site."""
BY_MKDOCS = (FEED, "404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs makes of the data beside the pages written by hand."""
say = logging.getLogger(__name__).debug  # what a build says of itself is not about the preview
Write = Callable[[Guide, MkDocsConfig, Target], None]

REST: tuple[Write, ...] = (
    lambda guide, config, target: write_aliases(guide, target),
    lambda guide, config, target: write_pinned(guide, look_around(config), target),
    lambda guide, config, target: write_data(guide, target),
    lambda guide, config, target: write_cards(guide, target, config.site_name),
)
"""What a build writes beside pages, in the order in which it is tried for an address."""
SCRIPTS = ("search/", "assets/data/")
"""Where the scripts stand that know every page."""


class ShownSite:
    """The site of a project, or the copy of a centre: its name in data/centres, or the path of its file."""

    def __init__(self, project: Path, folder: Path, centre: str = "") -> None:
        self.project, self.folder = project, folder
        self.options = BuildOptions(jobs=1, centre=centre)
        self.kept = Kept(find_cache(project, DOWNLOADS))
        self.parsed = remembered.Remembered(find_cache(project, remembered.DATA))
        self.config: MkDocsConfig
        self.site = self.made = folder / "made"
        """What MkDocs has made, and what was made beside it."""
        self.by_mkdocs: set[str] = set()
        """The files in which MkDocs shows the data."""
        self.scripts_made = False
        self.pages: dict[str, GeneratedPage] = {}
        self.asked: list[str] = []
        """The generated pages that were looked at last."""
        self.stale = True
        """Whether MkDocs has to run before what it makes is shown."""
        self.rest: Iterator[Write] = iter(())
        self.first_fault = DataError([])
        """What has to be mended before anything can be shown."""
        self.unchecked: Iterator[list[Problem]] = iter(())
        """The pages written by hand that have not been held against the data on show yet."""
        self.broken: list[Problem] = []
        """What the data on show has broken in the others."""

    @property
    def guide(self) -> Guide:
        """The guide that is on show."""
        guide: Guide = self.config.extra["guide"]
        return guide

    def load(self, changed: list[str]) -> list[str]:
        """Take in what has changed and return what to warn of; raise DataError and stay where something is wrong.

        After a change of the data alone, the pages written by hand have still to be held against it: see `check`.
        """
        try:
            return self._load(changed)
        except DataError as error:
            self.first_fault = error
            raise

    def _load(self, changed: list[str]) -> list[str]:
        with faults_shown(self.project):
            for library in LIBRARIES:
                find_library(self.project, library)
            centre = self.options.centre
            catalogue = check_data(self.project, with_centres=not centre, parsed=self.parsed)
            self.parsed.close()
            self.parsed.file = None  # what changes from now on is kept for this process alone
            brand = load_brand(self.project, catalogue, centre) if centre else None
            guide = make_guide(self.project, catalogue, brand=brand, kept=self.kept)
            of_all = make_guide(self.project, catalogue) if brand else guide
            if self.pages and all(map(self._is_light, changed)):
                self._take(guide)
                self.unchecked = check_each(of_all)
            else:
                self._take_anew(guide, of_all)
        return [f"Warning: {problem}" for problem in list_warnings(brand)] if brand else []

    def check(self) -> bool:
        """Hold the next page written by hand against the data on show, and return whether there are more."""
        problems = next(self.unchecked, None)
        self.broken += problems or ()
        return problems is not None

    def find(self, address: str) -> bytes | None:
        """Return the file at an address as a build would write it; None where it would write none."""
        if not self.pages:
            raise self.first_fault
        name = address if address.endswith("/") or not address else address.removesuffix("index.html")
        with faults_shown(self.project):
            if page := self.pages.get(name):
                self.asked = [name, *(other for other in self.asked if other != name)][:LAST]
                return _make_page(self.config, page).encode()
            return self._find_download(address) or self._find_file(f"{name}index.html" if name[-1:] in ("", "/") else name)

    def has_page(self, address: str) -> bool:
        """Return whether a page stands at an address that ends with a slash."""
        return address in self.pages or any((folder / address / "index.html").is_file() for folder in (self.site, self.made))

    def _is_light(self, name: str) -> bool:
        """Return whether a change of a file leaves MkDocs's part alone until somebody asks for it."""
        return name.startswith(DATA) and not (self.options.centre and name.startswith(CENTRES.as_posix()))

    def _take(self, guide: Guide) -> None:
        """Show a guide of which the data has changed and nothing else, if what is looked at can be made."""
        before, pages = self.guide, {page.address: page for page in list_pages(guide.catalogue)}
        try:
            _fill_frames(self.config, guide)
            self._try_pages(self.config, pages, self.asked)
        except Exception:
            _fill_frames(self.config, before)
            raise
        self.pages, self.stale = pages, True
        self._start_rest()

    def _take_anew(self, guide: Guide, of_all: Guide) -> None:
        """Show a guide of which anything may have changed, if MkDocs can make its part and the pages can be made."""
        if problems := check_docs(of_all):
            raise DataError(problems)
        pages, config = {page.address: page for page in list_pages(guide.catalogue)}, self._run_mkdocs(guide)
        try:
            self._try_pages(config, pages, list(pages) if len(pages) <= FEW else self.asked)
        except Exception:
            shutil.rmtree(Path(config.site_dir).parent, ignore_errors=True)
            raise
        self.pages = pages
        self._show(config)
        self._start_rest()

    def _try_pages(self, config: MkDocsConfig, pages: Mapping[str, GeneratedPage], addresses: Iterable[str]) -> None:
        for address in addresses:
            if address in pages:
                _make_page(config, pages[address])

    def _start_rest(self) -> None:
        """Forget what was made beside pages: it is made again when it is asked for; a centre's colours are, in place of ours."""
        shutil.rmtree(self.made, ignore_errors=True)
        self.made.mkdir()
        self.rest, self.scripts_made = iter(REST), False
        self.unchecked, self.broken = iter(()), []
        write_look(self.guide, Target(self.made, ""), self.config.site_name, self.config.theme["favicon"])

    def _find_download(self, address: str) -> bytes | None:
        for download in list_downloads(self.guide, self.config.site_url or ""):
            if download.address == address:
                return download.make()
        packed = {file.address for file in list_files(self.guide.catalogue) if file.kind == OFFLINE}
        return self._find_in_whole(address) if address in packed or address in ABOUT_ALL else None

    def _find_in_whole(self, address: str) -> bytes:
        """Return a file that is made from the finished site: nobody looks at it often."""
        whole = self.folder / "whole"
        if find_standing(self.project, whole, self.options, say) is None:
            build_site(self.project, whole, self.options, show=say)
        return (whole / address).read_bytes()

    def _find_file(self, name: str) -> bytes | None:
        """Return a file that is there, or is made now. What does not depend on the data is there whatever has changed."""
        if not (self.site / name).resolve().is_relative_to(self.site.resolve()):
            return None
        if name in self.by_mkdocs or name.startswith(SCRIPTS):
            self._freshen()
        target = Target(self.made, self.config.site_url or "")
        if name.startswith(SCRIPTS) and not self.scripts_made:
            write_scripts(self.guide, target, self.config.extra["page_entries"])
            self.scripts_made = True
        while not (found := [folder / name for folder in (self.made, self.site) if (folder / name).is_file()]):
            write = next(self.rest, None)
            if write is None:
                return None
            write(self.guide, self.config, target)
        return found[0].read_bytes()

    def _freshen(self) -> None:
        """Let MkDocs make its part again where the data has changed since, and no page written by hand is broken."""
        while self.check():
            pass
        if self.broken:
            raise DataError(self.broken)
        if self.stale:
            self._show(self._run_mkdocs(self.guide))

    def _run_mkdocs(self, guide: Guide) -> MkDocsConfig:
        """Let MkDocs make its part of the site, in a folder of its own, so that the last good one is there until this one is."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "site"
        try:
            return make_site(self.project, guide, folder, self.options, pages_only=True)
        except BaseException:
            shutil.rmtree(folder.parent, ignore_errors=True)
            raise

    def _show(self, config: MkDocsConfig) -> None:
        """Put what MkDocs has made in the place of what it made before."""
        if self.site != self.made:
            shutil.rmtree(self.site.parent, ignore_errors=True)
        self.config, self.site, self.stale = config, Path(config.site_dir), False
        self.by_mkdocs = {*BY_MKDOCS, *(file.dest_uri for file in config.extra["files"].documentation_pages())}


def _fill_frames(config: MkDocsConfig, guide: Guide) -> None:
    take_guide(config, guide)
    config.extra["frames"] = make_frames(config)


def _make_page(config: MkDocsConfig, page: GeneratedPage) -> str:
    return fill_frame(config.extra["guide"], config.extra["frames"][page.address.count("/")], page, config.site_url or "")
