"""1.1, 1.10, 1.11, 1.100 and 11.1 stay apart: in every address, id, file and export of a guide that has them all.

The guide is the imported one about bees. What each place says of a number is compared with the wording in the framework
itself, so that neither a number cut short nor a row put under another can pass.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import feedparser
import openpyxl
import pytest
from lxml import html

from macros.check import load_checked
from macros.intake.project import Imported
from tests.interop.lms import Node, read_canvas, read_moodle

NUMBERS = ("1.1", "1.10", "1.11", "1.100", "11.1")
UNIT = "BY2-HV1"
LABEL = re.compile(rf"{UNIT} AC (\d+(?:\.\d+)+)")
Pairs = Iterator[tuple[str, str]]


def on_pages(site: Path) -> Pairs:
    """The page of each criterion, by its address."""
    for page in (site / UNIT).glob("*/index.html"):
        yield page.parent.name, html.parse(str(page)).xpath("string(//main//*[@data-wording])")


def on_the_unit_page(site: Path) -> Pairs:
    """Each criterion on the page of its unit, by its anchor."""
    for card in html.parse(str(site / UNIT / "index.html")).xpath("//*[starts-with(@id, 'ac-')]"):
        yield card.get("id").removeprefix("ac-"), card.xpath("string(.//*[@data-wording])")


def in_the_data(site: Path) -> Pairs:
    """The data for each criterion, by the name of its file."""
    for file in (site / "api/v1/criteria" / UNIT).glob("*.json"):
        yield file.stem, json.loads(file.read_text(encoding="utf-8"))["wording"]


def in_the_catalogue(site: Path) -> Pairs:
    """The data for all criteria, by the number."""
    text = (site / "api/v1/catalogue.json").read_text(encoding="utf-8")
    for found in re.finditer(rf'"id": ?"{UNIT}/([0-9.]+)".*?"wording": ?("(?:[^"\\]|\\.)*")', text, re.DOTALL):
        yield found[1], json.loads(found[2])


def in_the_package(site: Path) -> Pairs:
    """The items of the package, by the number they print; those of the other units have other first words."""
    [package] = [json.loads(path.read_text(encoding="utf-8")) for path in (site / "ims/case/v1p1/CFPackages").glob("*.json")]
    items = {item["identifier"]: item for item in package["CFItems"]}
    parent = {link["originNodeURI"]["identifier"]: link["destinationNodeURI"]["identifier"]
              for link in package["CFAssociations"] if link["associationType"] == "isChildOf"}  # fmt: skip

    def unit_of(identifier: str) -> str:
        while parent.get(identifier) in items:
            identifier = parent[identifier]
        return str(items[identifier].get("humanCodingScheme"))

    first = unit_of(next(name for name, item in items.items() if item.get("humanCodingScheme") == "1.100"))
    for name, item in items.items():
        if item.get("humanCodingScheme") in NUMBERS and unit_of(name) == first:
            yield item["humanCodingScheme"], item["fullStatement"]


def leaves(node: Node) -> Iterator[Node]:
    """The criteria of a tree."""
    for child in node.children:
        yield from leaves(child)
    if not node.children:
        yield node


def in_platforms(site: Path) -> Pairs:
    """The criteria for both learning platforms, by their key."""
    for name, read in (("moodle", read_moodle), ("canvas", read_canvas)):
        for leaf in leaves(read((site / f"downloads/BY2-{name}.csv").read_bytes())):
            if leaf.key.startswith(f"{UNIT}/"):
                yield leaf.key.partition("/")[2], leaf.text


def in_the_csv(site: Path) -> Pairs:
    """The rows of the checklist, by their reference."""
    text = (site / f"downloads/{UNIT}-checklist.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        yield LABEL.fullmatch(row["Reference"])[1], row["Criterion wording"]  # type: ignore[index]


def in_the_workbook(site: Path) -> Pairs:
    """The rows of the checklist in Excel, by their reference, which is text."""
    sheet = openpyxl.load_workbook(site / f"downloads/{UNIT}-checklist.xlsx").worksheets[0]
    for reference, wording in sheet.iter_rows(min_row=2, max_col=2):
        if reference.data_type == "s" and (found := LABEL.fullmatch(reference.value)):
            yield found[1], wording.value


def in_the_text(site: Path) -> Pairs:
    """The sections of the checklist in Markdown, by their heading."""
    text = (site / f"downloads/{UNIT}-checklist.md").read_text(encoding="utf-8")
    for section in text.split("\n## ")[1:]:
        yield LABEL.search(section)[1], re.search(r"^> (.*)$", section, re.MULTILINE)[1]  # type: ignore[index]


def in_the_template(site: Path) -> Pairs:
    """The headings of the assignment template."""
    for line in docx.Document(str(site / f"downloads/{UNIT}-assignment-template.docx")).paragraphs:
        if line.style.name.startswith("Heading") and (found := LABEL.match(line.text)):
            yield found[1], line.text[found.end() :].strip(" :.")


PLACES: list[Callable[[Path], Pairs]] = [
    on_pages, on_the_unit_page, in_the_data, in_the_catalogue, in_the_package, in_platforms, in_the_csv,
    in_the_workbook, in_the_text, in_the_template,
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_each_number_has_its_own_wording(bees: Imported, bee_site: Path, place: Callable[[Path], Pairs]) -> None:
    """Every place names the five numbers, and says under each the wording of that one and of no other."""
    criteria = load_checked(bees.folder).criteria
    wanted = {number: {str(criteria[f"{UNIT}/{number}"].wording)} for number in NUMBERS}
    found: dict[str, set[str]] = {}
    for number, wording in place(bee_site):
        found.setdefault(number, set()).add(" ".join(str(wording).split()))

    assert len({next(iter(wording)) for wording in wanted.values()}) == len(NUMBERS)
    assert {number: found.get(number) for number in NUMBERS} == wanted


def test_addresses_and_ids_stay_apart(bee_site: Path) -> None:
    """No two addresses differ by case alone, no id stands twice on a page, and none of the five is cut short."""
    pages = [path.relative_to(bee_site).as_posix() for path in bee_site.rglob("index.html")]
    ids = html.parse(str(bee_site / UNIT / "index.html")).xpath("//@id")

    assert len({page.casefold() for page in pages}) == len(pages)
    assert len(set(ids)) == len(ids)
    assert {f"ac-{number}" for number in NUMBERS} <= set(ids)
    assert {f"{UNIT}/{number}/index.html" for number in NUMBERS} <= set(pages)
    assert {f"{UNIT}-{number}/index.html" for number in NUMBERS} <= set(pages)


def test_feed_names_entries_apart(bee_site: Path) -> None:
    """Entries of the feed have names of their own."""
    entries = [entry.id for entry in feedparser.parse(str(bee_site / "changes/feed.xml")).entries]

    assert len(set(entries)) == len(entries)
