"""A built copy → what it holds: each file with its sum, its type and how long it may be kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from macros.errors import DataError, Place, Problem
from macros.headers import HEADERS_FILE, NGINX_FILE, find_caching, find_type

FORM = 1
FOR_OTHER_HOSTS = {HEADERS_FILE, NGINX_FILE}
"""What hosts with a disk read; storage keeps such things with each file."""
MARK = Path("search") / "guide.js"
"""What tells a built copy from another folder."""
RELEASE_DIGITS = 16


@dataclass(frozen=True, order=True)
class Content:
    """What makes two objects the same: their bytes and what a browser is told about them."""

    sum: str
    size: int
    kind: str
    caching: str

    @property
    def headers(self) -> dict[str, str]:
        """What storage is told to say with it."""
        return {"Content-Type": self.kind, "Cache-Control": self.caching}


@dataclass(frozen=True)
class Inventory:
    """The files of a copy by their addresses, sorted."""

    folder: Path
    files: Mapping[str, Content]

    @property
    def release(self) -> str:
        """The name of this very content: the same copy is the same release, whenever and wherever it was built."""
        return sha256(write_files(self.files)).hexdigest()[:RELEASE_DIGITS]


def list_copies(folder: Path) -> dict[str, Path]:
    """Return the copies in a folder by name: itself under no name, or those of a fleet; raise DataError where there is none."""
    if (folder / MARK).is_file():
        return {"": folder}
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    copies = {path.name: path for path in inside if not path.name.startswith(".") and (path / MARK).is_file()}
    if not copies:
        message = "is neither a built copy nor a folder of such: build first, then name the folder that was built"
        raise DataError([Problem(Place(str(folder)), "copy-built", message)])
    return copies


def take_inventory(folder: Path) -> Inventory:
    """Return what a built copy holds."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return Inventory(folder, {address: _read(address, paths[address]) for address in sorted({*paths} - FOR_OTHER_HOSTS)})


def _read(address: str, path: Path) -> Content:
    content = path.read_bytes()
    return Content(sha256(content).hexdigest(), len(content), find_type(address), find_caching(address))


def write_files(files: Mapping[str, Content | None]) -> bytes:
    """Return an inventory as it is kept in storage; None stands for a file that was being sent."""
    listed = {
        address: None if content is None else [content.sum, content.size, content.kind, content.caching]
        for address, content in sorted(files.items())
    }
    return json.dumps({"form": FORM, "files": listed}, ensure_ascii=False, separators=(",", ":")).encode()


def read_files(text: bytes | None) -> dict[str, Content | None]:
    """Return an inventory that was kept; nothing where there is none, or none that can be read."""
    try:
        kept = json.loads(text or b"{}")
        return {address: Content(*content) if content else None for address, content in kept.get("files", {}).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
