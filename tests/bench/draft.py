"""How long "Check my draft" takes for a long document, and how long it keeps the page from answering.

Run as `python -m tests.bench.draft`; the figures are printed.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from playwright.sync_api import Browser, sync_playwright

from macros.guide import Guide, load_guide
from macros.model import Unit
from tests.drafts.checker import Checker
from tests.drafts.plan import SENTENCES
from tests.tools import find_chromium

PAGES, WORDS_ON_A_PAGE = 150, 450
RUNS = 5
RUN_OF_WORDS = 9
"""Words between two changes of look or of spelling, after which Word begins a new run."""


@dataclass(frozen=True)
class Figures:
    """What was measured."""

    seconds: float
    """From the choice of the file to the verdicts; the best of all runs."""
    first: float
    """The same for the first run of the page, when nothing of the scripts has been prepared."""
    processor: float
    """Seconds of processor time on the page's own thread; the best of all runs."""
    longest: float
    """Milliseconds of the longest task, during which the page did not answer; the best of all runs."""
    words: int
    found: int
    megabytes: float
    """What the main part has unpacked."""

    def __str__(self) -> str:
        size = f"{PAGES} pages, {self.words:,} words, {self.megabytes:.1f} MB of XML, {self.found} criteria found"
        times = f"{self.first:.2f} s at first, then {self.seconds:.2f} s ({self.processor:.2f} s of processor)"
        return f"{size}: {times}, longest task {self.longest:.0f} ms"


def write_draft(unit: Unit, path: Path) -> Path:
    """Write a draft of 150 pages as Word does: a run every few words, with the marks of each editing session."""
    document = Document()
    words = " ".join(SENTENCES).split()
    criteria = [criterion for criterion in unit.criteria if not criterion.retired]
    paragraphs = PAGES * WORDS_ON_A_PAGE // len(criteria) // len(words)
    for criterion in criteria:
        document.add_heading(f"{criterion.number} {criterion.wording}", 2)
        for _ in range(paragraphs):
            paragraph = document.add_paragraph()
            for at in range(0, len(words), RUN_OF_WORDS):
                run = paragraph.add_run(" ".join(words[at : at + RUN_OF_WORDS]) + " ")
                run.font.name = "Arial"
                run._r.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidRPr", f"00{at:06X}")
    document.save(str(path))
    return path


def measure(browser: Browser, guide: Guide, path: Path) -> Figures:
    """Check the draft several times in one page."""
    checker = Checker(browser, guide)
    page = checker.page
    page.evaluate("""() => {
        window.tasks = [];
        const note = (list) => tasks.push(...list.getEntries().map(({duration}) => duration));
        new PerformanceObserver(note).observe({type: 'longtask'});
    }""")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    seconds, processor, longest = [], [], []
    found = {}
    for _ in range(RUNS):
        page.evaluate("tasks.length = 0")
        before = spent()
        found = checker.check_file(path, timed=True)
        processor.append(spent() - before)
        seconds.append(found["all"] / 1000)
        page.wait_for_timeout(60)
        longest.append(max([0, *page.evaluate("tasks")]))
    page.close()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("word/document.xml").file_size / 1e6
    answered = sum(verdict["status"] == "found" for verdict in found["criteria"])
    return Figures(min(seconds), seconds[0], min(processor), min(longest), found["words"], answered, size)


def main() -> None:
    """Print the figures of each unit."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        guide = load_guide(Path.cwd())
        for unit in guide.catalogue.units.values():
            print(f"{unit.id}: {measure(browser, guide, write_draft(unit, Path(folder) / 'long.docx'))}")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
