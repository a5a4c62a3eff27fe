"""Build the site beside what is published, check it, then put it in place whole.

Whatever fails on the way, the published folder keeps every byte.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tqdm import tqdm

from macros.addresses import SiteMap, find_pages, list_addresses
from macros.aliases import list_aliases
from macros.brand import FOLDER as CENTRES
from macros.brand import Brand, list_replaced, load_brand
from macros.catalogue import Catalogue
from macros.crawl import crawl_site
from macros.docs_check import check_everything
from macros.errors import DataError, Place, Problem, show_path
from macros.guide import Guide, make_guide
from macros.included import find_cache, find_workplace
from macros.kept import DOWNLOADS, Kept
from macros.libraries import LIBRARIES, find_library
from macros.parallel import count_cores
from macros.registry import record_addresses

Show = Callable[[str], object]


@dataclass(frozen=True)
class Made:
    """What a build has made."""

    folder: Path
    pages: int
    criteria: int
    recorded: int
    offline: bool

    def summary(self) -> str:
        """Say what was built and how to look at it."""
        if self.offline:
            look = f"Open {self.folder / 'index.html'} in a browser."
        else:
            look = f"Look at it: python3 -m http.server -d {self.folder}, then open http://localhost:8000/ in a browser."
        recorded = f" Recorded {self.recorded} new addresses in data/addresses.yml." if self.recorded else ""
        return f"Built {self.pages} pages for {self.criteria} criteria in {self.folder}.{recorded}\n{look}"


@dataclass(frozen=True)
class BuildOptions:
    """What can be chosen about a build."""

    offline: bool = False
    """Whether the site is to open from disk."""
    site_url: str | None = None
    """The address the site will have, where not the settings or the centre say so."""
    jobs: int = 0
    """How many processes may work on it; 0 for as many as the machine has cores."""
    centre: str = ""
    """The centre whose copy it is: its name in data/centres, or the path of its file."""
    strict: bool = False
    """Whether a colour that cannot be read stops the build."""
    keep: bool = True
    """Whether downloads of earlier builds may be used again."""


DEFAULTS = BuildOptions()


def build_site(project: Path, out: Path | None, options: BuildOptions = DEFAULTS, *, show: Show = print) -> Made:
    """Build the project's site into `out`; raise DataError, and leave `out` as it is, where anything is wrong."""
    show("Checking the data and the pages")
    catalogue = check_everything(project, with_centres=not options.centre)
    brand = _load_centre(project, catalogue, options, show) if options.centre else None
    for library in LIBRARIES:
        find_library(project, library)
    out = (out or _find_target(project, brand)).resolve()
    _refuse_odd_target(project, out, brand)
    guide = make_guide(project, catalogue, brand=brand, kept=Kept(find_cache(project, DOWNLOADS) if options.keep else None))
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        root = _render(project, guide, staging / "new", options)
        show(f"Made {len(guide.kept.made)} downloads; {guide.kept.found} have not changed since an earlier build")
        show("Checking every link in the new site")
        if problems := crawl_site(staging / "new", root, options.jobs or count_cores()):
            raise DataError(problems)
        swap_in(staging / "new", out, staging / "old")
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    site = SiteMap(catalogue, find_pages(project / "docs"))
    published = out == (project / "site").resolve() and not options.offline
    recorded = record_addresses(project, list_addresses(site)) if published else 0
    pages = sum(1 for _ in out.rglob("*.html")) - (0 if options.offline else len(list_aliases(guide.catalogue)))
    return Made(_shown(out), pages, len(guide.catalogue.live_criteria), recorded, options.offline)


def _load_centre(project: Path, catalogue: Catalogue, options: BuildOptions, show: Show) -> Brand:
    """Return the brand of a centre; say which of its colours are replaced, or refuse them."""
    brand = load_brand(project, catalogue, options.centre)
    replaced = list_replaced(brand)
    if options.strict and replaced:
        raise DataError(replaced)
    for warning in replaced:
        show(f"Warning: {warning}")
    return brand


