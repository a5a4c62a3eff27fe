"""One path, one criterion, in every copy; and which copy search engines are told to prefer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from macros.addresses import list_addresses
from macros.brand import load_brand
from macros.canonical import find_canonical
from macros.catalogue import Catalogue
from macros.freeze import freeze_edition
from macros.guide import Guide, make_guide
from macros.load import load_catalogue
from macros.pages import list_pages, render_page
from tests.centres import LOGO, NASTY, PLAIN
from tests.conftest import ROOT, TINY, Project, _copy

EXAMPLES = ("coleg-glan-hafren", "northgate-training")
AWARDING, OWN = "https://awarding.example/guide/", "https://obrien.example:8443/~sons/coaching.guide/"
CENTRES = "https://centre.example/"


def wordings(guide: Guide) -> dict[str, list[str]]:
    """The wording on the page of each criterion, by the path of the page."""
    found = {}
    for page in list_pages(guide.catalogue):
        if page.template == "criterion.html":
            body = lxml_html.fromstring(f"<div>{render_page(guide, page)}</div>")
            found[page.address] = [" ".join(quoted.text_content().split()) for quoted in body.iterfind(".//blockquote")]
    return found


def test_the_same_path_shows_the_same_criterion_in_every_copy(catalogue: Catalogue, guide: Guide) -> None:
    """In both example centres and the awarding copy; what a centre does not offer is the only difference."""
    ours = wordings(guide)
    for name in EXAMPLES:
        copy = make_guide(ROOT, catalogue, brand=load_brand(ROOT, catalogue, name))
        theirs = wordings(copy)
        missing = {address for address in ours if address not in theirs}

        assert theirs and theirs == {address: ours[address] for address in theirs}
        assert missing == {f"{criterion.id}/" for unit in copy.catalogue.absent.values() for criterion in unit.criteria}
        own = ("/not-offered/", "/centre/")
        shared = {address for address in list_addresses(copy.site) if not address.startswith(own)}
        assert shared <= set(list_addresses(guide.site))


@pytest.fixture
def harbour(tiny: Project) -> Guide:
    """The guide of a centre that says nothing of addresses."""
    tiny.write("data/centres/harbour.yml", PLAIN)
    tiny.write("data/centres/harbour.svg", LOGO)
    catalogue = tiny.guide().catalogue
    return make_guide(tiny.root, catalogue, brand=load_brand(tiny.root, catalogue, "harbour"))


@pytest.mark.parametrize(
    ("awarding", "site_url", "address", "expected"),
    [
        # where the awarding copy is known, its page is preferred, whether or not the copy knows its own address
        (AWARDING, CENTRES, "QX12-A1/1.2/", f"{AWARDING}QX12-A1/1.2/"),
        (AWARDING, "", "QX12-A1/1.2/", f"{AWARDING}QX12-A1/1.2/"),
        (AWARDING, CENTRES, "", AWARDING),
        # what each copy says of itself is nowhere else
        (AWARDING, CENTRES, "centre/", f"{CENTRES}centre/"),
        (AWARDING, CENTRES, "not-offered/", f"{CENTRES}not-offered/"),
        (AWARDING, CENTRES, "accessibility/", f"{CENTRES}accessibility/"),
        (AWARDING, CENTRES, "provenance/", f"{CENTRES}provenance/"),
        (AWARDING, "", "centre/", ""),
        # without one, a copy prefers itself, as far as it knows where it is
        ("", CENTRES, "QX12-A1/1.2/", f"{CENTRES}QX12-A1/1.2/"),
        ("", "", "QX12-A1/1.2/", ""),
    ],
)
def test_which_address_is_preferred(harbour: Guide, awarding: str, site_url: str, address: str, expected: str) -> None:
    """The awarding copy where it has the same page; else the copy itself; else nothing is said."""
    assert find_canonical(replace(harbour, awarding_copy=awarding), address, site_url) == expected


def test_the_awarding_copy_prefers_itself(tiny_guide: Guide) -> None:
    """Wherever it says that it is."""
    assert find_canonical(replace(tiny_guide, awarding_copy=AWARDING), "terms/", CENTRES) == f"{CENTRES}terms/"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of a centre with an address, in a project that names the awarding copy; its edition is frozen."""
    project = _copy(TINY, tmp_path_factory.mktemp("canonical") / "tiny")
    project.write("data/centres/nasty.yml", NASTY)
    project.write("data/centres/nasty.svg", LOGO)
    project.edit("mkdocs.yml", "extra:\n", f"extra:\n  awarding_copy: {AWARDING}\n")
    freeze_edition(project.root, load_catalogue(project.root / "data")[0], "1")
    done = project.run("build", "--centre", "nasty", "--out", "copy", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return project.root / "copy"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("QX12-A1/1.2", f"{AWARDING}QX12-A1/1.2/"),  # generated
        ("terms", f"{AWARDING}terms/"),  # written by hand
        ("", AWARDING),
        ("editions/1/QX12-A1/1.2", f"{AWARDING}QX12-A1/1.2/"),  # of a frozen edition
        ("QX12/A1/1.2", f"{AWARDING}QX12-A1/1.2/"),  # another form of the address
        ("centre", f"{OWN}centre/"),
        ("not-offered", f"{OWN}not-offered/"),
        ("accessibility", f"{OWN}accessibility/"),
        ("provenance", f"{OWN}provenance/"),
    ],
)
def test_every_kind_of_page_says_so(copy: Path, page: str, expected: str) -> None:
    """Once, in the head; where a page has a preview card, the card leads there too."""
    root = lxml_html.parse(str(copy / page / "index.html"), parser=lxml_html.HTMLParser(encoding="utf-8"))

    assert root.xpath("//head/link[@rel='canonical']/@href") == [expected]
    assert set(root.xpath("//meta[@property='og:url']/@content")) <= {expected}


