"""What cards say, drawn without colours: each dot holds the number of an ink and a shade, and is packed once for all copies."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.cards.content import Card, list_cards
from macros.catalogue import Catalogue
from macros.errors import DataError, Place, Problem
from macros.kept import NOTHING_KEPT, Kept
from macros.typesetting import CannotTypeset, typeset

FOLDER = Path(__file__).parent
DOTS = 72
"""To an inch, of which the templates have as many points: one dot for each."""
WIDTH, HEAD, BODY = 1200, 150, 480
"""Dots across, and the rows of the two parts of a card."""
INKS = ("ink", "link", "accent", "soft")
"""What a dot may be covered with, in the order of their numbers."""
SHADES = 7
"""How finely the edges of letters are told apart."""
NUMBER = 4
"""Bytes of a number in a kept group."""


@dataclass(frozen=True)
class Body:
    """The lower part of a card: the end of the data of a PNG picture."""

    chunk: bytes
    """Its rows, deflated by themselves, as a chunk of data of its own: it goes into a picture as it is."""
    sum: int
    """The Adler-32 of the rows."""


def draw_bodies(catalogue: Catalogue, kept: Kept = NOTHING_KEPT) -> Mapping[str, Body]:
    """Return what every card says, by address. A group of which nothing has changed is not drawn again."""
    bodies: dict[str, Body] = {}
    for cards in list_cards(catalogue):
        group = kept.make(cards[0].address, draw_group, cards)
        bodies |= zip((card.address for card in cards), _split(group), strict=True)
    return bodies


@lru_cache(maxsize=64)
def draw_group(cards: tuple[Card, ...]) -> bytes:
    """Return the lower parts of some cards one after another, each behind its length and its sum."""
    drawn = compile_pictures("body", {"cards": json.dumps([asdict(card) for card in cards])}, cards[0].address)
    return b"".join(map(_pack, drawn))


def compile_pictures(template: str, values: dict[str, str], what: str) -> list[bytes]:
    """Return what typst makes of a template, with the fonts it brings. Raises DataError where it cannot."""
    text = b"".join((FOLDER / f"{name}.typ").read_bytes() for name in ("shared", template))
    try:
        return typeset(text, values, format="png", ppi=DOTS)
    except CannotTypeset as error:
        message = f"{what} cannot be drawn ({error}): change the text or the picture it names"
        raise DataError([Problem(Place("data"), "card-drawn", message)]) from None


def add_filters(dots: bytes) -> bytes:
    """Return the rows of a picture as PNG has them: each behind a byte that says it is as it stands."""
    return b"".join(b"\0" + dots[start : start + WIDTH] for start in range(0, len(dots), WIDTH))


def deflate(rows: bytes, level: int, end: int, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    """Return rows packed by themselves, ended so that more can follow, or for good."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return packer.compress(rows) + packer.flush(end)


def make_chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG picture."""
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def _pack(picture: bytes) -> bytes:
    rows = add_filters(_number(picture))
    chunk = make_chunk(b"IDAT", deflate(rows, zlib.Z_BEST_COMPRESSION, zlib.Z_FINISH))
    return len(chunk).to_bytes(NUMBER, "big") + zlib.adler32(rows).to_bytes(NUMBER, "big") + chunk


def _split(group: bytes) -> Iterator[Body]:
    start = 0
    while start < len(group):
        length, total = (int.from_bytes(group[at : at + NUMBER], "big") for at in (start, start + NUMBER))
        start += 2 * NUMBER
        yield Body(group[start : start + length], total)
        start += length


def _number(picture: bytes) -> bytes:
    """Return one byte for each dot: 0 for paper, else the ink and how much of it there is."""
    from PIL import Image, ImageChops

    with Image.open(io.BytesIO(picture), formats=["PNG"]) as opened:
        red, green, blue = opened.convert("RGB").split()
    soft = ImageChops.darker(red, green)
    covered = (ImageChops.subtract(red, soft), ImageChops.subtract(green, soft), blue, soft)
    numbered: Any = None
    for name, ink in zip(INKS, covered, strict=True):
        shades = ink.point(list_numbers(name))
        numbered = shades if numbered is None else ImageChops.lighter(numbered, shades)
    return bytes(numbered.tobytes())


@lru_cache(maxsize=len(INKS))
def list_numbers(ink: str) -> tuple[int, ...]:
    """Return the number of a dot for each of the 256 degrees to which an ink may cover it."""
    shades = (round(covered * SHADES / 255) for covered in range(256))
    return tuple(INKS.index(ink) * SHADES + shade if shade else 0 for shade in shades)
