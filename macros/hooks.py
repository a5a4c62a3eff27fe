"""MkDocs events: load and check once per build, add what is made from the data, hand finished bodies to the theme."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.addresses import FEED
from macros.assets import find_sheets, is_unused
from macros.brand import Brand
from macros.canonical import write_canonical
from macros.compiled import FRAMES
from macros.contents import keep_headings, list_headings, page_text
from macros.errors import DataError, Place, Problem
from macros.feed import make_feed
from macros.fields import WebFolder
from macros.frame import Frame, split_frame
from macros.guide import Guide, load_guide
from macros.headers import write_headers_file
from macros.joined import is_part, join_scripts, join_sheets
from macros.layout import GAPS, find_facts, locate_card, make_body, make_menu
from macros.libraries import LIBRARIES, find_library
from macros.linked_data import describe_glossary, describe_home
from macros.output import Target, list_depths, write_look, write_pages, write_scripts
from macros.pages import list_page_addresses
from macros.parallel import count_cores
from macros.pinned import Surroundings
from macros.policy import POLICY, seal_page
from macros.search import SearchEntry
from macros.set_aside import list_ids, put_back
from macros.templates import WithoutBreaks


def _describe(guide: Guide, page: Page, config: MkDocsConfig) -> Markup:
    """Return what a hand-written page is about, for search engines; only some of them have anything to say."""
    site_url = config.site_url or ""
    if page.is_homepage:
        return describe_home(guide, config.site_name, config.site_description or "", site_url)
    return describe_glossary(guide, page.url, site_url) if page.url == guide.site.pages.get("verbs") else Markup()


@event_priority(100)  # before mkdocs-macros, whose define_env reads the guide
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the data; the author sees problems, never a traceback."""
    project = Path(config.config_file_path).parent
    try:
        guide: Guide = config.extra.get("guide") or load_guide(project)
    except DataError as error:
        raise PluginError(str(error)) from None
    if guide.brand:
        _take_brand(config, guide.brand)
    _name_assets(config, guide)
    take_guide(config, guide)
    return config


def take_guide(config: MkDocsConfig, guide: Guide) -> None:
    """Give the theme's templates and the macros what they know of the data."""
    guide = config.extra["guide"] = _find_awarding_copy(config, guide)
    config.extra["asset"] = guide.renderer.find_asset
    config.extra["address"] = lambda entry: guide.site.link("", entry)
    config.extra["menu"] = lambda root: make_menu(guide, "", root=root)
    config.extra["policy"] = POLICY
    config.extra["sitemap"] = list(list_page_addresses(guide.catalogue))
    config.extra["site"] = find_facts(guide)


def _find_awarding_copy(config: MkDocsConfig, guide: Guide) -> Guide:
    """Return the guide with the address that its copies prefer: what a centre names goes before the settings."""
    address = str(config.extra.get("awarding_copy") or "")
    if address and not re.fullmatch(WebFolder.pattern or "", address):
        message = f"`awarding_copy` is {address!r}: write a web address that ends in a slash, or leave it empty"
        raise PluginError(str(Problem(Place("mkdocs.yml"), "awarding-copy", message)))
    return replace(guide, awarding_copy=guide.awarding_copy or address)


def _name_assets(config: MkDocsConfig, guide: Guide) -> None:
    """Let the theme name our style sheets and scripts as they are published."""
    sheets = join_sheets(guide, config.extra_css, find_sheets(config.theme.dirs))
    scripts = join_scripts(guide, config.extra_javascript)
    config.extra_css, config.extra_javascript = sheets.named, scripts.named
    config.extra["joined"] = [*sheets.joined, *scripts.joined]


def _take_brand(config: MkDocsConfig, brand: Brand) -> None:
    """Give the theme a centre's name, pictures and address."""
    config.site_name = brand.name_site(config.site_name)
    config.theme["logo"], config.theme["favicon"] = brand.logo_address, brand.favicon_address
    config.extra["report"] = brand.report_address


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the browser libraries and name every style sheet and script by its content; leave out what no page asks for."""
    guide: Guide = config.extra["guide"]
    for file in [file for file in files if is_unused(file.src_uri) or is_part(config.extra["joined"], file.src_uri)]:
        files.remove(file)
    for library in LIBRARIES:
        files.append(File.generated(config, library.address, abs_src_path=str(find_library(guide.project, library))))
    for file in files:
        if (published := guide.renderer.find_asset(file.dest_uri)) != file.dest_uri:
            file.dest_uri = file.url = published
    for joined in config.extra["joined"]:
        files.append(File.generated(config, joined.address, content=joined.content))
    files.append(File.generated(config, FEED, content=make_feed(guide.site, config.site_name, config.site_url or "")))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the menu for the frames."""
    config.extra["nav"] = nav
    return nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lay out a hand-written page as generated pages are laid out, from the headings its macros have made."""
    guide: Guide = config.extra["guide"]
    pieces = config.extra.pop("set_aside", [])
    headings = list_headings(put_back(html, list(map(keep_headings, pieces))))
    html = put_back(html, pieces)
    page.present_anchor_ids = (page.present_anchor_ids or set()) | list_ids(pieces)  # links to them are checked
    title = str(page.title)
    page.toc = get_toc([])  # ours is below
    page.meta["parts"] = {
        "address": page.canonical_url or page.url,
        "menu": make_menu(guide, page.url),
        "headings": " ".join(heading.words for heading in headings),
        "body": make_body(guide, title, html, () if page.is_homepage else headings),
        "card": locate_card(None, config.site_url or ""),
        "data": _describe(guide, page, config),
        "canonical": write_canonical(guide, page.url, config.site_url or ""),
    }
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep what the search has to know, now that the text of every page is known, and make the frames."""
    guide: Guide = config.extra["guide"]
    config.extra |= {"env": env, "files": files}
    env.add_extension(WithoutBreaks)
    env.bytecode_cache = FRAMES
    config.extra["page_entries"] = _page_entries(guide, config, files)
    config.extra["frames"] = make_frames(config)
    return env


