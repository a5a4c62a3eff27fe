"""Bodies and a look → PNG pictures: the head of a copy is drawn once, and each card is put together from parts already packed."""

from __future__ import annotations

import functools
import io
import itertools
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from macros.cards.bodies import (
    BODY,
    HEAD,
    INKS,
    SHADES,
    WIDTH,
    Body,
    add_filters,
    compile_pictures,
    deflate,
    list_numbers,
    make_chunk,
)
from macros.cards.look import CardLook

if TYPE_CHECKING:
    from PIL.Image import Image

FIRST = 1 + len(INKS) * SHADES
"""The number of the first colour of the head: those of the body stand before it."""
BARS = {"primary": 20, "accent": 6}
"""The bars at the top, by the colour of each, and how many rows it has."""
MARGIN, ABOVE = 64, 52
"""Where logo and words begin: dots from the left, rows from the top."""
LOGO, NAME, ALONE, GUIDE = 84, 52, 84, 30
"""Rows for the logo, for the name above the name of the guide or alone, and for that; they are drawn in the middle of theirs."""
APART = 24
"""Dots between a logo and the words beside it."""
COLOURS = 128
"""A logo may have at most: it may be a picture."""
NUMBERED = bytes((value + FIRST + len(BARS)) % 256 for value in range(256))
QUICK = 1
"""How hard the head is packed, which each copy does anew: for what stands there more than once in a row, as most of it does. To
look for more takes three times as long, for an eighth less."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
STREAM = b"\x78\xda"
"""How zlib begins a stream."""
ADLER = 65521


def paint_cards(bodies: Mapping[str, Body], look: CardLook) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every card, in the look of a copy."""
    dots, colours = _draw_head(look)
    rows = add_filters(dots)
    head, head_sum = deflate(rows, QUICK, zlib.Z_FULL_FLUSH, zlib.Z_RLE), zlib.adler32(rows)
    size = WIDTH.to_bytes(4, "big") + (HEAD + BODY).to_bytes(4, "big")
    start = SIGNATURE + make_chunk(b"IHDR", size + b"\x08\x03\0\0\0") + make_chunk(b"PLTE", _mix_colours(look) + colours)
    start += make_chunk(b"IDAT", STREAM + head)
    end = make_chunk(b"IEND", b"")
    for address, body in bodies.items():
        total = join_sums(head_sum, body.sum, BODY * (WIDTH + 1)).to_bytes(4, "big")
        yield address, b"".join((start, body.chunk, make_chunk(b"IDAT", total), end))


def join_sums(first: int, second: int, length: int) -> int:
    """Return the Adler-32 of two stretches of bytes from those of each; `length` is that of the second."""
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + length * ((first & 0xFFFF) - 1)
    return (high % ADLER) << 16 | low % ADLER


def _draw_head(look: CardLook) -> tuple[bytes, bytes]:
    """Return the dots of the head as numbers of colours, and those of these colours that are of the head alone."""
    from PIL import Image

    head = Image.new("L", (WIDTH, HEAD))
    for number, (start, end) in enumerate(itertools.pairwise(itertools.accumulate(BARS.values(), initial=0)), start=FIRST):
        head.paste(number, (0, start, WIDTH, end))
    *logo, name = _draw_parts(look)
    left, colours = MARGIN, b""
    if logo:
        colours = _put_logo(head, logo[0], look.paper)
        left += logo[0].width + APART
    head.paste(name.point(list_numbers("ink")), (left, ABOVE))
    if look.guide:
        head.paste(_draw_guide(look.guide, WIDTH - MARGIN - left).point(list_numbers("soft")), (left, ABOVE + LOGO - GUIDE))
    return head.tobytes(), bytes(value for bar in BARS for value in _read_colour(getattr(look, bar))) + colours


def _draw_parts(look: CardLook) -> list[Image]:
    """Return the logo of a copy, if it has one, and its name."""
    logo = look.logo.decode() if look.extension == "svg" else list(look.logo)
    shown = {"logo": logo, "extension": look.extension, "paper": look.paper, "apart": APART}
    shown |= {"words": look.name, "height": NAME if look.guide else ALONE, "largest": 36, "weight": "bold"}
    return _draw(shown, WIDTH - 2 * MARGIN)


def _draw_guide(guide: str, room: int) -> Image:
    """Return the name of the guide, which is the same in all copies, and nearly always has room beside their logos."""
    drawn = _draw_words(guide, WIDTH - 2 * MARGIN)
    return drawn if drawn.width <= room else _draw_words(guide, room)


@functools.lru_cache(maxsize=16)
def _draw_words(words: str, room: int) -> Image:
    shown = {"extension": "", "words": words, "height": GUIDE, "largest": 24, "weight": "regular"}
    return _draw(shown, room)[-1]


def _draw(shown: dict[str, object], room: int) -> list[Image]:
    """Return the pictures that the template makes: a logo as it is, and how much of each dot words cover."""
    from PIL import Image

    drawn = compile_pictures("head", {"look": json.dumps(shown | {"room": room})}, f"the head of the cards of {shown['words']!r}")
    opened = [Image.open(io.BytesIO(picture), formats=["PNG"]) for picture in drawn]
    return [*opened[:-1], opened[-1].getchannel(0)]


def _put_logo(head: Image, logo: Image, paper: str) -> bytes:
    """Put a logo into the head, in numbers of its colours, and return those; its paper is that of the card."""
    from PIL import Image, ImageChops

    plain = logo.convert("RGB")
    few = plain.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    unlike = ImageChops.difference(plain, Image.new("RGB", plain.size, _read_colour(paper)))
    shown = functools.reduce(ImageChops.lighter, unlike.split()).point([0, *[255] * 255])
    numbered = Image.frombytes("L", few.size, few.tobytes().translate(NUMBERED))
    head.paste(numbered, (MARGIN, ABOVE + (LOGO - few.height) // 2), shown)
    return bytes(few.getpalette() or [])[: 3 * COLOURS]


def _mix_colours(look: CardLook) -> bytes:
    """Return the colours of the body by number: paper, then each ink from its lightest shade to its own."""
    paper = _read_colour(look.paper)
    mixed = [paper]
    for name in INKS:
        ink = _read_colour(getattr(look, name))
        for shade in range(1, SHADES + 1):
            mixed.append(tuple(round(p + (i - p) * shade / SHADES) for p, i in zip(paper, ink, strict=True)))
    return bytes(value for colour in mixed for value in colour)


def _read_colour(written: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(written.removeprefix("#")))
