"""A log adds up by itself: rows typed into it are recalculated by LibreOffice, and what is missing is said in words."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from macros.export.checklist import make_locate
from macros.export.log import log_book
from macros.export.make import make_log_book
from macros.guide import Guide
from tests.conftest import Project
from tests.export.conftest import EVERY_SHEET, Convert
from tests.export.readers import open_xlsx
from tests.export.samples import SITE

# Name of a case: the watches typed in (night, keeper, minutes to keep, minutes kept), then what the overview says.
CASES = {
    # Nobody has written anything yet.
    "empty": ([], ["Still missing: 9 h 0 min", "Still missing: 9 h 0 min", "Still missing: 2", "Nothing to complete"]),
    # One keeper, part of the hours; what was planned is no more delivered than it was.
    "begun": (
        [("2026-01-01", "Keeper A", 540, 400), ("2026-01-02", "Keeper A", None, 45)],
        ["Reached", "Still missing: 1 h 35 min", "Still missing: 1", "Nothing to complete"],
    ),
    # All is reached, by two keepers; more than enough is not a negative number.
    "done": (
        [("2026-01-01", "Keeper A", 300, 310), ("2026-01-02", "Keeper C", 300, 300)],
        ["Reached", "Reached", "Reached", "Nothing to complete"],
    ),
    # Minutes that belong to nobody count in all, for no one, and are pointed out.
    "careless": (
        [("2026-01-01", None, 540, 540), (None, "Keeper B", None, 30)],
        ["Reached", "Reached", "Still missing: 1", "Minutes without a date or a code, on the sheet Watches: 2"],
    ),
}  # fmt: skip


def make_log(guide: Guide, name: str = "oil-book", site_url: str = SITE) -> bytes:
    """Return the workbook of a log."""
    return make_log_book(log_book(guide.catalogue, make_locate(guide.site, site_url), guide.catalogue.logs[name]))


@pytest.fixture(scope="module")
def filled(tiny_guide: Guide, guide: Guide, convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the miniature guide with the rows of every case, and the real one with its least, as LibreOffice shows them."""
    folder = tmp_path_factory.mktemp("logs")
    for name, (rows, _) in CASES.items():
        book = open_xlsx(make_log(tiny_guide))
        type_rows(book, rows)
        book.save(folder / f"{name}.xlsx")
    (folder / "real.xlsx").write_bytes(make_log(guide, "coaching-log"))
    convert(sorted(folder.glob("*.xlsx")), EVERY_SHEET, folder)
    return folder


def type_rows(book: Workbook, rows: list[tuple[str | None, str | None, int | None, int | None]]) -> None:
    """Type watches into the sheet that is added up."""
    for number, (night, *cells) in enumerate(rows, start=2):
        book["Watches"].cell(number, 1, datetime.fromisoformat(night) if night else None)
        for place, cell in enumerate(cells, start=2):
            book["Watches"].cell(number, place, cell)


