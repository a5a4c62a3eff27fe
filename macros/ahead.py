"""Data files that no earlier build has understood → understood on every core, before the catalogue is loaded.

What is wrong with a file is not said here: the loader finds nothing kept for it, and reads it with care. Centres are left to the
loader too: there may be thousands, and most builds ask for one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from macros.included import find_cache
from macros.load import FOLDERS, Folder, find_files, load_file
from macros.model import Centre
from macros.parallel import count_cores, do_all, loading
from macros.remembered import DATA, Remembered
from macros.standing import BuildOptions, Show, Watch

FEW = 200
"""With fewer files than this, starting processes costs more than it gains."""
CHUNK = 25
"""Files that one process reads in one go."""


@dataclass(frozen=True)
class Begun:
    """What is known of a project before its site is built."""

    watch: Watch | None
    """What was looked at to see whether there is anything to build; none where nothing is kept."""
    parsed: Remembered
    """Data files that were understood."""


def begin_build(
    project: Path, options: BuildOptions, watch: Watch | None, show: Show, meanwhile: Callable[[], object] | None = None
) -> Begun:
    """Understand what data is new; `meanwhile` is done by this process while others do so."""
    show("Checking the data and the pages")
    sums = {str(project / name): found for name, found in watch.inputs.items() if name.startswith("data/")} if watch else {}
    parsed = Remembered(find_cache(project, DATA) if options.keep else None, sums)
    with loading():
        understand_ahead(project / "data", parsed, options.jobs or count_cores(), meanwhile)
    return Begun(watch, parsed)


def understand_ahead(data: Path, parsed: Remembered, jobs: int, meanwhile: Callable[[], object] | None = None) -> None:
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
        chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
        for records in do_all(chunks, understand, jobs, meanwhile):
            parsed.take_over(records)
