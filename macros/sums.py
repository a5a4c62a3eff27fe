"""Sums of files: the same content gives the same sum, whatever the dates. Only the standard library is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

CODE = str(Path(__file__).parent)
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
    sums = {"python": f"{sys.version} {sys.platform} {sys.flags.optimize}"}
    for folder in map(Path, dict.fromkeys(sys.path)):
        for about in sorted((*folder.glob("*.dist-info"), *folder.glob("*.egg-info"))) if folder.is_dir() else ():
            for name in ("METADATA", "PKG-INFO", "RECORD"):
                sums[f"{about}/{name}"] = sum_file(str(about / name))
    return sums


def find_umask() -> int:
    """Return what the system takes away from the permissions of a new file."""
    umask = os.umask(0)
    os.umask(umask)
    return umask


def find_package(name: str) -> str:
    """Return where Python finds what is imported by a name: a folder, or its one file; nothing where there is none."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):  # one that was made by hand says nothing of where it is from
        return ""
    return next(iter(spec.submodule_search_locations or ()), spec.origin or "") if spec else ""


def list_package(name: str, without: str = "") -> Iterator[tuple[str, str]]:
    """Yield every file of a package by the name it is imported by: its path below it, and its whole path."""
    place = find_package(name)
    yield from list_folder(place, without=without) if os.path.isdir(place) else [("", place)]


def sum_packages(names: Iterable[str]) -> dict[str, str]:
    """Return the sum of every file of packages where Python finds them now, whether or not an installation lists them."""
    return {f"{name} {file}": sum_file(path) for name in names for file, path in list_package(name)}


def write_whole(place: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all; where that cannot be done, the next build is slower and nothing else."""
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        os.replace(unfinished, place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def list_code_moments() -> dict[str, tuple[int, ...]]:
    """Return what changes with every write to a file of our code."""
    return list_moments(path for _, path in list_folder(CODE))


_AT_START = list_code_moments()
"""As it was when this process began to load it."""


def is_code_unchanged() -> bool:
    """Return whether our code is on disk as this process has loaded it, so that what it makes may be kept under its sum."""
    return list_code_moments() == _AT_START
