"""Downloads kept from one build to the next: a file is made again only when something it is made from has changed.

What a file is made from is what it says, the whole of our code, and the libraries file by file: any difference gives another key.
A kept file stands behind its own checksum: one that was cut short or altered is made again. None is kept that was made while our
code was edited. A wrong file would be worse than none.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from macros.standing import forget_oldest
from macros.sums import is_code_unchanged, sum_packages, write_whole

CODE = Path(__file__).parent
DOWNLOADS = "downloads"
"""Their folder among what a project keeps (`find_cache`); git ignores it, and deleting it costs one slower build."""
LIBRARIES = ("docx", "lxml", "markdown_it", "mdurl", "PIL", "pyparsing", "rdflib", "segno", "typst", "xlsxwriter")
"""What the files are written with, by the name they are imported by."""
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
        if is_code_unchanged():
            write_whole(path, (sha256(content).digest(), content))
        return content

    def forget_oldest(self) -> None:
        """Delete the files used longest ago, where there are more than were asked for this time and `MOST`."""
        if self.folder is not None:
            forget_oldest(self.folder, len(self.made) + self.found + MOST)


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


@cache
def read_tools() -> tuple[str, ...]:
    """Return what stands for our code, every file of the libraries, and the Python they run in."""
    libraries = sha256(repr(sorted(sum_packages(LIBRARIES).items())).encode()).hexdigest()
    return (libraries, sys.version, zlib.ZLIB_RUNTIME_VERSION, _sum_code(CODE))


def _sum_code(folder: Path) -> str:
    parts = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".typ"))
    return sha256(repr([(path.relative_to(folder).as_posix(), path.read_bytes()) for path in parts]).encode()).hexdigest()
