"""data/ → Catalogue. The only reader of data/: everything else asks the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.catalogue import Catalogue
from macros.centre_forms import bring_up_to_date
from macros.errors import Place, Problem, show_path, suggest
from macros.explain import drop_consequences, explain
from macros.model import (
    Artefact,
    Centre,
    Checklist,
    DraftSigns,
    Edition,
    Entry,
    Example,
    Form,
    Levels,
    Log,
    Qualification,
    Registry,
    Source,
    Spelling,
    Term,
    Theory,
    Unit,
    Verb,
)
from macros.model import Mapping as MappingEntry
from macros.model.lean import make_lean
from macros.quick_read import Odd, read_values
from macros.read import Document, Origin, Refused, decode_text, read_content, read_yaml
from macros.remembered import Remembered
from macros.snapshot import FrozenUnit
from macros.sums import sum_bytes, sum_file


@dataclass(frozen=True)
class Folder:
    """One folder of data files: what stands in each, and where the catalogue keeps it."""

    name: str
    entry: type[Entry]
    kept_in: str
    depth: int = 1
    authored: bool = True
    """false where a command writes the files and no one edits them."""


FOLDERS = (
    Folder("qualifications", Qualification, "qualifications"),
    Folder("criteria", Unit, "units"),
    Folder("verbs", Verb, "verbs"),
    Folder("terms", Term, "terms"),
    Folder("theories", Theory, "theories"),
    Folder("artefacts", Artefact, "artefacts"),
    Folder("checklists", Checklist, "checklists"),
    Folder("forms", Form, "forms"),
    Folder("logs", Log, "logs"),
    Folder("sources", Source, "sources"),
    Folder("mappings", MappingEntry, "mappings"),
    Folder("examples", Example, "examples", depth=2),
    Folder("editions", Edition, "editions"),
    Folder("centres", Centre, "centres"),
    Folder("snapshots", FrozenUnit, "frozen_units", depth=2, authored=False),
)
RUNS = re.compile(r"\d+|\D+")
FILES: Mapping[str, type[Entry]] = {"levels": Levels, "search": Spelling, "check": DraftSigns, "addresses": Registry}
KEPT_IN = {"levels": "levels", "search": "spelling", "check": "draft_signs", "addresses": "registry"}


def load_catalogue(data: Path, parsed: Remembered | None = None, *, with_centres: bool = True) -> tuple[Catalogue, list[Problem]]:
    """Read every file under `data`; return what could be understood, and every problem found on the way.

    `parsed` holds what earlier builds have understood. Thousands of centres are not read, nor
    held in memory, where one of them is asked for at a time.
    """
    problems: list[Problem] = []
    kept: dict[str, Any] = {}
    origins: dict[int, Origin] = {}
    unread: set[str] = set()

    def keep(path: Path, entry_type: type[Entry]) -> Entry | None:
        entry, origin, found = load_file(path, entry_type, data.parent, parsed)
        problems.extend(found)
        if entry is None or not str(getattr(entry, "id", path.stem)).endswith(path.stem):
            unread.add(path.stem if entry_type is Unit else f"{entry_type.__name__.lower()}:{path.stem}")
        if entry is None:
            return None
        origins[id(entry)] = origin
        return entry

    for folder in FOLDERS:
        entries = {}
        for path in find_files(data / folder.name, folder.depth) if with_centres or folder.entry is not Centre else ():
            if (entry := keep(path, folder.entry)) is not None:
                problems.extend(_check_name(entry, path, data, folder))
                entries[str(entry.id)] = entry  # type: ignore[attr-defined]
        kept[folder.kept_in] = entries
    for name, entry_type in FILES.items():
        if (data / f"{name}.yml").exists() and (entry := keep(data / f"{name}.yml", entry_type)) is not None:
            kept[KEPT_IN[name]] = entry
    problems.extend(_find_strangers(data))
    _put_in_order(kept)
    return Catalogue(**kept, origins=origins, unread=frozenset(unread)), problems


def load_file(
    path: Path, entry_type: type[Entry], root: Path, parsed: Remembered | None = None
) -> tuple[Entry | None, Origin, list[Problem]]:
    """Read one data file as an entry of the given type; the entry is None where it has problems of form."""
    kind, key, origin = entry_type.__name__, b"", Origin(path, root)
    try:
        if parsed:
            key = parsed.find_key(path, parsed.sums.get(str(path)) or sum_file(str(path)), kind)
            if found := parsed.find(key):
                return found, Origin(path, root, key.hex()), []
        content = read_content(path)
        entry = _understand(entry_type, read_values(decode_text(content)))
        if parsed:
            key = parsed.find_key(path, sum_bytes(content), kind)  # of what was read: it may have been written to just now
            parsed.keep(key, entry)
        return entry, Origin(path, root, key.hex()), []
    except (OSError, Refused, Odd, ValidationError):
        document, problems = read_yaml(path, root)  # read again with care, to say what is wrong and where
    if problems:
        return None, origin, problems
    problems = _find_typed_quotes(document, entry_type)
    if problems and not all(document.quoted.values()):  # a text has ended too early: what follows would be misread
        return None, origin, problems
    try:
        entry = _understand(entry_type, document.value)
    except ValidationError as error:
        details = drop_consequences(entry_type, error.errors())
        return None, origin, problems + [explain(document, entry_type, detail) for detail in details]
    return (None if problems else entry), origin, problems


def _find_typed_quotes(document: Document, entry_type: type[Entry]) -> list[Problem]:
    """Return what is to be said of typographic quotes, which hardly any file holds."""
    if not document.quoted:
        return []
    from macros.typed_quotes import report_typed_quotes

    return report_typed_quotes(document, entry_type)


def _understand(entry_type: type[Entry], value: Any) -> Entry:
    """Return the entry that values make; only a centre's file may be in an older form."""
    entry: Entry = make_lean(entry_type.model_validate(bring_up_to_date(value) if entry_type is Centre else value))
    return entry


