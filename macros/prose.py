"""Prose fields → spans: emphasis and links by id. A CommonMark parser with everything else switched off does the reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("zero").enable(["emphasis", "link"])
MARKS = "*_["
"""Without one of these, prose is plain text."""


@dataclass(frozen=True)
class Span:
    """A stretch of prose: plain text, emphasis, strong emphasis or a link with what it holds."""

    kind: str
    """`text`, `em`, `strong` or `link`."""
    text: str = ""
    """The characters of a `text` span."""
    target: str = ""
    """Where a `link` leads, as an id."""
    inner: tuple[Span, ...] = ()
    """What the other kinds hold."""


@lru_cache(maxsize=20_000)  # more than the guide needs twice; a catalogue of thousands of criteria must not fill the memory
def parse_prose(text: str) -> tuple[Span, ...]:
    """Return the spans of a prose field, outermost first."""
    if not any(mark in text for mark in MARKS):
        return (Span("text", text=text),)  # what the parser gives, without asking it
    tokens = PARSER.parseInline(text)[0].children or []
    return tuple(read_spans(iter(tokens)))


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
    return "".join(_plain(span) for span in parse_prose(text))


def _plain(span: Span) -> str:
    return span.text or "".join(map(_plain, span.inner))


def find_targets(text: str) -> list[str]:
    """Return the ids a prose field links to."""
    return list(_targets(parse_prose(text)))


def _targets(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        if span.kind == "link":
            yield span.target
        yield from _targets(span.inner)
