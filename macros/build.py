"""Build the site beside what is published, check it, then put it in place whole.

Whatever fails on the way, the published folder keeps every byte.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from macros.addresses import SiteMap, find_pages, list_addresses
from macros.ahead import Begun, begin_build
from macros.aliases import list_aliases
from macros.brand import FOLDER as CENTRES
from macros.brand import Brand, list_replaced, list_warnings, load_brand
from macros.catalogue import Catalogue
from macros.compiled import compiled
from macros.crawl import crawl_site
from macros.docs_check import check_everything
from macros.errors import DataError, Place, Problem, show_path
from macros.guide import Guide, Shown, make_guide
from macros.included import find_cache, find_workplace
from macros.kept import DOWNLOADS, Kept
from macros.kept import LIBRARIES as WRITERS
from macros.kept_pages import PAGES, KeptPages
from macros.libraries import LIBRARIES, find_library
from macros.mkdocs_run import find_root, find_unproved, list_theme_files, make_site
from macros.parallel import count_cores, loading
from macros.registry import record_addresses
from macros.remembered import Remembered
from macros.staging import staged, swap_in
from macros.standing import DEFAULTS, MOST, BuildOptions, Made, Show, Watch, find_place, forget_oldest, show_folder
from macros.sums import list_folder, sum_folder


def build_site(
    project: Path, out: Path | None, options: BuildOptions = DEFAULTS, *, show: Show = print, begun: Begun | None = None
) -> Made:
    """Build the project's site into `out`; raise DataError, and leave `out` as it is, where anything is wrong.

    `begun` is what was done before, while this module was loaded.
    """
    begun = begun or begin_build(project, options, Watch(project, out, options) if options.keep else None, show)
    if begun.watch:
        begun.watch.see_modules()
    with compiled(options.keep):
        return _build(project, out, options, show, begun)


def _build(project: Path, out: Path | None, options: BuildOptions, show: Show, begun: Begun) -> Made:
    shown: Shown = {}
    catalogue, watch = _check(project, options, begun.parsed, shown), begun.watch
    brand = load_brand(project, catalogue, options.centre) if options.centre else None
    warnings = _list_warnings(brand, options)
    for warning in warnings:
        show(warning)
    for library in LIBRARIES:
        find_library(project, library)
    out = (out or _find_target(project, brand)).resolve()
    _refuse_odd_target(project, out, brand)
    kept_files = Kept(find_cache(project, DOWNLOADS) if options.keep else None)
    guide = replace(make_guide(project, catalogue, brand=brand, kept=kept_files), shown={} if brand else shown)
    can_take = watch and not brand and not options.offline  # a copy for disks is written over, and never through a link
    kept = KeptPages(find_cache(project, PAGES) / find_place(project, out, options).name, out) if can_take else None
    with staged(out, show_path(out, project)) as staging:
        config = make_site(project, guide, staging / "new", options, kept_pages=kept)
        _check_new(staging / "new", guide, find_root(config), options, show)
        wrote = sum_folder(str(staging / "new")) if watch else {}
        swap_in(staging / "new", out, staging / "old")
    published = out == (project / "site").resolve() and not (options.offline or options.quick)
    recorded = _record(project, catalogue, show) if published else 0
    made = _conclude(guide, out, options, recorded or 0)
    if watch and watch.saw_no_change() and (kept is None or kept.close(wrote)):
        forget_oldest(find_cache(project, PAGES), MOST)
        if recorded is not None and not find_unproved(config):
            watch.keep(made, wrote, list_theme_files(config), warnings, () if options.quick else WRITERS)
    return made


def _check(project: Path, options: BuildOptions, parsed: Remembered, shown: Shown) -> Catalogue:
    """Return the catalogue; raise DataError with all that is wrong."""
    with loading():
        catalogue = check_everything(project, with_centres=not options.centre, parsed=parsed, shown=shown)
    parsed.close()
    return catalogue


def _check_new(new: Path, guide: Guide, root: str, options: BuildOptions, show: Show) -> None:
    """Follow every link in a site that is not yet published; raise DataError with what is wrong."""
    if options.quick:
        return
    show(f"Made {len(guide.kept.made)} files to take away or share; {guide.kept.found} have not changed since an earlier build")
    show("Checking every link in the new site")
    if problems := crawl_site(new, root, options.jobs or count_cores()):
        raise DataError(problems)


def _record(project: Path, catalogue: Catalogue, show: Show) -> int | None:
    """Record the addresses of a site that is now published; where that cannot be done, the next build does it."""
    try:
        return record_addresses(project, list_addresses(SiteMap(catalogue, find_pages(project / "docs"))))
    except OSError as error:
        show(f"Warning: data/addresses.yml could not be written ({error.strerror}): mend that and build again before you commit")
        return None


def _conclude(guide: Guide, out: Path, options: BuildOptions, recorded: int) -> Made:
    """Return what was made."""
    pages = sum(name.endswith(".html") for name, _ in list_folder(str(out)))
    if not (options.offline or options.quick):
        pages -= len(list_aliases(guide.catalogue))
    return Made(show_folder(out), pages, len(guide.catalogue.live_criteria), recorded, options.offline)


def _list_warnings(brand: Brand | None, options: BuildOptions) -> list[str]:
    """Return what a centre should look at before it publishes; refuse colours that were replaced, where that is wanted."""
    if brand and options.strict and (replaced := list_replaced(brand)):
        raise DataError(replaced)
    return [f"Warning: {warning}" for warning in list_warnings(brand)] if brand else []


def _find_target(project: Path, brand: Brand | None) -> Path:
    """Return where a site is built when nothing else is said: a centre's copy never in the place of the awarding copy."""
    if brand is None:
        return find_workplace(project) / "site"
    folder = brand.origin.path.parent
    return find_workplace(project) / "copies" / brand.centre.id if folder == project / CENTRES else folder / "site"


def _refuse_odd_target(project: Path, out: Path, brand: Brand | None) -> None:
    """Never replace a folder that was not made by a build, nor the awarding copy by that of a centre."""
    if brand and out == (project / "site").resolve():
        place = Place(show_path(out, project))
        raise DataError([Problem(place, "target-is-ours", "is for the awarding copy: name another folder with `--out`")])
    made_by_us = (out / "search" / "guide.js").is_file()
    if out == project or project.is_relative_to(out) or (out.exists() and not made_by_us and any(out.iterdir())):
        place = Place(show_path(out, project))
        raise DataError([Problem(place, "target-is-ours", "holds something else than a built guide: name another folder")])
