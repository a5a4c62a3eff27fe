"""What a book is made of, free of any file format: blocks with spans of prose in them. The layout knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.export.letterhead import Letterhead
from macros.prose import Span, parse_prose

Spans = tuple[Span, ...]


class Kind(StrEnum):
    """How a block is to be shown."""

    HEADING = "heading"
    TEXT = "text"
    LEAD = "lead"
    """The first lines of a chapter or a verb."""
    QUOTE = "quote"
    """Locked wording."""
    FACT = "fact"
    """A short label and what it says."""
    LIST = "list"
    NUMBERS = "numbers"
    TICKS = "ticks"
    """A list with boxes to tick."""
    LINKS = "links"
    """A list of places in the book, each with its page."""
    HINT = "hint"
    """Small print that belongs to what stands before it."""
    PASSAGE = "passage"
    """A piece of a worked example, with its remarks inside."""
    NOTICE = "notice"
    """Something no reader may miss."""
    TABLE = "table"


class Level:
    """Levels of headings."""

    CHAPTER, ENTRY, PIECE, DETAIL = 1, 2, 3, 4


@dataclass(frozen=True)
class Block:
    """One block of a book. What a kind does not need stays empty."""

    kind: Kind
    spans: Spans = ()
    label: str = ""
    """The id that links lead here by, as prose writes it."""
    name: str = ""
    """What a fact says something about; in a heading that begins a page, what the head of the pages after it says."""
    level: int = 0
    listed: bool = True
    """Whether a heading stands in the contents."""
    items: tuple[Spans, ...] = ()
    """The items of a list, or the cells of a table's header."""
    rows: tuple[tuple[Spans, ...], ...] = ()
    widths: tuple[int, ...] = ()
    """How the columns of a table share its width."""
    blocks: tuple[Block, ...] = ()
    """What stands inside a passage or a notice."""


@dataclass(frozen=True)
class Book:
    """The whole guide to one qualification, before it has a format."""

    title: str
    short_title: str
    """For the head of each page."""
    subtitle: str
    edition: str
    date: date
    """The edition's date; the only one a file knows."""
    author: str
    notice: tuple[str, ...]
    address: str
    """Where the site stands; empty where nobody knows."""
    blocks: tuple[Block, ...]
    letterhead: Letterhead | None = None
    """The centre that offers the file; none in the awarding copy."""


def heading(level: int, words: str, label: str = "", *, listed: bool = True, running: str = "") -> Block:
    """Return a heading; a label makes it a place that links can lead to, and `running` begins a page with a head of its own."""
    name = running or (words if level == Level.CHAPTER else "")
    return Block(Kind.HEADING, plain(words), label=label, name=name, level=level, listed=listed)


def text(prose: str) -> Block:
    """Return a paragraph of prose."""
    return Block(Kind.TEXT, parse_prose(prose))


def say(kind: Kind, *pieces: str | Span | Spans) -> Block:
    """Return a block of one kind from plain text and spans."""
    return Block(kind, join(*pieces))


def fact(name: str, *pieces: str | Span | Spans) -> Block:
    """Return a fact from plain text and spans."""
    return Block(Kind.FACT, join(*pieces), name=name)


def list_of(kind: Kind, items: Iterable[Spans]) -> Block:
    """Return a list."""
    return Block(kind, items=tuple(items))


def table(heads: Iterable[str], widths: Iterable[int], rows: Iterable[tuple[Spans, ...]]) -> Block:
    """Return a table with a header."""
    return Block(Kind.TABLE, items=tuple(map(plain, heads)), widths=tuple(widths), rows=tuple(rows))


def plain(words: str) -> Spans:
    """Return text as it stands: a bracket in it is a bracket."""
    return (Span("text", text=words),) if words else ()


def link(target: str, words: str) -> Span:
    """Return a link to an id, as prose writes it."""
    return Span("link", target=target, inner=plain(words))


def emphasis(words: str) -> Span:
    """Return emphasised text."""
    return Span("em", inner=plain(words))


def join(*pieces: str | Span | Spans) -> Spans:
    """Return pieces of plain text and of prose as one line of spans."""
    joined: list[Span] = []
    for piece in pieces:
        joined += plain(piece) if isinstance(piece, str) else (piece,) if isinstance(piece, Span) else piece
    return tuple(joined)


def enumerate_spans(spans: Iterable[Span | Spans], between: str = ", ") -> Spans:
    """Return spans with a separator between them."""
    joined: Spans = ()
    for place, span in enumerate(spans):
        joined = join(joined, between if place else "", span)
    return joined
