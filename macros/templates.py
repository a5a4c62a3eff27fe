"""Templates as they are compiled: without line breaks that only their authors need, and readers would load with every page."""

from __future__ import annotations

import re

from jinja2.ext import Extension

BLOCKS = (
    "article|aside|blockquote|body|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|link"
    "|main|meta|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
TAG = rf"<[/]?(?:{BLOCKS})\b"
BREAK = re.compile(rf"(?P<remark>\{{#.*?#\}})|(?P<tag>{TAG}[^<>]*>)?(?P<white>[ \t]*\n\s*)(?(tag)|(?={TAG}))", re.DOTALL)
"""White space with a line break beside the tag of a block, where browsers show none. Remarks are passed by."""


class WithoutBreaks(Extension):
    """Leaves breaks out of a template before it is compiled, in remarks, so that the lines of faults are those of the file."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template as it is to be understood."""
        return BREAK.sub(_hide_break, source)


def _hide_break(found: re.Match[str]) -> str:
    return found["remark"] or f"{found['tag'] or ''}{{#{found['white']}#}}"
