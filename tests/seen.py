"""What a reader sees of a page, as one line of text: a browser begins a new line with every block, a parser does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from macros.templates import BLOCKS

BLOCK = re.compile(BLOCKS)


def read_words(element: HtmlElement) -> str:
    """Return the words of an element."""
    return " ".join("".join(_list_texts(element)).split())


def _list_texts(element: HtmlElement) -> Iterator[str]:
    apart = " " if isinstance(element.tag, str) and BLOCK.fullmatch(element.tag) else ""
    yield apart + (element.text or "" if isinstance(element.tag, str) else "")
    for inner in element:
        yield from _list_texts(inner)
        yield inner.tail or ""
    yield apart
