"""Document → DOCX: built-in heading styles, one table to a section with a repeated header row, no merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.export.document import Column, Document, Kind, Section
from macros.export.word import (
    Sheet,
    add_link,
    add_paragraph,
    add_table,
    add_tick_box,
    lay_out_table,
    new_word,
    save_word,
    set_page,
    text_width,
)
from macros.export.word_look import set_styles

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable


def to_docx(document: Document) -> bytes:
    """Return the document for a word processor; its one date is the edition's."""
    word = new_word(document.title, document.edition, document.author, document.notice, document.date)
    set_page(word, document.edition, Sheet(landscape=document.landscape, letterhead=document.letterhead))
    _set_look(word)
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
            word.add_paragraph(f"{label}: {text}").paragraph_format.keep_with_next = True
    _fill_table(add_table(word, 1, len(section.columns)), section, text_width(word))


def _fill_table(table: WordTable, section: Section, room: int) -> None:
    for cell, column in zip(table.rows[0].cells, section.columns, strict=True):
        cell.paragraphs[0].add_run(column.label).bold = True
    for row in section.rows:
        for place, cell in enumerate(table.add_row().cells):
            _fill_cell(cell.paragraphs[0], section.columns[place], row.cells[place], "" if place else row.address)
    lay_out_table(table, [column.width for column in section.columns], room)


def _fill_cell(paragraph: Any, column: Column, text: str, address: str) -> None:
    if column.kind is Kind.TICK:
        add_tick_box(paragraph, column.label)
    elif address:
        add_link(paragraph, text, address)
    elif text:
        paragraph.add_run(text)
