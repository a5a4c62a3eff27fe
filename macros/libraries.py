"""Browser libraries: which npm package each comes from, and where the site publishes it. Never committed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class LibraryMissing(Exception):
    """A browser library has not been installed."""


@dataclass(frozen=True)
class Library:
    """One file of an npm package that the site serves."""

    package_path: str
    address: str


LIBRARIES = (
    Library("minisearch/dist/umd/index.js", "assets/javascripts/minisearch.js"),
    Library("@zip.js/zip.js/dist/zip-core.min.js", "assets/javascripts/zip.js"),
    Library("sax/lib/sax.js", "assets/javascripts/sax.js"),
    Library("markdown-it/dist/browser/markdown-it.umd.min.js", "assets/javascripts/markdown-it.js"),
)


def find_library(project: Path, library: Library) -> Path:
    """Return where a library stands on disk, or raise LibraryMissing saying how to get it."""
    path = project / "node_modules" / library.package_path
    if not path.is_file():
        raise LibraryMissing(f"{path.relative_to(project)} is missing: run `make setup`")
    return path
