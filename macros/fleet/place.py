"""The files of a copy → a folder: those that all copies share are one file on disk, where the file system allows it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

CLONE = 0x40049409
"""What asks Linux for a second file that shares its blocks with the first until one of them is written to (FICLONE)."""
NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""How a file is opened that is written whole."""


def fill_folder(target: Path, source: Path, shared: Collection[str], own: Mapping[str, bytes]) -> None:
    """Fill a folder with files that others have too, which lie in a source, and with files of its own."""
    with suppress(FileExistsError):
        os.mkdir(target)
    with _step_into(source) as (there, from_there), _step_into(target) as (here, from_here):
        for folder in _list_folders((*shared, *own)):
            with suppress(FileExistsError):
                os.mkdir(here + folder, dir_fd=from_here)
        for address in shared:
            try:
                os.link(there + address, here + address, src_dir_fd=from_there, dst_dir_fd=from_here)
            except OSError:  # another file system, one without links, or one that has no more of them
                copy_file(f"{source}/{address}", f"{target}/{address}")
        for address, content in own.items():
            write_file(here + address, content, from_here)


@contextmanager
def _step_into(folder: Path) -> Iterator[tuple[str, int | None]]:
    """Yield what paths in a folder begin with, and the folder opened: where the system can, it then looks for it only once."""
    if not {os.mkdir, os.link, os.open} <= os.supports_dir_fd:
        yield f"{folder}/", None
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield "", opened
    finally:
        os.close(opened)


def _list_folders(addresses: Iterable[str]) -> list[str]:
    """Return the folders that files with these addresses are in, each after the one it is in itself."""
    folders = {""}
    for folder in {address.rpartition("/")[0] for address in addresses}:
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(folders - {""})


def write_file(path: str, content: bytes, folder: int | None) -> None:
    """Write a file. There are hundreds in a copy, and objects for each would take longer than writing it."""
    file = os.open(path, NEW, 0o666, dir_fd=folder)
    try:
        written = os.write(file, content)
        while written < len(content):  # on a disk that is nearly full; the next try says so
            written += os.write(file, memoryview(content)[written:])
    finally:
        os.close(file)


def copy_file(source: str, target: str) -> None:
    """Put a file at another place, without writing it again where that can be done."""
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
