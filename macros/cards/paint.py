"""Bodies and a look → PNG pictures: the head of a copy is drawn once, and each card is put together from parts already packed."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from macros.cards.bodies import BODY, HEAD, INKS, SHADES, WIDTH, Body, add_filters, compile_pictures, deflate, make_chunk
from macros.cards.look import CardLook

FIRST = 1 + len(INKS) * SHADES
"""The number of the first colour of the head: those of the body stand before it."""
BARS = {"primary": 20, "accent": 6}
"""The bars at the top, by the colour of each, and how many rows it has."""
ABOVE = 52
"""Rows of the head above what is drawn: the bars and paper."""
COLOURS = 128
"""What is drawn may have at most: a logo may be a picture."""
NUMBERED = bytes((value + FIRST + len(BARS)) % 256 for value in range(256))
SIGNATURE = b"\x89PNG\r\n\x1a\n"
STREAM = b"\x78\xda"
"""How zlib begins a stream."""
ADLER = 65521


def paint_cards(bodies: Mapping[str, Body], look: CardLook) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every card, in the look of a copy."""
    dots, colours = _draw_head(look)
    rows = add_filters(dots)
    head, head_sum = deflate(rows, zlib.Z_DEFAULT_COMPRESSION, zlib.Z_FULL_FLUSH), zlib.adler32(rows)
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
    """Return the dots of the head as numbers of colours, and those colours."""
    from PIL import Image

    shown = {**asdict(look), "logo": look.logo.decode() if look.extension == "svg" else list(look.logo)}
    (drawn,) = compile_pictures("head", {"look": json.dumps(shown)}, f"the head of the cards of {look.name!r}")
    with Image.open(io.BytesIO(drawn), formats=["PNG"]) as opened:
        image = opened.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    colours = bytearray(image.getpalette() or [])[: 3 * COLOURS]
    paper = 3 * int(image.getpixel((0, image.height - 1)))
    colours[paper : paper + 3] = bytes(_read_colour(look.paper))  # the very same as below, where a palette rounds
    bars = b"".join(bytes([FIRST + bar]) * (WIDTH * height) for bar, height in enumerate(BARS.values()))
    dots = bars.ljust(ABOVE * WIDTH, b"\0") + image.tobytes().translate(NUMBERED)
    return dots.ljust(HEAD * WIDTH, b"\0"), bytes(value for bar in BARS for value in _read_colour(getattr(look, bar))) + colours


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
