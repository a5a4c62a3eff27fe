"""What a finished page body holds: its headings and its words."""

from __future__ import annotations

import html
from typing import Any

from lxml import html as lxml_html

LONGEST_TEXT = 4000


def list_headings(body: str) -> list[dict[str, Any]]:
    """Return the second-level headings of a page body for the theme's table of contents, which takes names as HTML."""
    headings = lxml_html.fragment_fromstring(body, create_parent="div").iter("h2")
    return [
        {"level": 2, "id": heading.get("id"), "name": name, "html": name, "children": []}
        for heading in headings
        if heading.get("id") and (name := html.escape(_words(heading)))
    ]


def page_text(body: str) -> str:
    """Return the words of a page body, at most the first 4,000 characters."""
    return _words(lxml_html.fragment_fromstring(body, create_parent="div"))[:LONGEST_TEXT]


def _words(element: lxml_html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
