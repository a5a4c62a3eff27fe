"""LogBook → XLSX: sheets to write in, and two that add up. Every text from the data is a string.

Formulas hold cells and the names of sheets; the rule `log-adds-up` keeps those names to letters, digits and spaces.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from macros.export.log import Least, LogBook, Sheet
from macros.export.to_xlsx import CELL, FONT, LINE, insert_letterhead, set_letterhead
from macros.model import LogColumn, LogKind

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HELP, OVERVIEW, PEOPLE = "How to use", "Overview", "By {}"
LAST_ROW = 500
"""The last row of a sheet that checks what is typed and is added up."""
PRINTED_WIDTH = 150
"""In letters: what is wider would be too small to read on one sheet of paper."""
EARLIEST = date(2000, 1, 1)
MINUTES_A_DAY = 1440
FORMATS: dict[str, dict[str, Any]] = {
    "text": CELL | {"num_format": "@"},
    "date": CELL | {"num_format": "d mmm yyyy", "align": "left"},
    "minutes": CELL | {"num_format": "0", "align": "center"},
    "hours": CELL | {"num_format": "0.00", "align": "center"},
    "count": CELL | {"num_format": "0", "align": "center"},
    "words": CELL | {"bold": True},
    "total": CELL | {"bold": True, "num_format": "0.00", "align": "center", "bg_color": "#EEF3F8"},
    "link": CELL | {"num_format": "@", "font_color": "#0B4F8A", "underline": 1},
    "head": CELL | {"bold": True, "bg_color": "#DDE6EE", "num_format": "@"},
    "label": CELL | {"bold": True, "num_format": "@"},
    "prose": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
}
OF_KIND = {LogKind.DATE: "date", LogKind.PLANNED: "minutes", LogKind.DELIVERED: "minutes", LogKind.MINUTES: "minutes"}
"""The format of a column's cells; text where it is not named."""


def write_log(book: LogBook) -> bytes:
    """Return the workbook; its one date is the edition's."""
    import xlsxwriter

    written = io.BytesIO()
    workbook = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    about = {"title": book.title, "author": book.author, "subject": book.edition, "comments": book.notice}
    workbook.set_properties({**about, "created": datetime.combine(book.date, time())})
    formats = {name: workbook.add_format(FONT | look) for name, look in FORMATS.items()}
    people = PEOPLE.format(book.person.lower())
    names = (HELP, OVERVIEW, people, *(sheet.name for sheet in book.sheets))
    made = {name: _add_sheet(workbook, name, book) for name in names}
    _write_help(made[HELP], book, formats)
    _write_overview(workbook, made[OVERVIEW], book, formats)
    _write_people(made[people], book, formats)
    for sheet in book.sheets:
        _write_entries(made[sheet.name], sheet, people, len(book.codes), formats)
    made[OVERVIEW].activate()
    workbook.close()
    return written.getvalue()


def _add_sheet(workbook: Workbook, name: str, book: LogBook) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8 if book.letterhead else 0.5, bottom=0.7)
    sheet.set_footer(f"&L{book.edition.replace('&', '&&')}&C&A&RPage &P of &N")
    set_letterhead(sheet, book.letterhead)
    return sheet


