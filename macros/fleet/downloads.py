"""The downloads of a copy: documents under the centre's letterhead, and the whole copy as an archive that opens from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from macros.aliases import list_aliases
from macros.downloads import OFFLINE, list_files
from macros.export.checklist import read_edition
from macros.export.make import list_downloads
from macros.fleet.copy import Copy
from macros.fleet.disk import Read
from macros.headers import HEADERS_FILE, NGINX_FILE
from macros.kept import Kept, find_key
from macros.offline import CARDS


class KeptInCopy(Kept):
    """The documents of the copy that is published: one is made again only when something it is made from has changed."""

    def __init__(self, published: Path, record: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self.published, self.record = published, record
        self.now: dict[str, tuple[str, str]] = {}
        """What each document is made from, and the sum of its bytes."""

    def make(self, name: str, write: Callable[..., bytes], *values: object) -> bytes:
        """Return what `write` makes of values, from the published copy where that has it unspoilt."""
        key, before = find_key(write, values), self.record.get(name, ("", ""))
        content = self._read(name, before[1]) if before[0] == key else None
        if content is None:
            self.made.append(name)
            content = write(*values)
        else:
            self.found += 1
        self.now[name] = (key, sha256(content).hexdigest())
        return content

    def _read(self, name: str, wanted: str) -> bytes | None:
        try:
            content = (self.published / name).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == wanted else None


def list_documents(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every document."""
    for download in list_downloads(copy.guide, copy.site_url):
        yield download.address, download.make()


def pack_offline(copy: Copy, files: Mapping[str, Read], folder: Path) -> list[str]:
    """Write the archive of a copy that holds these files and no other into a folder; return its address."""
    catalogue = copy.guide.catalogue
    online = {f"{alias}index.html" for alias in list_aliases(catalogue)} | {HEADERS_FILE, NGINX_FILE}
    wanted = {name: read for name, read in files.items() if name not in online and not name.startswith(CARDS)}
    addresses = [file.address for file in list_files(catalogue) if file.kind == OFFLINE]
    for address in addresses:
        copy.base.disk.pack(folder / address, wanted, copy.values, read_edition(catalogue)[0])
    return addresses
