"""A real Chromium, and the real site: built once, served at the root of a host, in a sub-folder and opened from disk."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FileChooser, Page, expect, sync_playwright

from tests.tools import find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 20_000
"""Milliseconds until what is expected has to be seen: other tests may keep the machine busy."""
expect.set_options(timeout=PATIENCE)

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
NO_COMMAND = "document.execCommand = () => false;"
READ_RICH = """async () => {
  let item; // a button may say that it has copied a moment before another program can read it
  for (let tries = 0; tries < 100 && !item?.types.includes('text/html'); tries += 1) {
    if (tries) await new Promise((done) => setTimeout(done, 20));
    [item] = await navigator.clipboard.read();
  }
  return Promise.all(['text/html', 'text/plain'].map(async (type) => (await item.getType(type)).text()));
}"""


BREACH = "Content Security Policy"
"""What Chromium's console says, in whatever sentence, of anything that a page's policy stops."""


@pytest.fixture(scope="session")
def breaches() -> list[str]:
    """What the policy of any page has stopped during the present test."""
    return []


@pytest.fixture(autouse=True)
def no_breach(breaches: list[str]) -> Iterator[None]:
    """Fail a test during which the policy of a page stopped anything."""
    breaches.clear()
    yield
    assert breaches == []


@pytest.fixture(scope="session")
def browser(breaches: list[str]) -> Iterator[Browser]:
    """A headless Chromium, in whose every page breaches of the policy are noted."""
    path = find_chromium()
    if path is None:
        pytest.skip("Chromium is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        _note_breaches(browser, breaches)
        yield browser
        browser.close()


def _note_breaches(browser: Browser, breaches: list[str]) -> None:
    make = browser.new_context

    def new_context(**settings: object) -> BrowserContext:
        context = make(**settings)  # type: ignore[arg-type]
        context.on("console", lambda message: breaches.append(message.text) if BREACH in message.text else None)
        return context

    browser.new_context = new_context  # type: ignore[method-assign]


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression is true on a page. Playwright's own way evaluates text in the page, which the policy stops."""
    for _ in range(PATIENCE // 25):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never true: {expression}")


@contextmanager
def file_asked_for(page: Page) -> Iterator[list[FileChooser]]:
    """Expect that what is done within makes a page ask for a file; what it asks is in the list afterwards.

    That a file will be chosen is told to the page on one way, keys and clicks on another, and either may come first: an answer
    from the page, which is on the first way too, puts them in order.
    """
    asked: list[FileChooser] = []
    with page.expect_file_chooser() as asking:
        page.evaluate("0")
        yield asked
    asked.append(asking.value)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own, at a desktop size."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that may read and write the clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def blocked(browser: Browser) -> Iterator[Page]:
    """A page on which nothing can be put on the clipboard."""
    context = browser.new_context()
    context.add_init_script(NO_CLIPBOARD + NO_COMMAND)
    yield context.new_page()
    context.close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A static file server that does not write to the terminal and answers 404 with the site's own page."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as a static host does: with 404.html."""
        not_found = Path(self.directory) / "404.html"
        if code != 404 or not not_found.exists():
            return super().send_error(code, message, explain)
        body = not_found.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """Serve a folder on a free port; return the server and its address with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """What serves a folder until the test ends, and returns its address."""
    servers = []

    def start(folder: Path) -> str:
        server, url = serve(folder)
        servers.append(server)
        return url

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of the built site at the root of a host."""
    server, url = serve(built_site)
    yield url
    server.shutdown()


@pytest.fixture(scope="session")
def subfolder_url(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site in a sub-folder of a host."""
    host = tmp_path_factory.mktemp("host")
    (host / "college").mkdir()
    (host / "college" / "guide").symlink_to(built_site, target_is_directory=True)
    server, url = serve(host)
    yield f"{url}college/guide/"
    server.shutdown()
