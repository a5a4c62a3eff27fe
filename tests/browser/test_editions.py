"""A verifier keeps what they saw: from the live page to the edition and back, by clipboard, link and anchor."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.catalogue import Catalogue

ID = "8580-500/2.1"
NEWEST, OLDER, CHANGED = "editions/2026.2/", "editions/2026.1/", "8580-503/3.1"


def test_from_the_live_page_to_the_edition_and_back(browser: Browser, site_url: str, catalogue: Catalogue) -> None:
    """Cite gives the link to the edition; who opens it reads the same words, is told which edition it is, and can go live."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}{ID}/?q=skills#part-skills")
    page.locator("summary", has_text="Cite").click()
    page.get_by_role("button", name="Copy link to this edition").click()
    expect(page.get_by_role("status")).to_have_text("Link to this edition copied")
    address = str(page.evaluate("navigator.clipboard.readText()"))
    assert address == f"{site_url}{NEWEST}{ID}/"

    page.goto(address)
    banner = page.get_by_role("complementary", name="About this edition")
    expect(banner).to_contain_text("Edition 2026.2 of 2026-11-24, as it was frozen. It is the newest edition.")
    expect(page.locator("blockquote")).to_contain_text(catalogue.criteria[ID].wording)
    banner.get_by_role("link", name="Switch to the live page").click()
    assert page.url == f"{site_url}{ID}/"

    page.get_by_role("link", name="Switch to edition 2026.2").click()
    assert page.url == address
    context.close()


def test_an_older_edition_reads_as_it_did(page: Page, site_url: str) -> None:
    """The page of the first edition has the old sentence and leads to the newest, which has the new one."""
    page.goto(f"{site_url}{OLDER}{CHANGED}/")
    brief = page.locator(".brief dd").first
    expect(brief).not_to_contain_text("both about effectiveness")
    page.get_by_role("link", name="see edition 2026.2").click()

    assert page.url == f"{site_url}{NEWEST}{CHANGED}/"
    expect(page.locator(".brief dd").first).to_contain_text("both about effectiveness")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("place", ["root", "folder", "disk"])
def test_parts_and_example_are_found_by_their_anchor(
    browser: Browser, site_url: str, subfolder_url: str, offline_site: Path, place: str, scripts: bool
) -> None:
    """A link to a part, to the example or to a card of the unit shows it, wherever the guide stands."""
    start = {"root": site_url, "folder": subfolder_url, "disk": f"{offline_site.as_uri()}/"}[place]
    file = "index.html" if place == "disk" else ""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for address, anchor in ((f"{ID}/", "part-skills"), (f"{ID}/", "example"), ("8580-500/", "ac-2.1")):
        page.goto(f"{start}{OLDER}{address}{file}#{anchor}")
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    page.locator(".edition-banner__switch").click()
    expect(page.locator("h1")).to_contain_text("8580-500")
    assert "/editions/" not in page.url and "404" not in page.title()
    context.close()


def test_colours_are_those_of_the_live_pages(browser: Browser, site_url: str) -> None:
    """A dark device gets a dark page; a choice made on a live page counts here too."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site_url}{NEWEST}{ID}/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site_url)
    page.locator("[data-colours]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.goto(f"{site_url}{NEWEST}{ID}/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    context.close()


def test_a_pinned_page_asks_for_little(page: Page, site_url: str) -> None:
    """Besides style sheets that live pages use too, it loads three small scripts and nothing from elsewhere."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}{NEWEST}{ID}/", wait_until="networkidle")
    scripts = [url.rpartition("/")[2].partition(".")[0] for url in asked if url.endswith(".js")]

    assert scripts == ["pinned", "copy", "cite"]
    assert [url for url in asked if not url.startswith(site_url)] == []


def test_the_citation_of_an_edition_names_it(browser: Browser, site_url: str) -> None:
    """On a pinned page, Cite gives the words and the address of that edition."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}{OLDER}{ID}/#part-skills")
    page.locator("summary", has_text="Cite").click()
    page.get_by_role("button", name="Plain text").click()
    expect(page.get_by_role("status")).to_contain_text("copied")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    context.close()

    assert copied.startswith('ILM 8580-500 AC 2.1, "Critically explore')
    assert copied.endswith(f"(guidance edition 2026.1) {site_url}{OLDER}{ID}/")


def test_editions_are_found_by_hand(page: Page, site_url: str) -> None:
    """From the menu to the list of editions, to one of them, to a unit, to a criterion, and up again by the crumbs."""
    page.goto(site_url)
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Editions").click()
    page.get_by_role("link", name="Edition 2026.1", exact=True).click()
    page.get_by_role("link", name="8580-501 Coaching or mentoring at work").click()
    page.get_by_role("link", name="8580-501 AC 2.1").first.click()
    assert page.url == f"{site_url}{OLDER}8580-501/2.1/"

    page.locator(".crumbs").get_by_role("link", name="Edition 2026.1").click()
    assert page.url == f"{site_url}{OLDER}"
    page.locator(".crumbs").get_by_role("link", name="Editions").click()
    assert page.url == f"{site_url}editions/"
