"""What can be downloaded: the name, type and purpose of every file, from the catalogue alone. `macros/export` makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.catalogue import Catalogue

MATRIX = "evidence-matrix"
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
    "xlsx": FileType("Excel", "to sort and filter, with boxes to tick"),
    "csv": FileType("CSV", "to load into another program"),
    "md": FileType("Markdown", "for a notes app"),
}
"""Every type of file that is offered."""


@dataclass(frozen=True)
class DownloadFile:
    """One file a reader can take away."""

    owner: str
    """The id of the unit or checklist it is made from, or `evidence-matrix`."""
    title: str
    extension: str
    """What its name ends in; a key of FILE_TYPES."""

    @property
    def address(self) -> str:
        """Where it lives on the site."""
        stem = MATRIX if self.owner == MATRIX else f"{self.owner}-checklist"
        return f"downloads/{stem}.{self.extension}"

    @property
    def type(self) -> FileType:
        """Its type, in words."""
        return FILE_TYPES[self.extension]


def list_files(catalogue: Catalogue) -> Iterator[DownloadFile]:
    """Yield every file: the checklist of each unit, the other checklists, the evidence matrix."""
    for unit in catalogue.units.values():
        yield from _list_types(unit.id, f"{unit.id} checklist", CHECKLIST_TYPES)
    for checklist in catalogue.checklists.values():
        yield from _list_types(checklist.id, checklist.title, CHECKLIST_TYPES)
    yield from _list_types(MATRIX, "Evidence matrix", MATRIX_TYPES)


def group_files(catalogue: Catalogue) -> Mapping[str, tuple[DownloadFile, ...]]:
    """Return the files by what they are made from."""
    groups: dict[str, tuple[DownloadFile, ...]] = {}
    for file in list_files(catalogue):
        groups[file.owner] = (*groups.get(file.owner, ()), file)
    return groups


def _list_types(owner: str, title: str, extensions: tuple[str, ...]) -> Iterator[DownloadFile]:
    for extension in extensions:
        yield DownloadFile(owner, title, extension)
