"""A link to one criterion, years later: wherever the guide stands, with scripts and without, it shows that criterion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.plugin import PROJECT

WORDINGS = dict(
    line.split("\t")[:2] for line in (PROJECT / "tests" / "wording" / "8580.txt").read_text(encoding="utf-8").splitlines()
)
"""The exact wording of every criterion, recorded apart from the data."""
IN_VIEW = """wanted => {
  const found = document.querySelector(wanted);
  if (!found) return "not there";
  const box = found.getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect();
  const below = getComputedStyle(document.querySelector(".md-header")).position === "sticky" ? header.bottom - 1 : 0;
  return box.top >= below && box.top < innerHeight ? "in view" : `at ${box.top} of ${innerHeight}, header to ${header.bottom}`;
}"""


@pytest.fixture(params=["root", "folder", "disk", "branded"])
def start(request: pytest.FixtureRequest, serve_folder: Callable[[Path], str]) -> tuple[str, str]:
    """Where the guide stands, and the name of the file that a link to a folder means there."""
    place = request.param
    if place == "disk":
        return f"{request.getfixturevalue('offline_site').as_uri()}/", "index.html"
    if place == "branded":
        return serve_folder(request.getfixturevalue("branded_site")), ""
    return request.getfixturevalue({"root": "site_url", "folder": "subfolder_url"}[place]), ""


def find_hidden(page: Page, address: str, wanted: str) -> list[str]:
    """Open an address; return it with where the wanted thing is, unless it is in the window and below the header."""
    page.goto(address)
    for _ in range(400):
        seen = page.evaluate(IN_VIEW, wanted)
        if seen == "in view":
            return []
        page.wait_for_timeout(25)
    return [f"{address}: {seen}"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
def test_deep_link_shows_the_right_criterion(browser: Browser, start: tuple[str, str], javascript: bool) -> None:
    """All 31, on their own pages and on those of their units: the exact wording, inside a phone's window, below the header."""
    home, file = start
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=javascript, reduced_motion="reduce")
    page = context.new_page()
    hidden, wrong = [], []
    for criterion, wording in WORDINGS.items():
        unit, number = criterion.split("/")
        hidden += find_hidden(page, f"{home}{criterion}/{file}", "[data-wording]")
        wrong += [criterion] if page.locator("main [data-wording]").text_content() != wording else []
        hidden += find_hidden(page, f"{home}{unit}/{file}#ac-{number}", f"[id='ac-{number}']")
        card = page.locator(f"[id='ac-{number}'] [data-wording]")
        wrong += [f"{unit}#{number}"] if card.text_content() != wording else []
    context.close()

    assert (hidden, wrong) == ([], [])
