"""What the search costs a reader, and how good it is, in catalogues of three sizes that hold the real guide.

Run as `python -m tests.bench.search`: it needs the built site, and what `make test` has installed. Every page is opened afresh in
Chromium and served compressed from this machine. The figures are printed, and written to a file with `--json FILE`.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import statistics
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from macros.guide import load_guide
from tests.bench.catalogue import SIZES
from tests.bench.enlarged import ROOT, enlarge, write_site
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
PACKED = (".html", ".css", ".js", ".json", ".svg")
FOUND = ".md-search-result__list > li"
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
    own: float
    """kB transferred for ten queries of the guide's table, search itself included; the most of all runs."""
    other: float
    """The same for ten queries of common words of the other units."""
    typed: float
    """kB for the guide's ten typed letter by letter, with an answer to each beginning."""
    first_right: int
    near: int
    """Rows of the table with the right answer first, and within the first three."""
    rows: int

    def __str__(self) -> str:
        return (
            f"{self.size:>2} {self.entries:7,} {self.files:6} {self.megabytes:7.2f} {self.index_seconds:8.2f}"
            f" {self.first:9.0f} {self.slowest:8.0f} {self.later:6.0f} {self.own:7.0f} {self.other:7.0f} {self.typed:7.0f}"
            f"   {self.first_right} / {self.near} of {self.rows}"
        )


HEAD = (
    "   entries  files      MB  index s  first ms  slowest  later      kB  others   typed   table: right first / in three\n"
    "                                                                ten queries"
)


class PackedHandler(http.server.SimpleHTTPRequestHandler):
    """A static file server that keeps connections and compresses what compresses well, as hosts do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, packed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in PACKED:
            return super().do_GET()
        body = _pack(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@lru_cache(maxsize=5000)
def _pack(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(PackedHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


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


def measure(browser: Browser, size: str, units: int, built: Path, folder: Path) -> Figures:
    """Return the figures of the real guide among so many other units."""
    site = enlarge(load_guide(ROOT), units, folder / "project")
    made, seconds = write_site(site, ROOT / "docs", built, folder / "site")
    scripts = [path for path in (made / "search").rglob("*.js") if path.is_file()]
    with served(made) as url:

        def sit(work: Callable[[Reader], Any]) -> tuple[Any, float]:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            reader = Reader(context.new_page(), url)
            done = work(reader)
            context.close()
            return done, reader.bytes / 1000

        own = [sit(lambda reader: [reader.ask(query) for query in OWN]) for _ in range(RUNS)]
        other = [sit(lambda reader: [reader.ask(query) for query in OTHER]) for _ in range(RUNS)] if units else own
        _, typed = sit(lambda reader: [reader.type(query) for query in OWN])
        (first_right, near), _ = sit(lambda reader: read_table(reader, url))
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
        first_right=first_right,
        near=near,
        rows=len(ROWS),
    )


def main() -> None:
    """Measure the guide alone, then inside larger catalogues."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site of the guide")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    sizes = {"S": 0, "M": SIZES["M"], "L": SIZES["L"]}
    print(HEAD)
    figures = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for size, units in sizes.items():
            figures.append(measure(browser, size, units, options.site.resolve(), Path(folder) / size))
            print(figures[-1], flush=True)
        browser.close()
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in figures], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
