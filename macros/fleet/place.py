"""The files of a copy → a folder: those that all copies share are one file on disk, where the file system allows it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

CLONE = 0x40049409
"""What asks Linux for a second file that shares its blocks with the first until one of them is written to (FICLONE)."""


def share_files(source: Path, addresses: Iterable[str], target: Path) -> None:
    """Put files into a folder without writing them again: as links, else as clones, else as copies."""
    made: set[str] = set()
    for address in addresses:
        make_folder(target, address, made)
        share_file(f"{source}/{address}", f"{target}/{address}")


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


def write_own(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write the files that a copy does not share."""
    made: set[str] = set()
    for address, content in files:
        make_folder(target, address, made)
        with open(f"{target}/{address}", "wb", buffering=0) as file:
            file.write(content)


def make_folder(target: Path, address: str, made: set[str]) -> None:
    """Make the folder of a file, unless it is among those made."""
    folder = address.rpartition("/")[0]
    if folder not in made:
        os.makedirs(f"{target}/{folder}", exist_ok=True)
        made.add(folder)


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