def make_frames(config: MkDocsConfig) -> dict[int, Frame]:
    """Return the theme's page for generated pages at each depth, with a gap for whatever differs between them."""
    return {depth: _make_frame(config, depth) for depth in list_depths(config.extra["guide"])}


def _make_frame(config: MkDocsConfig, depth: int) -> Frame:
    file = File.generated(config, "/".join(["frame"] * depth) + ".md", content="")
    page = Page(GAPS.title, file, config)
    known = {} if config.site_url else {"card": ""}
    page.meta = {"description": GAPS.description, "parts": asdict(GAPS) | known}
    page.file.url, page.toc = file.url, get_toc([])
    context = get_context(config.extra["nav"], config.extra["files"], config, page)
    return split_frame(seal_page(config.extra["env"].get_template("main.html").render(context)))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Write the policy into a hand-written page, now that its scripts are known."""
    body = str(page.meta["parts"].pop("body"))
    if not config.extra.get("pages_only"):
        page.content = page.markdown = None  # nobody asks for them any more, and in a large guide they are large
    return seal_page(output, body)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the policy into the page for addresses that do not exist."""
    return seal_page(output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """Write everything that is made from the data alone, then the copy for disks: in a download, or in place of the site."""
    if config.extra.get("pages_only"):
        return  # a fleet writes the rest itself, and the preview when it is asked for
    guide: Guide = config.extra["guide"]
    jobs = config.extra.get("jobs") or count_cores()
    target = Target(Path(config.site_dir), config.site_url or "", jobs)
    try:
        scripts = partial(write_scripts, guide, target, config.extra["page_entries"])
        write_pages(guide, config.extra["frames"], target, config.extra.get("kept_pages"), scripts)
        write_look(guide, target, config.site_name, config.theme["favicon"])
        if not config.extra.get("quick"):
            _write_beside(guide, target, config)
    except DataError as error:
        raise PluginError(str(error)) from None


def _write_beside(guide: Guide, target: Target, config: MkDocsConfig) -> None:
    from macros import beside  # its writers take longer to load than a quick build of a small guide

    offline = bool(config.extra.get("offline"))
    beside.write_files(guide, target)
    beside.write_pinned(guide, look_around(config), target)
    beside.write_offline(guide, target, whole=offline)
    if not offline:
        beside.write_cards(guide, target, config.site_name)
        beside.write_aliases(guide, target)  # last: nobody types the address of a page on a disk
        write_headers_file(target.folder)
    guide.kept.forget_oldest()


def look_around(config: MkDocsConfig) -> Surroundings:
    """Return what pinned pages share with the theme's pages."""
    return Surroundings(
        site_name=config.site_name,
        copyright=config.copyright or "",
        report=config.extra["report"],
        site_url=config.site_url or "",
        icon=config.theme["favicon"],
        stylesheets=tuple(config.extra_css),
    )


def _page_entries(guide: Guide, config: MkDocsConfig, files: Files) -> list[SearchEntry]:
    pages = [file.page for file in files.documentation_pages()]
    return [page_entry(guide, page) for page in pages if page is not None and not page.meta.get("search", {}).get("exclude")]


def page_entry(guide: Guide, page: Page) -> SearchEntry:
    """Return what the search knows of a hand-written page."""
    meta: dict[str, Any] = dict(page.meta)
    name = page.file.src_uri.removesuffix(".md").removesuffix("index").rstrip("/")
    address = guide.site.address(f"page:{name or 'home'}")
    text = page_text(page.content or "")
    description, keywords = str(meta.get("description", "")), str(meta.get("keywords", ""))
    return SearchEntry(address, "Page", "", str(page.title), description, keywords, text)
