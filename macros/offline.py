"""The finished site → a copy that opens from disk: links name index.html, and what only a site on the web has is left out.

One way for both: `build --offline` turns the site into such a copy, and every other build packs the same copy as a download.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from macros.policy import allow_disk

# A link within the site. Pages are made by our templates and the theme's, which quote every attribute and escape every value.
LINK = re.compile(r'(<(?:a|link)\s(?:[^<>]*?\s)?href=")(?!//)([^"#?:]+)(?=["#?])')
ONLINE = re.compile(
    r"<(li|p|div|section|script)\b[^<>]*\sdata-online\b[^<>]*>.*?<\/\1>\s*"
    r"|<(?:link|meta)\b[^<>]*\sdata-online\b[^<>]*>\s*",
    re.DOTALL,
)
"""An element that only a site on the web has; nothing of its own kind stands in it."""
CARDS = "assets/cards/"
"""Pictures that messengers show beside a link; nobody links to a page on a disk."""
PACKED = (".pdf", ".docx", ".xlsx", ".gz", ".png", ".woff2", ".zip")
"""Files that are compressed already."""


@dataclass(frozen=True, repr=False)
class Packed:
    """A file as it stands in an archive."""

    content: bytes
    crc: int
    size: int
    """Before it was packed."""


def write_copy(folder: Path, scripts: Mapping[str, bytes]) -> None:
    """Turn the site in a folder into a copy that opens from disk."""
    for address, content in list_copy(folder, scripts):
        (folder / address).write_bytes(content)


def pack_copy(folder: Path, scripts: Mapping[str, bytes], target: Path, made: date) -> None:
    """Write the copy of the site in a folder as a ZIP archive. The same site gives the same bytes."""
    write_archive(target, list_copy(folder, scripts, without=target), made)


def write_archive(target: Path, files: Iterable[tuple[str, bytes | Packed]], made: date) -> None:
    """Write files as a ZIP archive, in their order and all of one date, so that the same files give the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for address, content in files:
            entry = zipfile.ZipInfo(address, (max(made.year, 1980), made.month, made.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if is_packed(address) else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same on every system: a file all may read
            if isinstance(content, Packed):
                _add_packed(archive, entry, content)
            else:
                archive.writestr(entry, content)


def is_packed(address: str) -> bool:
    """Return whether a file is compressed already, so that an archive holds it as it is."""
    return address.endswith(PACKED)


def pack_file(address: str, content: bytes, level: int = zlib.Z_DEFAULT_COMPRESSION) -> Packed:
    """Return a file as it stands in an archive, to be put into more than one."""
    if is_packed(address):
        return Packed(content, zlib.crc32(content), len(content))
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(packer.compress(content) + packer.flush(), zlib.crc32(content), len(content))


def _add_packed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, packed: Packed) -> None:
    """Add what is packed already, which the library has no way to do; it leaves what `writestr` leaves."""
    entry.CRC, entry.compress_size, entry.file_size = packed.crc, len(packed.content), packed.size
    file: Any = archive.fp
    entry.header_offset = file.tell()
    file.write(entry.FileHeader(False))
    file.write(packed.content)
    archive.filelist.append(entry)
    archive.NameToInfo[entry.filename] = entry
    archive.start_dir = file.tell()
    archive._didModify = True  # type: ignore[attr-defined]


def list_copy(folder: Path, scripts: Mapping[str, bytes], without: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the copy, sorted, one at a time; `scripts` are those that hold links, as the copy needs them."""
    for path in list_files(folder, without):
        address = path.relative_to(folder).as_posix()
        if address in scripts:
            yield address, scripts[address]
        elif path.suffix == ".html":
            yield address, name_files(path.read_text(encoding="utf-8")).encode()
        else:
            yield address, path.read_bytes()


def list_files(folder: Path, without: Path | None = None) -> Iterable[Path]:
    """Return every file in a folder that a copy for disks has too, in the order of their addresses."""
    cards = folder / CARDS
    files = (path for path in folder.rglob("*") if path.is_file() and path != without and not path.is_relative_to(cards))
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def name_files(page: str) -> str:
    """Return a page whose links name index.html where they led to a folder, without what only a site on the web has."""
    return LINK.sub(_name_file, ONLINE.sub("", allow_disk(page)))


def _name_file(found: re.Match[str]) -> str:
    path = found[2]
    leads_to_folder = path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")
    return f"{found[1]}{path.rstrip('/')}/index.html" if leads_to_folder else found[0]
