"""A copy that opens from disk → packages, written beside their place and put there when all of them are whole."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from macros.brand import FOLDER as CENTRES
from macros.brand import load_brand
from macros.build import BuildOptions, build_site
from macros.docs_check import check_everything
from macros.export.checklist import read_edition
from macros.guide import Guide, make_guide
from macros.model import Unit
from macros.offline import write_archive
from macros.pack.scorm import (
    MANIFEST,
    OWN_FILES,
    START,
    WRAPPER,
    name_package,
    refuse_long_record,
    write_manifest,
    write_start,
)

WEB_ONLY = ("404.html", "_headers", "sitemap.xml", "sitemap.xml.gz", "sw.js", "manifest.webmanifest")
"""What only a site on a host of its own has a use for."""
OUTWARD = re.compile(r'(?<=<a)(?=\s)(?![^<>]*\starget=)(?=[^<>]*\bhref="https?:)')
"""A link to another site, which would open in the frame of the platform, where most sites refuse to be shown."""
BESIDE = ' target="_blank" rel="noopener"'
Show = Callable[[str], object]


def make_packages(project: Path, kind: str, out: Path | None, options: BuildOptions, *, show: Show = print) -> list[str]:
    """Write the packages of a kind and return their paths; raise DataError, and write nothing, where anything is wrong."""
    catalogue = check_everything(project, with_centres=not options.centre)
    brand = load_brand(project, catalogue, options.centre) if options.centre else None
    guide = make_guide(project, catalogue, brand=brand, offline=True)
    target = (out or _find_target(guide)).resolve()
    units = list(guide.catalogue.units.values()) if kind == "scorm12" else []
    for unit in units:
        refuse_long_record(guide, unit)
    target.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".pack-", dir=target))
    try:
        build_site(project, staging / "copy", replace(options, offline=True), show=show)
        made = [_pack_unit(guide, unit, staging) for unit in units] if units else [_pack_whole(guide, staging)]
        for path in made:
            os.replace(path, target / path.name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [_shown(target / path.name) for path in made]


def _find_target(guide: Guide) -> Path:
    """Return where packages go when nothing else is said: beside a centre's own file, else into the project."""
    folder = guide.brand.origin.path.parent if guide.brand else guide.project / CENTRES
    return guide.project / "packs" if folder == guide.project / CENTRES else folder / "packs"


def _shown(path: Path) -> str:
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def _pack_whole(guide: Guide, staging: Path) -> Path:
    path = staging / name_package(guide, None, "zip")
    write_archive(path, _list_files(staging / "copy"), read_edition(guide.catalogue)[0])
    return path


def _pack_unit(guide: Guide, unit: Unit, staging: Path) -> Path:
    path = staging / name_package(guide, unit, "scorm12")
    write_archive(path, _list_package(guide, unit, staging / "copy"), read_edition(guide.catalogue)[0])
    return path


def _list_package(guide: Guide, unit: Unit, copy: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a unit's package, the manifest first. It is the whole copy, so that no link in it is dead."""
    own = {START: write_start(guide, unit), **{name: (guide.project / WRAPPER / name).read_bytes() for name in OWN_FILES}}
    yield MANIFEST, write_manifest(guide, unit, sorted((*own, *(address for address, _ in _list_paths(copy)))))
    yield from own.items()
    yield from _list_files(copy)


def _list_paths(copy: Path) -> list[tuple[str, Path]]:
    paths = ((path.relative_to(copy).as_posix(), path) for path in copy.rglob("*") if path.is_file())
    return sorted((address, path) for address, path in paths if address not in WEB_ONLY)


def _list_files(copy: Path) -> Iterator[tuple[str, bytes]]:
    for address, path in _list_paths(copy):
        content = path.read_bytes()
        yield address, _open_outside(content) if path.suffix == ".html" else content


def _open_outside(page: bytes) -> bytes:
    """Return a page whose links to other sites open beside the platform."""
    return OUTWARD.sub(BESIDE, page.decode()).encode()
