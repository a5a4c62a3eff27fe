"""Catalogue → a log as a workbook's content: what it has to reach, its codes and its sheets. `log_xlsx` writes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase

from macros.catalogue import Catalogue
from macros.export.checklist import Locate, read_edition
from macros.export.document import AUTHOR, NOTICE
from macros.export.letterhead import Letterhead
from macros.model import Log, LogColumn, LogKind, LogSheet, QuantityUse, Status
from macros.prose import plain_text


@dataclass(frozen=True)
class Least:
    """A number to reach, as a criterion names it."""

    label: str
    value: int
    unit: str
    where: str
    """The criterion, and whether only the guide's advice asks for it."""
    address: str


@dataclass(frozen=True)
class Sheet:
    """A sheet with a line for each entry."""

    name: str
    what: str
    serves: str
    columns: tuple[LogColumn, ...]

    def place_of(self, kind: LogKind) -> int | None:
        """Return the place of the first column of a kind, from 0."""
        return next((place for place, column in enumerate(self.columns) if column.kind is kind), None)

    @property
    def counts(self) -> bool:
        """Whether its minutes can be added up for each code."""
        return None not in map(self.place_of, (LogKind.CODE, LogKind.PLANNED, LogKind.DELIVERED))


@dataclass(frozen=True)
class LogBook:
    """A log before it has a format."""

    title: str
    intro: str
    guidance: tuple[tuple[str, str], ...]
    """What to know before writing, each with a label."""
    person: str
    codes: tuple[str, ...]
    least: tuple[Least, Least, Least]
    """Hours planned, hours delivered, people."""
    sheets: tuple[Sheet, ...]
    edition: str
    date: date
    author: str = AUTHOR
    notice: str = NOTICE
    letterhead: Letterhead | None = None
    """The centre that offers the file; none in the awarding copy."""

    @property
    def counted(self) -> Sheet:
        """The sheet whose hours are added up."""
        return next(sheet for sheet in self.sheets if sheet.counts)


def log_book(catalogue: Catalogue, locate: Locate, log: Log) -> LogBook:
    """Return what a log's workbook says before anyone has written in it."""
    made, edition = read_edition(catalogue)
    person, people = log.codes.person, log.codes.people
    guidance = [("How to keep it" if place == 0 else "", text) for place, text in enumerate(log.guidance)]
    artefacts = (catalogue.artefacts[name] for name in log.artefacts)
    guidance += [(f"{found.name}, before you attach it", found.anonymise) for found in artefacts if found.anonymise]
    return LogBook(
        title=log.title,
        intro=plain_text(log.intro),
        guidance=tuple((label, plain_text(text)) for label, text in guidance),
        person=person,
        codes=tuple(f"{person} {letter}" for letter in ascii_uppercase[: int(log.codes.count)]),
        least=(
            _least(catalogue, locate, "Hours planned", log.least.planned),
            _least(catalogue, locate, "Hours delivered", log.least.delivered),
            replace(_least(catalogue, locate, f"{people.capitalize()} with delivered hours", log.least.people), unit=people),
        ),
        sheets=tuple(_sheet(catalogue, sheet) for sheet in log.sheets),
        edition=edition,
        date=made,
    )


def _least(catalogue: Catalogue, locate: Locate, label: str, use: QuantityUse) -> Least:
    criterion = catalogue.find_criterion(use.criterion)
    quantity = next(quantity for quantity in criterion.quantities if quantity.id == use.quantity)
    advice = " (only in the guide’s advice)" if quantity.status is Status.GUIDE_ONLY else ""
    return Least(label, int(quantity.value), quantity.unit, f"{criterion.label}{advice}", locate(criterion))


def _sheet(catalogue: Catalogue, sheet: LogSheet) -> Sheet:
    serves = ", ".join(catalogue.criteria[name].label for name in sheet.criteria)
    return Sheet(sheet.name, plain_text(sheet.what), serves, sheet.columns)
