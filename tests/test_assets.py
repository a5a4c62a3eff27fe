"""Style sheets and scripts carry a sum of their content in their names, and everything that names them knows."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from macros.assets import name_asset, name_assets
from macros.brand import load_brand
from macros.catalogue import Catalogue
from macros.guide import STYLES, make_guide
from tests.conftest import ROOT, Project

NAMED = re.compile(r"[\w./-]+\.(?:css|js)$")


def list_named(page: Path, site: Path) -> set[str]:
    """Return the style sheets and scripts that a page names, in links and in what it tells its scripts, by their addresses."""
    root = html.document_fromstring(page.read_bytes())
    found: set[str] = set()
    for element in root.iter():
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            base = site if name == "data-scripts" else page.parent  # those begin at the start of the site
            if name in ("href", "src") or name.startswith("data-"):
                found |= {str((base / word).resolve()) for word in value.split() if NAMED.fullmatch(word) and ":" not in word}
    return found


def test_every_name_a_page_gives_is_there(built_site: Path) -> None:
    """Links, the search, the check of drafts and pinned pages all name files as they are published; none is left over."""
    pages = [path for path in built_site.rglob("*.html") if path.name != "404.html"]
    named = {name for page in pages for name in list_named(page, built_site.resolve())}
    files = {str(path.resolve()) for kind in ("css", "js") for path in built_site.rglob(f"*.{kind}")}

    assert len(named) > 40 and sorted(named - files) == []
    for_lost = {"root", "lost", "choice"}  # named by 404.html, whose links begin at the host
    by_search = {"guide", "search-index", "minisearch"}  # named by the script that fetches them
    assert {Path(name).name.split(".")[0] for name in files - named} <= for_lost | by_search
    (script,) = built_site.glob("assets/javascripts/site.*.js")
    later = json.loads(script.read_text(encoding="utf-8").partition("= ")[2].partition(";")[0])
    assert len(later) == 2 and all((built_site / name).is_file() for name in later)


def test_page_for_no_address_names_published_files(tiny_site: Path) -> None:
    """404.html stands at no depth of its own: its scripts are named from the start, and looked for in the folders above."""
    root = html.document_fromstring((tiny_site / "404.html").read_bytes())
    named = [re.sub(r"^(?:\.\./)*|^/", "", address) for address in root.xpath("//script/@src")]

    assert [address for address in named if not (tiny_site / address).is_file()] == []
    assert sum("javascripts/root." in address for address in named) == 7


def test_only_a_changed_file_gets_another_name(tiny: Project) -> None:
    """A change of one style sheet leaves the names of all the others alone."""
    (tiny.root / "overrides").unlink()
    sheet = "assets/stylesheets/cite.css"
    for name in (sheet, "assets/javascripts/copy.js"):
        tiny.write(f"overrides/{name}", (ROOT / "overrides" / name).read_bytes())
    before = name_assets(tiny.root)
    tiny.write(f"overrides/{sheet}", b"p { color: red }")
    after = name_assets(tiny.root)

    assert {address for address in before if before[address] != after[address]} == {sheet}
    assert after[sheet] == f"assets/stylesheets/cite.{sha256(b'p { color: red }').hexdigest()[:8]}.css"


@pytest.mark.parametrize(
    ("address", "published"),
    [("a/b.css", "a/b.e3b0c442.css"), ("a.b/c.min.js", "a.b/c.min.e3b0c442.js")],
)
def test_sum_stands_before_the_ending(address: str, published: str) -> None:
    """The ending stays what it is, so that every host knows the type."""
    assert name_asset(address, b"") == published


def test_nothing_unused_is_published(tiny_site: Path) -> None:
    """Templates, the theme's own search and what only its developers read stay out of the site."""
    assert [path for path in tiny_site.rglob("*") if path.suffix == ".map" or path.name in ("fragments", "lunr", "workers")] == []


def test_colours_of_two_centres_have_two_names(project: Path, catalogue: Catalogue) -> None:
    """A style sheet that is made for a centre is named by its content too, so that a change of colour shows at once."""
    slugs = sorted(path.stem for path in (project / "data/centres").glob("*.yml"))
    brands = [None, *(load_brand(project, catalogue, slug) for slug in slugs)]
    names = {make_guide(project, catalogue, brand=brand).renderer.find_asset(STYLES) for brand in brands}

    assert len(slugs) >= 2 and len(names) == len(brands)
