"""Sums of files: the same content gives the same sum, whatever the dates. Only the standard library is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

LEFT_BY_PYTHON = "__pycache__"
AT_ONCE = 1 << 16
"""Bytes read at once: nearly every file is shorter."""


def sum_bytes(content: bytes) -> str:
    """Return the sum of bytes."""
    return sha256(content).hexdigest()


def sum_file(path: str) -> str:
    """Return the sum of a file; nothing where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            content = os.read(handle, AT_ONCE)
            found = sha256(content)
            while len(content) == AT_ONCE:
                content = os.read(handle, AT_ONCE)
                found.update(content)
        finally:
            os.close(handle)
    except OSError:
        return ""
    return found.hexdigest()


def sum_folder(folder: str) -> dict[str, str]:
    """Return the sum of every file under a folder, by its path below it; links are followed, as a build does."""
    return {name: sum_file(path) for name, path in list_folder(folder)}


def list_folder(folder: str, start: str = "", without: str = "") -> Iterator[tuple[str, str]]:
    """Yield every file under a folder, but for folders of one name: its path below it, and its whole path."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir():
            yield f"{start}{entry.name}", entry.path
        elif entry.name not in (LEFT_BY_PYTHON, without):
            yield from list_folder(entry.path, f"{start}{entry.name}/", without)


def list_moments(paths: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return for each file what changes with every write to it, even one that is taken back."""
    moments = {}
    for path in paths:
        try:
            about = os.stat(path)
            moments[path] = (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
        except OSError:
            moments[path] = ()
    return moments


def sum_installed() -> dict[str, str]:
    """Return the sum of what each installed package says of itself and of its files."""
    sums = {"python": f"{sys.version} {sys.platform}"}
    for folder in map(Path, dict.fromkeys(sys.path)):
        for about in sorted((*folder.glob("*.dist-info"), *folder.glob("*.egg-info"))) if folder.is_dir() else ():
            for name in ("METADATA", "PKG-INFO", "RECORD"):
                sums[f"{about}/{name}"] = sum_file(str(about / name))
    return sums


def write_whole(place: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all; where that cannot be done, the next build is slower and nothing else."""
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        os.replace(unfinished, place)
    except OSError:
        unfinished.unlink(missing_ok=True)
