"""Book → PDF by typst, tagged as PDF/UA-1. Links within the book lead to places in it, others to the site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.addresses import UnknownId
from macros.export.book.blocks import Block, Book, Spans
from macros.export.checklist import Locate
from macros.export.to_pdf import compile_pdf
from macros.prose import Span

TEMPLATE = Path(__file__).with_name("book.typ")


def to_book_pdf(book: Book, locate: Locate) -> bytes:
    """Return the book laid out by book.typ; `locate` finds the full address of what the book does not hold."""
    return lay_out_book(write_values(book, locate), book.title)


def lay_out_book(values: str, title: str) -> bytes:
    """Return the PDF of a book that `write_values` has written down."""
    return compile_pdf(TEMPLATE, {"book": values}, title)


def write_values(book: Book, locate: Locate) -> str:
    """Return all that the template is given, as JSON."""
    writer = _Writer(frozenset(_list_labels(book.blocks)), locate)
    values = {
        "title": book.title,
        "short": book.short_title,
        "subtitle": book.subtitle,
        "edition": book.edition,
        "date": [book.date.year, book.date.month, book.date.day],
        "author": book.author,
        "notice": book.notice,
        "address": book.address,
        "head": book.letterhead.values if book.letterhead else None,
        "blocks": [writer.block(block) for block in book.blocks],
    }
    return json.dumps(values, ensure_ascii=False)


def _list_labels(blocks: tuple[Block, ...]) -> Iterator[str]:
    return (block.label for block in blocks if block.label)


@dataclass(frozen=True)
class _Writer:
    """Turns blocks into the plain values that the template lays out: text only, which typst never reads as code."""

    labels: frozenset[str]
    locate: Locate

    def block(self, block: Block) -> dict[str, Any]:
        """Return a block as plain values."""
        return {
            "kind": block.kind,
            "spans": self.spans(block.spans),
            "label": block.label,
            "name": block.name,
            "level": block.level,
            "listed": block.listed,
            "items": [self.spans(item) for item in block.items],
            "rows": [[self.spans(cell) for cell in row] for row in block.rows],
            "widths": block.widths,
            "blocks": [self.block(inner) for inner in block.blocks],
        }

    def spans(self, spans: Spans) -> list[Any]:
        """Return spans as strings, and as dictionaries where there is more to say."""
        return [self._span(span) for span in spans]

    def _span(self, span: Span) -> Any:
        if span.kind == "text":
            return span.text.replace("\n", " ")
        inner = self.spans(span.inner)
        if span.kind != "link":
            return {"kind": span.kind, "inner": inner}
        if span.target in self.labels:
            return {"kind": "place", "to": span.target, "inner": inner}
        address = self._find_address(span.target)
        return {"kind": "link" if address else "plain", "to": address, "inner": inner}

    def _find_address(self, target: str) -> str:
        if target.startswith(("https://", "http://", "mailto:")):
            return target
        try:
            return self.locate(target)
        except UnknownId:
            return ""
