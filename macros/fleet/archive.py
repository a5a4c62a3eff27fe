"""A copy as one archive, written from the pieces: a host that takes archives is spared hundreds of files.

What copies share is one stretch of bytes, the same in each archive; then comes what is the copy's own. It is a plain tar file
(ustar) without owners, all of one date, so that the same copy gives the same bytes.
"""

from __future__ import annotations

import os
import tarfile
from calendar import timegm
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path

from macros.fleet.base import Base

BLOCK = tarfile.BLOCKSIZE
SIZE, SUM = slice(124, 136), slice(148, 155)
"""Where a header says how long its file is, and the sum of its own bytes."""
EMPTY = b"%011o\0" % 0
"""The length of an empty file."""
AT_ONCE = 1000
"""Stretches that the system is given in one go."""


class Archive:
    """Writes the archives of a shape."""

    def __init__(self, base: Base, made: date) -> None:
        self.time = timegm(made.timetuple())
        self.headers: dict[str, tuple[bytes, int]] = {}
        """The header of each address for an empty file, and its sum: the library takes longer for each than writing the file."""
        shared = ((address, (base.folder / address).read_bytes()) for address in base.shared)
        self.shared = b"".join(self._list_blocks(shared))

    def write(self, target: Path, own: Iterable[tuple[str, bytes]]) -> None:
        """Write the archive of a copy with these files of its own."""
        with target.open("wb", buffering=0) as file:
            blocks = chain((self.shared,), self._list_blocks(own), (bytes(2 * BLOCK),))
            while some := list(islice(blocks, AT_ONCE)):
                _write_all(file.fileno(), some)

    def _list_blocks(self, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
        for address, content in files:
            yield self.make_header(address, len(content))
            yield content
            yield bytes(-len(content) % BLOCK)

    def make_header(self, address: str, size: int) -> bytes:
        """Return what stands before a file."""
        if address not in self.headers:
            entry = tarfile.TarInfo(address)
            entry.mtime, entry.mode = self.time, 0o644
            empty = entry.tobuf(tarfile.PAX_FORMAT)
            self.headers[address] = empty, int(empty[-BLOCK:][SUM].rstrip(b"\0"), 8)
        empty, total = self.headers[address]
        written = b"%011o\0" % size
        header = bytearray(empty)
        block = memoryview(header)[-BLOCK:]
        block[SIZE] = written
        block[SUM] = b"%06o\0" % (total + sum(written) - sum(EMPTY))
        return bytes(header)


def _write_all(file: int, stretches: list[bytes]) -> None:
    """Write stretches of bytes one after another, without copying them into one where the system can do so."""
    written = os.writev(file, stretches) if hasattr(os, "writev") else 0
    if written < sum(map(len, stretches)):
        rest = memoryview(b"".join(stretches))[written:]
        while rest:  # on a disk that is nearly full; the next try says so
            rest = rest[os.write(file, rest) :]
