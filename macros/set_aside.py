"""What a macro has made is finished HTML: it need not pass through Markdown, which would parse every tag of it.

A piece that stands by itself is set aside while its page is read as Markdown, and put back into the finished page. In its place
stands an empty element of a kind that Markdown leaves as it is, from the template `page/set_aside.html`.
"""

from __future__ import annotations

import html
import re

from macros.render import Renderer

BLOCK = re.compile(r"\s*<(?:aside|details|div|dl|figure|form|h2|nav|ol|section|table|ul)\b")
"""What begins with one of these stands by itself for Markdown, as what takes its place does."""
PLACE = re.compile(r'<[d]iv data-set-aside="(\d+)"><[/]div>')
ID = re.compile(r'\sid="([^"]+)"')
ESCAPED = re.compile(r"&lt;div data-set-aside=(?:&quot;|\")(\d+)(?:&quot;|\")&gt;&lt;/div&gt;")
"""The same in a piece of code."""


def set_aside(renderer: Renderer, made: str, pieces: list[str]) -> str:
    """Return what stands for a piece on a page that is still Markdown: the piece itself, or the place it is put back into."""
    if not BLOCK.match(made):
        return made
    pieces.append(made)
    return renderer.render_for_markdown("page/set_aside.html", "", number=len(pieces) - 1)


def put_back(page: str, pieces: list[str]) -> str:
    """Return a page with the pieces in their places."""
    page = PLACE.sub(lambda found: pieces[int(found[1])], page)
    return ESCAPED.sub(lambda found: html.escape(pieces[int(found[1])], quote=False), page)


def list_ids(pieces: list[str]) -> set[str]:
    """Return the ids that the pieces give to links."""
    return {html.unescape(found) for piece in pieces for found in ID.findall(piece)}
