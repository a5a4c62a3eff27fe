"""The page around a body, made by the theme once and used for thousands of pages.

The theme renders one page whose title, menu and body are gaps; `split_frame` cuts it there, `Frame.fill` puts values in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

OPEN, CLOSE = "\ue000", "\ue001"  # private characters: no data file may hold them
GAP = re.compile(f"{OPEN}([a-z_]+){CLOSE}")


def gap(name: str) -> str:
    """Return the mark that stands for a value in a page that becomes a frame."""
    return f"{OPEN}{name}{CLOSE}"


@dataclass(frozen=True)
class Frame:
    """Finished HTML with gaps: text, the name of a gap, text, and so on."""

    pieces: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with a value in every gap; what is not finished HTML (`Markup`) is escaped."""
        written = {name: str(escape(value)) for name, value in values.items()}
        return "".join(written[piece] if place % 2 else piece for place, piece in enumerate(self.pieces))


def split_frame(page: str) -> Frame:
    """Return the frame of a page that was rendered with gaps."""
    return Frame(tuple(GAP.split(page)))
