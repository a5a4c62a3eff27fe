"""The archive of a copy that opens from disk: packed from what is packed once, from pieces, and from the finished copy.

What all copies share is packed when the base is made. Pages with tokens are turned into their form for disks once and then cut;
only they, and what is the copy's own, are packed in each copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.fleet.cut import DISK, Cut, Values, cut_file, has_own_scripts
from macros.offline import Packed, list_files, name_files, pack_file, write_archive
from macros.search import SEARCH_SCRIPT, note_disk

Read = Callable[[], bytes]
"""What reads a file."""


@dataclass(frozen=True, repr=False)
class Disk:
    """What the archives of a shape have in common."""

    packed: Mapping[str, Packed]
    """Files without tokens, by address."""
    cut: Mapping[str, Cut]
    """Files with tokens."""

    def pack(self, target: Path, files: Mapping[str, Read], values: Values, made: date) -> None:
        """Write the archive of a copy that holds these files."""
        write_archive(target, self._list_entries(files, values), made)

    def _list_entries(self, files: Mapping[str, Read], values: Values) -> Iterator[tuple[str, bytes | Packed]]:
        for address in sorted(files):
            if address in self.packed:
                yield address, self.packed[address]
            elif address in self.cut:
                yield address, self.cut[address].join(values)
            elif address == SEARCH_SCRIPT:
                yield address, note_disk(files[address]())
            elif address.endswith(".html"):
                yield address, name_files(files[address]().decode()).encode()
            else:
                yield address, files[address]()


def make_disk(folder: Path, texts: Mapping[str, str], scripts: Mapping[str, bytes]) -> Disk:
    """Return what archives are packed from: the files of a folder, texts with tokens, and shared scripts as disks need them."""
    packed = {address: pack_file(address, content) for address, content in scripts.items()}
    for path in list_files(folder):
        address = path.relative_to(folder).as_posix()
        if address not in scripts:
            content = name_files(path.read_text(encoding="utf-8")).encode() if path.suffix == ".html" else path.read_bytes()
            packed[address] = pack_file(address, content)
    cut: dict[str, Cut] = {}
    for address, text in texts.items():
        if has_own_scripts(address, text):
            continue  # its sums are found when it is finished
        cut[address] = cut_file(address, name_files(text), DISK) if address.endswith(".html") else cut_file(address, text)
    return Disk(packed, cut)
