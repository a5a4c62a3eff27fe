"""What a copy says of itself to programs: its manifest and its catalogue, read without believing either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from macros.addresses import CATALOGUE_DATA, PROVENANCE_DATA
from macros.published import Edition, ProvenanceFile
from macros.verify.findings import Finding
from macros.verify.sites import Site, SiteFailure
from macros.wording import wording_sum

F = TypeVar("F", bound=BaseModel)


class _Line(BaseModel):
    id: str
    wording: str


class _Unit(BaseModel):
    criteria: tuple[_Line, ...]


class _Qualification(BaseModel):
    units: tuple[_Unit, ...]


class _Catalogue(BaseModel):
    """As much of a catalogue as is looked at, so that those of older copies are read too."""

    edition: Edition | None = None
    qualifications: tuple[_Qualification, ...]


@dataclass(frozen=True)
class Told:
    """What a copy says of itself."""

    manifest: ProvenanceFile | None
    sums: Mapping[str, str]
    """The sum of each criterion by the manifest."""
    wordings: Mapping[str, str]
    """The wording of each criterion by the catalogue."""
    faults: Mapping[str, str]
    """Why a file cannot be used, by its address."""
    files: int = 0
    catalogue_edition: str = ""
    """The edition that the catalogue names, for copies that have no manifest."""
    where = PROVENANCE_DATA

    @property
    def edition(self) -> str:
        """The edition that the copy names; empty where it names none."""
        return self.manifest.edition.id if self.manifest and self.manifest.edition else self.catalogue_edition

    @property
    def publisher(self) -> str:
        """The centre that the copy names; empty where it names none."""
        return self.manifest.centre.label if self.manifest and self.manifest.centre else ""

    @property
    def offered(self) -> tuple[str, ...] | None:
        """The ids of the units that the copy has; None where it does not say."""
        return tuple(unit.id for unit in self.manifest.units if unit.offered) if self.manifest else None

    @property
    def criteria(self) -> set[str]:
        """The ids of all criteria that the files name."""
        return {*self.sums, *self.wordings}

    def compare(self, locked: Mapping[str, str], edition: str) -> Iterator[Finding]:
        """Yield where the files are not as the edition, for the criteria that the copy offers."""
        for address, fault in self.faults.items():
            yield Finding("", "data", address, fault)
        for address, kind, sums in (
            (PROVENANCE_DATA, "sum", self.sums if self.manifest else None),
            (CATALOGUE_DATA, "wording", {name: wording_sum(text) for name, text in self.wordings.items()} or None),
        ):
            for criterion, expected in locked.items() if sums is not None else ():
                if criterion not in sums:
                    yield Finding(criterion, "data", address, "is not named in this file")
                elif sums[criterion] != expected:
                    yield Finding(criterion, "data", address, f"has another {kind} in this file than edition {edition} locks")


def read_told(site: Site) -> Told:
    """Read what a copy says of itself. A file that is not there is no fault: older copies had none."""
    answers = site.read_all([PROVENANCE_DATA, CATALOGUE_DATA])
    faults: dict[str, str] = {}
    manifest = _read(answers[PROVENANCE_DATA], ProvenanceFile, PROVENANCE_DATA, faults)
    catalogue = _read(answers[CATALOGUE_DATA], _Catalogue, CATALOGUE_DATA, faults)
    units = [unit for qualification in catalogue.qualifications for unit in qualification.units] if catalogue else []
    return Told(
        manifest,
        {one.id: one.sha256 for one in manifest.criteria} if manifest else {},
        {line.id: line.wording for unit in units for line in unit.criteria},
        faults,
        sum(isinstance(answer, bytes) for answer in answers.values()),
        catalogue.edition.id if catalogue and catalogue.edition else "",
    )


def _read(content: bytes | SiteFailure | None, form: type[F], address: str, faults: dict[str, str]) -> F | None:
    if isinstance(content, SiteFailure):
        faults[address] = str(content)
    elif content is not None:
        try:
            return form.model_validate_json(content)
        except ValidationError:
            faults[address] = "does not have the form of such a file"
    return None
