"""What a download says, free of any file format: tables, and the same tables as sections for formats that are read as text.

`checklist` and `matrix` make a Document from the catalogue; each `to_…` module turns it into the bytes of one format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from macros.export.letterhead import Letterhead

AUTHOR = "Centre Guide"
LANGUAGE = "en-GB"
NOTICE = "Criterion wording belongs to the awarding organisation and is quoted for identification."


class Kind(StrEnum):
    """What a column holds."""

    REFERENCE = "reference"
    """The printed id; leads to a page where the site has an address."""
    QUOTE = "quote"
    """Locked wording, the same for all rows of a section."""
    SHARED = "shared"
    """Text that is the same for all rows of a section."""
    CRITERIA = "criteria"
    """References of a row, each of which leads to its own page."""
    TEXT = "text"
    """Text that differs from row to row."""
    BLANK = "blank"
    """Room for the reader."""
    TICK = "tick"
    """A box to tick."""


SECTION_KINDS = (Kind.REFERENCE, Kind.QUOTE, Kind.SHARED)
"""Kinds that a section says once, above its own table."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    label: str
    width: int
    """In letters."""
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Row:
    """A row of a table: one text for each column."""

    cells: tuple[str, ...]
    heading: str
    """The section it belongs to; rows of a section stand together."""
    address: str = ""
    """Where its first cell leads; empty where the site has no address."""
    criteria: tuple[tuple[str, str], ...] = ()
    """The references in it, each with where it leads."""


@dataclass(frozen=True)
class Section:
    """Rows under one heading, with what they share said once."""

    reference: str
    heading: str
    address: str
    quote: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A table with a short name."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def sections(self) -> Iterator[Section]:
        """Yield its rows, heading by heading."""
        for heading, rows in groupby(self.rows, key=lambda row: row.heading):
            yield self._section(heading, tuple(rows))

    def _section(self, heading: str, rows: tuple[Row, ...]) -> Section:
        shared = [(column, cell) for column, cell in zip(self.columns, rows[0].cells, strict=True)]
        own = [place for place, column in enumerate(self.columns) if column.kind not in SECTION_KINDS]
        reference = self._first(shared, Kind.REFERENCE)
        return Section(
            reference=reference,
            heading=heading,
            address=rows[0].address if reference else "",
            quote=self._first(shared, Kind.QUOTE),
            facts=tuple((column.label, cell) for column, cell in shared if column.kind is Kind.SHARED),
            columns=tuple(self.columns[place] for place in own),
            rows=tuple(self._without_shared(row, own, bool(reference)) for row in rows),
        )

    @staticmethod
    def _first(cells: list[tuple[Column, str]], kind: Kind) -> str:
        return next((cell for column, cell in cells if column.kind is kind), "")

    @staticmethod
    def _without_shared(row: Row, places: list[int], referenced: bool) -> Row:
        return Row(tuple(row.cells[place] for place in places), row.heading, "" if referenced else row.address, row.criteria)


@dataclass(frozen=True)
class Document:
    """A download before it has a format."""

    title: str
    intro: str
    tables: tuple[Table, ...]
    edition: str
    """The edition of the guidance, as it is printed."""
    date: date
    """The edition's date; the only date a file knows, so that the same data gives the same bytes."""
    author: str = AUTHOR
    notice: str = NOTICE
    landscape: bool = False
    letterhead: Letterhead | None = None
    """The centre that offers the file; none in the awarding copy."""
