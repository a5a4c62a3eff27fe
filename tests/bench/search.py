"""What the search costs a reader, and how good it is, in catalogues of three sizes that hold the real guide.

Run as `python -m tests.bench.search`: it needs the built site, and what `make test` has installed. Every page is opened afresh in
Chromium and served compressed from this machine. The figures are printed, and written where the documentation reads them.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from macros.guide import load_guide
from macros.measured import Target
from tests.bench.browser.serving import served
from tests.bench.catalogue import SIZES
from tests.bench.enlarged import ROOT, enlarge, write_site
from tests.bench.report import show_table, show_targets
from tests.bench.results import record
from tests.browser.table import ROWS, Row
from tests.found import read_first
from tests.tools import find_chromium

OWN = (
    "8580-500 2.1",
    "unit 503",
    "critically review",
    "supervision",
    "difference between coaching and mentoring",
    "coaching log excel",
    "12 hours",
    "stakeholdrs",
    "analyze",
    "photosynthesis",
)
"""Ten queries of the guide's table, one of each kind: id, unit, verb, topic, question, download, hours, slip, spelling, none."""
OTHER = (
    "BX90-040 2.1",
    "task 33",
    "compare",
    "harbour",
    "amber lantern",
    "check the timber",
    "assemble and measure",
    "lagon",
    "window wire",
    "st",
)
"""Ten queries of the fictional part, whose words stand in most of its criteria: the hardest there are."""
RUNS = 5
MOST, FIRST = 600_000, 0.3
"""Bytes for ten queries, and seconds to the first answer, at the largest size."""
STATE = "(asked) => [Boolean(document.querySelector('[aria-busy]')), window.answered[asked]]"
WATCH = """() => {
  const list = document.querySelector("#search-results");
  const input = document.querySelector(".md-search input");
  window.answered = {};
  let begun = 0;
  input.addEventListener("input", () => { begun = performance.now(); }, true);
  new MutationObserver(() => {
    const asked = input.value.trim();
    if (list.children.length && !(asked in window.answered)) window.answered[asked] = performance.now() - begun;
  }).observe(list, { childList: true });
}"""


@dataclass(frozen=True)
class Figures:
    """What was measured at one size."""

    size: str
    entries: int
    files: int
    megabytes: float
    """On disk."""
    index_seconds: float
    """Processor time of the build for the index."""
    first: float
    """Milliseconds from the first letter, with nothing of the search loaded, to results; the median of all runs."""
    slowest: float
    """The same for the slowest run."""
    later: float
    """Milliseconds to the results of the other nine queries; the median of all."""
    own: int
    """Bytes transferred for ten queries of the guide's table, search itself included; the most of all runs."""
    other: int
    """The same for ten queries of common words of the other units."""
    typed: int
    """Bytes for the guide's ten typed letter by letter, with an answer to each beginning."""
    right: int
    """Rows of the table with a right answer first, or rightly none."""
    near: int
    """The same within the first three."""


HEAD = (
    *("size", "entries", "files", "MB", "index CPU s", "first ms", "slowest", "later ms"),
    *("ten KB", "hard ten KB", "typed KB", "first", "near"),
)


