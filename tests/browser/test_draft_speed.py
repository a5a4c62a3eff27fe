"""A long draft is judged while the page goes on answering."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from macros.guide import Guide
from tests.bench.draft import measure, write_draft


def test_long_draft_in_a_moment(browser: Browser, guide: Guide, tmp_path: Path) -> None:
    """150 pages take less than 1.5 seconds of the page's time, and no task keeps it from answering for 200 ms."""
    unit = next(iter(guide.catalogue.units.values()))
    figures = measure(browser, guide, write_draft(unit, tmp_path / "long.docx"))
    print(figures)

    assert figures.found == len(unit.criteria) and figures.words > 60_000
    assert min(figures.seconds, figures.processor) < 1.5
    assert figures.longest <= 200
