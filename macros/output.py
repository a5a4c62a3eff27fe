"""Guide and frames → every file that is made from the data, written into the site's folder.

Pages are written one after the other and never held together, so that memory stays flat however large the catalogue is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from macros.api import list_data
from macros.case import list_case
from macros.criteria_data import CRITERIA_SCRIPT, list_criteria
from macros.export import list_downloads
from macros.frame import Frame
from macros.guide import Guide
from macros.layout import fill_frame
from macros.pages import list_pages
from macros.pinned import Surroundings, list_pinned
from macros.script import to_global

Show = Callable[[str], object]


def list_depths(guide: Guide) -> list[int]:
    """Return how many folders deep generated pages lie: the theme's links differ from depth to depth."""
    return sorted({page.address.count("/") for page in list_pages(guide.catalogue)})


def write_pages(guide: Guide, frames: Mapping[int, Frame], folder: Path, site_url: str, show: Show) -> None:
    """Write every generated page; `frames` holds one for each depth. `show` hears the address of each page."""
    for page in list_pages(guide.catalogue):
        text = fill_frame(guide, frames[page.address.count("/")], page, site_url)
        write_file(folder, f"{page.address}index.html", text.encode())
        show(page.address)


def write_pinned(guide: Guide, around: Surroundings, folder: Path) -> None:
    """Write the pages of the frozen editions."""
    for address, text in list_pinned(guide, around):
        write_file(folder, address, text.encode())


def write_files(guide: Guide, folder: Path, site_url: str) -> None:
    """Write the downloads and the data for the browser and for other systems."""
    for address, content in _list_files(guide, site_url):
        write_file(folder, address, content)


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
