"""Where a copy stands: a folder, or an address on the web. Both answer with the bytes of a file, or say that there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

LARGEST = 8_000_000
"""Bytes of one file; no page or data file of a copy comes near it."""
WEB = re.compile(r"https?://", re.IGNORECASE)


class SiteFailure(Exception):
    """A copy, or a file of it, that cannot be read; the message is a sentence that says why."""


class Site(Protocol):
    """A copy that can be read file by file. Addresses are those of the site: a page ends in a slash."""

    name: str
    """How the reader has named it."""

    def read_all(self, addresses: Iterable[str]) -> Mapping[str, bytes | SiteFailure | None]:
        """Return what stands at each address: bytes, nothing, or why it cannot be read."""
        ...


class Folder:
    """A copy on this machine."""

    def __init__(self, path: Path) -> None:
        self.name, self.path = str(path), path
        if not (path / "index.html").is_file():
            raise SiteFailure(f"{path} holds no index.html: name the folder where the copy begins")

    def read_all(self, addresses: Iterable[str]) -> Mapping[str, bytes | SiteFailure | None]:
        """Return what stands at each address."""
        return {address: self._read(address) for address in addresses}

    def _read(self, address: str) -> bytes | SiteFailure | None:
        path = self.path / f"{address}index.html" if address.endswith("/") or not address else self.path / address
        try:
            if not path.is_file():
                return None
            if path.stat().st_size > LARGEST:
                return SiteFailure(f"is larger than {LARGEST:,} bytes")
            return path.read_bytes()
        except OSError as error:
            return SiteFailure(f"cannot be read: {error.strerror}")


def open_site(where: str, seconds: float) -> Site:
    """Return the copy at an address, to be read within so many seconds, or in a folder; raise SiteFailure where there is none."""
    if WEB.match(where):
        from macros.verify.web import Web

        return Web(where, seconds)
    path = Path(where)
    if not path.is_dir():
        raise SiteFailure(f"{where} is no folder here, and no address that begins with https:// or http://")
    return Folder(path)
