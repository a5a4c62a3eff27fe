"""A copy as one archive, written from the pieces: a host that takes archives is spared hundreds of files.

What copies share is one stretch of bytes, the same in each archive; then comes what is the copy's own. It is a plain tar file
(ustar) without owners, all of one date, so that the same copy gives the same bytes.
"""

from __future__ import annotations

import tarfile
from calendar import timegm
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from macros.fleet.base import Base

BLOCK = tarfile.BLOCKSIZE


class Archive:
    """Writes the archives of a shape."""

    def __init__(self, base: Base, made: date) -> None:
        self.time = timegm(made.timetuple())
        shared = ((address, (base.folder / address).read_bytes()) for address in base.shared)
        self.shared = b"".join(self._list_blocks(shared))

    def write(self, target: Path, own: Iterable[tuple[str, bytes]]) -> None:
        """Write the archive of a copy with these files of its own."""
        with target.open("wb") as file:
            file.write(self.shared)
            file.writelines(self._list_blocks(own))
            file.write(bytes(2 * BLOCK))

    def _list_blocks(self, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
        for address, content in files:
            entry = tarfile.TarInfo(address)
            entry.size, entry.mtime, entry.mode = len(content), self.time, 0o644
            yield entry.tobuf(tarfile.PAX_FORMAT)
            yield content
            yield bytes(-len(content) % BLOCK)
