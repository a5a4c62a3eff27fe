"""The download that works without a network, unpacked and opened in a real browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from macros.catalogue import Catalogue
from macros.downloads import CANVAS, MOODLE, OFFLINE, SAMPLING, list_files


def test_search_and_find_box_work_from_the_unpacked_download(page: Page, offline_site: Path) -> None:
    """From file://, without a network: the find box and the search find, links arrive, and no request leaves the disk."""
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.context.set_offline(True)
    page.goto((offline_site / "index.html").as_uri())

    box = page.locator(".find input")
    box.fill("501 2.1")
    expect(page.locator(".find .md-search-result__item a").first).to_contain_text("8580-501 AC 2.1")
    box.press("Enter")
    page.wait_for_url((offline_site / "8580-501/2.1/index.html").as_uri())

    search = page.locator(".md-search input")
    search.click()
    search.fill("critically explore")
    found = page.locator(".md-search .md-search-result__item a").first
    expect(found).to_contain_text("Critically explore")
    found.click()
    page.wait_for_url((offline_site / "verbs/critically-explore/index.html").as_uri())

    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert failed == []


FOR_OTHERS = {SAMPLING, MOODLE, CANVAS, OFFLINE}
"""Kinds of files that no learner works with, and the archive."""


def test_unpacked_download_offers_the_others_and_not_itself(page: Page, offline_site: Path, catalogue: Catalogue) -> None:
    """The copy lists every file that learners work with, and each is there; the archive is not in itself."""
    page.goto((offline_site / "checklists" / "index.html").as_uri())
    offered = page.locator(".downloads a").evaluate_all("links => links.map(link => link.href)")

    assert [name for name in offered if name.endswith(".zip")] == []
    wanted = {(offline_site / file.address).as_uri() for file in list_files(catalogue) if file.kind not in FOR_OTHERS}
    assert sorted(wanted - set(offered)) == []
    assert [name for name in offered if not Path(name.removeprefix("file://")).is_file()] == []
