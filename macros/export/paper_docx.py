"""Paper → DOCX: headings in the body in built-in styles, guidance in a style of its own, tables without merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from macros.export.paper import Block, Choice, Contents, Grid, Heading, Paper, Paragraph, Points, Runs
from macros.export.word import (
    Sheet,
    add_link,
    add_paragraph,
    add_tick_box,
    new_word,
    save_word,
    set_page,
    text_width,
)
from macros.export.word_look import TABLE_LABEL, right_with_dots, set_styles
from macros.export.word_table import add_table, write_cell

if TYPE_CHECKING:
    from docx.document import Document as Word

BULLETS = "List Bullet"
"""The built-in style whose bullets all our lists borrow."""


def write_paper(paper: Paper) -> bytes:
    """Return the paper as a Word document; its one date is the edition's."""
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph as WordParagraph

    word = new_word(paper, set_styles)
    set_page(word, paper.edition, Sheet(paper.header, paper.landscape, 20, paper.letterhead))
    add_paragraph(word, "Title", paper.title)
    headings = [block for block in paper.blocks if isinstance(block, Heading)]
    numbers = iter(range(len(headings)))
    for block, following in zip_longest(paper.blocks, paper.blocks[1:]):
        _add_block(word, block, headings, numbers)
        if isinstance(block, Paragraph | Points) and _looks_unlike(block, following):
            last = WordParagraph(word.element.body[-2], word).paragraph_format  # before the properties of the page
            last.space_after, last.keep_with_next = Pt(7), isinstance(following, Grid) or None
    return save_word(word)


def _looks_unlike(block: Paragraph | Points, following: Block | None) -> bool:
    return not isinstance(following, Paragraph | Points) or following.look is not block.look


def _add_block(word: Word, block: Block, headings: list[Heading], numbers: Iterator[int]) -> None:
    if isinstance(block, Heading):
        _add_heading(word, block, next(numbers))
    elif isinstance(block, Paragraph):
        _add_runs(add_paragraph(word, block.look.value), block.runs)
    elif isinstance(block, Points):
        _add_points(word, block)
    elif isinstance(block, Contents):
        _add_contents(word, block, headings)
    elif isinstance(block, Choice):
        _add_choice(word, block)
    else:
        _add_grid(word, block)


def _add_heading(word: Word, heading: Heading, number: int) -> None:
    """Add a heading with a bookmark, to which the table of contents leads."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = add_paragraph(word, f"Heading {heading.level}", heading.line)
    paragraph.paragraph_format.page_break_before = heading.new_page or None
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _bookmark(number))
    paragraph.runs[0]._r.addprevious(start)
    paragraph._p.append(end)


def _bookmark(number: int) -> str:
    return f"_Toc{number + 1:06}"


def _add_runs(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        written = add_link(paragraph, run.text, run.address) if run.address else paragraph.add_run(run.text)
        written.bold, written.italic = run.strong or None, run.emphasis or None


def _add_points(word: Word, points: Points) -> None:
    from docx.shared import Mm

    number = word.styles[BULLETS].element.xpath("w:pPr/w:numPr/w:numId/@w:val")[0]
    for item in points.items:
        paragraph = add_paragraph(word, points.look.value)
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, int(number)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), Mm(-5)
        paragraph.paragraph_format.space_after = Mm(0.7)
        _add_runs(paragraph, item)


def _add_contents(word: Word, contents: Contents, headings: list[Heading]) -> None:
    """Add a table of contents that is right at once and gets its page numbers when the reader updates it."""
    for level in (1, 2, 3):
        word.styles[f"toc {level}"].paragraph_format.tab_stops.add_tab_stop(text_width(word), *right_with_dots())
    add_paragraph(word, "TOC Heading", contents.title).paragraph_format.page_break_before = True
    for number, heading in enumerate(headings):
        paragraph = add_paragraph(word, f"toc {heading.level}")
        if number == 0:
            _add_marks(paragraph, "begin", ' TOC \\o "1-3" \\h \\z \\u ', "separate")
        _add_inner_link(paragraph, heading.line, _bookmark(number))
        if number == len(headings) - 1:
            _add_marks(paragraph, "end")


def _add_marks(paragraph: Any, *marks: str) -> None:
    """Add the marks of a field that spans paragraphs, and its code between them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for mark in marks:
        run = paragraph.add_run()._r
        code = mark.startswith(" ")
        element = OxmlElement("w:instrText" if code else "w:fldChar")
        if code:
            element.text = mark
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        else:
            element.set(qn("w:fldCharType"), mark)
        run.append(element)


def _add_inner_link(paragraph: Any, text: str, bookmark: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)


def _add_choice(word: Word, choice: Choice) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(f"{choice.label}: ").bold = True
    for option in choice.options:
        add_tick_box(paragraph, option)
        paragraph.add_run(f"\u00a0{option}    ")


def _add_grid(word: Word, grid: Grid) -> None:
    from docx.shared import Pt

    shares = [column.share for column in grid.columns]
    head, *rows = add_table(word, 1 + len(grid.rows), shares, grid.height)
    for cell, column in zip(head, grid.columns, strict=True):
        write_cell(cell, column.label, TABLE_LABEL)
        _shade(cell)
        if column.hint:
            write_cell(cell, f" {column.hint}.", bold=False)
    for row, texts in zip(rows, grid.rows, strict=True):
        for place, (cell, text) in enumerate(zip(row, texts, strict=True)):
            write_cell(cell, text, TABLE_LABEL if grid.first_is_label and place == 0 else "")
    gap = word.add_paragraph().paragraph_format
    gap.space_after, gap.line_spacing = Pt(0), Pt(8)


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EEF4")):
        shade.set(qn(f"w:{name}"), value)
    cell.get_or_add_tcPr().append(shade)