class Reader:
    """Someone who opens the start page afresh, searches, and whose transfers are counted."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.bytes = page, 0
        page.goto(url)
        page.wait_for_load_state("networkidle")
        page.evaluate(WATCH)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def ask(self, query: str) -> float:
        """Put a query in, wait until it is answered, and return the milliseconds that took."""
        self.page.locator(".md-search input").fill(query)
        return self._wait(query)

    def type(self, query: str) -> float:
        """Type a query letter by letter, each when the one before is answered."""
        for end in range(1, len(query) + 1):
            if query[:end].strip():
                self.ask(query[:end])
        return self._wait(query)

    def _wait(self, query: str) -> float:
        for _ in range(2000):
            busy, taken = self.page.evaluate(STATE, query.strip())
            if not busy and taken is not None:
                return float(taken)
            self.page.wait_for_timeout(5)
        raise TimeoutError(query)

    def results(self) -> list[str]:
        """Return where the results lead."""
        links = self.page.locator("#search-results .md-search-result__item a")
        return links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")


def read_table(reader: Reader, url: str) -> tuple[int, int]:
    """Return how many rows of the table have a right answer first, and within the first three; or rightly none at all."""

    def right(row: Row, got: list[str]) -> bool:
        return bool(set(row.accepted) & set(got)) if row.accepted else not got

    first = near = 0
    for row in ROWS:
        reader.ask(row.query)
        got = [address.removeprefix(url) for address in reader.results()]
        first += right(row, got[:1])
        near += right(row, got[:3])
    return first, near


class Room:
    """Readers who sit down one after the other, each in a browser that has never been here."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url

    def seat(self, work: Callable[[Reader], Any]) -> tuple[Any, int]:
        """Let one do something; return what came of it, and the bytes it took."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        reader = Reader(context.new_page(), self.url)
        done = work(reader)
        context.close()
        return done, reader.bytes

    def ask_all(self, queries: tuple[str, ...]) -> list[tuple[list[float], int]]:
        """Let several ask all queries; return the milliseconds of each and the bytes."""
        return [self.seat(lambda reader: [reader.ask(query) for query in queries]) for _ in range(RUNS)]


def measure(browser: Browser, size: str, units: int, folder: Path) -> Figures:
    """Return the figures of the real guide among so many other units."""
    site = enlarge(load_guide(ROOT), units, folder / "project")
    made, seconds = write_site(site, ROOT / "docs", ROOT / "site", folder / "site")
    scripts = [path for path in (made / "search").rglob("*.js") if path.is_file()]
    with served(made) as url:
        room = Room(browser, url)
        own = room.ask_all(OWN)
        other = room.ask_all(OTHER) if units else own
        _, typed = room.seat(lambda reader: [reader.type(query) for query in OWN])
        (right, near), _ = room.seat(lambda reader: read_table(reader, url))
    firsts = [times[0] for times, _ in (*own, *other)]
    return Figures(
        size=size,
        entries=read_first(made)["count"],
        files=len(scripts),
        megabytes=sum(path.stat().st_size for path in scripts) / 1e6,
        index_seconds=seconds,
        first=statistics.median(firsts),
        slowest=max(firsts),
        later=statistics.median(time for times, _ in (*own, *other) for time in times[1:]),
        own=max(size for _, size in own),
        other=max(size for _, size in other),
        typed=typed,
        right=right,
        near=near,
    )


def list_targets(figures: list[Figures]) -> Iterator[Target]:
    """Yield each target of the search: at the largest size, and for the table at all of them."""
    alone, largest = figures[0], figures[-1]
    seconds = largest.first / 1000
    yield Target("search: first answer", largest.size, f"at most {FIRST} s", f"{seconds:.2f} s", seconds <= FIRST)
    for what, taken in (("the guide's own", largest.own), ("words of most criteria", largest.other)):
        aim, measured = f"at most {MOST // 1000} KB", f"{taken / 1000:.0f} KB"
        yield Target(f"search: ten queries, {what}", largest.size, aim, measured, taken <= MOST)
    for each in figures[1:]:
        words = f"{each.right} right first, {each.near} within three, of {len(ROWS)}"
        aim = f"as the guide alone: {alone.right} and {alone.near}"
        met = each.right >= alone.right and each.near >= alone.near
        yield Target("search: table of queries", each.size, aim, words, met)


def show(figures: list[Figures]) -> Iterator[str]:
    """Yield the lines of the table."""
    rows = []
    for each in figures:
        times = (f"{each.index_seconds:.2f}", f"{each.first:.0f}", f"{each.slowest:.0f}", f"{each.later:.0f}")
        sizes = (f"{taken / 1000:.0f}" for taken in (each.own, each.other, each.typed))
        counts = (str(each.entries), str(each.files), f"{each.megabytes:.2f}")
        rows.append((each.size, *counts, *times, *sizes, str(each.right), str(each.near)))
    yield from show_table(HEAD, rows)


def main() -> None:
    """Measure the guide alone, then inside larger catalogues."""
    sizes = {"guide": 0, "M": SIZES["M"], "L": SIZES["L"]}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        figures = [measure(browser, size, units, Path(folder) / size) for size, units in sizes.items()]
        versions = {"Chromium": browser.version}
        browser.close()
    targets = list(list_targets(figures))
    record("search", {"figures": figures, "targets": targets, "versions": versions, "absent": {}})
    print("\n".join([*show(figures), "", *show_targets(targets)]))


if __name__ == "__main__":
    main()
