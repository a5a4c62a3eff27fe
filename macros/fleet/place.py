"""The files of a copy → a folder: those that all copies share are one file on disk, where the file system allows it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

CLONE = 0x40049409
"""What asks Linux for a second file that shares its blocks with the first until one of them is written to (FICLONE)."""
NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""How a file is opened that is written whole."""


def fill_folder(target: Path, source: Path, shared: Iterable[str], own: Mapping[str, bytes]) -> None:
    """Fill a folder with files that others have too, which lie in a source, and with files of its own."""
    made: set[str] = set()
    for address in shared:
        _make_folder(target, address.rpartition("/")[0], made)
        share_file(f"{source}/{address}", f"{target}/{address}")
    for address, content in own.items():
        _make_folder(target, address.rpartition("/")[0], made)
        write_file(f"{target}/{address}", content)


def _make_folder(target: Path, folder: str, made: set[str]) -> None:
    """Make a folder and those above it, unless they are among those made."""
    if folder in made:
        return
    if folder:
        _make_folder(target, folder.rpartition("/")[0], made)
    with suppress(FileExistsError):
        os.mkdir(f"{target}/{folder}")
    made.add(folder)


def write_file(path: str, content: bytes) -> None:
    """Write a file. There are hundreds in a copy, and objects for each would take longer than writing it."""
    file = os.open(path, NEW, 0o666)
    try:
        written = os.write(file, content)
        while written < len(content):  # on a disk that is nearly full; the next try says so
            written += os.write(file, memoryview(content)[written:])
    finally:
        os.close(file)


def share_file(source: str, target: str) -> None:
    """Put one file at another place without writing it again, where that can be done."""
    try:
        os.link(source, target)
    except OSError:  # another file system, one without links, or one that has no more of them
        if not _clone(source, target):
            shutil.copyfile(source, target)


def _clone(source: str, target: str) -> bool:
    try:
        import fcntl

        with open(source, "rb") as one, open(target, "wb") as other:
            fcntl.ioctl(other.fileno(), CLONE, one.fileno())
    except (ImportError, OSError):
        return False
    return True


def adopt_files(folder: Path, addresses: Iterable[str], published: Path) -> None:
    """Let the files of a base be those of a copy that is published, where they are the same: they are then on disk once."""
    for address in addresses:
        ours, theirs = folder / address, published / address
        try:
            if ours.stat().st_size == theirs.stat().st_size and ours.read_bytes() == theirs.read_bytes():
                beside = ours.with_name(f".{ours.name}")
                os.link(theirs, beside)
                os.replace(beside, ours)
        except OSError:
            continue
