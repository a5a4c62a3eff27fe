"""What a finished page body holds: its headings and its words."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as lxml_html

LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Heading:
    """A heading that can be linked to."""

    id: str
    words: str


def list_headings(body: str) -> tuple[Heading, ...]:
    """Return the second-level headings of a page body."""
    found = lxml_html.fragment_fromstring(body, create_parent="div").iter("h2")
    return tuple(Heading(heading.get("id", ""), words) for heading in found if heading.get("id") and (words := _words(heading)))


def page_text(body: str) -> str:
    """Return the words of a page body, at most the first 4,000 characters."""
    return _words(lxml_html.fragment_fromstring(body, create_parent="div"))[:LONGEST_TEXT]


def _words(element: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
