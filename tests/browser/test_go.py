"""A short address opens exactly the criteria it names: in order, each once, slips named with the nearest; to share and print."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.catalogue import Catalogue
from tests.browser.conftest import serve, wait_until
from tests.browser.test_access import axe_faults, open_page
from tests.conftest import Project

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def shown(page: Page) -> list[str]:
    """The labels of the criteria on the page, in order."""
    wait_until(page, "!!document.querySelector('[data-chosen-status]').textContent")
    return page.locator(".chosen__criterion .criterion__label").all_inner_texts()


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        # the form the tools write, in the order given
        ("500-2.1,501-3.3", ["8580-500 AC 2.1", "8580-501 AC 3.3"]),
        ("501-3.3,500-2.1", ["8580-501 AC 3.3", "8580-500 AC 2.1"]),
        # every usual form of an id
        ("8580-500/2.1", ["8580-500 AC 2.1"]),
        ("8580-500%20AC%202.1", ["8580-500 AC 2.1"]),
        ("8580-500-AC2.1", ["8580-500 AC 2.1"]),
        ("500/2.1/", ["8580-500 AC 2.1"]),
        ("unit+500+2.1", ["8580-500 AC 2.1"]),
        ("500.2.1", ["8580-500 AC 2.1"]),
        ("500-2-1", ["8580-500 AC 2.1"]),
        # each once, in whatever form it comes again; other commas, white space and a parameter given twice
        ("500-2.1,8580-500/2.1,AC2.1 of unit 500", ["8580-500 AC 2.1"]),
        (" 500-2.1 ;; 501-1.1 ,", ["8580-500 AC 2.1", "8580-501 AC 1.1"]),
        ("500-2.1&ac=503-1.2", ["8580-500 AC 2.1", "8580-503 AC 1.2"]),
    ],
)
def test_exactly_the_criteria_of_the_address(page: Page, site_url: str, asked: str, labels: list[str]) -> None:
    """What the address names is shown, and nothing else."""
    page.goto(f"{site_url}go/?ac={asked}")

    assert shown(page) == labels
    expect(page.locator("[data-chosen-none]")).to_be_hidden()


def test_a_criterion_comes_with_wording_verbs_parts_and_link(page: Page, site_url: str, catalogue: Catalogue) -> None:
    """The exact wording, each verb and part, the edition, and the way to the whole page."""
    criterion = catalogue.criteria["8580-501/1.1"]
    page.goto(f"{site_url}go/?ac=501-1.1")

    assert shown(page) == [criterion.label]
    assert page.locator(".chosen__criterion .wording__text p").text_content() == criterion.wording
    assert page.locator(".wording__foot a").all_inner_texts() == [catalogue.verbs[verb].name for verb in criterion.verbs]
    assert page.locator(".chosen__parts li").all_inner_texts() == [part.text for part in criterion.parts]
    assert f"edition {catalogue.edition.id}" in page.locator("[data-chosen-status]").inner_text()  # type: ignore[union-attr]
    page.locator(".chosen__address a").click()
    assert page.url == f"{site_url}8580-501/1.1/"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        # a number the unit does not have: what looks like it, then what stands nearest
        ("501-2.10", ["8580-501 AC 2.1 ", "8580-501 AC 2.4 ", "8580-501 AC 2.3 "]),
        ("500-9.9", ["8580-500 AC 4.2 "]),
        # a number that three units have
        ("1.1", ["8580-500 AC 1.1 ", "8580-501 AC 1.1 ", "8580-503 AC 1.1 "]),
        ("502-2.1", ["8580-50"]),
        # a unit, and nothing at all
        ("8580-501", ["names a unit", "8580-501 "]),
        ("xyzzy", ["is like nothing here"]),
        ("<img src=x onerror=document.title=1>", ["<img"]),
    ],
)
def test_what_is_not_here_is_named_with_the_nearest(page: Page, site_url: str, asked: str, said: list[str]) -> None:
    """A slip hides nothing of the rest, and says what was probably meant."""
    page.goto(f"{site_url}go/?ac=500-3.1,{asked}")

    assert shown(page) == ["8580-500 AC 3.1"]
    lost = page.locator("[data-chosen-lost] li:visible")
    assert lost.count() == 1
    for words in (asked[:60], *said):
        assert words in lost.inner_text()
    expect(page.locator("[data-chosen-status]")).to_contain_text("1 reference names none here")


def test_what_has_ended_says_so_and_leads_on(page: Page, tiny_site: Path) -> None:
    """An address kept for years still opens: a retired criterion has its wording, the date, the reason and the successor."""
    server, url = serve(tiny_site)
    page.goto(f"{url}go/?ac=B7-2.1,A1-1.10,QX12-A1/1.1,A1-11.1")

    assert shown(page) == ["QX12-B7 AC 2.1", "QX12-A1 AC 1.10", "QX12-A1 AC 1.1", "QX12-A1 AC 11.1"]
    notice = page.locator(".chosen__criterion").first.locator(".notice--retired")
    for words in ("2026-02-01", "The Board no longer asks for a month."):
        assert words in notice.inner_text()
    notice.get_by_role("link").click()
    assert page.url == f"{url}QX12-B7/1.1/"
    server.shutdown()


def test_numbers_of_three_levels_are_read(page: Page, site_url: str) -> None:
    """Other frameworks number to the third level; 1.1 and 1.1.1 stay apart."""
    page.goto(f"{site_url}go/")
    data = {"units": [{"id": "K-7", "number": "7", "names": [], "address": "u"}], "same": {}}
    data["criteria"] = {"K-7/1.1": "two", "K-7/1.1.1": "three"}  # type: ignore[assignment]
    read = "([asked, data]) => window.centreGuideReferences.readId(asked, data).found"

    found = [page.evaluate(read, [asked, data]) for asked in ("7-1.1", "K-7/1.1.1", "7 AC 1.1.1")]
    assert found == [["two"], ["three"], ["three"]]


def test_without_a_reference_it_says_how(page: Page, site_url: str) -> None:
    """The bare address explains itself, shows a working example and offers the units."""
    page.goto(f"{site_url}go/")
    page.locator("[data-chosen-none] a").first.click()

    assert shown(page) == ["8580-500 AC 1.1", "8580-501 AC 1.1"]


def test_without_scripts_it_offers_the_units(browser: Browser, site_url: str) -> None:
    """Without JavaScript the page says what it is and leads to every unit; no dead button is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}go/?ac=500-2.1")

    assert page.get_by_text("needs JavaScript").is_visible()
    assert page.locator("article a[href$='8580-503/']").is_visible()
    assert page.locator("article button:visible").count() == 0
    context.close()


