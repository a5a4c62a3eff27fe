"""A first visit to a criterion's page and to the next: what is transferred, where from, and whether the page shifts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 740}
SHIFTS = """() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
}"""
SCROLL = """async () => {
    for (let place = 0; place < document.body.scrollHeight; place += 600) {
        window.scrollTo(0, place);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
}"""


@dataclass
class Visit:
    """What one page cost a reader."""

    address: str
    transferred: int = 0
    """Bytes over the network, as they come: compressed, with the headers of the answers."""
    requests: dict[str, int] = field(default_factory=dict)
    """Every answer that came over the network, with its bytes."""
    elsewhere: list[str] = field(default_factory=list)
    """Requests to another origin."""
    shift: float = 0
    """Cumulative layout shift, from opening to the end of the page."""


def measure_visits(browser: Browser, root: str, first: str, following: str) -> tuple[Visit, Visit]:
    """Open one page in a browser that has never been here, then another by its link or address."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(f"({SHIFTS})()")
    visits = tuple(_visit(page, root, address) for address in (first, following))
    context.close()
    return visits  # type: ignore[return-value]


def _visit(page: Page, root: str, address: str) -> Visit:
    """Open a page and read to its end, with everything that is fetched until the network is quiet."""
    visit, urls = Visit(address), {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def ask(event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        urls[event["requestId"]] = url
        if not url.startswith((root, "data:", "blob:")):
            visit.elsewhere.append(url)

    def finish(event: dict[str, Any]) -> None:
        if size := int(event["encodedDataLength"]):
            visit.transferred += size
            visit.requests[urls.get(event["requestId"], "?").removeprefix(root)] = size

    session.on("Network.requestWillBeSent", ask)
    session.on("Network.loadingFinished", finish)
    page.goto(root + address)
    page.wait_for_load_state("networkidle")
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    visit.shift = round(float(page.evaluate("window.shifted")), 4)
    session.detach()
    return visit
