"""Document → DOCX: built-in heading styles, one table to a section with a repeated header row, no merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from macros.export.document import Column, Document, Kind, Row, Section
from macros.export.word import (
    Sheet,
    add_link,
    add_paragraph,
    add_tick_box,
    new_word,
    save_word,
    set_page,
)
from macros.export.word_look import set_styles
from macros.export.word_table import add_table, open_cell, write_cell

if TYPE_CHECKING:
    from docx.document import Document as Word

NARROWEST = 15
"""No column to tick is narrower than this part of the width."""


def to_docx(document: Document) -> bytes:
    """Return the document for a word processor; its one date is the edition's."""
    word = new_word(document, _set_look)
    set_page(word, document.edition, Sheet(landscape=document.landscape, letterhead=document.letterhead))
    add_paragraph(word, "Title", document.title)
    word.add_paragraph(document.intro)
    word.add_paragraph(f"{document.edition}. {document.notice}")
    for table in document.tables:
        for section in table.sections():
            _add_section(word, section)
    return save_word(word)


def _set_look(word: Word) -> None:
    """Set the look of a list to tick: the common one, with headings as small as their tables need."""
    from docx.shared import Pt

    set_styles(word)
    word.styles["Heading 1"].font.size, word.styles["Heading 1"].paragraph_format.space_before = Pt(13), Pt(16)
    word.styles["Quote"].font.bold = word.styles["Quote"].paragraph_format.keep_with_next = True


def _add_section(word: Word, section: Section) -> None:
    from docx.shared import Pt

    heading = add_paragraph(word, "Heading 1")
    if section.address:
        add_link(heading, section.reference, section.address)
        heading.add_run(section.heading.removeprefix(section.reference))
    else:
        heading.add_run(section.heading)
    if section.quote:
        add_paragraph(word, "Quote", section.quote)
    for label, text in section.facts:
        if text:
            fact = word.add_paragraph(f"{label}: {text}").paragraph_format
            fact.keep_with_next, fact.space_after = True, Pt(3)
    head, *rows = add_table(word, 1 + len(section.rows), list(_shares(section.columns)))
    for cell, column in zip(head, section.columns, strict=True):
        write_cell(cell, column.label, bold=True)
    for cells, row in zip(rows, section.rows, strict=True):
        for place, cell in enumerate(cells):
            _fill_cell(word, cell, section.columns[place], row, place)


def _shares(columns: Sequence[Column]) -> Iterator[int]:
    """Yield what share of the width each column has; a column to tick has room for its name on a line."""
    least = sum(column.width for column in columns) // NARROWEST
    for column in columns:
        yield max(column.width, least) if column.kind is Kind.TICK else column.width


def _fill_cell(word: Word, cell: Any, column: Column, row: Row, place: int) -> None:
    if column.kind is Kind.TICK:
        add_tick_box(open_cell(word, cell), column.label)
    elif column.kind is Kind.CRITERIA:
        for number, (label, address) in enumerate(row.criteria):
            write_cell(cell, ", " if number else "")
            _write_reference(word, cell, label, address)
    else:
        _write_reference(word, cell, row.cells[place], "" if place else row.address)


def _write_reference(word: Word, cell: Any, text: str, address: str) -> None:
    """Write a text, as a link where it leads anywhere."""
    if address:
        add_link(open_cell(word, cell), text, address)
    else:
        write_cell(cell, text)
