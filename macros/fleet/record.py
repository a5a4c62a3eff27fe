"""What a copy was made from, kept beside the copies: a second run leaves alone what has not changed.

A copy is taken for unchanged when what it would be made from has the same sum, and no file of it has been touched since.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from macros.fleet.centres import Source
from macros.kept import read_tools

FOLDER = ".fleet"
"""Where the records are, in the folder of the copies. Deleting it costs one run in which every copy is made again."""
PARTS = ("data", "docs", "overrides", "mkdocs.yml", "package-lock.json")
CENTRES = "data/centres/"
ENDING = ".tar"
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


def sum_project(project: Path) -> str:
    """Return a sum of all that every copy is made from: data, pages, templates, settings, code and libraries."""
    total = sha256(repr(read_tools()).encode())
    for part in PARTS:
        for path in sorted([project / part, *(project / part).rglob("*")]):
            name = path.relative_to(project).as_posix()
            if path.is_file() and not name.startswith(CENTRES):
                total.update(f"{name}\0".encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def sum_source(source: Source, project_sum: str) -> str:
    """Return a sum of all that one copy is made from."""
    total = sha256(project_sum.encode())
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


def list_strangers(out: Path, slugs: set[str]) -> list[str]:
    """Return the names of copies that were made here for centres that are no more."""
    made = {path.stem for path in (out / FOLDER).glob("*.json")} if (out / FOLDER).is_dir() else set()
    return sorted(path.name for slug in made - slugs for path in (out / slug, out / f"{slug}{ENDING}") if path.exists())
