"""References in running text, as assessors write them (references.txt): found where they are, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from macros.criteria_data import list_criteria
from macros.guide import Guide
from tests.plugin import PROJECT

SCRIPT = (PROJECT / "overrides" / "assets" / "javascripts" / "references.js").read_text(encoding="utf-8")
TABLE = Path(__file__).with_name("references.txt")
FIND = """([text, units, unit]) => centreGuideReferences.findReferences(text, units, {unit})
  .map((m) => ({...m, unit: m.unit && m.unit.id, criteria: m.criteria.map((c) => c.id), nearest: m.nearest.map((c) => c.id)}))"""


class Row(NamedTuple):
    """A text, the unit chosen, and what is mentioned."""

    text: str
    unit: str
    expected: list[str]


def read_table() -> list[Row]:
    """Return the rows of references.txt."""
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, right = line.rpartition(" => ")
            unit, rest = re.fullmatch(r"(?:\[(.+?)\] )?(.*)", text).groups()  # type: ignore[union-attr]
            rows.append(Row(rest.replace("\\n", "\n"), unit or "", [] if right == "nothing" else right.split()))
    return rows


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page that knows the script."""
    page = browser.new_page()
    page.evaluate(SCRIPT)
    yield page
    page.close()


def find(page: Page, guide: Guide, text: str, unit: str = "") -> list[dict[str, Any]]:
    """Return the references in a text."""
    found: list[dict[str, Any]] = page.evaluate(FIND, [text, list_criteria(guide.site)["units"], unit])
    return found


def spell(mention: dict[str, Any]) -> list[str]:
    """Write a reference as the table does."""
    if mention["kind"] == "foreign":
        return [f"~{mention['number']}"]
    if mention["kind"] == "unknown":
        return [f"!{mention['nearest'][0]}"]
    return [f"?{mention['criteria'][0]}"] if mention["ambiguous"] else mention["criteria"]


@pytest.mark.parametrize("row", read_table(), ids=lambda row: row.text[:40])
def test_references_are_found_and_nothing_else(blank: Page, guide: Guide, row: Row) -> None:
    """Each form an assessor uses is understood; dates, measures and versions are not taken for criteria."""
    found = find(blank, guide, row.text, row.unit)

    assert [name for mention in found for name in spell(mention)] == row.expected


def test_references_say_where_they_stand(blank: Page, guide: Guide) -> None:
    """The place and the words of a reference are those of the text, whatever dashes and spaces it has."""
    text = "First: 8580–500\u00a0AC\u00a02.1; then LO3."
    found = find(blank, guide, text)

    assert [one["text"] for one in found] == ["8580–500\u00a0AC\u00a02.1", "LO3"]
    assert [text[one["start"] : one["end"]] for one in found] == [one["text"] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QX12-A1 AC 1.1, 1.10 and 11.1", ["QX12-A1/1.1", "QX12-A1/1.10", "QX12-A1/11.1"]),
        ("A1-1.10", ["QX12-A1/1.10"]),
        ("unit A1: 1.100", ["!QX12-A1/1.10"]),
        ("QX13-A1 AC 1.1", ["~1.1"]),
        ("[QX12-A1] LO1", ["QX12-A1/1.1", "QX12-A1/1.2", "QX12-A1/1.10"]),
    ],
)
def test_references_know_no_qualification(blank: Page, tiny_guide: Guide, text: str, expected: list[str]) -> None:
    """Another guide's units and numbers are read the same way; 1.1, 1.10 and 11.1 stay apart."""
    unit, _, rest = text.removeprefix("[").rpartition("] ")

    assert [name for mention in find(blank, tiny_guide, rest, unit) for name in spell(mention)] == expected


def test_numbers_of_three_levels_are_read_where_a_guide_has_them(blank: Page) -> None:
    """1.2.3 is a criterion where the guide has such numbers, in ranges too; a date is still a date."""
    numbers = ["1.2", "1.2.1", "1.2.3", "1.2.10", "1.3"]
    criteria = [{"id": f"Q-1/{number}", "number": number, "outcome": "1"} for number in numbers]
    units = [{"id": "Q-1", "number": "1", "title": "One", "criteria": criteria}]
    text = "AC 1.2.10 on 1.2.26; then 1.2.1-3 and 1.2.1 to 1.3, 1.2."
    found = blank.evaluate(FIND, [text, units, "Q-1"])

    assert [mention["criteria"] for mention in found] == [
        ["Q-1/1.2.10"], ["Q-1/1.2.1", "Q-1/1.2.3"], ["Q-1/1.2.1", "Q-1/1.2.3", "Q-1/1.2.10", "Q-1/1.3"], ["Q-1/1.2"],
    ]  # fmt: skip


def test_a_long_or_hostile_text_is_read_at_once(blank: Page, guide: Guide) -> None:
    """Fifty pages, and a text made to be slow, are read in well under a second."""
    long = "AC 2.1 is thin, and 500-3.2 as well; see LO2, then 2.1 to 2.3. " * 2500
    hostile = "8580 " * 5000 + "criterion " * 5000 + "2.1, " * 5000 + "LO 1 and " * 2000
    took = """([text, units]) => {
      const start = performance.now();
      centreGuideReferences.findReferences(text, units);
      return performance.now() - start;
    }"""
    units = list_criteria(guide.site)["units"]

    assert max(blank.evaluate(took, [text, units]) for text in (long, hostile)) < 1500
