"""What a finished page body holds: its headings and its words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import html as lxml_html

LONGEST_TEXT = 4000
ENOUGH = 100_000
HEADING = re.compile(r"<h2\b([^<>]*)>(.*?)<[/]h2>", re.DOTALL)
ID = re.compile(r'\sid="([^"]*)"')
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to."""

    id: str
    words: str


def list_headings(body: str) -> tuple[Heading, ...]:
    """Return the second-level headings of a page body."""
    found = lxml_html.fragment_fromstring(body, create_parent="div").iter("h2")
    return tuple(Heading(heading.get("id", ""), words) for heading in found if heading.get("id") and (words := _words(heading)))


def scan_headings(body: str) -> tuple[Heading, ...]:
    """Return the same of a body that only our templates have written: they quote and escape, so nothing needs to be parsed."""
    found = (_read_heading(*heading.groups()) for heading in HEADING.finditer(body))
    return tuple(heading for heading in found if heading.id and heading.words)


@lru_cache(maxsize=256)  # most pages have the same
def _read_heading(attributes: str, inner: str) -> Heading:
    name = ID.search(attributes)
    return Heading(html.unescape(name[1]) if name else "", " ".join(html.unescape(TAG.sub(" ", inner)).split()))


def keep_headings(fragment: str) -> str:
    """Return nothing but the second-level headings of what our templates have written."""
    return "".join(found[0] for found in HEADING.finditer(fragment))


def page_text(body: str) -> str:
    """Return the words of a page body, at most the first 4,000 characters."""
    if len(body) > ENOUGH:  # its beginning most likely has that many, and the whole would be a large tree
        words = page_words(body[: body.rindex("<", 0, ENOUGH)])
        if len(words) > LONGEST_TEXT:
            return words[:LONGEST_TEXT]
    return page_words(body)[:LONGEST_TEXT]


def page_words(body: str) -> str:
    """Return all the words of a page body."""
    return _words(lxml_html.fragment_fromstring(body, create_parent="div"))


def _words(element: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
