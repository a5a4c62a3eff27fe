"""Guide and frames → every file that is made from the data, written into the site's folder.

Pages are written one after the other and never held together, so that memory stays flat however large the catalogue is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.api import list_data
from macros.case import list_case
from macros.criteria_data import CRITERIA_SCRIPT, list_criteria
from macros.export import list_downloads
from macros.frame import Frame
from macros.guide import Guide
from macros.layout import fill_frame
from macros.pages import GeneratedPage, list_page_addresses, list_pages
from macros.parallel import do_all
from macros.pinned import Surroundings, list_pinned
from macros.script import to_global

CHUNK = 25
"""Pages that one process writes in one go."""
FEW = 6
"""With fewer chunks than this, starting processes costs more than it gains."""
Show = Callable[[str], object]


def list_depths(guide: Guide) -> list[int]:
    """Return how many folders deep generated pages lie: the theme's links differ from depth to depth."""
    return sorted({address.count("/") for address in list_page_addresses(guide.catalogue)})


@dataclass(frozen=True)
class Target:
    """Where a site is written, and how."""

    folder: Path
    site_url: str
    """The address it will have; empty where that is not known."""
    jobs: int = 1
    """How many processes may work on it."""


def write_pages(guide: Guide, frames: Mapping[int, Frame], target: Target, show: Show) -> None:
    """Write every generated page; `frames` holds one for each depth. `show` hears the address of each page."""
    pages = list(list_pages(guide.catalogue))
    chunks = [pages[start : start + CHUNK] for start in range(0, len(pages), CHUNK)]

    def write_chunk(chunk: list[GeneratedPage]) -> list[str]:
        for page in chunk:
            text = fill_frame(guide, frames[page.address.count("/")], page, target.site_url)
            write_file(target.folder, f"{page.address}index.html", text.encode())
        return [page.address for page in chunk]

    for done in do_all(chunks, write_chunk, target.jobs if len(chunks) >= FEW else 1):
        for address in done:
            show(address)


def write_pinned(guide: Guide, around: Surroundings, target: Target) -> None:
    """Write the pages of the frozen editions."""
    for address, text in list_pinned(guide, around):
        write_file(target.folder, address, text.encode())


def write_files(guide: Guide, target: Target) -> None:
    """Write the downloads and the data for the browser and for other systems."""
    for address, content in _list_files(guide, target.site_url):
        write_file(target.folder, address, content)


def _list_files(guide: Guide, site_url: str) -> Iterator[tuple[str, bytes]]:
    for download in list_downloads(guide, site_url):
        yield download.address, download.make()
    yield CRITERIA_SCRIPT, to_global("centreGuideCriteria", list_criteria(guide.site)).encode()
    for address, text in (*list_data(guide.site), *list_case(guide.catalogue)):
        yield address, text.encode()


def write_file(folder: Path, address: str, content: bytes) -> None:
    """Write one file of the site, with the folders above it."""
    path = folder / posixpath.normpath(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
