"""The second table: what a reader's browser needs, at each size."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros.guide import Guide, load_guide
from macros.measured import Target
from tests.bench.browser.lighthouse import Lighthouse, Scores
from tests.bench.browser.preview import Latency, measure_preview
from tests.bench.browser.serving import LEVEL, served
from tests.bench.browser.visits import Visit, measure_visits
from tests.bench.builders import EVERYTHING, OURS, lay_ours
from tests.bench.report import show_table
from tests.tools import find_chromium

FIRST, NEXT = 90_000, 8_192
"""Bytes over the network, with the headers of the answers: a first visit to a criterion's page, and the heaviest page after."""
SCORES = {"performance": 0.98, "accessibility": 1.0, "best_practices": 1.0, "seo": 1.0}
SECONDS = {"S": 0.7, "M": 1.5}
"""From saving a data file to the changed page."""
RUNS = 3
Show = Callable[[str], object]


@dataclass
class Reading:
    """All figures of a run."""

    visits: dict[str, tuple[Visit, Visit]] = field(default_factory=dict)
    scores: list[Scores] = field(default_factory=list)
    previews: list[Latency] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)


def measure_reading(sizes: Sequence[str], place: Path, limit: float, runs: int, show: Show) -> Reading:
    """Build each size and read it in a browser; nothing that fails stops the rest."""
    found, lighthouse = Reading(), Lighthouse(place / "environments")
    if fault := lighthouse.install():
        found.absent["Lighthouse"] = fault
    else:
        found.versions["Lighthouse"] = lighthouse.version()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        found.versions["Chromium"] = browser.version
        for size in sizes:
            show(f"{size}: building it for the browser")
            folder = place / "reading" / size
            shutil.rmtree(folder, ignore_errors=True)
            builders = {builder.name: builder for builder in lay_ours(folder, size)}
            builder = builders[OURS if size == "L" else EVERYTHING]
            if fault := builder.build(2, limit).fault:
                found.absent[size] = fault
                continue
            guide = load_guide(builder.work)
            with served(builder.out) as root:
                first, following = list(guide.catalogue.criteria)[1], _find_heaviest(guide, builder.out)
                found.visits[size] = measure_visits(browser, root, f"{first}/", f"{following}/")
                show(f"{size}: {found.visits[size][0].transferred} bytes, then {found.visits[size][1].transferred}")
                if "Lighthouse" in found.versions:
                    for template, address in _list_templates(guide, builder.out, size):
                        score = lighthouse.score(size, template, root, address, runs or RUNS)
                        found.scores.append(score)
                        show(f"{size}: {template} {score}")
            if size in SECONDS:
                found.previews.append(measure_preview(browser, builders[OURS].work, size, min(limit, 120)))
                show(f"{size}: {found.previews[-1]}")
        browser.close()
    return found


def _find_heaviest(guide: Guide, site: Path) -> str:
    """Return the criterion whose page has most to transfer."""

    def weigh(criterion: str) -> int:
        return len(gzip.compress((site / criterion / "index.html").read_bytes(), LEVEL))

    return max(guide.catalogue.criteria, key=weigh)


def _list_templates(guide: Guide, site: Path, size: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of page meant for search engines: at M and L that of a criterion, else all kinds and every page by hand."""
    criterion = list(guide.catalogue.criteria)[1]
    yield "criterion", f"{criterion}/"
    if size in ("M", "L"):
        return
    yield "unit", f"{next(iter(guide.catalogue.units))}/"
    yield "verb", f"verbs/{next(iter(guide.catalogue.verbs))}/"
    for name, address in sorted(guide.site.pages.items()):
        path = site / address / "index.html"
        if path.is_file() and 'name="robots"' not in path.read_text(encoding="utf-8"):
            yield name, address


def list_reading_targets(found: Reading) -> Iterator[Target]:
    """Yield each target of reading that this run can tell about."""
    for size, (first, following) in found.visits.items():
        for what, visit, most in (("first visit", first, FIRST), ("heaviest next page", following, NEXT)):
            measured = f"{visit.transferred:,} bytes"
            yield Target(f"{what}, with headers", size, f"at most {most:,} bytes", measured, visit.transferred <= most)
        elsewhere = first.elsewhere + following.elsewhere
        yield Target("requests to another origin", size, "none", str(len(elsewhere)), not elsewhere)
        shift = max(first.shift, following.shift)
        yield Target("layout shift", size, "none", f"{shift:.3f}", shift == 0)
    for size in dict.fromkeys(score.size for score in found.scores):
        scores = [score for score in found.scores if score.size == size]
        for name, least in SCORES.items():
            lowest = min(scores, key=lambda score: getattr(score, name))
            value = getattr(lowest, name)
            words = f"{value:.2f} ({lowest.template}), {len(scores)} kinds of page"
            yield Target(f"Lighthouse: {name.replace('_', ' ')}", size, f"at least {least:.2f}", words, value >= least)
    for preview in found.previews:
        most = SECONDS[preview.size]
        measured = preview.fault or f"{preview.seconds:.2f} s"
        met = not preview.fault and preview.seconds <= most
        yield Target("preview: saved to seen", preview.size, f"at most {most} s", measured, met)


def show_reading(found: Reading) -> Iterator[str]:
    """Yield the lines of the second table."""
    rows = []
    for size, visits in found.visits.items():
        for what, visit in zip(("first visit", "next page"), visits, strict=True):
            counts = (str(len(visit.requests)), str(len(visit.elsewhere)))
            rows.append((size, what, visit.address, f"{visit.transferred:,}", *counts, f"{visit.shift:.3f}"))
    yield from show_table(("size", "visit", "page", "bytes", "requests", "elsewhere", "shift"), rows)
    yield ""
    scored = []
    for score in found.scores:
        figures = (score.fault[:60] or f"{getattr(score, name):.2f}" for name in SCORES)
        scored.append((score.size, score.template, *figures, "; ".join(score.faults)))
    yield from show_table(("size", "template", "perf", "access", "practice", "seo", "not passed"), scored)
    for name, fault in found.absent.items():
        yield f"Not measured: {name} {fault}"
    for preview in found.previews:
        yield f"Preview at {preview.size}, saved to seen: {preview.fault or preview.each}"