def test_what_is_printed_and_listed_is_the_copys_own_address(copy: Path) -> None:
    """A reader who types the address under a printed page, and a search engine with the sitemap, get this copy."""
    page = (copy / "QX12-A1/1.2/index.html").read_text(encoding="utf-8")
    sitemap = (copy / "sitemap.xml").read_text(encoding="utf-8")

    assert f"<span>{OWN}QX12-A1/1.2/</span>" in page
    assert OWN in sitemap and AWARDING not in sitemap
    assert 'rel="canonical"' not in (copy / "404.html").read_text(encoding="utf-8")


def test_a_centre_may_name_another(tiny: Project) -> None:
    """What stands in the centre's file goes before the settings of the project."""
    tiny.write("data/centres/harbour.yml", PLAIN.replace("units:", f"awarding_copy: {CENTRES}\nunits:", 1))
    tiny.write("data/centres/harbour.svg", LOGO)
    tiny.edit("mkdocs.yml", "extra:\n", f"extra:\n  awarding_copy: {AWARDING}\n")
    done = tiny.run("build", "--centre", "harbour", "--out", "copy")
    assert done.returncode == 0, done.stderr
    page = (tiny.root / "copy/terms/index.html").read_text(encoding="utf-8")

    assert f'<link rel="canonical" href="{CENTRES}terms/">' in page


@pytest.mark.parametrize("address", ["guide.example", "https://guide.example", "javascript:alert(1)//", '"https://a.example/\\"><b>/"'])
def test_a_faulty_address_is_told(tiny: Project, address: str) -> None:
    """No address of a folder: the build says what to write, and publishes nothing."""
    tiny.edit("mkdocs.yml", "extra:\n", f"extra:\n  awarding_copy: {address}\n")
    done = tiny.run("build")

    assert done.returncode == 1 and not (tiny.root / "site").exists()
    assert "awarding-copy: `awarding_copy` is" in done.stderr and "write a web address that ends in a slash" in done.stderr
