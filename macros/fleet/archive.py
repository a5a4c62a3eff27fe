"""A copy as one ZIP archive, put together from what is packed already: a host that takes archives is spared hundreds of files.

What copies share is packed once, and is one stretch of bytes in each archive. Of a page that says something of a centre, the
pieces are packed once. Packed stretches may follow one another where each ends on a byte and refers to nothing before it: so a
copy puts its own values between them. All is of one date, so that the same copy gives the same bytes.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from datetime import date
from itertools import chain, islice
from pathlib import Path
from struct import Struct

from macros.fleet.base import Base
from macros.fleet.cut import Cut, Key, Values
from macros.offline import Packed, is_packed, pack_file, write_archive

LOCAL, RECORD, END = Struct("<4s5H3I2H"), Struct("<4s6H3I5H2I"), Struct("<4s4H2IH")
"""What stands before a file, its record in the list at the end, and what ends that, as APPNOTE.TXT of PKWARE lays them out."""
VERSION, UNIX, ASCII, UTF_8, STORED, DEFLATED = 20, 3 << 8, 0, 0x800, 0, 8
MODE = 0o100644 << 16
MOST_FILES, MOST_BYTES = 0xFFFE, 0xFFFFFFFE
"""What the plain form of an archive has room for."""
LONGEST = 0xFFFF
"""Bytes that a stretch which is not packed has at most."""
AS_IT_IS = 0
"""How hard what only one copy has is packed: packing it takes longer than writing what that would save."""
AT_ONCE = 1000
"""Stretches that the system is given in one go."""


class Archive:
    """Writes the archives of a shape."""

    def __init__(self, base: Base, made: date) -> None:
        self.made = made
        self.cut = {address: _pack_pieces(cut) for address, cut in base.cut.items() if not cut.sealed}
        self.shared = {address: pack_file(address, (base.folder / address).read_bytes()) for address in base.shared}
        stretches, records = self._lay_out(self.shared, 0)
        self.stretch, self.records = b"".join(stretches), records

    def write(self, target: Path, own: Mapping[str, bytes], values: Values) -> None:
        """Write the archive of a copy with these files of its own, in which its values stand."""
        ready = PackedValues(values)
        packed = {address: self.pack(address, content, ready) for address, content in own.items()}
        stretches, records = self._lay_out(packed, len(self.stretch))
        start = len(self.stretch) + sum(map(len, stretches))
        listed = b"".join((*self.records, *records))
        count = len(self.records) + len(records)
        if count > MOST_FILES or start + len(listed) > MOST_BYTES:
            write_archive(target, (self.shared | packed).items(), self.made)  # the library knows the larger form
            return
        end = END.pack(b"PK\5\6", 0, 0, count, count, len(listed), start, 0)
        with target.open("wb", buffering=0) as file:
            every = chain((self.stretch,), stretches, (listed, end))
            while some := list(islice(every, AT_ONCE)):
                _write_all(file.fileno(), some)

    def pack(self, address: str, content: bytes, ready: PackedValues) -> Packed:
        """Return a file of a copy as it stands in its archive."""
        if address not in self.cut:
            return pack_file(address, content, AS_IT_IS)
        return Packed(self.cut[address].join(ready), zlib.crc32(content), len(content))

    def _lay_out(self, files: Mapping[str, Packed], place: int) -> tuple[list[bytes], list[bytes]]:
        """Return the stretches of files that begin at a place of the archive, and the records that say where each is."""
        day = max(self.made.year - 1980, 0) << 9 | self.made.month << 5 | self.made.day
        stretches, records = [], []
        for address, file in files.items():
            name = address.encode()
            flags = ASCII if address.isascii() else UTF_8
            method = STORED if is_packed(address) else DEFLATED
            known = (VERSION, flags, method, 0, day, file.crc, len(file.content), file.size, len(name), 0)
            if place <= MOST_BYTES:  # else this list is not used
                records.append(RECORD.pack(b"PK\1\2", UNIX | VERSION, *known, 0, 0, 0, MODE, place) + name)
            stretches += (LOCAL.pack(b"PK\3\4", *known) + name, file.content)
            place += LOCAL.size + len(name) + len(file.content)
        return stretches, records


class PackedValues(dict[Key, bytes]):
    """The values of a copy as they stand between packed pieces."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self.values_as_written = values

    def __missing__(self, key: Key) -> bytes:
        self[key] = written = _leave(self.values_as_written[key])
        return written


def _leave(value: bytes) -> bytes:
    """Return a value as a stretch that is not packed and may stand anywhere."""
    size = len(value)
    if size > LONGEST:
        return _pack_stretch(value, AS_IT_IS)
    return b"\0" + size.to_bytes(2, "little") + (size ^ LONGEST).to_bytes(2, "little") + value if value else b""


def _pack_pieces(cut: Cut) -> Cut:
    """Return a file whose pieces are packed, each by itself."""
    *pieces, last = cut.pieces
    return Cut((*map(_pack_stretch, pieces), _pack_stretch(last, end=zlib.Z_FINISH)), cut.keys)


def _pack_stretch(content: bytes, level: int = zlib.Z_DEFAULT_COMPRESSION, end: int = zlib.Z_FULL_FLUSH) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(end)


def _write_all(file: int, stretches: list[bytes]) -> None:
    """Write stretches of bytes one after another, without copying them into one where the system can do so."""
    written = os.writev(file, stretches) if hasattr(os, "writev") else 0
    if written < sum(map(len, stretches)):
        rest = memoryview(b"".join(stretches))[written:]
        while rest:  # on a disk that is nearly full; the next try says so
            rest = rest[os.write(file, rest) :]
