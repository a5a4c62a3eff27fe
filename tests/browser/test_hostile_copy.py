"""The copy of a centre whose every string tries something, in a real browser: nothing runs, nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.centres import LOGO, NASTY, SHORT
from tests.conftest import TINY, _copy, read_tree

PLANTED = "document.querySelectorAll('[onerror], [onload], iframe, object, embed').length"


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of the nasty centre of the miniature guide."""
    project = _copy(TINY, tmp_path_factory.mktemp("hostile") / "tiny")
    project.write("data/centres/nasty.yml", NASTY)
    project.write("data/centres/nasty.svg", LOGO)
    done = project.run("build", "--centre", "nasty", "--out", "nasty", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return project.root / "nasty"


@pytest.fixture
def watched(browser: Browser) -> tuple[Page, list[str], list[str]]:
    """A page, what it has said in dialogs, and what it has asked of other hosts."""
    context = browser.new_context()
    page, said, asked = context.new_page(), [], []  # type: ignore[var-annotated]
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")), note)
    return page, said, asked


def test_nothing_runs_and_nothing_leaves(
    watched: tuple[Page, list[str], list[str]], nasty: Path, serve_folder: Callable[[Path], str]
) -> None:
    """Every page of the copy opens without a dialog or a request to another host; the fixture `no_breach` sees to the policy."""
    page, said, asked = watched
    home = serve_folder(nasty)
    pages = [name for name, content in read_tree(nasty).items() if name.endswith(".html") and b"forward.js" not in content]
    assert len(pages) > 25
    for name in pages:
        page.goto(home + name.removesuffix("index.html"))
        assert page.evaluate(PLANTED) == 0, name
    page.context.close()

    assert (said, asked) == ([], [])


def test_search_and_tools_show_the_name_as_it_stands(
    watched: tuple[Page, list[str], list[str]], nasty: Path, serve_folder: Callable[[Path], str]
) -> None:
    """Scripts that put the centre's words on a page put them there as text."""
    page, said, asked = watched
    page.goto(serve_folder(nasty) + "centre/")
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name="Search").or_(page.locator("input[data-md-component=search-query]")).first.fill("about")
    page.locator(".md-search-result__item").first.wait_for()
    assert SHORT in page.title()
    page.context.close()

    assert (said, asked) == ([], [])
