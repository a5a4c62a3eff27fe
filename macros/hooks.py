"""MkDocs events: load and check once per build, add what is made from the data, hand finished bodies to the theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.api import list_data
from macros.contents import list_headings, page_text
from macros.criteria_data import CRITERIA_SCRIPT, list_criteria
from macros.errors import DataError
from macros.export import Download, list_downloads
from macros.guide import Guide, load_guide
from macros.libraries import LIBRARIES, find_library
from macros.pages import list_pages, render_page
from macros.script import to_global
from macros.search_index import SearchEntry, list_entries, to_script

SEARCH_SCRIPT = "search/guide.js"


@event_priority(100)  # before mkdocs-macros, whose define_env reads the guide
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the data; the author sees problems, never a traceback."""
    project = Path(config.config_file_path).parent
    try:
        guide = load_guide(project, offline=bool(config.extra.get("offline")))
    except DataError as error:
        raise PluginError(str(error)) from None
    config.extra["guide"] = guide
    config.extra["address"] = lambda entry: guide.site.link("", entry)
    config.extra["site"] = {"units": list(guide.catalogue.units.values()), "edition": guide.catalogue.edition}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the downloads, the data for other systems and the browser libraries."""
    guide: Guide = config.extra["guide"]
    config.extra["generated"] = {page.source_path: page for page in list_pages(guide.catalogue)}
    for page in config.extra["generated"].values():
        front_matter = yaml.safe_dump({"title": page.title, "description": page.description, "render_macros": False})
        file = File.generated(config, page.source_path, content=f"---\n{front_matter}---\n")
        file.edit_uri = None
        files.append(file)
    for download in list_downloads(guide, config.site_url or ""):
        files.append(_download_file(config, download))
    for library in LIBRARIES:
        files.append(File.generated(config, library.address, abs_src_path=str(find_library(guide.project, library))))
    criteria = to_global("centreGuideCriteria", list_criteria(guide.site))
    files.append(File.generated(config, CRITERIA_SCRIPT, content=criteria))
    for address, text in list_data(guide.site):
        files.append(File.generated(config, address, content=text))
    if guide.site.offline:
        for file in files.documentation_pages():
            file.url = file.dest_uri
    return files


def _download_file(config: MkDocsConfig, download: Download) -> File:
    try:
        file = File.generated(config, f"{download.address}.download", content=download.make())
    except DataError as error:
        raise PluginError(str(error)) from None
    file.dest_uri = file.url = download.address  # set by hand, because a name in .md would make it a page
    return file


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the finished body of a generated page in place of its empty Markdown; list the headings macros have made."""
    generated = config.extra["generated"].get(page.file.src_uri)
    if generated is not None:
        html = str(render_page(config.extra["guide"], generated))
        page.meta["generated"] = type(generated.entry).__name__.lower()
        page.meta["entry"] = generated.entry
    page.toc = get_toc(list_headings(html))
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Write the search data, now that the text of every page is known."""
    guide: Guide = config.extra["guide"]
    entries = [*list_entries(guide.site), *_page_entries(guide, config, files)]
    files.append(File.generated(config, SEARCH_SCRIPT, content=to_script(guide.site, entries)))
    return env


def _page_entries(guide: Guide, config: MkDocsConfig, files: Files) -> list[SearchEntry]:
    pages = [file.page for file in files.documentation_pages() if file.src_uri not in config.extra["generated"]]
    return [_page_entry(guide, page) for page in pages if page is not None and not page.meta.get("search", {}).get("exclude")]


def _page_entry(guide: Guide, page: Page) -> SearchEntry:
    meta: dict[str, Any] = dict(page.meta)
    name = page.file.src_uri.removesuffix(".md").removesuffix("index").rstrip("/")
    address = guide.site.address(f"page:{name or 'home'}")
    text = page_text(page.content or "")
    description, keywords = str(meta.get("description", "")), str(meta.get("keywords", ""))
    return SearchEntry(address, "Page", "", str(page.title), description, keywords, text)
