"""Tables of a Word document, made in one piece: the first row repeated on every page, rows kept whole, no cells merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from macros.export.word import NAMESPACES, style_id, text_width

if TYPE_CHECKING:
    from docx.document import Document as Word

KEPT_TOGETHER = 6
"""A table with no more rows than this under its head stays on one page."""
STYLE = "Table Grid"
"""Lines around every cell."""
EMU_TO_A_TWIP = 635
TWIPS_TO_A_MILLIMETRE = 56.7
TABLE = (
    '<w:tbl {namespaces}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:type="auto" w:w="0"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/>'
    "</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
)
COLUMN = '<w:gridCol w:w="{width}"/>'
ROW = "<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"
HEAD = "<w:tblHeader/>"
HEIGHT = '<w:trHeight w:val="{twips}" w:hRule="atLeast"/>'
CELL = (
    '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr>{keep}<w:spacing w:before="40" w:after="40"/></w:pPr>'
    "</w:p></w:tc>"
)
KEEP = "<w:keepNext/>"


def add_table(word: Word, rows: int, shares: Sequence[int], millimetres: int = 0) -> list[list[Any]]:
    """Add a table and return its empty cells, row by row; the first row is its head.

    `shares` says how the width is shared out among the columns, `millimetres` how high a row is at least.
    """
    from docx.oxml import parse_xml

    widths = [text_width(word) * share // sum(shares) // EMU_TO_A_TWIP for share in shares]
    kept = rows if rows - 1 <= KEPT_TOGETHER else 2
    height = HEIGHT.format(twips=round(millimetres * TWIPS_TO_A_MILLIMETRE)) if millimetres else ""
    drawn = (
        ROW.format(
            more=height if number else HEAD,
            cells="".join(CELL.format(width=width, keep=KEEP if number < kept - 1 else "") for width in widths),
        )
        for number in range(rows)
    )
    grid = "".join(COLUMN.format(width=width) for width in widths)
    table = parse_xml(TABLE.format(namespaces=NAMESPACES, style=style_id(STYLE), grid=grid, rows="".join(drawn)))
    word.element.body._insert_tbl(table)
    return [row.tc_lst for row in table.tr_lst]


def write_cell(cell: Any, text: str, style: str = "", *, bold: bool | None = None) -> None:
    """Write text into a cell, after what stands there."""
    from docx.oxml import OxmlElement

    paragraph = cell.p_lst[0]
    if style:
        paragraph.get_or_add_pPr().style = style_id(style)
    if not text:
        return
    run, written = OxmlElement("w:r"), OxmlElement("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if bold is not None:
        run.get_or_add_rPr().get_or_add_b().val = bold
    run.append(written)
    paragraph.append(run)


def open_cell(word: Word, cell: Any) -> Any:
    """Return the paragraph of a cell, to put a link or a box to tick into it."""
    from docx.text.paragraph import Paragraph

    return Paragraph(cell.p_lst[0], word._body)
