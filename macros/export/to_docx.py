"""Document → DOCX: built-in heading styles, one table to a section with a repeated header row, no merged cells."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from macros.export.document import LANGUAGE, Column, Document, Kind, Section

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable

A4 = (210, 297)
MARGIN = 18
"""Millimetres, as A4."""
LONGEST_PROPERTY = 255  # the format holds no more
THUMBNAIL = "/metadata/thumbnail"
TICK_BOX = (
    "<w:sdt {namespaces}><w:sdtPr><w:alias w:val={label}/><w14:checkbox>"
    '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t>'
    "</w:r></w:sdtContent></w:sdt>"
)
"""Word's own box to tick; other programs show the sign."""
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def to_docx(document: Document) -> bytes:
    """Return the document for a word processor; its one date is the edition's."""
    import docx

    word = docx.Document()
    _set_properties(word, document)
    _set_look(word, document)
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.intro)
    word.add_paragraph(f"{document.edition}. {document.notice}")
    for table in document.tables:
        for section in table.sections():
            _add_section(word, section)
    written = io.BytesIO()
    word.save(written)
    return _zip_again(written)


def _set_properties(word: Word, document: Document) -> None:
    about, made = word.core_properties, datetime.combine(document.date, time())
    about.title, about.subject = document.title[:LONGEST_PROPERTY], document.edition
    about.author = document.author[:LONGEST_PROPERTY]
    about.comments, about.keywords, about.language = document.notice, "", LANGUAGE
    about.created = about.modified = made
    about.last_modified_by, about.revision = about.author, 1
    package = word.part.package
    for name in [name for name, link in package.rels.items() if link.reltype.endswith(THUMBNAIL)]:
        del package.rels[name]


def _set_look(word: Word, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)
    for style, size, after in (("Normal", 10.5, 6), ("Title", 20, 10), ("Heading 1", 13, 4), ("Quote", 10.5, 6)):
        word.styles[style].font.size = Pt(size)
        word.styles[style].paragraph_format.space_after = Pt(after)
    word.styles["Quote"].font.italic, word.styles["Quote"].font.bold = False, True
    word.styles["Quote"].paragraph_format.keep_with_next = True
    word.styles["Normal"].font.name = "Calibri"
    page = word.sections[0]
    page.page_width, page.page_height = map(Mm, reversed(A4) if document.landscape else A4)
    page.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.footer.paragraphs[0].text = document.edition


def _add_section(word: Word, section: Section) -> None:
    heading = word.add_heading("", level=1)
    if section.address:
        _add_link(heading, section.reference, section.address)
        heading.add_run(section.heading.removeprefix(section.reference))
    else:
        heading.add_run(section.heading)
    if section.quote:
        word.add_paragraph(section.quote, style="Quote")
    for label, text in section.facts:
        if text:
            word.add_paragraph(f"{label}: {text}").paragraph_format.keep_with_next = True
    _fill_table(word.add_table(rows=1, cols=len(section.columns), style="Table Grid"), section, _room(word))


def _room(word: Word) -> int:
    page = word.sections[0]
    return int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))


def _fill_table(table: WordTable, section: Section, room: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table.autofit = False
    head = table.rows[0]
    for cell, column in zip(head.cells, section.columns, strict=True):
        cell.paragraphs[0].add_run(column.label).bold = True
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in section.rows:
        for place, cell in enumerate(table.add_row().cells):
            _fill_cell(cell.paragraphs[0], section.columns[place], row.cells[place], "" if place else row.address)
    for row_element in table._tbl.tr_lst:
        properties = row_element.get_or_add_trPr()
        properties.insert(0, OxmlElement("w:cantSplit"))
    widths = [room * column.width // sum(column.width for column in section.columns) for column in section.columns]
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = width
    for row_element in table._tbl.tr_lst:
        for cell_element, width in zip(row_element.tc_lst, widths, strict=True):
            cell_element.width = width
    for paragraph in table._tbl.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_spacing().set(qn("w:after"), "40")


def _fill_cell(paragraph: Any, column: Column, text: str, address: str) -> None:
    from docx.oxml import parse_xml

    if column.kind is Kind.TICK:
        paragraph._p.append(parse_xml(TICK_BOX.format(namespaces=NAMESPACES, label=f'"{column.label}"')))
    elif address:
        _add_link(paragraph, text, address)
    elif text:
        paragraph.add_run(text)


def _add_link(paragraph: Any, text: str, address: str) -> None:
    """Add a link, which python-docx can read and cannot write."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _zip_again(written: io.BytesIO) -> bytes:
    """Return the same archive with sorted names and one date, so that the same content gives the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return again.getvalue()
