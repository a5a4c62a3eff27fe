"""Guide → every file that is made beside pages: downloads, data for other systems, cards, pinned pages, aliases, offline copy.

Whoever only measures or looks at pages need not load what makes them.
"""

from __future__ import annotations

from dataclasses import replace

from macros.aliases import list_aliases
from macros.api import list_data
from macros.canonical import find_canonical
from macros.cards.bodies import draw_bodies
from macros.cards.look import find_look
from macros.cards.paint import paint_cards
from macros.case import list_case
from macros.criteria_data import CRITERIA_SCRIPT
from macros.downloads import OFFLINE, list_files
from macros.export.checklist import read_edition
from macros.export.make import Download, list_downloads
from macros.files import write_file
from macros.glossary import list_glossary
from macros.guide import Guide
from macros.model import Criterion
from macros.offline import pack_copy, write_copy
from macros.output import FEW, Target, write_criteria
from macros.parallel import do_all
from macros.pinned import Surroundings, list_pinned
from macros.policy import POLICY, seal_plain_page
from macros.search import SEARCH_SCRIPT, note_disk


def write_pinned(guide: Guide, around: Surroundings, target: Target) -> None:
    """Write the pages of the frozen editions."""
    for address, text in list_pinned(guide, around):
        write_file(target.folder, address, text.encode())


def write_aliases(guide: Guide, target: Target) -> None:
    """Write the small pages on other addresses that people type. They are the same in every copy."""
    for address, entry in list_aliases(guide.catalogue).items():
        name = f"{entry.label}: {entry.topic}" if isinstance(entry, Criterion) else f"{entry.id}: {entry.title}"
        canonical = find_canonical(guide, guide.site.address(entry), "")
        text = guide.renderer.render("alias.html", address, entry=entry, name=name, canonical=canonical, policy=POLICY)
        write_file(target.folder, f"{address}index.html", seal_plain_page(text).encode())


def write_files(guide: Guide, target: Target) -> None:
    """Write the downloads, on every core, and the data for other systems."""
    downloads = list(list_downloads(guide, target.site_url))
    kept = guide.kept

    def write_one(download: Download) -> tuple[list[str], int]:
        made, found = len(kept.made), kept.found
        write_file(target.folder, download.address, download.make())
        return kept.made[made:], kept.found - found

    jobs = target.jobs if len(downloads) >= FEW else 1
    for made, found in do_all(downloads, write_one, jobs):
        if jobs > 1:  # they were counted in another process
            kept.made += made
            kept.found += found
    write_data(guide, target)


def write_data(guide: Guide, target: Target) -> None:
    """Write the data for other systems, which is the same in every copy that offers the same units."""
    for address, text in (*list_data(guide.site), *list_case(guide.catalogue)):
        write_file(target.folder, address, text.encode())
    for address, content in list_glossary(guide.catalogue, guide.kept):
        write_file(target.folder, address, content)


def write_cards(guide: Guide, target: Target, site_name: str) -> None:
    """Write the pictures that go with links, where the site's address is known: without it no page can name them."""
    if target.site_url:
        for address, content in paint_cards(draw_bodies(guide.catalogue, guide.kept), find_look(guide, site_name)):
            write_file(target.folder, address, content)


def write_offline(guide: Guide, target: Target, *, whole: bool) -> None:
    """Write the copy that opens from disk: in place of the site where the whole of it is to be one, else as a download."""
    scripts = {
        CRITERIA_SCRIPT: write_criteria(replace(guide.site, offline=True)),
        SEARCH_SCRIPT: note_disk((target.folder / SEARCH_SCRIPT).read_bytes()),
    }
    if whole:
        write_copy(target.folder, scripts)
        return
    for file in list_files(guide.catalogue):
        if file.kind == OFFLINE:
            pack_copy(target.folder, scripts, target.folder / file.address, read_edition(guide.catalogue)[0])
