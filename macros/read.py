"""One YAML file → plain values and where each stands. Takes the strict part of YAML only: text, lists, mappings.

Works from the parser's events, one at a time, so that neither a deep nor an odd file can exhaust the stack.
Every value is text: `1.10`, `no` and `2026-11-24` mean what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.errors import Place, Problem, show_path
from macros.yaml_faults import LOADER, explain_fault, find_typed_quotes

MAX_BYTES = 1_000_000
MAX_BYTES_WRITTEN = 40_000_000
"""For a file that the tool itself writes, one line for each address of a large catalogue."""
WRITTEN = ("addresses.yml",)
MAX_DEPTH = 12
NULLS = ("", "~", "null")

Location = tuple[str | int, ...]


@dataclass
class Document:
    """What one file says, and the place of every value in it."""

    path: str
    value: Any = None
    marks: dict[Location, Place] = field(default_factory=dict)
    quoted: dict[Location, bool] = field(default_factory=dict)
    """Values that begin with a typographic quote and nothing that YAML knows: whether another closes it at their end."""

    def place(self, *location: str | int) -> Place:
        """Return where the value at `location` stands, or the nearest thing around it."""
        for length in range(len(location), -1, -1):
            if location[:length] in self.marks:
                return self.marks[location[:length]]
        return Place(self.path)


@dataclass(frozen=True)
class Origin:
    """The file an entry was read from. Its places are found by reading it again: few are ever asked for, and all weigh much."""

    path: Path
    root: Path
    words: str = ""
    """What stands for the words that were read, where that is known."""

    def place(self, *location: str | int) -> Place:
        """Return where the value at `location` stands, or the nearest thing around it."""
        if not self.path.is_file():
            return Place(show_path(self.path, self.root))
        return _read_again(self.path, self.root, self.path.stat().st_mtime_ns).place(*location)


@lru_cache(maxsize=8)
def _read_again(path: Path, root: Path, changed: int) -> Document:
    return read_yaml(path, root)[0]


@dataclass
class _Open:
    """A list or mapping that is still being read."""

    location: Location
    value: list[Any] | dict[str, Any]
    key: str | None = None
    refused: bool = False

    def next_location(self) -> Location:
        if isinstance(self.value, list):
            return (*self.location, len(self.value))
        return (*self.location, self.key or "")


class Refused(Exception):
    """The file cannot be read further."""


def read_yaml(path: Path, root: Path) -> tuple[Document, list[Problem]]:
    """Read one file; `value` is None where nothing could be read. Never raises for what the file holds."""
    document = Document(show_path(path, root))
    try:
        text = read_text(path)
    except (OSError, Refused) as error:
        return document, [Problem(Place(document.path), "file-readable", str(error))]
    reader = _Reader(document)
    try:
        reader.read(yaml.parse(text, Loader=LOADER))
    except Refused:
        document.value = None
    except yaml.YAMLError as error:
        line, column, message = explain_fault(text, error)
        reader.problems.append(Problem(Place(document.path, line, column), "yaml-syntax", message))
        document.value = None
    return document, reader.problems


def read_text(path: Path) -> str:
    """Return the text of a file, or raise Refused where it is too long or no text."""
    return decode_text(read_content(path))


def read_content(path: Path) -> bytes:
    """Return what a file holds, or raise Refused where it is too long."""
    size = path.stat().st_size
    allowed = MAX_BYTES_WRITTEN if path.name in WRITTEN else MAX_BYTES
    if size > allowed:
        raise Refused(f"is {size:,} bytes long, more than the {allowed:,} allowed: split it, one subject to a file")
    return path.read_bytes()


def decode_text(content: bytes) -> str:
    """Return the text that a file holds, or raise Refused where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"is not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class _Reader:
    """Turns parser events into values, keeping places and problems."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.documents = 0

    def report(self, mark: Any, rule: str, message: str) -> None:
        place = Place(self.document.path, mark.line + 1, mark.column + 1) if mark else Place(self.document.path)
        self.problems.append(Problem(place, rule, message))

    def read(self, events: Iterator[yaml.Event]) -> None:
        actions: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            if action := actions.get(type(event)):
                action(event)

    def _document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self.report(event.start_mark, "one-document", "a second document starts here (`---`): use a file of its own")
            raise Refused

    def _alias(self, event: yaml.Event) -> None:
        self.report(event.start_mark, "no-alias", "aliases (`*name`) are not read: write the value out")
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            raise Refused  # an alias for a key: what follows could not be told apart
        self._place(event, None)

    def _check_plain(self, event: Any) -> None:
        if event.anchor:
            self.report(event.start_mark, "no-alias", f"anchors (`&{event.anchor}`) are not read: delete it")
        if event.tag and event.tag != "!":
            self.report(event.start_mark, "no-tag", f"tags (`{event.tag}`) are not read: delete it")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_plain(event)
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            self._key(top, event)
        else:
            plain_null = not event.style and event.value in NULLS
            if not event.style and (closed := find_typed_quotes(event.value)) is not None:
                self.document.quoted[top.next_location() if top else ()] = closed
            self._place(event, None if plain_null else event.value)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        top.key = event.value
        top.refused = True
        if event.value == "<<":
            self.report(event.start_mark, "no-merge", "merge keys (`<<`) are not read: write the fields out")
        elif event.value in top.value:
            first = self.document.place(*top.location, event.value)
            self.report(event.start_mark, "no-duplicate", f"{event.value!r} stands twice, first on line {first.line}: keep one")
        else:
            top.refused = False
            self._mark((*top.location, event.value), event)

    def _mark(self, location: Location, event: Any) -> None:
        mark = event.start_mark
        self.document.marks[location] = Place(self.document.path, mark.line + 1, mark.column + 1)

    def _open(self, event: Any, value: list[Any] | dict[str, Any]) -> None:
        self._check_plain(event)
        if len(self.stack) >= MAX_DEPTH:
            self.report(event.start_mark, "not-too-deep", f"is nested more than {MAX_DEPTH} deep: nothing here needs that")
            raise Refused
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            self.report(event.start_mark, "key-is-text", "a list or mapping cannot be a key: use a word")
            raise Refused
        location = top.next_location() if top else ()
        if not (isinstance(value, dict) and location in self.document.marks):
            self._mark(location, event)
        self.stack.append(_Open(location, value))

    def _close(self, event: yaml.Event) -> None:
        done = self.stack.pop()
        self._store(done.value)

    def _place(self, event: Any, value: Any) -> None:
        location = self.stack[-1].next_location() if self.stack else ()
        self._mark(location, event)
        self._store(value)

    def _store(self, value: Any) -> None:
        if not self.stack:
            self.document.value = value
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            return
        if not top.refused:
            top.value[str(top.key)] = value
        top.key = None
