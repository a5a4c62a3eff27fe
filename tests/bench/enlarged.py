"""The real guide inside a catalogue of any size, as its search sees it: the built site with the search of the larger catalogue.

Pages of the other units are not made; what is measured is how the guide's own queries fare among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import yaml
from lxml import html

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.contents import LONGEST_TEXT
from macros.guide import Guide, load_guide
from macros.search import SearchEntry, list_entries, make_scripts
from macros.search.entries import PAGE
from tests.bench.catalogue import ROOT, make_catalogue
from tests.found import read_entries

__all__ = ["ROOT", "enlarge", "merge", "read_pages", "write_site"]
MERGED = (
    *("qualifications", "units", "verbs", "terms", "theories", "artefacts"),
    *("checklists", "forms", "logs", "sources", "examples"),
)
ADDED = "//article//*[@class='toc' or @class='print-line'] | //article//h1[@id='top']"
"""What the layout puts beside the text of a page."""


def enlarge(guide: Guide, units: int, folder: Path) -> SiteMap:
    """Return the site of the guide and so many units of a fictional qualification, whose project is written into a folder."""
    if not units:
        return guide.site
    return SiteMap(merge(guide.catalogue, load_guide(make_catalogue(folder, units)).catalogue), guide.site.pages)


def merge(own: Catalogue, other: Catalogue) -> Catalogue:
    """Return a catalogue with what both have; where both have an id, it is the first one's."""
    both = {name: {**getattr(own, name), **_without(getattr(other, name), getattr(own, name))} for name in MERGED}
    return replace(own, **both)


def _without(entries: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    return {name: entry for name, entry in entries.items() if name not in own}


def write_site(site: SiteMap, docs: Path, built: Path, folder: Path) -> tuple[Path, float]:
    """Write a site with the pages of the built one and a search of its own; return it, and the seconds the index took."""
    entries = [*list_entries(site), *read_pages(docs, built)]
    begun = process_time()
    scripts = make_scripts(site, entries)
    seconds = process_time() - begun
    folder.mkdir(parents=True)
    for path in built.iterdir():
        if path.name != "search":
            (folder / path.name).symlink_to(path, target_is_directory=path.is_dir())
    for address, content in scripts.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    return folder, seconds


def read_pages(docs: Path, built: Path) -> Iterator[SearchEntry]:
    """Yield what the search of the built site knows of the pages written by hand; their text is read back from the pages."""
    for entry in read_entries(built).values():
        if entry["kind"] != PAGE:
            continue
        address = entry["address"]
        file = docs / f"{address.rstrip('/') or 'index'}.md"
        source = file if file.is_file() else docs / address / "index.md"
        article = html.parse(str(built / address / "index.html")).find(".//article")
        for added in article.xpath(ADDED):
            added.drop_tree()
        text = " ".join(" ".join(article.itertext()).split())[:LONGEST_TEXT]
        keywords = yaml.safe_load(source.read_text(encoding="utf-8").split("---")[1]).get("keywords", "")
        yield SearchEntry(address, PAGE, "", entry["title"], entry["summary"], keywords, text)
