"""What can be downloaded: the name, type and purpose of every file, from the catalogue alone. `macros/export` makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from macros.catalogue import Catalogue
from macros.model import Artefact, Form, Log, Unit

CHECKLIST, MATRIX, TEMPLATE = "checklist", "evidence-matrix", "assignment-template"
MOODLE, CANVAS = "moodle", "canvas"
FORM, LOG = "form", "log"
SAMPLING = "sampling-sheet"
GUIDE, OFFLINE = "guide", "offline"
"""Kinds of files; `macros/export` has a maker for each kind, but for the offline copy, which holds all the others."""
PLATFORMS = "learning-platforms"
"""What files for learning platforms are listed with."""
CHECKLIST_TYPES = ("pdf", "docx", "xlsx", "csv", "md")
MATRIX_TYPES = ("xlsx", "docx")


@dataclass(frozen=True)
class FileType:
    """A type of file, as readers know it."""

    name: str
    use: str
    """What it is good for, in a few words."""


FILE_TYPES: Mapping[str, FileType] = {
    "pdf": FileType("PDF", "to print and fill in by hand"),
    "docx": FileType("Word", "to fill in; LibreOffice and Google Docs open it too"),
    "xlsx": FileType("Excel", "to sort, filter and fill in"),
    "csv": FileType("CSV", "to load into another program"),
    "md": FileType("Markdown", "for a notes app"),
    "zip": FileType("ZIP", "to unpack and open"),
}
"""Every type of file that is offered."""
USES: Mapping[str, str] = {
    TEMPLATE: "to write in, with every criterion as a heading",
    FORM: "to fill in on screen or by hand",
    GUIDE: "the whole guide as one book, to read and print",
    OFFLINE: "unpack it and open index.html; search works too",
    LOG: "to keep as you go; adds up hours and says what is missing",
}
"""What a kind of file is good for, where that says more than its type."""


@dataclass(frozen=True)
class DownloadFile:
    """One file a reader can take away."""

    kind: str
    """What it is: a key of `macros.export.make.MAKERS`."""
    stem: str
    """Its name without the extension."""
    extension: str
    """What its name ends in; a key of FILE_TYPES."""
    owner: str
    """What it is listed with: the id of a unit or a checklist, or its own kind."""
    title: str

    @property
    def address(self) -> str:
        """Where it lives on the site."""
        return f"downloads/{self.stem}.{self.extension}"

    @property
    def type(self) -> FileType:
        """Its type, in words."""
        return FILE_TYPES[self.extension]

    @property
    def use(self) -> str:
        """What it is good for, in a few words."""
        return USES.get(self.kind, self.type.use)


def list_files(catalogue: Catalogue) -> Iterator[DownloadFile]:
    """Yield every file: of units, checklists, forms, logs, the matrix, the sampling sheet, platforms, the whole guide."""
    for unit in catalogue.units.values():
        yield from _list_types(TEMPLATE, f"{unit.id}-assignment-template", ("docx",), unit.id, f"{unit.id} assignment template")
        yield from _list_types(CHECKLIST, f"{unit.id}-checklist", CHECKLIST_TYPES, unit.id, f"{unit.id} checklist")
    for checklist in catalogue.checklists.values():
        yield from _list_types(CHECKLIST, f"{checklist.id}-checklist", CHECKLIST_TYPES, checklist.id, checklist.title)
    for form in catalogue.forms.values():
        yield DownloadFile(FORM, form.id, "docx", form.id, form.title)
    for log in catalogue.logs.values():
        yield DownloadFile(LOG, log.id, "xlsx", log.id, log.title)
    yield from _list_types(MATRIX, "evidence-matrix", MATRIX_TYPES, MATRIX, "Evidence matrix")
    yield from _list_types(SAMPLING, SAMPLING, ("xlsx",), SAMPLING, "Sampling sheet")
    for qualification in dict.fromkeys(unit.qualification_id for unit in catalogue.units.values()):
        for kind, what in ((MOODLE, "a Moodle competency framework"), (CANVAS, "Canvas outcomes")):
            yield from _list_types(kind, f"{qualification}-{kind}", ("csv",), PLATFORMS, f"{qualification} as {what}")
    yield from _list_whole(catalogue)


def _list_whole(catalogue: Catalogue) -> Iterator[DownloadFile]:
    for name, qualification in catalogue.qualifications.items():
        title = f"{name} guide: {qualification.title}"
        yield DownloadFile(GUIDE, f"{name}-guide", "pdf", GUIDE, title)
    if catalogue.qualifications:
        stem = "-".join((*catalogue.qualifications, OFFLINE))
        yield DownloadFile(OFFLINE, stem, "zip", GUIDE, "This site without a network")


def files_for_unit(catalogue: Catalogue, unit: Unit) -> tuple[DownloadFile, ...]:
    """Return the files of a unit, then the forms and logs with a part that serves one of its criteria."""
    groups = group_files(catalogue)
    criteria = {criterion.id for criterion in unit.criteria}
    serving = [entry.id for entry in list_to_fill_in(catalogue) if not criteria.isdisjoint(served_by(entry))]
    return groups[unit.id] + tuple(file for name in serving for file in groups[name])


def files_for_artefact(catalogue: Catalogue, artefact: Artefact) -> tuple[DownloadFile, ...]:
    """Return the forms and logs that become a piece of evidence when they are filled in."""
    groups = group_files(catalogue)
    return tuple(file for entry in list_to_fill_in(catalogue) if artefact.id in entry.artefacts for file in groups[entry.id])


def list_to_fill_in(catalogue: Catalogue) -> tuple[Form | Log, ...]:
    """Return the logs and forms, in order."""
    return (*catalogue.logs.values(), *catalogue.forms.values())


def served_by(entry: Form | Log) -> tuple[str, ...]:
    """Return the ids of the criteria that the parts of a form or the sheets of a log serve, each once."""
    parts = entry.sections if isinstance(entry, Form) else entry.sheets
    return tuple(dict.fromkeys(criterion for part in parts for criterion in part.criteria))


@lru_cache(maxsize=4)  # asked for by every unit page
def group_files(catalogue: Catalogue) -> Mapping[str, tuple[DownloadFile, ...]]:
    """Return the files by what they are listed with."""
    return _group(catalogue, "owner")


def group_by_kind(catalogue: Catalogue) -> Mapping[str, tuple[DownloadFile, ...]]:
    """Return the files by what they are."""
    return _group(catalogue, "kind")


def group_by_name(catalogue: Catalogue) -> Mapping[str, tuple[DownloadFile, ...]]:
    """Return the files by their name without the extension: the same content in several types."""
    return _group(catalogue, "stem")


def _group(catalogue: Catalogue, key: str) -> Mapping[str, tuple[DownloadFile, ...]]:
    groups: dict[str, tuple[DownloadFile, ...]] = {}
    for file in list_files(catalogue):
        groups[getattr(file, key)] = (*groups.get(getattr(file, key), ()), file)
    return groups


def _list_types(kind: str, stem: str, extensions: tuple[str, ...], owner: str, title: str) -> Iterator[DownloadFile]:
    for extension in extensions:
        yield DownloadFile(kind, stem, extension, owner, title)
