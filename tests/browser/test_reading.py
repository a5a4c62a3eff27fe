"""What a learner and a verifier do with a page: follow a link to one criterion, copy, tick, print; without JavaScript too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


def test_site_works_in_a_sub_folder(page: Page, subfolder_url: str) -> None:
    """From a sub-folder every step from the start page to a verb stays in the sub-folder, and nothing is missing."""
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(subfolder_url)
    page.get_by_role("main").get_by_role("link", name="Understanding the skills").first.click()
    page.locator("a[href$='2.1/']").first.click()
    page.locator(".verb-tag").first.click()

    assert page.url == f"{subfolder_url}verbs/critically-explore/"
    assert failed == []


def test_site_works_from_disk(page: Page, offline_site: Path) -> None:
    """Opened from disk, links lead to files, styles apply and nothing is asked of a network."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("file:") else None)
    page.goto((offline_site / "index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="Understanding the skills").first.click()
    page.locator("a[href$='2.1/index.html']").first.click()

    assert page.locator("h1").inner_text().startswith("8580-500 AC 2.1")
    assert [url for url in asked if not url.startswith("data:")] == []


def test_no_request_leaves_the_origin(page: Page, site_url: str) -> None:
    """No page asks anything of another origin."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("", "8580-500/2.1/", "verbs/", "about/", "evidence/"):
        page.goto(site_url + address, wait_until="networkidle")

    assert [url for url in asked if not url.startswith((site_url, "data:"))] == []


def test_copy_puts_the_exact_wording_on_the_clipboard(browser: Browser, site_url: str) -> None:
    """The copy button copies the wording alone, and says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site_url + "8580-500/2.1/")
    page.get_by_role("button", name="Copy the wording").click()
    page.get_by_text("Copied").first.wait_for()

    wording = "Critically explore the knowledge, skills, and behaviour of an effective coach or mentor"
    assert page.evaluate("navigator.clipboard.readText()") == wording
    context.close()


def test_ticks_are_kept_and_in_step(page: Page, site_url: str) -> None:
    """A ticked part is still ticked after a reload, and on the checklist page."""
    page.goto(site_url + "8580-500/2.1/")
    page.get_by_role("checkbox").first.check()
    page.reload()
    assert page.get_by_role("checkbox").first.is_checked()

    page.goto(site_url + "checklists/")

    assert page.locator("[data-tick='8580-500/2.1#knowledge']").first.is_checked()


def test_page_is_useful_where_storage_is_blocked(browser: Browser, site_url: str) -> None:
    """Blocked storage breaks nothing: the page opens, a tick can be set."""
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
    page = context.new_page()
    page.goto(site_url + "8580-500/2.1/")
    page.get_by_role("checkbox").first.check()

    assert page.get_by_role("checkbox").first.is_checked()
    context.close()


def test_page_is_useful_without_scripts(browser: Browser, site_url: str) -> None:
    """Without JavaScript the whole text is there and the start page leads to every unit."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("main").locator("a[href$='8580-501/']").first.click()
    page.locator("a[href$='2.2/']").first.click()

    assert page.get_by_role("heading", name="In brief").is_visible()
    assert page.locator(".answer > div > p").first.is_visible()
    context.close()


def test_menu_and_headings_are_there_without_scripts(browser: Browser, site_url: str) -> None:
    """On a phone without JavaScript the menu stands under the page and leads on, and the list of headings opens."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site_url + "8580-500/2.1/")
    menu, article = page.locator("#site-menu").bounding_box(), page.locator("article").bounding_box()
    assert menu and article and menu["y"] >= article["y"] + article["height"]
    page.locator(".toc summary").click()
    assert page.locator(".toc").get_by_role("link", name="Evidence to gather").is_visible()
    assert page.locator(".md-header button:visible").count() == 0
    page.locator("#site-menu").get_by_role("link", name="Worked examples").click()

    assert page.url == site_url + "examples/"
    context.close()


@pytest.mark.parametrize("criterion", ["8580-500/2.1", "8580-501/2.2", "8580-503/3.3"])
def test_criterion_prints_on_one_sheet(page: Page, site_url: str, criterion: str) -> None:
    """A printed criterion fits on one A4 sheet, which says whose the parts and the words about the verb are."""
    page.goto(f"{site_url}{criterion}/")
    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert page.get_by_text("This split is ours.").is_visible()
    assert page.locator(".verb-demand .basis").first.is_visible()


def test_unknown_address_gets_a_helpful_page(page: Page, site_url: str) -> None:
    """An address that does not exist answers with the site's own page and ways on."""
    response = page.goto(site_url + "no-such-page")

    assert response is not None
    assert response.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "There is no page at this address"
