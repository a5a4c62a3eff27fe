"""Prose fields → spans: emphasis and links by id. A CommonMark parser with everything else switched off does the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LINK = re.compile(
    r"\[([^\[\]()!<>&\\]+)\]"  # words
    r"\(((?!javascript|vbscript|file|data)(?:[a-z]+:)?[A-Za-z0-9.-]+(?:/[A-Za-z0-9.-]+)*)\)"  # an id
)
"""A link as nearly all are written; it can mean nothing else, so the parser need not be asked. That one refuses four schemes."""


class Span(NamedTuple):
    """A stretch of prose: plain text, emphasis, strong emphasis or a link with what it holds."""

    kind: str
    """`text`, `em`, `strong` or `link`."""
    text: str = ""
    """The characters of a `text` span."""
    target: str = ""
    """Where a `link` leads, as an id."""
    inner: tuple[Span, ...] = ()
    """What the other kinds hold."""


def is_plain(text: str) -> bool:
    """Return whether a prose field has neither emphasis nor links."""
    return "*" not in text and "_" not in text and "[" not in text


@lru_cache(maxsize=4096)  # more than the guide needs; a catalogue of thousands of criteria must not fill the memory
def parse_prose(text: str) -> tuple[Span, ...]:
    """Return the spans of a prose field, outermost first."""
    if is_plain(text):
        return (Span("text", text=text),)  # what the parser gives, without asking it
    if "*" not in text and "_" not in text:
        parts = LINK.split(text)
        if not any(sign in part for part in parts for sign in "[]"):
            return tuple(_pair_up(parts))
    return ask_parser(text)


@cache
def _make_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # many a guide has no text that needs it

    return MarkdownIt("zero").enable(["emphasis", "link"])


def ask_parser(text: str) -> tuple[Span, ...]:
    """Return the spans of a prose field as the parser reads it."""
    return tuple(read_spans(iter(_make_parser().parseInline(text)[0].children or [])))


def _pair_up(parts: list[str]) -> Iterator[Span]:
    """Yield the spans of text that was split at its links: text, words, target, text, and so on."""
    for place in range(0, len(parts), 3):
        if parts[place]:
            yield Span("text", text=parts[place])
        if place + 1 < len(parts):
            yield Span("link", target=parts[place + 2], inner=(Span("text", text=parts[place + 1]),))


def read_spans(tokens: Iterator[Token]) -> Iterator[Span]:
    """Yield the spans of a line that the parser has read."""
    for token in tokens:
        if token.nesting == 0:
            if token.content:  # the parser leaves empty text beside emphasis
                yield Span("text", text=token.content)
        elif token.nesting > 0:
            kind = token.type.removesuffix("_open")
            target = str(token.attrGet("href") or "") if kind == "link" else ""
            yield Span(kind, target=target, inner=tuple(read_spans(tokens)))
        else:
            return


def plain_text(text: str) -> str:
    """Return a prose field without its markup."""
    return str(text) if is_plain(text) else "".join(_plain(span) for span in parse_prose(text))


def _plain(span: Span) -> str:
    return span.text or "".join(map(_plain, span.inner))


def find_targets(text: str) -> list[str]:
    """Return the ids a prose field links to."""
    if "[" not in text:
        return []
    return list(_targets(parse_prose(text)))


def _targets(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        if span.kind == "link":
            yield span.target
        yield from _targets(span.inner)
