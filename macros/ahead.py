"""Data files that no earlier build has understood → understood on every core, before the catalogue is loaded.

What is wrong with a file is not said here: the loader finds nothing kept for it, and reads it with care. Centres are left to the
loader too: there may be thousands, and most builds ask for one of them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from macros.load import FOLDERS, Folder, find_files, load_file
from macros.model import Centre
from macros.parallel import do_all
from macros.remembered import Remembered

FEW = 200
"""With fewer files than this, starting processes costs more than it gains."""
CHUNK = 25
"""Files that one process reads in one go."""


def understand_ahead(data: Path, parsed: Remembered, jobs: int) -> None:
    """Let `parsed` hold what every file under `data` says but those of centres, where many of them are new."""
    if jobs < 2 or parsed.places:
        return
    folders = [folder for folder in FOLDERS if folder.entry is not Centre]
    files = [(path, folder) for folder in folders for path in find_files(data / folder.name, folder.depth)]

    def understand(chunk: list[tuple[Path, Folder]]) -> list[bytes]:
        for path, folder in chunk:
            load_file(path, folder.entry, data.parent, parsed)
        return parsed.hand_over()

    if len(files) < FEW:
        return
    with suppress(OSError):  # where the disk has no room for more, the loader reads the rest
        for records in do_all([files[start : start + CHUNK] for start in range(0, len(files), CHUNK)], understand, jobs):
            parsed.take_over(records)
