"""A file with tokens → its pieces, once; pieces and values → the file of a copy, as often as there are copies."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from xml.sax.saxutils import escape as escape_xml

from markupsafe import escape as escape_html

from macros.errors import DataError, Place, Problem
from macros.fleet.tokens import IN_ASCII, IN_MARKDOWN, OPEN, TOKEN, has_token, read_name, token
from macros.frame import Frame
from macros.linked_data import ESCAPES as LINKED_DATA_ESCAPES
from macros.policy import META, POLICY, has_scripts_with, seal_page
from macros.render import protect

FRAMES = 64
"""Frames that are kept as they were cut: a shape has one for each of the pages that its copies render."""
SLOT = "slot "
"""How the name of a token begins that stands for finished HTML: see `macros.fleet.slots`."""


class Key(NamedTuple):
    """A token as it stands in a kind of file, which decides how its value is escaped."""

    kind: str
    name: str


LINKED_DATA = ".html.jsonld"
"""The kind of what stands in a block of linked data in a page."""
BLOCK = re.compile(r"<script\b[^>]*\btype=\"application/ld\+json\"[^>]*>.*?<[/]script>", re.DOTALL)
WORDS = ""
"""The kind of plain text."""
DISK = ".disk"
"""The kind of a page that opens from disk."""
THROUGH_MARKDOWN = {".html": ".html.md", DISK: ".disk.md"}
"""The kinds of what went through Markdown on its way into a page."""
LEFT_IN_ASCII = f"\\u{ord(OPEN):x}"
ESCAPES: Mapping[str, Callable[[str], str]] = {
    ".html": lambda text: str(escape_html(text)),
    DISK: lambda text: str(escape_html(text)),
    **dict.fromkeys(THROUGH_MARKDOWN.values(), lambda text: str(protect(str(escape_html(text))))),
    ".xml": escape_xml,
    ".json": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    LINKED_DATA: lambda text: json.dumps(text, ensure_ascii=False)[1:-1].translate(LINKED_DATA_ESCAPES),
    WORDS: str,
}
"""How a value is written in each kind of file."""


@dataclass(frozen=True)
class Cut:
    """A file as pieces, with a key between each two."""

    pieces: tuple[bytes, ...]
    keys: tuple[Key, ...]
    sealed: bool = False
    """Whether its policy allows scripts that hold tokens, so that the sums are found anew."""

    def join(self, values: Mapping[Key, bytes]) -> bytes:
        """Return the file with a value in every gap."""
        parts = [b""] * (2 * len(self.keys) + 1)
        parts[::2] = self.pieces
        parts[1::2] = map(values.__getitem__, self.keys)
        joined = b"".join(parts)
        return seal_page(joined.decode()).encode() if self.sealed else joined


@dataclass(frozen=True)
class CutFrame:
    """The page around a body, cut at its tokens: text, the name of a gap, text, and so on."""

    pieces: tuple[Cut | str, ...]

    def fill(self, parts: Mapping[str, Any], values: Values) -> bytes:
        """Return a page with a part in every gap, and a value for every token; parts are written as in `Frame.fill`."""
        return b"".join(
            values.fill(".html", str(escape_html(parts[piece]))).encode() if isinstance(piece, str) else piece.join(values)
            for piece in self.pieces
        )


@lru_cache(maxsize=FRAMES)
def cut_frame(frame: Frame) -> CutFrame:
    """Return a frame, cut at its tokens."""
    return CutFrame(tuple(piece if place % 2 else cut_text(".html", piece) for place, piece in enumerate(frame.pieces)))


def has_own_scripts(address: str, text: str) -> bool:
    """Return whether a page holds scripts with tokens, whose sums are then others in each copy."""
    return address.endswith(".html") and has_scripts_with(OPEN, text)


def cut_file(address: str, text: str, kind: str = "") -> Cut:
    """Return a file of the base, cut at its tokens. Raises DataError where one stands in a kind of file not known here."""
    kind = kind or PurePosixPath(address).suffix
    if kind not in ESCAPES or not kind:
        message = "holds a string of a centre, and fleets cannot write this kind of file: see ESCAPES in macros/fleet/cut.py"
        raise DataError([Problem(Place(address), "fleet-can-write", message)])
    sealed = has_own_scripts(address, text)
    if sealed:
        text = META.sub(lambda found: found[0].replace(found[1], POLICY), text, count=1)
    return cut_text(kind, text, sealed=sealed)


def cut_text(kind: str, text: str, *, sealed: bool = False) -> Cut:
    """Return a text, cut at its tokens."""
    text = IN_ASCII.sub(lambda found: token(found[1]), text)
    pieces, keys, place = [], [], 0
    blocks = [found.span() for found in BLOCK.finditer(text)] if kind in THROUGH_MARKDOWN else []
    for found in TOKEN.finditer(text):
        pieces.append(text[place : found.start()])
        in_block = any(start < found.start() < end for start, end in blocks)
        through = THROUGH_MARKDOWN.get(kind, kind) if found["open"] == IN_MARKDOWN else kind
        keys.append(Key(LINKED_DATA if in_block else through, read_name(found)))
        place = found.end()
    pieces.append(text[place:])
    if left := [piece for piece in pieces if has_token(piece) or LEFT_IN_ASCII in piece]:
        raise DataError([Problem(Place("mkdocs.yml"), "fleet-can-write", f"a part of a token is left: {left[0][:80]!r}")])
    return Cut(tuple(piece.encode() for piece in pieces), tuple(keys), sealed)


def find_slots(cut: Cut) -> tuple[Key, ...]:
    """Return the slots of a file."""
    return tuple(key for key in cut.keys if key.name.startswith(SLOT))


class Values(dict[Key, bytes]):
    """The values of one centre, written as each kind of file needs them; found when first asked for."""

    def __init__(self, plain: dict[str, str], fill_slot: Callable[[Key], str]) -> None:
        super().__init__()
        self.plain, self.fill_slot = plain, fill_slot

    def __missing__(self, key: Key) -> bytes:
        if key.name.startswith(SLOT):
            value = self.fill_slot(key)
        elif key.name in self.plain:
            value = ESCAPES[key.kind](self.plain[key.name])
        else:
            raise DataError([Problem(Place("mkdocs.yml"), "fleet-can-write", f"a copy has no value for {key.name!r}")])
        self[key] = written = value.encode()
        return written

    def leave_slots(self) -> Values:
        """Return the same values with nothing in any slot."""
        return Values(self.plain, lambda slot: "")

    def fill(self, kind: str, text: str) -> str:
        """Return a text with the values of this centre in place of its tokens."""
        return cut_text(kind, text).join(self).decode() if has_token(text) else text