def find_files(folder: Path, depth: int) -> list[Path]:
    """Return the data files of a folder, in natural order of their names."""
    start = len(folder.as_posix())
    return sorted(_list_files(folder, depth), key=lambda path: natural_order(path.as_posix()[start:]))


def _list_files(folder: Path, depth: int) -> Iterator[Path]:
    return folder.glob("/".join(["*"] * (depth - 1) + ["*.yml"]))


def natural_order(text: str) -> tuple[Any, ...]:
    """Return a key that sorts 1.2 before 1.10."""
    return tuple([(0, int(run), "") if run.isdigit() else (1, 0, run) for run in RUNS.findall(text)])


def _put_in_order(kept: dict[str, Any]) -> None:
    """Show units in the order their qualification lists them."""
    listed = [unit for qualification in kept["qualifications"].values() for unit in qualification.units]
    units = kept["units"]
    in_order = [unit for unit in listed if unit in units] + [unit for unit in units if unit not in listed]
    kept["units"] = {unit: units[unit] for unit in dict.fromkeys(in_order)}


def _check_name(entry: Any, path: Path, data: Path, folder: Folder) -> Iterator[Problem]:
    expected = path.relative_to(data / folder.name).with_suffix("").as_posix()
    if str(entry.id) != expected:
        yield Problem(
            Place(show_path(path, data.parent), 1, 1),
            "file-name-is-id",
            f"the id is {str(entry.id)!r} but the file is named {path.name!r}: make them the same",
        )


def _find_strangers(data: Path) -> Iterator[Problem]:
    """Report files that nothing reads, most often a slip in a name."""
    if not data.is_dir():
        yield Problem(Place(data.name), "data-there", "there is no such folder: run the command in the project's folder")
        return
    known = {path for folder in FOLDERS for path in _list_files(data / folder.name, folder.depth)}
    known |= {data / f"{name}.yml" for name in FILES} | {data / "README.md"}
    known |= {path for kind in ("svg", "png") for path in (data / "centres").glob(f"*.{kind}")}
    names = [folder.name for folder in FOLDERS]
    for path in sorted(data.rglob("*")):
        if path.is_dir() or path in known or path.name.startswith(".") or path.name.endswith(".schema.json"):
            continue
        folder = path.relative_to(data).parts[0]
        advice = suggest(folder, names) if folder not in names else ": a data file ends in .yml"
        yield Problem(Place(show_path(path, data.parent)), "file-is-read", f"nothing reads this file{advice}")
