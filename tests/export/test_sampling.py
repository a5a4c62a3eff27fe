"""The sampling sheet: every live criterion for every learner, choices from a list, counts that follow; also in LibreOffice."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from macros.catalogue import Catalogue
from macros.downloads import SAMPLING, group_files
from macros.export.checklist import make_locate
from macros.export.document import Row
from macros.export.make import list_downloads
from macros.export.sampling import ASSESSED, DECISIONS, LEARNERS, sampling_sheet, write_sampling
from macros.guide import Guide
from tests.export.conftest import EVERY_SHEET, Convert
from tests.export.readers import open_xlsx

SITE = "https://guide.example.org/lamps/"
LIVE = ["QX12-A1 AC 1.1", "QX12-A1 AC 1.2", "QX12-A1 AC 1.10", "QX12-A1 AC 11.1", "QX12-B7 AC 1.1"]


def make(guide: Guide, site_url: str = SITE) -> Workbook:
    """The workbook, as a second library reads it."""
    return open_xlsx(write_sampling(sampling_sheet(guide.catalogue, make_locate(guide.site, site_url))))


def column(book: Workbook, sheet: str, letter: str) -> list[object]:
    """The values of a column under its head."""
    return [cell.value for cell in book[sheet][letter][1:]]


def test_every_live_criterion_for_every_learner(guide: Guide, catalogue: Catalogue) -> None:
    """31 criteria for each of ten learners, with the exact wording and the full link."""
    book = make(guide, "https://guide.example.org/8580/")
    criteria = [*catalogue.live_criteria] * LEARNERS

    assert column(book, "Sample", "C") == [criterion.label for criterion in criteria]
    assert column(book, "Sample", "D") == [criterion.wording for criterion in criteria]
    assert column(book, "Sample", "E") == [f"https://guide.example.org/8580/{criterion.id}/" for criterion in criteria]
    assert column(book, "Sample", "A") == [f"L{number:02d}" for number in range(1, 11) for _ in catalogue.live_criteria]


def test_references_stay_text_and_links_lead_back(tiny_guide: Guide) -> None:
    """1.10 is text and not 1.1; a retired criterion is left out; the link can be followed."""
    sheet = make(tiny_guide)["Sample"]
    references = sheet["C"][1 : len(LIVE) + 1]

    assert [(cell.value, cell.data_type, cell.number_format) for cell in references] == [(label, "s", "@") for label in LIVE]
    assert sheet["E4"].hyperlink.target == "https://guide.example.org/lamps/QX12-A1/1.10/"


def test_no_link_where_nobody_knows_the_address(tiny_guide: Guide) -> None:
    """Without an address of the site the column is there to be filled in."""
    book = make(tiny_guide, "")

    assert book["Sample"]["E1"].value == "Link"
    assert set(column(book, "Sample", "E")) == {None}


def test_decisions_come_from_a_list(tiny_guide: Guide) -> None:
    """Every cell for a decision offers the same words and takes no others."""
    found = {str(rule.sqref): (rule.type, rule.formula1) for rule in make(tiny_guide)["Sample"].data_validations.dataValidation}
    last = len(LIVE) * LEARNERS + 1

    assert found == {
        f"F2:F{last}": ("list", f'"{",".join(ASSESSED)}"'),
        f"G2:G{last}": ("list", f'"{",".join(DECISIONS)}"'),
    }


def test_heads_stay_in_sight(tiny_guide: Guide) -> None:
    """The head and who it is about stay in sight, the list can be filtered, and the head prints on every page."""
    book = make(tiny_guide)

    assert book.sheetnames == ["Learners", "Sample", "About this file"]
    assert (book["Sample"].freeze_panes, book["Learners"].freeze_panes) == ("D2", "C2")
    assert book["Sample"].auto_filter.ref == f"A1:H{len(LIVE) * LEARNERS + 1}"
    assert book["Sample"].print_title_rows == "$1:$1"


def test_formulas_are_ours_and_wordings_are_text() -> None:
    """A wording that looks like a formula, or a link, is a string; formulas stand only where we put them."""
    rows = tuple(Row((label, "=HYPERLINK(1)"), label, "") for label in ("=1+1", "@SUM(1)", "https://x.example"))
    empty = sampling_sheet(Catalogue(), lambda entry: "")
    document = replace(empty, tables=(replace(empty.tables[0], rows=rows),))
    sheet = open_xlsx(write_sampling(document))["Sample"]

    assert {cell.column_letter for row in sheet.iter_rows() for cell in row if cell.data_type == "f"} == {"B"}
    assert [cell.value for cell in sheet["C"][1:4]] == ["=1+1", "@SUM(1)", "https://x.example"]
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_a_guide_without_criteria_has_an_empty_sheet() -> None:
    """Nothing to sample is no reason to fail."""
    assert open_xlsx(write_sampling(sampling_sheet(Catalogue(), lambda entry: "")))["Sample"].max_row == 1


def test_same_data_same_bytes(tiny_guide: Guide) -> None:
    """Two makings differ in nothing."""
    document = sampling_sheet(tiny_guide.catalogue, make_locate(tiny_guide.site, SITE))
    first = write_sampling(document)
    write_sampling.cache_clear()

    assert write_sampling(document) == first


def test_listed_among_the_downloads(tiny_guide: Guide) -> None:
    """It has the address that was promised, and a macro lists it."""
    assert [file.address for file in group_files(tiny_guide.catalogue)[SAMPLING]] == ["downloads/sampling-sheet.xlsx"]
    assert "downloads/sampling-sheet.xlsx" in {download.address for download in list_downloads(tiny_guide)}


@pytest.fixture(scope="module")
def filled(tiny_guide: Guide, convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet that a verifier has filled in and LibreOffice has calculated, as a CSV file for each of its sheets."""
    folder = tmp_path_factory.mktemp("sampling")
    book = make(tiny_guide, "")
    book["Learners"]["B2"], book["Learners"]["B11"] = "Keeper A", "Keeper J"
    sample = book["Sample"]
    for row, decision in ((2, "Agreed"), (3, "Not agreed"), (4, "Agreed"), (5 * 9 + 2, "More to see")):
        sample[f"G{row}"] = decision
    book.save(folder / "sampling-sheet.xlsx")
    convert([folder / "sampling-sheet.xlsx"], EVERY_SHEET, folder)
    return folder


def test_summary_follows_in_libreoffice(filled: Path) -> None:
    """The counts for each learner, and for all, are right, and the name stands beside each criterion."""
    learners = list(csv.reader((filled / "sampling-sheet-Learners.csv").read_text(encoding="utf-8-sig").splitlines()))
    sample = list(csv.reader((filled / "sampling-sheet-Sample.csv").read_text(encoding="utf-8-sig").splitlines()))

    assert learners[0] == ["No.", "Learner", "Assessor", *DECISIONS, "Sampled", "Not sampled"]
    assert learners[1] == ["L01", "Keeper A", "", "2", "1", "0", "3", "2"]
    assert learners[2] == ["L02", "", "", "0", "0", "0", "0", "5"]
    assert learners[10] == ["L10", "Keeper J", "", "0", "0", "1", "1", "4"]
    assert learners[11] == ["All", "", "", "2", "1", "1", "4", "46"]
    assert [row[1] for row in sample[1:6]] == ["Keeper A"] * 5
    assert [row[2] for row in sample[1:6]] == LIVE
