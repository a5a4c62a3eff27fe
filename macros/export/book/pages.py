"""Pages written by hand that say `book:` in their front matter, as chapters of the book: Markdown → blocks.

`book: before` stands before the units, `book: after` behind the chapters of reference. Of the macros, those named in
INLINE and WHOLE have a form in print.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from macros.catalogue import Catalogue
from macros.downloads import group_files
from macros.errors import DataError, Place, Problem, show_path, suggest
from macros.export.book.blocks import Block, Kind, Level, Spans, heading, join, link, list_of, plain, say
from macros.export.book.shared import link_criterion
from macros.prose import Span, parse_prose, read_spans

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
ATTRIBUTES = re.compile(r"[ \n]?\{:[^}\n]*\}")
MACRO = re.compile(r"\{\{\s*(\w+)(\(.*?\))\s*\}\}")
WHOLE_LINE = re.compile(rf"^{MACRO.pattern}$")


def list_page_chapters(catalogue: Catalogue, docs: Path, place: str) -> Iterator[Block]:
    """Yield the chapters whose front matter names a place in the book: `before` or `after` the units and the reference."""
    for path in sorted(docs.glob("*.md")):
        found = FRONT_MATTER.match(source := path.read_text(encoding="utf-8"))
        if found and (yaml.safe_load(found[1]) or {}).get("book") == place:
            yield from _read_page(catalogue, path.stem, source[found.end() :], show_path(path, docs.parent))


@cache
def _make_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only a build that makes the book needs it

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("newline")


def _read_page(catalogue: Catalogue, name: str, source: str, shown: str) -> Iterator[Block]:
    source = ATTRIBUTES.sub("", source)
    _refuse_unprintable(source, shown)
    written = "\n".join(
        line if WHOLE_LINE.match(line) else MACRO.sub(lambda found: _write_inline(catalogue, found), line)
        for line in source.splitlines()
    )
    yield from _read_blocks(catalogue, name, iter(_make_parser().parse(written)))


def _refuse_unprintable(source: str, shown: str) -> None:
    known = [*INLINE, *WHOLE]
    unknown = sorted({found[1] for found in MACRO.finditer(source)} - set(known))
    if unknown:
        problems = [f"the book cannot show {name!r}{suggest(name, known)}: take it out, or take `book` out" for name in unknown]
        raise DataError(Problem(Place(shown), "book-prints", problem) for problem in problems)


def _arguments(found: re.Match[str]) -> tuple[str, ...]:
    given = literal_eval(found[2])
    return given if isinstance(given, tuple) else (given,)


def _write_inline(catalogue: Catalogue, found: re.Match[str]) -> str:
    return INLINE[found[1]](catalogue, *_arguments(found))


def _write_link(catalogue: Catalogue, target: str, words: str = "") -> str:
    return f"[{words or catalogue.name_of(target)}](<{target}>)"


def _write_edition(catalogue: Catalogue) -> str:
    return f"edition {catalogue.edition.id} of {catalogue.edition.date}" if catalogue.edition else "this edition"


def _downloads(catalogue: Catalogue, name: str) -> Iterator[Block]:
    if files := group_files(catalogue).get(name):
        yield list_of(Kind.LIST, (plain(f"{file.title} ({file.type.name}): {file.use}") for file in files))


INLINE: Mapping[str, Callable[..., str]] = {"link": _write_link, "edition": _write_edition}
"""Macros within a line, as Markdown."""


def _superseded(catalogue: Catalogue, qualification: str) -> Iterator[Block]:
    if ended := catalogue.qualifications[qualification].superseded:
        words = f"{qualification} has a successor, {ended.by}. "
        yield Block(Kind.NOTICE, join(Span("strong", inner=(Span("text", text=words),)), parse_prose(ended.notice)))


def _checklist(catalogue: Catalogue, name: str) -> Iterator[Block]:
    yield list_of(Kind.LINKS, ((link(f"checklist:{name}", catalogue.checklists[name].title),),))


def _oddities(catalogue: Catalogue) -> Iterator[Block]:
    notes = [note for qualification in catalogue.qualifications.values() for note in qualification.notes]
    yield list_of(Kind.LIST, (join(parse_prose(note.text), f" ({note.id})") for note in notes))
    noted = [entry.id for unit in catalogue.units.values() for entry in (unit, *unit.criteria) if entry.notes]
    yield say(Kind.TEXT, "What is odd about one unit or one criterion stands there:")
    yield list_of(Kind.LINKS, ((link_criterion(catalogue, name),) for name in noted))


def _sources(catalogue: Catalogue) -> Iterator[Block]:
    yield list_of(Kind.LINKS, ((link("page:sources", "Sources"),),))


WHOLE: Mapping[str, Callable[..., Iterator[Block]]] = {
    "superseded": _superseded,
    "checklist": _checklist,
    "oddities": _oddities,
    "sources": _sources,
    "downloads": _downloads,
}
"""Macros on a line of their own, as blocks."""


def _read_blocks(catalogue: Catalogue, name: str, tokens: Iterator[Token]) -> Iterator[Block]:
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            words = _words(next(tokens))
            yield heading(level, words, f"page:{name}" if level == Level.CHAPTER else "", listed=level == Level.CHAPTER)
        elif token.type == "paragraph_open":
            yield from _read_paragraph(catalogue, next(tokens))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            kind = Kind.LIST if token.type.startswith("bullet") else Kind.NUMBERS
            yield list_of(kind, _read_items(tokens, token.type.replace("open", "close")))
        elif token.type == "table_open":
            yield _read_table(tokens)


def _read_paragraph(catalogue: Catalogue, inline: Token) -> Iterator[Block]:
    if found := WHOLE_LINE.match(inline.content):
        yield from WHOLE[found[1]](catalogue, *_arguments(found)) if found[1] in WHOLE else ()
    else:
        yield Block(Kind.TEXT, _spans(inline))


def _read_items(tokens: Iterator[Token], end: str) -> Iterator[Spans]:
    for token in tokens:
        if token.type == end:
            return
        if token.type == "inline":
            yield _spans(token)


def _read_table(tokens: Iterator[Token]) -> Block:
    rows: list[list[Spans]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_spans(token))
    longest = [max(sum(map(_length, cell)) for cell in column) for column in zip(*rows, strict=True)]
    widths = tuple(max(20, min(90, letters)) for letters in longest)
    return Block(Kind.TABLE, items=tuple(rows[0]), widths=widths, rows=tuple(map(tuple, rows[1:])))


def _length(span: Span) -> int:
    return len(span.text) + sum(map(_length, span.inner))


def _words(inline: Token) -> str:
    return "".join(token.content for token in inline.children or [])


def _spans(inline: Token) -> Spans:
    return tuple(_point(span) for span in read_spans(iter(inline.children or [])))


def _point(span: Span) -> Span:
    """Turn a link between files into the id of its page, as prose writes it."""
    target: Any = span.target
    if span.kind == "link" and (found := re.fullmatch(r"(?:\.\./)?([\w/-]+?)(?:/index)?\.md(?:#.*)?", target)):
        target = f"page:{found[1]}"
    return Span(span.kind, span.text, target, tuple(map(_point, span.inner)))
