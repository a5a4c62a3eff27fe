"""Catalogue → the sheet on which a verifier records a sample: learners × criteria, with a summary for each learner.

The only formulas are written here; every value from the data is a string.
"""

from __future__ import annotations

import io
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from macros.catalogue import Catalogue
from macros.export.checklist import Locate, read_edition
from macros.export.document import Column, Document, Kind, Row, Table
from macros.export.to_xlsx import LINE, add_sheet, open_workbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LEARNERS = 10
"""How many learners the sheet has room for."""
ASSESSED = ("Met", "Referred")
"""What an assessor may have decided."""
DECISIONS = ("Agreed", "Not agreed", "More to see")
"""What a verifier may decide."""
INTRO = (
    "Name up to ten learners on the sheet “Learners”, by a code rather than a name. On “Sample”, choose what the assessor "
    "decided and what you decide for each criterion you look at, and leave the others empty. The counts on “Learners” follow. "
    "The sheet is ours and no form of the awarding organisation; where your own has one, that one comes first."
)
COLUMNS = (
    Column("No.", 6),
    Column("Learner", 18),
    Column("Reference", 19, Kind.REFERENCE),
    Column("Criterion wording", 50, Kind.QUOTE),
    Column("Link", 46),
    Column("Assessor’s decision", 20, Kind.BLANK),
    Column("Decision", 14, Kind.BLANK),
    Column("Note", 46, Kind.BLANK),
)
SAMPLE, NAMES = "Sample", "Learners"


def sampling_sheet(catalogue: Catalogue, locate: Locate) -> Document:
    """Return every live criterion as a row to sample, once; the workbook repeats them for each learner."""
    rows = tuple(Row((c.label, c.wording), c.label, locate(c)) for c in catalogue.live_criteria)
    made, edition = read_edition(catalogue)
    return Document("Sampling sheet", INTRO, (Table(SAMPLE, COLUMNS, rows),), edition, made, landscape=True)


@lru_cache(maxsize=8)
def write_sampling(document: Document) -> bytes:
    """Return the workbook."""
    written = io.BytesIO()
    with open_workbook(document, written) as (workbook, formats):
        criteria = document.tables[0].rows
        _write_learners(add_sheet(workbook, NAMES, document), len(criteria), formats)
        _write_sample(add_sheet(workbook, SAMPLE, document), criteria, formats)
    return written.getvalue()


def _number(learner: int) -> str:
    """Return the number of a learner, as text of one length, so that none is the beginning of another."""
    return f"L{learner:02d}"


def _write_head(sheet: Worksheet, columns: tuple[Column, ...], formats: dict[str, Any], fixed: int) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, formats["head"])
    sheet.freeze_panes(1, fixed)
    sheet.repeat_rows(0)


def _write_sample(sheet: Worksheet, criteria: tuple[Row, ...], formats: dict[str, Any]) -> None:
    _write_head(sheet, COLUMNS, formats, fixed=3)
    row = 0
    for learner in range(1, LEARNERS + 1):
        for criterion in criteria:
            row += 1
            _write_row(sheet, row, learner, criterion, formats)
    if row:
        for column, allowed in ((5, ASSESSED), (6, DECISIONS)):
            message = f"Choose {', '.join(allowed[:-1])} or {allowed[-1]}, or leave it empty."
            told = {"error_title": "Not one of the list", "error_message": message}
            sheet.data_validation(1, column, row, column, {"validate": "list", "source": list(allowed), **told})
    sheet.autofilter(0, 0, row, len(COLUMNS) - 1)


def _write_row(sheet: Worksheet, row: int, learner: int, criterion: Row, formats: dict[str, Any]) -> None:
    reference, wording = criterion.cells
    name = f"{NAMES}!$B${learner + 1}"
    sheet.set_row(row, LINE * math.ceil(len(wording) * 1.15 / COLUMNS[3].width))
    sheet.write_string(row, 0, _number(learner), formats["cell"])
    sheet.write_formula(row, 1, f'=IF({name}="","",{name})', formats["shown"], "")
    sheet.write_string(row, 2, reference, formats["cell"])
    sheet.write_string(row, 3, wording, formats["cell"])
    if criterion.address:
        sheet.write_url(row, 4, criterion.address, formats["link"], string=criterion.address)
    for place in range(4 if not criterion.address else 5, len(COLUMNS)):
        sheet.write_blank(row, place, None, formats["cell"])


def _write_learners(sheet: Worksheet, criteria: int, formats: dict[str, Any]) -> None:
    heads = ("No.", "Learner", "Assessor", *DECISIONS, "Sampled", "Not sampled")
    widths = (6, 26, 26, *(13 for _ in DECISIONS), 13, 13)
    _write_head(sheet, tuple(map(Column, heads, widths)), formats, fixed=2)
    last = criteria * LEARNERS + 1
    numbers, decided = f"{SAMPLE}!$A$2:$A${last}", f"{SAMPLE}!$G$2:$G${last}"
    for learner in range(1, LEARNERS + 1):
        row = learner + 1  # as spreadsheets count
        sheet.write_string(learner, 0, _number(learner), formats["cell"])
        for place in (1, 2):
            sheet.write_blank(learner, place, None, formats["cell"])
        for place, column in enumerate("DEF"):
            count = f"=COUNTIFS({numbers},$A{row},{decided},{column}$1)"
            sheet.write_formula(learner, 3 + place, count, formats["count"], 0)
        sheet.write_formula(learner, 6, f"=SUM(D{row}:F{row})", formats["count"], 0)
        sheet.write_formula(learner, 7, f"=COUNTIFS({numbers},$A{row})-G{row}", formats["count"], criteria)
    _write_total(sheet, criteria, formats)


def _write_total(sheet: Worksheet, criteria: int, formats: dict[str, Any]) -> None:
    row = LEARNERS + 1
    for place in range(3):
        sheet.write_string(row, place, "All" if not place else "", formats["head"])
    for place, column in enumerate("DEFGH"):
        value = criteria * LEARNERS if column == "H" else 0
        sheet.write_formula(row, 3 + place, f"=SUM({column}2:{column}{row})", formats["total"], value)