def test_kept_out_of_search_engines(page: Page, site_url: str, built_site: Path) -> None:
    """A choice that one person made is nothing to find: noindex, not in the site's own search."""
    page.goto(f"{site_url}go/")

    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert '"go/"' not in (built_site / "search" / "guide.js").read_text(encoding="utf-8")


def test_not_in_the_sitemap(tiny: Project) -> None:
    """A page that asks not to be indexed is not offered to be, in a guide built for a sub-folder."""
    assert tiny.run("build", "--site-url", "https://guide.example.org/lamps/").returncode == 0
    sitemap = (tiny.root / "site" / "sitemap.xml").read_text(encoding="utf-8")

    assert "/lamps/verifiers/<" in sitemap
    assert "/lamps/go/<" not in sitemap


def test_address_is_made_short_and_copied(reader: Page, site_url: str) -> None:
    """Whatever form was opened, the address to share is the short one, without what was not found."""
    reader.goto(f"{site_url}go/?ac=8580-500%20AC%202.1,xyzzy,501-3.3#top")
    reader.get_by_role("button", name="Copy this address").click()
    expect(reader.locator("main > [role=status]").or_(reader.get_by_text("Address of these criteria copied"))).to_be_attached()

    assert reader.evaluate("navigator.clipboard.readText()") == f"{site_url}go/?ac=500-2.1,501-3.3"


def test_blocked_clipboard_shows_the_address(blocked: Page, site_url: str) -> None:
    """Where nothing may be copied, the address stands in a field, selected."""
    blocked.goto(f"{site_url}go/?ac=500-2.1")
    blocked.get_by_role("button", name="Copy this address").click()

    expect(blocked.locator(".chosen textarea")).to_be_focused()
    expect(blocked.locator(".chosen textarea")).to_have_value(f"{site_url}go/?ac=500-2.1")


def test_in_a_sub_folder_and_from_disk(page: Page, subfolder_url: str, offline_site: Path) -> None:
    """The same short address works under any beginning, and its links stay there."""
    for start in (f"{subfolder_url}go/", (offline_site / "go" / "index.html").as_uri()):
        page.goto(f"{start}?ac=500-2.1")
        assert shown(page) == ["8580-500 AC 2.1"]
        page.locator(".chosen__parts a").first.click()
        page.wait_for_url("**#part-knowledge")
        assert page.url.startswith(start.partition("go/")[0])


def test_prints_the_criteria_and_their_address(page: Page, site_url: str) -> None:
    """On paper stand the criteria and the address that opens them; no buttons."""
    page.goto(f"{site_url}go/?ac=500-2.1,501-3.3")
    assert len(shown(page)) == 2
    page.emulate_media(media="print")

    assert page.locator("article button:visible").count() == 0
    assert page.locator(".chosen__print").inner_text() == f"{site_url}go/?ac=500-2.1,501-3.3"
    assert page.locator(".print-line:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_fault(browser: Browser, site_url: str, size: dict[str, int], scheme: str) -> None:
    """With criteria, slips and a retired link shown, axe-core finds nothing, and nothing scrolls sideways."""
    page = open_page(browser, f"{site_url}go/?ac=500-1.2,501-3.10,500,xyzzy,1.1", scheme, size)
    assert len(shown(page)) == 1
    faults = axe_faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert (faults, wide) == ([], size["width"])