def _find_target(project: Path, brand: Brand | None) -> Path:
    """Return where a site is built when nothing else is said: a centre's copy never in the place of the awarding copy."""
    if brand is None:
        return find_workplace(project) / "site"
    folder = brand.origin.path.parent
    return find_workplace(project) / "copies" / brand.centre.id if folder == project / CENTRES else folder / "site"


def _shown(path: Path) -> Path:
    """Return a path as the reader would type it: relative to where they are, where that is shorter."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _refuse_odd_target(project: Path, out: Path, brand: Brand | None) -> None:
    """Never replace a folder that was not made by a build, nor the awarding copy by that of a centre."""
    if brand and out == (project / "site").resolve():
        place = Place(show_path(out, project))
        raise DataError([Problem(place, "target-is-ours", "is for the awarding copy: name another folder with `--out`")])
    made_by_us = (out / "search" / "guide.js").is_file()
    if out == project or project.is_relative_to(out) or (out.exists() and not made_by_us and any(out.iterdir())):
        place = Place(show_path(out, project))
        raise DataError([Problem(place, "target-is-ours", "holds something else than a built guide: name another folder")])


def swap_in(new: Path, out: Path, old: Path) -> None:
    """Put `new` in the place of `out`; what stood there is in `old` until the caller deletes it."""
    new.chmod(0o755)
    if out.exists():
        os.rename(out, old)
        try:
            os.rename(new, out)
        except OSError:
            os.rename(old, out)
            raise
    else:
        os.rename(new, out)


def _render(project: Path, guide: Guide, folder: Path, options: BuildOptions) -> str:
    """Let MkDocs make the site; return the folder of its host it will stand in."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError, PluginError

    site_url = options.site_url
    if site_url is None and guide.brand:
        site_url = guide.brand.centre.site_url or ""  # never the address of the awarding copy
    settings = {"site_url": site_url} if site_url is not None else {}
    with _collected_warnings() as warnings, _progress(_count_pages(project, guide.catalogue)):
        try:
            config = load_config(str(project / "mkdocs.yml"), strict=True, site_dir=str(folder), **settings)
            config.extra |= {"offline": options.offline, "guide": guide, "jobs": options.jobs}
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
            return f"{urlsplit(config.site_url or '').path.rstrip('/')}/"
        except (Abort, PluginError, ConfigurationError, SystemExit) as error:
            said = warnings or [str(error)]
            raise DataError(Problem(Place("mkdocs.yml"), "site-builds", text) for text in said) from None
        except Exception as error:
            message = f"{type(error).__name__}: {error}: mend it, or undo the last change there"
            raise DataError([Problem(_find_fault(error, project), "site-builds", message)]) from error


def _find_fault(error: Exception, project: Path) -> Place:
    """Return the innermost line of the project's own templates or code that an error passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(project / "overrides")] or [
        frame for frame in frames if Path(frame.filename).is_relative_to(project)
    ]
    return Place(show_path(Path(own[-1].filename), project), own[-1].lineno or 1) if own else Place("mkdocs.yml")


def _count_pages(project: Path, catalogue: Catalogue) -> int:
    return len(find_pages(project / "docs")) + len(catalogue.units) + len(catalogue.criteria) + len(catalogue.verbs)


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Gather what MkDocs warns of, so that it is shown once and in our form."""
    warnings: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collect(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield warnings
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def _progress(total: int) -> Iterator[None]:
    """Show a bar that moves with every page rendered."""
    with tqdm(total=total, desc="Making pages", unit="page", leave=False, disable=None) as bar:

        class Count(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                if str(record.msg).startswith("Building page"):
                    bar.update()

        handler = Count(logging.DEBUG)
        loggers = [logging.getLogger(name) for name in ("mkdocs.commands.build", "mkdocs.plugins.centre_guide")]
        levels = [logger.level for logger in loggers]
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
            logger.addHandler(handler)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.removeHandler(handler)
                logger.setLevel(level)
