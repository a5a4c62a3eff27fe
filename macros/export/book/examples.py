"""A worked example as a part of the book: both answers, each passage with what to notice."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalogue import Catalogue
from macros.export.book.blocks import (
    Block,
    Kind,
    Level,
    Spans,
    emphasis,
    enumerate_spans,
    fact,
    heading,
    join,
    list_of,
    say,
    text,
)
from macros.export.book.shared import link_sources
from macros.model import Criterion, Example, Passage
from macros.prose import parse_prose

WARNING = (
    "Do not submit this. The people and the organisation are fictional, and it is an extract, never a complete answer. "
    "Your assessor must see your own work."
)


def list_example(catalogue: Catalogue, criterion: Criterion, example: Example) -> Iterator[Block]:
    """Yield a worked example at two levels."""
    yield heading(Level.PIECE, "A worked example at two levels", f"example:{criterion.id}")
    yield say(Kind.NOTICE, WARNING)
    yield text(example.setting)
    yield fact("The question", example.prompt)
    for title, passages in (("Reads as Level 3", example.level_3), ("Meets Level 5", example.level_5)):
        yield heading(Level.DETAIL, title)
        for passage in passages:
            yield Block(Kind.PASSAGE, parse_prose(passage.text), blocks=tuple(_list_remarks(catalogue, criterion, passage)))
    yield fact("The difference", parse_prose(example.difference))
    yield heading(Level.DETAIL, "What would still refer it")
    yield list_of(Kind.LIST, map(parse_prose, example.still_referred))


def _list_remarks(catalogue: Catalogue, criterion: Criterion, passage: Passage) -> Iterator[Block]:
    marks: list[Spans] = []
    parts = {part.id: part.text for part in criterion.parts}
    if passage.parts:
        marks.append(join(emphasis("Part: "), "; ".join(parts[name] for name in passage.parts if name in parts)))
    if passage.verb:
        marks.append(join(emphasis("Verb: "), catalogue.verbs[passage.verb].name))
    if passage.sources:
        marks.append(join(emphasis("Source: "), link_sources(catalogue, passage.sources)))
    if passage.remark:
        yield Block(Kind.HINT, parse_prose(passage.remark))
    if marks:
        yield Block(Kind.HINT, enumerate_spans(marks, ". "))
