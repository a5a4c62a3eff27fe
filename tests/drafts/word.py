"""Drafts as Word and Google Docs write them, made with python-docx and, where it knows no way, with their own XML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.drafts.plan import Draft, Section

INTRODUCTION = "This assignment was written at a fictional bakery with two fictional managers, and no real person is named in it."
REFERENCES = (
    "References",
    "Crumb, A. (2019) Bread and listening. Flour Press.",
    "Loaf, B. (2021) The patient oven. Dough House.",
)


def _finish(document: Any, path: Path) -> Path:
    document.add_heading(REFERENCES[0], 1)
    for line in REFERENCES[1:]:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _open(draft: Draft) -> Any:
    document = Document()
    document.add_heading(f"{draft.unit} assignment", 0)
    document.add_heading("Introduction", 1)
    document.add_paragraph(INTRODUCTION)
    return document


def _body(document: Any, section: Section) -> None:
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)


def headings(draft: Draft, path: Path) -> Path:
    """Heading styles, split into runs as Word does while one types, with a sub-heading inside each answer."""
    document = _open(draft)
    for section in draft.sections:
        heading = document.add_heading("", 2)
        for at in range(0, len(section.heading), 7):
            heading.add_run(section.heading[at : at + 7])
        if len(section.paragraphs) > 1:
            document.add_paragraph(section.paragraphs[0])
            document.add_heading(f"{section.numbers[0]}.1 What I saw", 3)
        for paragraph in section.paragraphs[-2:]:
            document.add_paragraph(paragraph)
    return _finish(document, path)


def listed_first(draft: Draft, path: Path) -> Path:
    """All wordings pasted as a list at the top, and a table of where to look, before the real headings."""
    document = _open(draft)
    for wording in draft.wordings:
        document.add_paragraph(wording, style="List Number")
    document.add_paragraph(INTRODUCTION)
    table = document.add_table(rows=0, cols=2)
    for number in draft.expected:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"AC {number}", "see appendix 2"
    document.add_paragraph(INTRODUCTION)
    for section in draft.sections:
        document.add_heading(section.heading, 2)
        _body(document, section)
    return _finish(document, path)


def bold(draft: Draft, path: Path) -> Path:
    """Bold lines in the normal style instead of headings."""
    document = _open(draft)
    for section in draft.sections:
        document.add_paragraph().add_run(section.heading).bold = True
        _body(document, section)
    document.add_paragraph().add_run(REFERENCES[0]).bold = True
    document.add_paragraph(REFERENCES[1])
    document.save(str(path))
    return path


def plain(draft: Draft, path: Path) -> Path:
    """No style at all: headings are lines like any other."""
    document = Document()
    for section in draft.sections:
        document.add_paragraph(section.heading)
        _body(document, section)
    for line in REFERENCES:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def lead(draft: Draft, path: Path) -> Path:
    """Heading and answer in one paragraph: the heading is its bold beginning, or stands on a line of its own in it."""
    document = _open(draft)
    for at, section in enumerate(draft.sections):
        paragraph = document.add_paragraph()
        paragraph.add_run(section.heading).bold = True
        for text in section.paragraphs:
            if at % 2:
                paragraph.add_run().add_break()
            paragraph.add_run(f" {text}")
    return _finish(document, path)


def table(draft: Draft, path: Path) -> Path:
    """A centre's template: one table, the criterion on the left, the answer on the right."""
    document = _open(draft)
    rows = document.add_table(rows=1, cols=2)
    rows.rows[0].cells[0].text, rows.rows[0].cells[1].text = "Assessment criteria", "Learner response"
    for section in draft.sections:
        left, right = rows.add_row().cells
        left.text, right.text = section.heading, "\n".join(section.paragraphs)
    return _finish(document, path)


def banner(draft: Draft, path: Path) -> Path:
    """Each heading in a box of its own, a table of one cell, with the answer below it."""
    document = _open(draft)
    for section in draft.sections:
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = section.heading
        _body(document, section)
        document.add_paragraph("")
    return _finish(document, path)


def counted(draft: Draft, path: Path) -> Path:
    """Numbers that Word counts: a list of two levels tied to Heading 1 and 2; no number stands in the text."""
    document = Document()
    _add_lists(document, {91: _levels(tied=True)})
    for level, name in enumerate(("Heading 1", "Heading 2")):
        document.styles[name].element.get_or_add_pPr().append(_counted_by(91, level))
    return _outcomes(document, draft, path)