def read_sheet(folder: Path, name: str, sheet: str) -> list[list[str]]:
    """Return the rows of a sheet under its head, as LibreOffice has worked them out."""
    return list(csv.reader((folder / f"{name}-{sheet}.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]


@pytest.mark.parametrize("name", CASES)
def test_says_in_words_what_is_missing(name: str, filled: Path) -> None:
    """Recalculated, the overview says for each number whether it is reached and, if not, how much is missing."""
    assert [row[4] for row in read_sheet(filled, name, "Overview")[:4]] == CASES[name][1]


def test_hours_add_up_by_code_and_in_all(filled: Path) -> None:
    """Hours come from minutes; only watches that were kept count as held; the last line is the sum."""
    done, careless = (read_sheet(filled, name, "By keeper") for name in ("done", "careless"))

    assert [(name, *(round(float(number), 2) for number in numbers[:3])) for name, *numbers in done] == [
        ("Keeper A", 1, 5, 5.17),
        ("Keeper B", 0, 0, 0),
        ("Keeper C", 1, 5, 5),
        ("In all", 2, 10, 10.17),
    ]
    assert careless[-1][:4] == ["In all", "1", "9", "9.5"]


def test_least_comes_from_the_data(filled: Path, tiny_guide: Guide, tiny: Project, guide: Guide) -> None:
    """The numbers to reach are those of the criteria, with where they stand; the guide's advice is not taken for a rule."""
    least = [(row[0], row[1], row[6]) for row in read_sheet(filled, "empty", "Overview")[:3]]
    real = [row[1] for row in read_sheet(filled, "real", "Overview")[:3]]
    tiny.edit("data/criteria/QX12-A1.yml", 'value: "9"', 'value: "21"')
    changed = log_book(tiny.guide().catalogue, str, tiny.guide().catalogue.logs["oil-book"])

    assert least == [
        ("Hours planned", "9", "QX12-A1 AC 11.1"),
        ("Hours delivered", "9", "QX12-A1 AC 11.1"),
        ("Keepers with delivered hours", "2", "QX12-A1 AC 11.1 (only in the guide’s advice)"),
    ]
    assert real == ["12", "12", "1"]
    assert [least.value for least in changed.least] == [21, 21, 2]


def test_values_are_right_before_anything_recalculates(tiny_guide: Guide) -> None:
    """A program that only shows a file shows what is missing, too."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(make_log(tiny_guide)), data_only=True)["Overview"]

    assert [cell.value for cell in sheet["E"][1:5]] == CASES["empty"][1]


def test_no_formula_comes_from_the_data(tiny: Project) -> None:
    """A text that looks like a formula stays text, wherever the data put it."""
    for old in ("Every watch, with its *oil*.", "Write at dawn.", "label: Seen", "What was seen."):
        tiny.edit("data/logs/oil-book.yml", old, ("label: " if "label" in old else "") + '"=1+1"')
    book = open_xlsx(make_log(tiny.guide()))
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

    assert {cell.parent.title for cell in formulas} == {"Overview", "By keeper"}
    assert [cell.value for cell in formulas if "1+1" in str(cell.value)] == []
    assert book["Remarks"]["B1"].value == "=1+1"


def test_slips_are_caught_as_they_are_typed(tiny_guide: Guide) -> None:
    """Codes come from the list of codes, dates are dates, minutes are whole, a choice is one of the choices."""
    rules = {str(rule.sqref): rule for rule in open_xlsx(make_log(tiny_guide))["Watches"].data_validations.dataValidation}

    assert {name: rule.type for name, rule in rules.items()} == {
        "A2:A500": "date", "B2:B500": "list", "C2:C500": "whole", "D2:D500": "whole", "E2:E500": "list",
    }  # fmt: skip
    assert (rules["B2:B500"].formula1, rules["E2:E500"].formula1) == ("'By keeper'!$A$2:$A$4", '"Calm,Storm"')
    assert all(rule.error and rule.errorTitle for rule in rules.values())


def test_wide_sheets_print_large_enough_to_read(guide: Guide) -> None:
    """A sheet too wide for one page prints on two side by side, with date and client on both."""
    sheet = open_xlsx(make_log(guide, "coaching-log"))["Sessions"]

    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert sheet.print_title_cols == "$A:$C"


def test_workbook_is_ready_to_work_in(tiny_guide: Guide) -> None:
    """Sheets have names, heads stay in sight, the file says what it is, references lead back, a chart is drawn."""
    content = make_log(tiny_guide)
    book = open_xlsx(content)

    assert book.sheetnames == ["How to use", "Overview", "By keeper", "Remarks", "Watches"]
    assert [sheet.freeze_panes for sheet in list(book)[1:]] == ["A2", "A2", "B2", "C2"]
    assert (book.properties.title, book.properties.creator) == ("Oil book", "Centre Guide")
    assert book["Overview"]["G2"].hyperlink.target == "https://guide.example.org/lamps/QX12-A1/11.1/"
    assert any(name.startswith("xl/charts/") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
