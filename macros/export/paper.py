"""A document to write in, free of any file format: headings, prose, guidance and tables, in order.

`template` and `form` make a Paper from the catalogue; `paper_docx` turns it into the bytes of a Word document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.export.checklist import Locate
from macros.export.document import AUTHOR, NOTICE
from macros.export.letterhead import Letterhead
from macros.prose import Span, parse_prose


class Look(StrEnum):
    """What a paragraph is for; its value is the name of the style in a word processor."""

    BODY = "Normal"
    """Text that stays, or room to write."""
    SUBTITLE = "Subtitle"
    """What stands under the title."""
    NOTE = "Note"
    """Small print that stays."""
    GUIDANCE = "Guidance"
    """Our help, to be deleted before the document is handed in: never the reader's own words."""
    EVIDENCE = "Evidence"
    """Where the proof is, for the reader to fill in."""


@dataclass(frozen=True)
class Run:
    """A stretch of text."""

    text: str
    address: str = ""
    """Where it leads; empty for plain text."""
    strong: bool = False
    emphasis: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading in the body; a table of contents lists it."""

    level: int
    text: str
    label: str = ""
    """What stands before the text, such as the id of a criterion."""
    new_page: bool = False

    @property
    def line(self) -> str:
        """The heading as it is printed."""
        return ": ".join(filter(None, (self.label, self.text)))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; an empty one is room to write."""

    runs: Runs = ()
    look: Look = Look.BODY


@dataclass(frozen=True)
class Points:
    """A bulleted list."""

    items: tuple[Runs, ...]
    look: Look = Look.BODY


@dataclass(frozen=True)
class Contents:
    """A table of contents of all headings."""

    title: str


@dataclass(frozen=True)
class Choice:
    """A question with answers to tick."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """The head of a column."""

    label: str
    share: int = 1
    """Its share of the width."""
    hint: str = ""


@dataclass(frozen=True)
class Grid:
    """A table to fill in: labelled columns, rows that may hold text."""

    columns: tuple[Cell, ...]
    rows: tuple[tuple[str, ...], ...]
    height: int = 0
    """The least height of a row, in millimetres."""
    first_is_label: bool = False
    """true when the first column names what the rest of its row holds."""


Block = Heading | Paragraph | Points | Choice | Contents | Grid


@dataclass(frozen=True)
class Paper:
    """A document to write in, before it has a format."""

    title: str
    blocks: tuple[Block, ...]
    edition: str
    """The edition of the guidance, as it is printed."""
    date: date
    """The edition's date, the only date the file knows."""
    header: str = ""
    """What stands at the top of every page."""
    author: str = AUTHOR
    notice: str = NOTICE
    landscape: bool = False
    letterhead: Letterhead | None = None
    """The centre that offers the file; none in the awarding copy."""


def read_runs(prose: str, locate: Locate) -> Runs:
    """Return a prose field as runs; links lead to the site where it has an address."""
    return tuple(_runs(parse_prose(prose), locate))


def guidance(*runs: Run) -> Paragraph:
    """Return a paragraph that is to be deleted before the document is handed in."""
    return Paragraph(runs, Look.GUIDANCE)


def _runs(spans: tuple[Span, ...], locate: Locate, *, strong: bool = False, emphasis: bool = False) -> Iterator[Run]:
    for span in spans:
        if span.kind == "text":
            yield Run(span.text, strong=strong, emphasis=emphasis)
        elif span.kind == "link":
            yield Run("".join(run.text for run in _runs(span.inner, locate)), locate(span.target), strong, emphasis)
        else:
            yield from _runs(
                span.inner, locate, strong=strong or span.kind == "strong", emphasis=emphasis or span.kind == "em"
            )


