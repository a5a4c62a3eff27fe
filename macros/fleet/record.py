"""What a copy was made from, kept beside the copies: a second run leaves alone what has not changed.

A copy is taken for unchanged when what it would be made from has the same sum, and no file of it has been touched since. What was
written to while a copy was made is in no record: the next run makes that copy again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from macros.fleet.centres import Source
from macros.kept import read_tools
from macros.remembered import SHAPING
from macros.standing import ADDRESSES, list_inputs, sum_inputs
from macros.sums import is_code_unchanged, list_folder, list_moments, list_package, sum_file

FOLDER = ".fleet"
"""Where the records are, in the folder of the copies. Deleting it costs one run in which every copy is made again."""
THEME = ("markdown", "material", "mkdocs", "mkdocs_macros", "pymdownx", *SHAPING)
"""The packages that pages are made with, by the names they are imported by."""
ICONS = ".icons"
CENTRES = "data/centres/"
ENDING = ".zip"
"""Of a copy that is one archive."""


@dataclass(frozen=True)
class Record:
    """What is known of a published copy."""

    inputs: str = ""
    """The sum of everything it was made from."""
    tree: str = ""
    """The sum of the names, sizes and times of its files."""
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What each document was made from, and the sum of its bytes."""


class Ground:
    """All that every copy is made from: data, pages, templates, settings, code and packages. Begun before any is read."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.moments, self.look = self._list_moments(), self._list_look()
        inputs = {name: found for name, found in sum_inputs(project).items() if not name.startswith(CENTRES)}
        packages = {path: sum_file(path) for path in _list_packages()}
        self.sum = sha256(repr((read_tools(), sorted(inputs.items()), sorted(packages.items()))).encode()).hexdigest()

    def is_unchanged(self) -> bool:
        """Return whether none of it has been written to since."""
        return self._list_moments() == self.moments and is_code_unchanged()

    def has_same_look(self) -> bool:
        """Return whether none of what is read for one copy after another has been: templates and code."""
        return self._list_look() == self.look and is_code_unchanged()

    def _list_look(self) -> dict[str, tuple[int, ...]]:
        return list_moments(path for _, path in list_folder(str(self.project / "overrides" / "fragments")))

    def _list_moments(self) -> dict[str, tuple[int, ...]]:
        named = list_inputs(self.project, "")
        return list_moments(path for name, path in named if name != ADDRESSES and not name.startswith(CENTRES))


def _list_packages() -> Iterator[str]:
    """Yield every file of the packages that pages are made with; the thousands of icons go by what their installation says."""
    for name in THEME:
        yield from (path for _, path in list_package(name, without=ICONS))


def sum_source(source: Source, ground: str) -> str:
    """Return a sum of all that one copy is made from."""
    total = sha256(ground.encode())
    for path in (source.path, *source.list_pictures()):
        total.update(f"{path.name}\0".encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def find_target(out: Path, slug: str, *, archived: bool) -> Path:
    """Return where the copy of a centre is."""
    return out / (f"{slug}{ENDING}" if archived else slug)


def sum_tree(target: Path) -> str:
    """Return a sum of the names, sizes and times of the files of a copy; empty where there is none."""
    if target.is_file():
        state = target.stat()
        return f"{state.st_size} {state.st_mtime_ns}"
    total = sha256()
    for line in sorted(_list_states(str(target), "")) if target.is_dir() else ():
        total.update(line.encode())
    return total.hexdigest() if target.is_dir() else ""


def _list_states(folder: str, name: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _list_states(entry.path, f"{name}{entry.name}/")
            else:
                state = entry.stat(follow_symlinks=False)
                yield f"{name}{entry.name}\0{state.st_size}\0{state.st_mtime_ns}\n"


def read_record(out: Path, slug: str) -> Record:
    """Return what is known of the copy of a centre; nothing where there is no record or it cannot be read."""
    try:
        kept = json.loads((out / FOLDER / f"{slug}.json").read_text(encoding="utf-8"))
        return Record(kept["inputs"], kept["tree"], {name: (key, content) for name, (key, content) in kept["documents"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def write_record(out: Path, slug: str, record: Record) -> None:
    """Keep what is known of a copy that has just been put in place."""
    path = out / FOLDER / f"{slug}.json"
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(asdict(record), sort_keys=True, indent=1) + "\n", encoding="utf-8")
    os.replace(unfinished, path)


def list_left(out: Path, slugs: Iterable[str], *, archived: bool) -> list[str]:
    """Return the names of copies of these centres in the form that is not being made, from a run that made that."""
    known = (slug for slug in slugs if (out / FOLDER / f"{slug}.json").is_file())
    other = (find_target(out, slug, archived=not archived) for slug in known)
    return sorted(path.name for path in other if path.exists())


def list_strangers(out: Path, slugs: set[str]) -> list[str]:
    """Return the names of copies that were made here for centres that are no more."""
    made = {path.stem for path in (out / FOLDER).glob("*.json")} if (out / FOLDER).is_dir() else set()
    return sorted(path.name for slug in made - slugs for path in (out / slug, out / f"{slug}{ENDING}") if path.exists())
