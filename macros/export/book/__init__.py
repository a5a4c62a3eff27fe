"""Guide → one book per qualification: how it is assessed, units, criteria, then everything that is looked up."""

from __future__ import annotations

from macros.export.book.blocks import Block, Book, Kind
from macros.export.book.pages import list_page_chapters
from macros.export.book.reference import list_reference
from macros.export.book.units import list_unit
from macros.export.checklist import Locate, read_edition
from macros.export.document import AUTHOR, NOTICE
from macros.guide import Guide
from macros.model import Qualification
from macros.prose import plain_text

INDEPENDENT = "This guide is independent. {} has not published, checked or endorsed it, and it promises no result."


def make_book(guide: Guide, qualification: Qualification, address: str = "") -> Book:
    """Return the whole guide to a qualification as one book; `address` is where the site stands, if that is known."""
    catalogue, docs = guide.catalogue, guide.project / "docs"
    units = [catalogue.units[unit] for unit in qualification.units]
    blocks: list[Block] = [*list_page_chapters(catalogue, docs, "before")]
    for unit in units:
        blocks += list_unit(catalogue, unit)
    blocks += list_reference(catalogue)
    blocks += list_page_chapters(catalogue, docs, "after")
    made, edition = read_edition(catalogue)
    notice = [INDEPENDENT.format(qualification.awarding_organisation), NOTICE]
    if ended := qualification.superseded:
        notice.append(f"{qualification.id} has a successor, {ended.by}. {plain_text(ended.notice)}")
    return Book(
        title=f"Guide to {qualification.title} ({qualification.id})",
        short_title=f"Guide to {qualification.id}",
        subtitle="Every criterion with its parts, verb, evidence and worked example",
        edition=edition,
        date=made,
        author=AUTHOR,
        notice=tuple(notice),
        address=address,
        blocks=tuple(blocks),
    )


__all__ = ["Block", "Book", "Kind", "Locate", "make_book"]
