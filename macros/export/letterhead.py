"""A brand → what a centre's downloads carry at their head: its name, and its logo in the forms that documents can hold."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from macros.brand import Brand
from macros.images import Picture
from macros.typesetting import typeset

HEIGHT, WIDEST = 9.0, 45.0
"""How high the logo stands, and how wide it may be, in millimetres."""
DOTS = 300
"""To an inch."""
INCH = 25.4
DRAW = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(given.svg), format: "svg", height: float(given.height) * 1mm)"""


@dataclass(frozen=True)
class Letterhead:
    """The head of every page of a download."""

    name: str
    png: bytes
    """The logo in dots, which say themselves how high it is."""
    svg: str
    """The logo in lines; empty where the centre has none."""
    height: float
    """Of the logo, in millimetres."""

    @property
    def values(self) -> dict[str, object]:
        """What a typst template draws it from."""
        return {"name": self.name, "svg": self.svg, "png": [] if self.svg else list(self.png), "height": self.height}


def find_letterhead(brand: Brand | None) -> Letterhead | None:
    """Return the letterhead of a centre; none in the awarding copy."""
    return _make(str(brand.centre.name), brand.logo) if brand else None


@lru_cache(maxsize=2)
def _make(name: str, logo: Picture) -> Letterhead:
    height = min(HEIGHT, WIDEST * logo.height / logo.width)
    svg = logo.content.decode() if logo.extension == "svg" else ""
    dots = _draw(svg, height) if svg else logo.content
    return Letterhead(name, _set_size(dots, height), svg, height)


def _draw(svg: str, height: float) -> bytes:
    return typeset(DRAW, {"svg": svg, "height": str(height)}, format="png", ppi=DOTS)[0]


def _set_size(png: bytes, height: float) -> bytes:
    """Return a PNG that is no larger than print needs, and says how many of its dots make an inch."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        image = opened.convert("RGBA")
    most = round(height / INCH * DOTS)
    if image.height > most:
        image = image.resize((max(1, round(image.width * most / image.height)), most), Image.Resampling.LANCZOS)
    dots = image.height / height * INCH
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True, dpi=(dots, dots))
    return written.getvalue()
