"""One file of a frozen edition: a unit with its criteria, its verbs and its sources."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from macros.fields import Line, Prose
from macros.model.entry import Entry
from macros.snapshot.guidance import FrozenCriterion, FrozenNote
from macros.snapshot.support import FrozenSource, FrozenVerb

VERSION = "1"


class FrozenQualification(Entry):
    """The qualification of a frozen unit."""

    id: Line
    """Its number."""
    title: Line
    """Its official title."""
    awarding_organisation: Line
    """Who owned the criteria."""
    level: Line
    """Its level."""
    units: tuple[Line, ...]
    """The ids of its units, in order."""


class FrozenOutcome(Entry):
    """A learning outcome."""

    number: Line
    """Its number, as text."""
    title: Line | None = None
    """Its title, where it was known."""


class FrozenUnit(Entry):
    """A unit as a frozen edition has it. Written by `centre-guide edition freeze`, and never edited."""

    id: Line
    """Folder and file name: the edition and the unit, such as 2026.1/QX12-A1."""
    version: Literal["1"]
    """The version of the frozen form."""
    sum: Line
    """The SHA-256 of everything else in the file, so that an edit shows."""
    edition: Line
    """The id of the edition."""
    date: Line
    """The date of the edition, as YYYY-MM-DD."""
    unit: Line
    """Qualification and unit number."""
    title: Line
    """Its official title."""
    short_title: Line
    """A short name of ours."""
    assignment: Line
    """What the source guide called the assignment."""
    qualification: FrozenQualification
    """Its qualification."""
    purpose: Prose
    """What the unit was about."""
    approach: tuple[Prose, ...]
    """How to go about it."""
    rules: tuple[Prose, ...] = ()
    """Rules for the assignment as a whole."""
    notes: tuple[FrozenNote, ...] = ()
    """Where the source guide was odd about the unit."""
    outcomes: tuple[FrozenOutcome, ...]
    """Its learning outcomes, in order."""
    criteria: tuple[FrozenCriterion, ...]
    """Its criteria, in order."""
    verbs: tuple[FrozenVerb, ...]
    """The verbs of its criteria, by id."""
    sources: tuple[FrozenSource, ...] = ()
    """The sources its text names, by id."""

    def criteria_of(self, outcome: FrozenOutcome) -> tuple[FrozenCriterion, ...]:
        """Return the criteria of one of its learning outcomes."""
        return tuple(criterion for criterion in self.criteria if criterion.outcome == outcome.number)

    def verb(self, verb: str) -> FrozenVerb:
        """Return one of its verbs."""
        return next(known for known in self.verbs if known.id == verb)

    def source(self, source: str) -> FrozenSource:
        """Return one of its sources."""
        return next(known for known in self.sources if known.id == source)


def snapshot_sum(unit: FrozenUnit) -> str:
    """Return the SHA-256 of what a frozen unit says, whatever the layout of its file."""
    said = unit.model_dump(mode="json", exclude={"sum"}, exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
