"""Read a download back with a library that did not write it, or with plain parsing, as rows of text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise

import docx
import openpyxl
import pypdf
from openpyxl.workbook import Workbook

from macros.export.document import Document, Table

Rows = list[tuple[str, ...]]


def expected_rows(table: Table) -> Rows:
    """Return the rows of a table as the document holds them."""
    return [row.cells for row in table.rows]


def read_csv(content: bytes) -> Rows:
    """Return the rows under the header, without the two columns about the file."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [tuple(row[:-2]) for row in rows[1:]]


def open_xlsx(content: bytes) -> Workbook:
    """Return the workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def read_xlsx(content: bytes, sheet: str) -> Rows:
    """Return the rows of a sheet under its header; an empty tick box counts as empty."""
    values = open_xlsx(content)[sheet].iter_rows(min_row=2, values_only=True)
    return [tuple("" if value in (None, False) else str(value) for value in row) for row in values]


def read_docx(content: bytes, document: Document) -> Rows:
    """Return the rows of a checklist in sections: what a section says once is repeated for each of its rows."""
    word = docx.Document(io.BytesIO(content))
    rows: Rows = []
    reference = quote = ""
    facts: dict[str, str] = {}
    for block in word.iter_inner_content():
        if isinstance(block, docx.table.Table):
            rows += [_join(document, reference, quote, facts, [cell.text for cell in row.cells]) for row in block.rows[1:]]
        elif block.style.name == "Heading 1":
            reference, quote, facts = " ".join(block.text.split()[:3]), "", {}
        elif block.style.name == "Quote":
            quote = block.text
        elif found := re.match(r"(\w+): (.*)", block.text):
            facts[found[1]] = found[2]
    return rows


def _join(document: Document, reference: str, quote: str, facts: dict[str, str], own: list[str]) -> tuple[str, ...]:
    cells = iter(own)
    said = {"reference": reference, "quote": quote}
    columns = document.tables[0].columns
    return tuple(
        said[c.kind] if c.kind in said else facts.get(c.label, "") if c.kind == "shared" else next(cells) for c in columns
    )


def read_md(content: bytes, document: Document) -> Rows:
    """Return the rows of a checklist from its headings, quotes, facts and tasks."""
    rows: Rows = []
    for section in content.decode().split("\n## ")[1:]:
        label = " ".join(re.sub(r"\[(.*?)\]\(<.*?>\)", r"\1", section.splitlines()[0]).split()[:3])
        quote = _unescape(next((line[2:] for line in section.splitlines() if line.startswith("> ")), ""))
        facts = {name: _unescape(text) for name, text in re.findall(r"^- (\w+): (.*)$", section, re.MULTILINE)}
        tasks = re.findall(r"^- \[ \] (.*)$", section, re.MULTILINE)
        rows += [_join(document, label, quote, facts, [_unescape(task), "", ""]) for task in tasks]
    return rows


def _unescape(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def read_pdf_text(content: bytes) -> str:
    """Return all text of a PDF with white space folded and the foot of each page left out."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    text = "\n".join(re.sub(r"Guidance edition [^\n]* Page \d+ of \d+", "", page.extract_text()) for page in pages)
    return " ".join(text.split())


def read_pdf_rows(content: bytes, document: Document) -> Rows:
    """Return the rows of a checklist found in the text of the PDF, in order, each within its own section."""
    text = read_pdf_text(content)
    table = document.tables[0]
    starts = [text.index(" ".join(section.heading.split())) for section in table.sections()]
    sections = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return [row for section, kept in zip(sections, table.sections(), strict=True) for row in _found(section, kept.heading, table)]


def _found(section: str, heading: str, table: Table) -> Iterator[tuple[str, ...]]:
    place = 0
    for row in (row for row in table.rows if row.heading == heading):
        cells = [" ".join(cell.split()) for cell in row.cells]
        part = cells[2]
        place = section.find(part, place)
        if place >= 0 and all(cell in section for cell in cells):
            yield row.cells
            place += len(part)
