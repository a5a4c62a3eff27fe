"""Guide and frames → the generated pages and what every page loads, written into the site's folder. `beside` writes the rest.

Pages are written one after the other and never held together, so that memory stays flat however large the catalogue is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.addresses import SiteMap
from macros.criteria_data import CRITERIA_SCRIPT, tell_criteria
from macros.files import write_file
from macros.frame import Frame
from macros.guide import Guide
from macros.kept_pages import KeptPages
from macros.layout import fill_frame
from macros.look import list_look
from macros.pages import GeneratedPage, list_page_addresses, list_pages
from macros.parallel import do_all
from macros.script import spell_global
from macros.search import SearchEntry, list_entries, make_scripts
from macros.traced import Read

log = logging.getLogger("mkdocs.plugins.centre_guide")  # as the hooks do, so that the bar moves with these pages too
CHUNK = 25
"""Pages that one process writes in one go."""
FEW = 6
"""With fewer chunks than this, starting processes costs more than it gains."""


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


def write_pages(
    guide: Guide,
    frames: Mapping[int, Frame],
    target: Target,
    kept: KeptPages | None = None,
    beside: Callable[[], None] | None = None,
) -> None:
    """Write every generated page; `frames` holds one for each depth.

    `kept` takes over the pages of the last build that would be the same, and notes what the others are made from.
    `beside` is other work that may be done at the same time, by another process.
    """
    pages = list(list_pages(guide.catalogue))
    if kept:
        kept.start(guide, frames, target.site_url)
        pages = kept.take_over(pages, target.folder)
        guide = kept.guide
    chunks = [pages[start : start + CHUNK] for start in range(0, len(pages), CHUNK)]

    def write_chunk(chunk: list[GeneratedPage]) -> list[dict[Read, None]]:
        if not chunk and beside:
            beside()
        asked = []
        for page in chunk:
            asked.append(kept.notes.begin() if kept else {})
            text = fill_frame(guide, frames[page.address.count("/")], page, target.site_url)
            write_file(target.folder, f"{page.address}index.html", text.encode())
        return asked

    jobs = target.jobs if len(chunks) >= FEW else 1
    if jobs > 1:  # templates that are compiled before the work is shared out are compiled once
        for page in {page.template: page for page in pages}.values():
            fill_frame(guide, frames[page.address.count("/")], page, target.site_url)
    chunks = [[], *chunks]  # nothing to write: the other work, which takes longest, goes first
    for chunk, done in zip(chunks, do_all(chunks, write_chunk, jobs), strict=True):
        for page, asked in zip(chunk, done, strict=True):
            log.debug("Building page %s", page.address)
            if kept:
                kept.note(page, asked)






def write_scripts(guide: Guide, target: Target, page_entries: Sequence[SearchEntry]) -> None:
    """Write the data for the browser; search knows the pages written by hand too."""
    write_file(target.folder, CRITERIA_SCRIPT, write_criteria(guide.site))
    for address, content in make_scripts(guide.site, [*list_entries(guide.site), *page_entries]).items():
        write_file(target.folder, address, content)



def write_look(guide: Guide, target: Target, site_name: str, icon: str) -> None:
    """Write what carries the colours and the name: for a centre its own style sheet and pictures, for every copy the manifest."""
    for address, content in list_look(guide, site_name, icon):
        write_file(target.folder, address, content)


def write_criteria(site: SiteMap) -> bytes:
    """Return the script with what the tools for feedback and progress know of the criteria."""
    return b"".join(map(str.encode, spell_global("centreGuideCriteria", tell_criteria(site))))
