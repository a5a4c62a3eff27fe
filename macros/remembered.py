"""What was worked out from a text, kept to be found by that text: data files that were understood.

It is found only by the same words in the same place, the same code and the same libraries. Each stands behind its own sum: one
that was cut short or altered is worked out anew. Only what this tool has written is unpickled.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from macros.sums import is_code_unchanged, sum_folder, sum_installed, sum_packages, write_whole

DATA = "data"
"""The name of the file among what a project keeps."""
SHAPING = (
    "annotated_types", "jinja2", "lxml.etree", "lxml.html", "markdown_it", "markupsafe", "mdurl", "pydantic", "pydantic_core",
    "typing_extensions", "typing_inspection", "yaml",
)  # fmt: skip
"""The packages that entries and generated pages are made with, by the names they are imported by."""
SUM, LENGTH = 32, 8
HEAD = SUM + SUM + LENGTH


class Remembered:
    """Values by what they were worked out from. Without a file, they are kept for this process alone."""

    def __init__(self, file: Path | None = None, sums: Mapping[str, str] | None = None) -> None:
        self.file, self.tools, self.sums = file, sum_tools(), sums or {}
        self.values: dict[bytes, Any] = {}
        """Those that this process knows."""
        self.places: dict[bytes, tuple[BinaryIO, int, int]] = {}
        """The file that holds a value, where in it, and in how many bytes."""
        self.used: set[bytes] = set()
        self.new: set[bytes] = set()
        self.taken: set[bytes] = set()
        """Those whose records come from another process of this build, and wait in a file for it to end."""
        self.spool: BinaryIO | None = None
        self.records = _open(file)
        if self.records:
            self.places = {key: (self.records, *place) for key, place in _list_places(self.records)}

    def find_key(self, path: Path, text: str, kind: str) -> bytes:
        """Return what a value is found by."""
        parts = [part.encode("utf-8", "surrogatepass") for part in (self.tools, str(path), kind, text)]
        return sha256(b"".join((*(b"%d " % len(part) for part in parts), *parts))).digest()

    def find(self, key: bytes) -> Any:
        """Return a value; None where there is none, or where it is not whole."""
        self.used.add(key)
        if key not in self.values and (packed := self._read(key)):
            self.values[key] = pickle.loads(packed[HEAD:])  # noqa: S301 - ours, by its sum
        return self.values.get(key)

    def keep(self, key: bytes, value: Any) -> None:
        """Keep a value."""
        self.values[key] = value
        self.used.add(key)
        self.new.add(key)

    def hand_over(self) -> list[bytes]:
        """Return the records of what is new, and know it no more: it is for another process."""
        records = [self._pack(key, self.values.pop(key)) for key in self.new]
        self.new = set()
        return records

    def take_over(self, records: Iterable[bytes]) -> None:
        """Take the records that another process of this build has made."""
        spool = self.spool = self.spool or tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open until `close`: all may be too much for the memory
        for record in records:
            key, start = record[SUM : SUM + SUM], spool.seek(0, os.SEEK_END)
            spool.write(record)
            self.places[key] = (spool, start, len(record))
            self.taken.add(key)

    def close(self) -> None:
        """Forget what was not asked for, and write down the rest where it is not what the file holds."""
        self.values = {key: value for key, value in self.values.items() if key in self.used}
        if self.file and (self.new or self.taken or self.places.keys() - self.used) and is_code_unchanged():
            for left in self.file.parent.glob(f"{self.file.name}.*"):  # by a process that was killed while it wrote
                left.unlink(missing_ok=True)
            write_whole(self.file, (self._pack(key, value) for key, value in self.values.items()))
        for held in (self.records, self.spool):
            if held:
                held.close()
        self.records, self.spool, self.places, self.used, self.new, self.taken = None, None, {}, set(), set(), set()

    def _read(self, key: bytes) -> bytes:
        """Return the record of a value, whole; nothing where there is none."""
        if key not in self.places:
            return b""
        held, start, length = self.places[key]
        held.seek(start)
        record = held.read(length)
        return record if sha256(record[SUM:]).digest() == record[:SUM] and record[SUM : SUM + SUM] == key else b""

    def _pack(self, key: bytes, value: Any) -> bytes:
        if key not in self.new and (record := self._read(key)):
            return record
        packed = pickle.dumps(value, 5)
        body = key + len(packed).to_bytes(LENGTH, "big") + packed
        return sha256(body).digest() + body


@cache
def sum_tools() -> str:
    """Return what stands for our code, the installed packages, file by file those that shape pages, and Python."""
    ours = sum_folder(str(Path(__file__).parent))
    return sha256(repr((sum_installed(), sum_packages(SHAPING), ours)).encode()).hexdigest()


def _open(file: Path | None) -> BinaryIO | None:
    try:
        return file.open("rb") if file else None
    except OSError:
        return None


def _list_places(records: BinaryIO) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield the key of each record of a file, where it begins and how long it is."""
    start, size = 0, os.fstat(records.fileno()).st_size
    while len(head := records.read(HEAD)) == HEAD:
        length = int.from_bytes(head[-LENGTH:], "big")
        if start + HEAD + length > size:
            return
        yield head[SUM:-LENGTH], (start, HEAD + length)
        start += HEAD + length
        records.seek(start)
