"""Templates as they are read: without the line breaks that only their authors need, and readers would load with every page."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader

BLOCKS = (
    "article|aside|blockquote|body|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|link"
    "|main|meta|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
TAG = rf"<[/]?(?:{BLOCKS})\b"
BREAK = re.compile(rf"(?P<remark>\{{#.*?#\}})|(?P<tag>{TAG}[^<>]*>)?(?P<white>[ \t]*\n\s*)(?(tag)|(?={TAG}))", re.DOTALL)
"""White space with a line break beside the tag of a block, where browsers show none. Remarks are passed by."""


class Templates(FileSystemLoader):
    """Reads templates. What is left out stands in a remark, so that the lines of faults are still those of the file."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template, where it is from, and whether that is still so."""
        source, path, is_newest = super().get_source(environment, template)
        return BREAK.sub(_hide_break, source), path, is_newest


def _hide_break(found: re.Match[str]) -> str:
    return found["remark"] or f"{found['tag'] or ''}{{#{found['white']}#}}"
