"""Document → PDF by typst, tagged as PDF/UA-1. typst refuses to write a document that is not accessible."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path

from macros.errors import DataError, Place, Problem
from macros.export.document import Document, Kind
from macros.typesetting import CannotTypeset, typeset

TEMPLATE = Path(__file__).with_name("document.typ")


def to_pdf(document: Document) -> bytes:
    """Return the document laid out by document.typ. Raises DataError where it cannot be."""
    return compile_pdf(TEMPLATE, {"document": json.dumps(_values(document))}, document.title)


def compile_pdf(template: Path, values: dict[str, str], title: str) -> bytes:
    """Return what a template makes of values, with the fonts typst brings. Raises DataError where it cannot be."""
    try:
        return typeset(template.read_bytes(), values, format="pdf", pdf_standards=["ua-1"])[0]
    except CannotTypeset as error:
        message = f"the PDF of {title!r} cannot be made ({error}): change the text it names"
        raise DataError([Problem(Place("data"), "download-made", message)]) from None


MASK = 0
"""One of the patterns that break up a QR code, which every reader takes off: trying all eight takes longer than all the rest."""


def _draw_code(address: str) -> str:
    """Return the QR code of an address as SVG; nothing where there is no address."""
    if not address:
        return ""
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=MASK).save(drawn, kind="svg", xmldecl=False, border=2, nl=False)
    return drawn.getvalue().decode()


def _values(document: Document) -> dict[str, object]:
    """Return what the template lays out: text only, which typst never reads as code."""
    sections = [section for table in document.tables for section in table.sections()]
    drawn = [asdict(section) | {"code": _draw_code(section.address)} for section in sections]
    date = [document.date.year, document.date.month, document.date.day]
    texts = {name: getattr(document, name) for name in ("title", "intro", "edition", "author", "notice", "landscape")}
    head = document.letterhead.values if document.letterhead else None
    return {**texts, "head": head, "sections": drawn, "date": date, "tick": Kind.TICK, "criteria": Kind.CRITERIA}