def linked(draft: Draft, path: Path) -> Path:
    """Numbers that Word counts by a list style, to which the list of the headings only points."""
    document = Document()
    kind = '<w:multiLevelType w:val="multilevel"/>'
    own, pointer = f'{kind}<w:styleLink w:val="Criteria"/>{_levels()}', f'{kind}<w:numStyleLink w:val="Criteria"/>'
    _add_lists(document, {91: own, 92: pointer})
    look = f'<w:style {nsdecls("w")} w:type="numbering" w:styleId="Criteria"><w:name w:val="Criteria"/><w:pPr/></w:style>'
    document.styles.element.append(parse_xml(look))
    document.styles.element[-1][-1].append(_counted_by(91, 0))
    return _outcomes(document, draft, path, list_of_headings=92)


def _levels(*, tied: bool = False) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        + (f'<w:pStyle w:val="Heading{at + 1}"/>' if tied else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, text in enumerate(("%1", "%1.%2"))
    )


def _add_lists(document: Any, lists: dict[int, str]) -> None:
    numbering = document.part.numbering_part.element
    for at, (name, inner) in enumerate(lists.items()):
        numbering.insert(at, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{inner}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'))


def _counted_by(name: int, level: int) -> Any:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def _outcomes(document: Any, draft: Draft, path: Path, list_of_headings: int = 0) -> Path:
    """Write each section under a heading for its outcome, both counted by Word."""
    outcome = ""
    for section in draft.sections:
        headings = []
        if section.numbers[0].split(".")[0] != outcome:
            outcome = section.numbers[0].split(".")[0]
            headings = [document.add_heading("Outcome", 1)]
        headings.append(document.add_heading(section.heading, 2))
        for heading in headings if list_of_headings else ():
            level = int(heading.style.name[-1]) - 1
            heading._p.get_or_add_pPr().append(_counted_by(list_of_headings, level))
        _body(document, section)
    document.save(str(path))
    return path


def tracked(draft: Draft, path: Path) -> Path:
    """Tracked changes: headings typed over; what is missing was deleted with its answer, and once more moved away."""
    document = _open(draft)
    for section in draft.sections:
        heading = document.add_heading("", 2)._p
        heading.append(_change("del", "w:delText", "AC 9.9 Something else entirely "))
        heading.append(_change("ins", "w:t", section.heading))
        for text in section.paragraphs:
            paragraph = document.add_paragraph()._p
            paragraph.append(_change("ins", "w:t", text))
    for number in draft.expected:
        if number not in {name for section in draft.sections for name in section.numbers}:
            document.add_heading("", 2)._p.append(_change("del", "w:delText", f"AC {number}"))
            document.add_paragraph()._p.append(_change("del", "w:delText", INTRODUCTION))
            document.add_heading("", 2)._p.append(_change("moveFrom", "w:t", f"AC {number}"))
            document.add_paragraph()._p.append(_change("moveFrom", "w:t", INTRODUCTION))
    return _finish(document, path)


def _change(kind: str, tag: str, text: str) -> Any:
    run = f'<w:r><{tag} xml:space="preserve">{text.replace("&", "&amp;")}</{tag}></w:r>'
    return parse_xml(f'<w:{kind} {nsdecls("w")} w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z">{run}</w:{kind}>')


def google(draft: Draft, path: Path) -> Path:
    """As Google Docs exports: all looks on the runs, a linked table of contents, a text box, headings one level up."""
    document = Document()
    contents = document.add_paragraph()
    contents.style = document.styles["Normal"]
    part = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    block = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr>{part}</w:sdtPr><w:sdtContent/></w:sdt>")
    contents._p.addprevious(block)
    for number, wording in zip(draft.expected, draft.wordings, strict=True):
        entry = document.add_paragraph(f"{number} {wording}\t4")._p
        block.find(qn("w:sdtContent")).append(entry)
    document.add_paragraph(INTRODUCTION)
    for section in draft.sections:
        heading = document.add_heading("", 1)
        run = heading.add_run(section.heading)
        run.font.name, run.bold, run.italic = "Arial", False, False
        _body(document, section)
    return _finish(document, path)


WRITERS: dict[str, Callable[[Draft, Path], Path]] = {
    writer.__name__: writer
    for writer in (headings, listed_first, bold, plain, lead, table, banner, counted, linked, tracked, google)
}