def _write_head(sheet: Worksheet, columns: tuple[tuple[str, int], ...], head: Any) -> None:
    for place, (label, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, label, head)
    sheet.set_row(0, 2.4 * LINE)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _write_help(sheet: Worksheet, book: LogBook, formats: dict[str, Any]) -> None:
    """Say how to use the file, what each sheet is for and which criteria it serves."""
    sheet.set_portrait()
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 66)
    sheet.write_string(0, 0, book.title, formats["title"])
    rows = [("About", book.intro), *book.guidance]
    rows += [(f"Sheet {page.name}", f"{page.what} Serves {page.serves}." if page.serves else page.what) for page in book.sheets]
    rows += [("Edition", f"{book.edition}. {book.notice} The log is our suggestion, not a form of the awarding organisation.")]
    for number, (label, text) in enumerate(rows, start=2):
        sheet.write_string(number, 0, label, formats["label"])
        sheet.write_string(number, 1, text, formats["text"])
        sheet.set_row(number, LINE * max(len(text) // 82 + 1, len(label) // 26 + 1))
    insert_letterhead(sheet, len(rows) + 3, book.letterhead, formats["prose"])


def _write_overview(workbook: Workbook, sheet: Worksheet, book: LogBook, formats: dict[str, Any]) -> None:
    """Say what has been reached of what the criteria ask, and in words what is missing."""
    columns = (("What counts", 30), ("At least", 10), ("Reached", 10), ("Missing", 10), ("In words", 44))
    _write_head(sheet, (*columns, ("Counted in", 16), ("Asked by", 26)), formats["head"])
    for number, least in enumerate(book.least, start=1):
        _write_least(sheet, number, least, book, formats)
    row = len(book.least) + 1
    sheet.write_string(row, 0, "Lines to complete", formats["label"])
    for place in (1, 3, 5, 6):
        sheet.write_blank(row, place, None, formats["text"])
    sheet.write_formula(row, 2, _unfinished(book.counted), formats["count"], 0)
    asks = f'"Minutes without a date or a code, on the sheet {book.counted.name}: "&C{row + 1}'
    sheet.write_formula(row, 4, f'=IF(C{row + 1}=0,"Nothing to complete",{asks})', formats["words"], "Nothing to complete")
    for number in range(1, row + 1):
        sheet.set_row(number, 2 * LINE)
    sheet.insert_chart(row + 2, 0, _chart(workbook, book), {"description": f"{book.title}: planned and delivered hours"})


def _write_least(sheet: Worksheet, number: int, least: Least, book: LogBook, formats: dict[str, Any]) -> None:
    row, hours = number + 1, number < len(book.least)
    total = len(book.codes) + 2
    people = f"'{PEOPLE.format(book.person.lower())}'"
    reached = f"={people}!{'CD'[number - 1]}{total}" if hours else f"=SUMPRODUCT(--({people}!D2:D{total - 1}>0))"
    sheet.write_string(number, 0, least.label, formats["label"])
    sheet.write_number(number, 1, least.value, formats["count"])
    sheet.write_formula(number, 2, reached, formats["hours" if hours else "count"], 0)
    sheet.write_formula(number, 3, f"=MAX(0,B{row}-C{row})", formats["hours" if hours else "count"], least.value)
    missing = f'INT(ROUND(D{row}*60,0)/60)&" h "&MOD(ROUND(D{row}*60,0),60)&" min"' if hours else f"D{row}"
    first = f"Still missing: {least.value} h 0 min" if hours else f"Still missing: {least.value}"
    sheet.write_formula(number, 4, f'=IF(D{row}=0,"Reached","Still missing: "&{missing})', formats["words"], first)
    sheet.write_string(number, 5, least.unit, formats["text"])
    if least.address:
        sheet.write_url(number, 6, least.address, formats["link"], string=least.where)
    else:
        sheet.write_string(number, 6, least.where, formats["text"])


def _write_people(sheet: Worksheet, book: LogBook, formats: dict[str, Any]) -> None:
    """Add up sessions and hours for each code, and leave room for a summary of each."""
    columns = ((book.person, 16), ("Sessions held", 10), ("Hours planned", 10), ("Hours delivered", 10))
    notes = (("Role and reason for the work, without names", 44), ("Summary of progress at the end", 66))
    _write_head(sheet, (*columns, *notes), formats["head"])
    codes, planned, delivered = (_range(book.counted, kind) for kind in (LogKind.CODE, LogKind.PLANNED, LogKind.DELIVERED))
    for number, code in enumerate(book.codes, start=1):
        row = number + 1
        sheet.set_row(number, 2 * LINE)
        sheet.write_string(number, 0, code, formats["label"])
        sheet.write_formula(number, 1, f'=COUNTIFS({codes},A{row},{delivered},">0")', formats["count"], 0)
        sheet.write_formula(number, 2, f"=SUMIFS({planned},{codes},A{row})/60", formats["hours"], 0)
        sheet.write_formula(number, 3, f"=SUMIFS({delivered},{codes},A{row})/60", formats["hours"], 0)
        for place in (4, 5):
            sheet.write_blank(number, place, None, formats["text"])
    last = len(book.codes) + 1
    sheet.write_string(last, 0, "In all", formats["label"])
    sheet.write_formula(last, 1, f"=SUM(B2:B{last})", formats["count"], 0)
    sheet.write_formula(last, 2, f"=SUM({planned})/60", formats["total"], 0)
    sheet.write_formula(last, 3, f"=SUM({delivered})/60", formats["total"], 0)


def _write_entries(sheet: Worksheet, page: Sheet, people: str, codes: int, formats: dict[str, Any]) -> None:
    _write_head(sheet, tuple((column.label, int(column.width)) for column in page.columns), formats["head"])
    known = page.place_of(LogKind.CODE) or 0
    sheet.freeze_panes(1, known + 1)
    if sum(int(column.width) for column in page.columns) > PRINTED_WIDTH:  # on two sheets of paper, each with who and when
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(0, known)
    sheet.autofilter(0, 0, LAST_ROW - 1, len(page.columns) - 1)
    for place, column in enumerate(page.columns):
        sheet.set_column(place, place, int(column.width), formats[OF_KIND.get(column.kind, "text")])
        if rule := _validation(column, f"='{people}'!$A$2:$A${codes + 1}"):
            sheet.data_validation(1, place, LAST_ROW - 1, place, rule)


def _validation(column: LogColumn, codes: str) -> dict[str, Any] | None:
    """Return what may be typed into a column, and what a slip is answered with."""
    if column.kind is LogKind.CODE:
        said = {"error_title": "Use a code", "error_message": "Choose one of the codes in the list, and write no names here."}
        return {"validate": "list", "source": codes, **said}
    if column.kind is LogKind.CHOICE:
        said = {"error_title": "Choose from the list", "error_message": "Choose one of the entries in the list."}
        return {"validate": "list", "source": list(column.choices), **said}
    if column.kind is LogKind.DATE:
        said = {"error_title": "Not a date", "error_message": "Type a date, such as 1 March 2026."}
        return {"validate": "date", "criteria": ">=", "value": EARLIEST, **said}
    if column.kind is LogKind.TEXT:
        return None
    said = {"error_title": "Minutes", "error_message": "Type whole minutes, such as 90 for an hour and a half."}
    return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MINUTES_A_DAY, **said}


def _range(sheet: Sheet, kind: LogKind) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(sheet.place_of(kind) or 0)
    return f"'{sheet.name}'!${name}$2:${name}${LAST_ROW}"


def _unfinished(sheet: Sheet) -> str:
    """Return the formula that counts lines with minutes and no date or code."""
    code, delivered = _range(sheet, LogKind.CODE), _range(sheet, LogKind.DELIVERED)
    nameless = f'--({code}="")'
    dateless = f'--({_range(sheet, LogKind.DATE)}="")' if sheet.place_of(LogKind.DATE) is not None else "0"
    return f"=SUMPRODUCT(--({delivered}>0),--(({nameless}+{dateless})>0))"


def _chart(workbook: Workbook, book: LogBook) -> Any:
    """Return a chart of planned and delivered hours by code."""
    people, last = PEOPLE.format(book.person.lower()), len(book.codes)
    chart = workbook.add_chart({"type": "column"})
    for place, name, colour in ((2, "Hours planned", "#9DB7CF"), (3, "Hours delivered", "#0B4F8A")):
        categories, values = [people, 1, 0, last, 0], [people, 1, place, last, place]
        chart.add_series({"name": name, "categories": categories, "values": values, "fill": {"color": colour}})
    chart.set_title({"name": f"Hours by {book.person.lower()}", "name_font": {"size": 12}})
    chart.set_y_axis({"name": "Hours", "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D0D7DE"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 300})
    return chart
