"""The content security policy in a real browser: nothing of ours is stopped, and what is planted is.

The fixture `no_breach` (conftest.py) holds every test of this folder to it, so that all tools are used under the policy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.offline import name_files

PAGES = ("", "8580-500/", "8580-500/2.1/", "verbs/", "verbs/explain/", "check/", "progress/", "verifiers/", "editions/2026.1/")
SCRIPT_RAN = "() => document.title === 'planted'"
PLANTED = {
    "handler": '<img src="assets/none.png" alt="" onerror="document.title=\'planted\'">',
    "script": "<script>document.title='planted'</script>",
    "script of another site": '<script src="https://planted.example/x.js"></script>',
    "link that runs": '<a id="run" href="javascript:document.title=\'planted\'">run</a>',
    "style": '<p style="position:fixed">planted</p>',
}


@pytest.mark.parametrize("place", ["root", "folder", "disk"])
def test_every_kind_of_page_works_under_its_policy(
    page: Page, site_url: str, subfolder_url: str, offline_site: Path, place: str
) -> None:
    """Scripts, styles and icons of each kind of page load wherever the guide stands; nothing is stopped."""
    start = {"root": site_url, "folder": subfolder_url, "disk": f"{offline_site.as_uri()}/"}[place]
    for address in PAGES:
        page.goto(f"{start}{address}{'index.html' if place == 'disk' else ''}")
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", f"{address} has no style"


@pytest.mark.parametrize("place", ["root", "disk"])
def test_palette_switch_works_under_the_policy(page: Page, site_url: str, offline_site: Path, place: str) -> None:
    """The script of the colours runs: they change, and the choice is there on the next page."""
    start, file = (site_url, "") if place == "root" else (f"{offline_site.as_uri()}/", "index.html")
    page.goto(start + file)
    page.locator("[data-colours]").click()
    page.locator("[data-colours]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{start}8580-500/2.1/{file}")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("place", ["web", "disk"])
def test_what_is_planted_does_not_run(
    browser: Browser,
    breaches: list[str],
    serve_folder: Callable[[Path], str],
    built_site: Path,
    tmp_path: Path,
    kind: str,
    place: str,
) -> None:
    """A handler, a script, a link that runs code and a style are stopped by the page's own policy, and seen to be."""
    text = (built_site / "index.html").read_text(encoding="utf-8")
    text = text.replace("<h1", f"{PLANTED[kind]}<h1", 1)
    (tmp_path / "index.html").write_text(name_files(text) if place == "disk" else text, encoding="utf-8")
    shutil.copytree(built_site / "assets", tmp_path / "assets")
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve_folder(tmp_path) if place == "web" else (tmp_path / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    if kind == "link that runs":
        page.locator("#run").click()
    page.wait_for_timeout(100)
    ran = page.evaluate(SCRIPT_RAN)
    context.close()

    seen = list(breaches)
    breaches.clear()
    assert seen, "the browser did not report it"
    assert not ran


def test_planted_script_would_run_without_the_policy(
    browser: Browser, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    """The same handler runs on a page without a policy: the test above is about the policy."""
    (tmp_path / "index.html").write_text(f"<!doctype html><title>still</title>{PLANTED['handler']}", encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve_folder(tmp_path))
    page.wait_for_function(SCRIPT_RAN)
    context.close()
