"""Every file readers take away, with what makes it. A document is turned into a format once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

from macros.downloads import (
    CANVAS,
    CHECKLIST,
    FORM,
    GUIDE,
    LOG,
    MATRIX,
    MOODLE,
    SAMPLING,
    TEMPLATE,
    DownloadFile,
    list_files,
)
from macros.export.book import Book, make_book
from macros.export.book.to_pdf import lay_out_book, write_values
from macros.export.checklist import Locate, evidence_matrix, list_checklist, make_locate, unit_checklist
from macros.export.document import Document
from macros.export.form import form_paper
from macros.export.letterhead import find_letterhead
from macros.export.log import LogBook, log_book
from macros.export.log_xlsx import write_log
from macros.export.paper import Paper
from macros.export.paper_docx import write_paper
from macros.export.platforms import canvas_outcomes, moodle_framework
from macros.export.sampling import sampling_sheet, write_sampling
from macros.export.template import assignment_template
from macros.export.to_csv import to_csv
from macros.export.to_docx import to_docx
from macros.export.to_md import to_md
from macros.export.to_pdf import to_pdf
from macros.export.to_xlsx import to_xlsx
from macros.guide import Guide

Made = TypeVar("Made", Document, Paper, LogBook, Book)
FORMATS: Mapping[str, Callable[[Document], bytes]] = {
    "pdf": to_pdf,
    "docx": to_docx,
    "xlsx": to_xlsx,
    "csv": to_csv,
    "md": to_md,
}
"""What writes each type of file."""


@dataclass(frozen=True)
class Download:
    """A file and what makes it."""

    address: str
    make: Callable[[], bytes]


def list_downloads(guide: Guide, site_url: str = "") -> Iterator[Download]:
    """Yield every download. References lead back to their pages where the site's own address is given."""
    locate = make_locate(guide.site, site_url)
    for file in list_files(guide.catalogue):
        if file.kind in MAKERS:
            yield Download(file.address, partial(MAKERS[file.kind], guide, file, locate))


def sign(guide: Guide, made: Made) -> Made:
    """Return what a file says under the letterhead of the centre; unchanged in the awarding copy."""
    return replace(made, letterhead=find_letterhead(guide.brand)) if guide.brand else made


def make_tables(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the bytes of a file that holds tables alone."""
    return guide.kept.make(file.address, make_file, file.extension, sign(guide, make_document(guide, file, locate)))


def make_document(guide: Guide, file: DownloadFile, locate: Locate) -> Document:
    """Return what a file of tables says."""
    catalogue = guide.catalogue
    if file.kind == MATRIX:
        return evidence_matrix(catalogue, locate)
    if file.owner in catalogue.units:
        return unit_checklist(catalogue, locate, catalogue.units[file.owner])
    return list_checklist(catalogue, locate, catalogue.checklists[file.owner])


@lru_cache(maxsize=256)
def make_file(extension: str, document: Document) -> bytes:
    """Return the bytes of a document in a format; the preview makes only what has changed."""
    return FORMATS[extension](document)


def make_template(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the bytes of an assignment template."""
    template = assignment_template(guide.catalogue, locate, guide.catalogue.units[file.owner])
    return guide.kept.make(file.address, make_paper, sign(guide, template))


def make_form(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the bytes of a form to fill in."""
    form = form_paper(guide.catalogue, locate, guide.catalogue.forms[file.owner])
    return guide.kept.make(file.address, make_paper, sign(guide, form))


def make_log(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the bytes of a log to keep."""
    log = log_book(guide.catalogue, locate, guide.catalogue.logs[file.owner])
    return guide.kept.make(file.address, make_log_book, sign(guide, log))


@lru_cache(maxsize=64)
def make_log_book(book: LogBook) -> bytes:
    """Return the bytes of a log's workbook; the preview makes only what has changed."""
    return write_log(book)


@lru_cache(maxsize=64)
def make_paper(paper: Paper) -> bytes:
    """Return the bytes of a document to write in; the preview makes only what has changed."""
    return write_paper(paper)


def make_framework(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the bytes of the criteria of a qualification for a learning platform."""
    write = {MOODLE: moodle_framework, CANVAS: canvas_outcomes}[file.kind]
    return write(guide.catalogue, guide.catalogue.qualifications[file.stem.removesuffix(f"-{file.kind}")])


def make_sampling(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the bytes of the sampling sheet."""
    return guide.kept.make(file.address, write_sampling, sign(guide, sampling_sheet(guide.catalogue, locate)))


def make_whole(guide: Guide, file: DownloadFile, locate: Locate) -> bytes:
    """Return the whole guide to a qualification as one book."""
    name = file.stem.removesuffix(f"-{GUIDE}")
    book = sign(guide, make_book(guide, guide.catalogue.qualifications[name], locate("page:home")))
    return guide.kept.make(file.address, lay_out_book, write_values(book, locate), book.title)


MAKERS: Mapping[str, Callable[[Guide, DownloadFile, Locate], bytes]] = {
    CHECKLIST: make_tables,
    MATRIX: make_tables,
    TEMPLATE: make_template,
    SAMPLING: make_sampling,
    MOODLE: make_framework,
    CANVAS: make_framework,
    FORM: make_form,
    LOG: make_log,
    GUIDE: make_whole,
}
"""What makes the files of each kind; a kind without one is made by the build, from the finished pages."""
