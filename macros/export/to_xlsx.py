"""Document → XLSX: a sheet for each table, then one about the file. Every value from the data is written as a string."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from macros.export.document import Column, Document, Kind, Row, Table
from macros.export.letterhead import Letterhead

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Arial", "font_size": 10}
CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8BEC6"}
LONGEST_NAME = 31
"""Letters in the name of a sheet."""
ABOUT_WIDTH = 90
"""How wide the sheet about the file is, in letters."""
LINE = 15
"""The height of a line, in points."""
TITLE_SIZE = 14
TICKED = "Does your program show FALSE in place of a box to tick? Then type TRUE when it is done."
FORMATS = {
    "cell": CELL | {"num_format": "@"},
    "tick": CELL | {"align": "center"},
    "link": CELL | {"num_format": "@", "font_color": "#0B4F8A", "underline": 1},
    "head": CELL | {"bold": True, "bg_color": "#DDE6EE", "num_format": "@"},
    "shown": CELL,
    "count": CELL | {"align": "center", "num_format": "0"},
    "total": CELL | {"align": "center", "num_format": "0", "bold": True, "bg_color": "#DDE6EE"},
    "about": {"text_wrap": True, "valign": "top"},
    "title": {"text_wrap": True, "bold": True, "font_size": TITLE_SIZE},
}


def to_xlsx(document: Document) -> bytes:
    """Return the workbook."""
    written = io.BytesIO()
    with open_workbook(document, written) as (workbook, formats):
        for table in document.tables:
            _write_table(add_sheet(workbook, table.name[:LONGEST_NAME], document), table, formats)
    return written.getvalue()


@contextmanager
def open_workbook(document: Document, written: io.BytesIO) -> Iterator[tuple[Workbook, dict[str, Any]]]:
    """Begin a workbook, and close it with a sheet about the file; its one date is the edition's."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.combine(document.date, time())
    about = {"title": document.title, "author": document.author, "subject": document.edition, "comments": document.notice}
    workbook.set_properties({**about, "created": created})
    formats = {name: workbook.add_format(FONT | look) for name, look in FORMATS.items()}
    yield workbook, formats
    _write_about(add_sheet(workbook, "About this file", document), document, formats)
    workbook.close()


def add_sheet(workbook: Workbook, name: str, document: Document) -> Worksheet:
    """Add a sheet that prints on A4 with the edition at its foot."""
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8 if document.letterhead else 0.5, bottom=0.7)
    sheet.set_footer(f"&L{document.edition.replace('&', '&&')}&RPage &P of &N")
    set_letterhead(sheet, document.letterhead)
    return sheet


def set_letterhead(sheet: Worksheet, letterhead: Letterhead | None) -> None:
    """Print a centre's logo and name at the head of every page of a sheet."""
    if letterhead:
        name = letterhead.name.replace("&", "&&")
        sheet.set_header(f"&L&G&R{name}", {"image_left": "logo.png", "image_data_left": io.BytesIO(letterhead.png)})


def insert_letterhead(sheet: Worksheet, row: int, letterhead: Letterhead | None, look: Any) -> None:
    """Show a centre's name and logo in a sheet, the logo below the name."""
    if letterhead:
        sheet.write_string(row, 0, letterhead.name, look)
        described = {"image_data": io.BytesIO(letterhead.png), "description": f"Logo of {letterhead.name}"}
        sheet.insert_image(row + 1, 0, "logo.png", described)


def _write_table(sheet: Worksheet, table: Table, formats: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, formats["head"])
    for number, row in enumerate(table.rows, start=1):
        _write_row(sheet, number, row, table, formats)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_row(sheet: Worksheet, number: int, row: Row, table: Table, formats: dict[str, Any]) -> None:
    sheet.set_row(number, _height(row, table))
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if column.kind is Kind.TICK:
            sheet.insert_checkbox(number, place, False, formats["tick"])
        elif not cell:
            sheet.write_blank(number, place, None, formats["cell"])
        elif address := _find_address(row, column, place):
            sheet.write_url(number, place, address, formats["link"], string=cell)
        else:
            sheet.write_string(number, place, cell, formats["cell"])


def _find_address(row: Row, column: Column, place: int) -> str:
    """Return where a cell leads; a cell has one link at most, so several references have none."""
    if column.kind is Kind.CRITERIA and len(row.criteria) == 1:
        return row.criteria[0][1]
    return "" if place else row.address


def _height(row: Row, table: Table) -> int:
    """Return room for the longest cell; not every program works that out when it opens the file."""
    cells = zip(table.columns, row.cells, strict=True)
    return LINE * max(count_lines(cell, column.width) for column, cell in cells)


def count_lines(text: str, width: int, size: int = 10) -> int:
    """Return how many lines a text takes in a column, at a size of its letters in points."""
    return math.ceil(len(text) * 1.05 * size / 10 / width) or 1


def _write_about(sheet: Worksheet, document: Document, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, ABOUT_WIDTH)
    texts = [document.title, document.intro, document.edition, document.notice]
    if any(column.kind is Kind.TICK for table in document.tables for column in table.columns):
        texts.append(TICKED)
    for number, text in enumerate(texts):
        size = 10 if number else TITLE_SIZE
        sheet.set_row(number, LINE * count_lines(text, ABOUT_WIDTH, size) * size / 10)
        sheet.write_string(number, 0, text, formats["about" if number else "title"])
    insert_letterhead(sheet, number + 2, document.letterhead, formats["about"])
