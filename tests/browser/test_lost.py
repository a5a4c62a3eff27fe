"""A link that was typed, cut or bent still leads somewhere: other forms of an address, and the page where there is none.

Tried on small servers that answer as GitHub Pages and nginx do, at the root of a host and in a sub-folder.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import QuietHandler
from tests.browser.test_access import axe_faults

STYLED = "getComputedStyle(document.querySelector('.md-header')).position === 'sticky'"


class HostHandler(QuietHandler):
    """Answers with a site's own 404.html: GitHub Pages and nginx's `error_page` as 404, nginx's `try_files` as 200."""

    def __init__(self, *arguments: object, start: str, status: int, **named: object) -> None:
        """Remember where the site begins on this host."""
        self.start, self.status = start, status
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the page."""
        body = (Path(self.directory) / self.start / "404.html").read_bytes()
        self.send_response(self.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


HOSTS = [("", 404), ("college/guide/", 404), ("college/guide/", 200)]


@pytest.fixture(scope="module", params=HOSTS, ids=["root", "pages", "nginx"])
def host(request: pytest.FixtureRequest, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built without a word of where it will stand."""
    start, status = request.param
    folder = tmp_path_factory.mktemp("host") / "www"
    (folder / start).parent.mkdir(parents=True, exist_ok=True)
    (folder / start.rstrip("/")).symlink_to(built_site, target_is_directory=True)
    handler = functools.partial(HostHandler, directory=str(folder), start=start, status=status)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{start}"
    server.shutdown()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One page for many addresses."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        # forms that have a page of their own
        ("8580-500-2.1", "8580-500/2.1/"),
        ("8580/500/2.1", "8580-500/2.1/"),
        ("8580-500/AC2.1/", "8580-500/2.1/"),
        ("500-2.1/", "8580-500/2.1/"),
        ("8580/500", "8580-500/"),
        ("8580-500-2.1/?from=mail#part-skills", "8580-500/2.1/?from=mail#part-skills"),
        # forms without number, which the page for no address reads
        ("8580-500/ac-2.1", "8580-500/2.1/"),
        ("8580_500_ac_2.1/", "8580-500/2.1/"),
        ("8580-500/2-1", "8580-500/2.1/"),
        ("unit-500/2.1", "8580-500/2.1/"),
        ("8580–500/AC 2.1", "8580-500/2.1/"),
        ("8580-500/2.1.html", "8580-500/2.1/"),
        ("8580-500/AC2.1/index.html", "8580-500/2.1/"),
        ("8580-500/2.1).", "8580-500/2.1/"),
        ("8580-500/criterion/2.1/?from=mail#part-skills", "8580-500/2.1/?from=mail#part-skills"),
        ("Unit-503", "8580-503/"),
    ],
)
def test_other_forms_lead_to_the_page(tab: Page, host: str, asked: str, reached: str) -> None:
    """Whatever form names exactly one unit or criterion opens it, with the query and the anchor that came along."""
    tab.goto(host + asked)
    tab.wait_for_url(host + reached)

    assert tab.evaluate(STYLED)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("8580-501/2.10", ["8580-501 AC 2.1", "8580-501 AC 2.4"]),  # never 2.1 in place of 2.10
        ("8580-501-2.10/", ["8580-501 AC 2.1", "8580-501 AC 2.4"]),
        ("a/b/c/8580-501/21.1", ["8580-50"]),
        ("2.1", ["8580-500 AC 2.1", "8580-501 AC 2.1", "8580-503 AC 2.1"]),
        ("4.2", ["8580-500 AC 4.2"]),  # one unit has it, and another qualification may be meant
        ("8588-500/2.1", ["8580-500 AC 2.1"]),
        ("editions/2026.1/8580-500-2.1", ["8580-500 AC 2.1"]),  # an edition must not turn into the live page unseen
    ],
)
def test_what_is_not_certain_is_offered(tab: Page, host: str, asked: str, offered: list[str]) -> None:
    """The page stays where it is, quotes the address and offers what is nearest."""
    tab.goto(host + asked)
    answer = tab.locator("[data-lost]")
    expect(answer.locator("a").first).to_be_visible()
    links = answer.locator("a").all_inner_texts()

    assert tab.url == host + asked
    assert all(any(link.startswith(name) for link in links) for name in offered), links
    answer.locator("a").first.click()
    expect(tab.locator("#criterion")).to_be_visible()
    assert tab.url.startswith(host)


@pytest.mark.parametrize("asked", ["no-such-page", "a/b/c/d/no-such-page/", "<img src=x onerror=document.title=1>/9.9"])
def test_page_for_no_address_is_whole_at_any_depth(tab: Page, host: str, asked: str) -> None:
    """Styles, menu, search and every link work, wherever the site stands; what the address says is never markup."""
    tab.goto(host + asked)
    expect(tab.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert tab.evaluate(STYLED)
    links = tab.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    inside = {link.partition("#")[0] for link in links if link.startswith("http://127.0.0.1")} - {tab.url}
    assert len(inside) > 15
    assert [link for link in sorted(inside) if not link.startswith(host)] == []
    assert tab.request.get(sorted(inside)[-1]).status == 200
    assert tab.locator("[data-lost] img").count() == 0
    tab.get_by_role("textbox", name="Search the guide").fill("500-2.1")
    expect(tab.locator("#search-results a").first).to_have_attribute("href", f"{host}8580-500/2.1/")


def test_offer_has_no_axe_fault(browser: Browser, host: str) -> None:
    """With something offered, on a phone in the dark, axe-core finds nothing and nothing scrolls sideways."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page = context.new_page()
    page.goto(host + "8580-501/2.10/" + "x" * 90)
    expect(page.locator("[data-lost] a").first).to_be_visible()
    faults, wide = axe_faults(page), page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert (faults, wide) == ([], 360)


def test_without_scripts(browser: Browser, host: str) -> None:
    """Other forms lead on by themselves; the page for no address says what to do, and is whole at the root of a host."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for asked in ("8580-500-2.1", "8580/500/2.1", "8580-500/AC2.1/", "500-2.1"):
        page.goto(host + asked)
        page.wait_for_url(f"{host}8580-500/2.1/")
    page.goto(host + "a/b/8580-500/2.10")
    assert page.get_by_role("heading", level=1).inner_text() == "There is no page at this address"
    if host.count("/") == 3:
        page.get_by_role("link", name="Command verbs").last.click()
        page.wait_for_url(f"{host}verbs/")
    context.close()
