"""A new learner's way through the site: find the unit, take the template and the log, fill in a little, see what is missing."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path

import pypdf
import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from macros.catalogue import Catalogue
from tests.browser.conftest import file_asked_for
from tests.browser.test_access import DESK, PHONE
from tests.browser.test_draft_page import ANSWER, FILE, RESULT, STATUS, choose, draft
from tests.export.conftest import EVERY_SHEET, Convert, convert

__all__ = ["convert", "draft"]  # fixtures

UNIT = "8580-501"
ANSWERED = ("1.1", "2.1")


def take(page: Page, name: str, folder: Path) -> Path:
    """Take a download by the name of its link."""
    with page.expect_download() as taking:
        page.get_by_role("link", name=name).click()
    path = folder / taking.value.suggested_filename
    taking.value.save_as(path)
    return path


def write_a_little(template: Path) -> None:
    """Answer two criteria in the template, and leave all else as it came."""
    document = Document(str(template))
    for heading in [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]:
        if heading.text.startswith(tuple(f"{UNIT} AC {number}:" for number in ANSWERED)):
            heading._p.addnext(document.add_paragraph(ANSWER)._p)
    document.save(str(template))


def log_two_sessions(log: Path) -> None:
    """Log 90 and 45 minutes."""
    book = load_workbook(log)
    for row, minutes in ((2, 90), (3, 45)):
        sheet = book["Sessions"]
        sheet.cell(row, 2, datetime(2026, 1, row))
        sheet.cell(row, 3, "Client A")
        sheet.cell(row, 4, 90)
        sheet.cell(row, 5, minutes)
    book.save(log)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_the_home_page_to_what_is_missing(
    browser: Browser, site_url: str, size: dict[str, int], tmp_path: Path, catalogue: Catalogue
) -> None:
    """By links alone: the unit, its template, the check of the draft, a criterion that is missing, and My progress."""
    context = browser.new_context(viewport=size, locale="en-GB")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name=f"{UNIT}, Assignment Two").click()
    template = take(page, f"{UNIT} assignment template (Word)", tmp_path)
    log = take(page, "Coaching or mentoring log (Excel)", tmp_path)
    write_a_little(template)
    page.get_by_role("link", name="check my draft", exact=True).click()
    choose(page, template)
    numbers = [criterion.number for criterion in catalogue.units[UNIT].criteria]
    empty = [number for number in numbers if number not in ANSWERED]
    expect(page.locator(RESULT)).to_contain_text(
        f"2 of 10 criteria found; 8 not filled in: {', '.join(empty[:-1])} and {empty[-1]}"
    )
    page.locator(".draft-row", has_text="Not filled in").first.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text(f"{UNIT} AC 1.2")
    page.get_by_label("Where it stands in your document").fill("page 4")
    page.keyboard.press("Tab")
    page.goto(f"{site_url}progress/")
    page.locator("[data-my-progress][data-ready]").wait_for()

    assert page.locator(f"[data-note='{UNIT}/1.2']").input_value() == "page 4"
    assert (template.name, log.name) == (f"{UNIT}-assignment-template.docx", "coaching-log.xlsx")
    context.close()


def test_log_from_the_site_adds_up(built_site: Path, convert: Convert, tmp_path: Path) -> None:
    """The log as the site hands it out, with two sessions typed in, says in LibreOffice how much is missing."""
    log = tmp_path / "coaching-log.xlsx"
    log.write_bytes((built_site / "downloads" / log.name).read_bytes())
    log_two_sessions(log)
    convert([log], EVERY_SHEET, tmp_path)
    rows = list(csv.reader((tmp_path / "coaching-log-Overview.csv").read_text(encoding="utf-8-sig").splitlines()))

    assert [(row[0], float(row[2]), row[4]) for row in rows[1:4]] == [
        ("Hours planned", 3.0, "Still missing: 9 h 0 min"),
        ("Hours delivered", 2.25, "Still missing: 9 h 45 min"),
        ("Clients with delivered hours", 1.0, "Reached"),
    ]


# On paper


def print_page(page: Page) -> str:
    """Print a page as Chromium does, and return the words on the paper."""
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())


def test_report_on_paper(page: Page, site_url: str, draft: Path, catalogue: Catalogue) -> None:
    """Printed, the report has every criterion with its verdict and the edition, and neither form nor buttons nor menu."""
    page.goto(f"{site_url}check/")
    choose(page, draft)
    words = print_page(page)
    edition = catalogue.edition

    assert edition
    assert f"Guidance edition {edition.id} of {edition.date}" in words
    assert "10 of 12 criteria found; 1 missing: 2.2; 1 with only the wording: 4.2." in words
    assert [c.label for c in catalogue.units["8580-500"].criteria if f"{c.label} {c.topic}" not in words] == []
    assert [text for text in ("Choose your draft", "Print the report", "Which headings it knows") if text in words] == []


def test_progress_on_paper(page: Page, site_url: str, catalogue: Catalogue) -> None:
    """Printed, My progress has every part of every criterion and the note of where it stands, and no buttons."""
    page.goto(f"{site_url}8580-500/2.1/")
    page.get_by_label("Where it stands in your document").fill("section 2.1, p. 6")
    page.keyboard.press("Tab")
    page.goto(f"{site_url}progress/")
    page.locator("[data-my-progress][data-ready]").wait_for()
    words = re.sub(r"\s", "", print_page(page))
    parts = [part.text for criterion in catalogue.live_criteria for part in criterion.parts]

    assert [text for text in parts if re.sub(r"\s", "", text) not in words] == []
    assert "section2.1,p.6" in words and "Erase" not in words


# Without a mouse, and into another program


def test_draft_checked_and_saved_by_keyboard_alone(
    page: Page, site_url: str, draft: Path, convert: Convert, tmp_path: Path, catalogue: Catalogue
) -> None:
    """The space bar chooses the file, Tab reaches the button that saves the matrix, and a spreadsheet opens what was saved."""
    page.goto(f"{site_url}check/")
    page.locator(FILE).focus()
    with file_asked_for(page) as asked:
        page.keyboard.press("Space")
    asked[0].set_files(draft)
    expect(page.locator(RESULT)).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.draftSave") == "xlsx":
            break
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    saving.value.save_as(tmp_path / "matrix.xlsx")
    convert([tmp_path / "matrix.xlsx"], EVERY_SHEET, tmp_path)
    rows = list(csv.reader((tmp_path / "matrix-Evidence matrix.csv").read_text(encoding="utf-8-sig").splitlines()))
    criteria = catalogue.units["8580-500"].criteria

    assert [row[0] for row in rows[1:13]] == [criterion.label for criterion in criteria]
    assert [row[1] for row in rows[1:13]] == [criterion.wording for criterion in criteria]
    assert {row[0]: row[2] for row in rows[1:13] if row[2] != "Found"} == {
        "8580-500 AC 2.2": "Missing", "8580-500 AC 4.2": "Only the wording",
    }  # fmt: skip
    expect(page.locator(STATUS)).to_contain_text("10 of 12")
