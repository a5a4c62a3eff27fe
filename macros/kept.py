"""Downloads kept from one build to the next: a file is made again only when something it is made from has changed.

What a file is made from is what it says, the whole of our code, and the libraries: any difference gives another key. A kept file
stands behind its own checksum, so that one that was cut short or altered is made again. A wrong file would be worse than none.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CODE = Path(__file__).parent
DOWNLOADS = "downloads"
"""Their folder among what a project keeps (`find_cache`); git ignores it, and deleting it costs one slower build."""
LIBRARIES = ("docx", "lxml", "markdown_it", "PIL", "rdflib", "segno", "typst", "xlsxwriter")
"""What the files are written with, by the name they are imported by."""
PACKAGES = {"PIL": "pillow", "docx": "python-docx", "markdown_it": "markdown-it-py"}
MOST = 400
"""How many files are kept beside those of the present build; those used longest ago go first."""
SUM = 32
"""Bytes of the checksum at the head of a kept file."""


class Kept:
    """Files kept in a folder; without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.made: list[str] = []
        """The names of what had to be made, in order."""
        self.found = 0
        """How many did not."""

    def make(self, name: str, write: Callable[..., bytes], *values: object) -> bytes:
        """Return what `write` makes of values: kept from before, or made now. `values` say all of themselves in their repr."""
        if self.folder is None:
            return write(*values)
        path = self.folder / find_key(write, values)
        if (content := _read(path)) is not None:
            self.found += 1
            return content
        self.made.append(name)
        content = write(*values)
        _keep(path, content)
        return content

    def forget_oldest(self) -> None:
        """Delete the files used longest ago, where there are more than were asked for this time and `MOST`."""
        if self.folder is not None and self.folder.is_dir():
            most = len(self.made) + self.found + MOST
            for path in sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[most:]:
                path.unlink(missing_ok=True)


def find_key(write: Callable[..., bytes], values: tuple[object, ...]) -> str:
    """Return what stands for everything that a file is made from."""
    return sha256(repr((read_tools(), write.__module__, write.__qualname__, values)).encode()).hexdigest()


NOTHING_KEPT = Kept()


def _read(path: Path) -> bytes | None:
    try:
        kept = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    content = kept[SUM:]
    return content if sha256(content).digest() == kept[:SUM] else None


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; where that cannot be done, the next build is slower and nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent.parent) as folder:
            unfinished = Path(folder) / path.name
            unfinished.write_bytes(sha256(content).digest() + content)
            os.replace(unfinished, path)
    except OSError:
        return


@cache
def read_tools() -> tuple[str, ...]:
    """Return what stands for our code, the libraries and the Python they run in."""
    return (*_list_versions(), sys.version, zlib.ZLIB_RUNTIME_VERSION, _sum_code(CODE))


def _list_versions() -> Iterator[str]:
    for library in LIBRARIES:
        try:
            yield version(PACKAGES.get(library, library))
        except PackageNotFoundError:
            yield ""


def _sum_code(folder: Path) -> str:
    parts = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".typ"))
    return sha256(repr([(path.relative_to(folder).as_posix(), path.read_bytes()) for path in parts]).encode()).hexdigest()
