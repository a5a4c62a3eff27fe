"""One criterion as it is published."""

from __future__ import annotations

from typing import Literal

from macros.published.shared import File, Outcome, Pointer, Published, Retired


class Part(Published):
    """One thing the wording asks for. The split is made by the guide, not by the awarding organisation."""

    id: str
    """Its id within the criterion, which never changes."""
    text: str
    """What must be there."""
    address: str
    """Its place on the criterion's page."""


class FormerPart(Part):
    """A part that is no longer one of the criterion's. Its address still answers."""

    kind: Literal["retired", "moved", "split", "merged"]
    """How it ended: retired, moved (it has another id), split, or merged into another."""
    date: str
    """Since when, as YYYY-MM-DD."""
    reason: str
    """Why, as plain text."""
    successors: tuple[str, ...]
    """The ids of the parts to read instead; may be empty."""


class Evidence(Published):
    """A piece of evidence as one criterion sees it."""

    id: str
    """Its id."""
    label: str
    """What it is called."""
    address: str
    """Where it is described."""
    demand: Literal["needed", "guide-only", "useful"]
    """needed: by the criterion; guide-only: only the source guide's advice asks for it; useful: the guide's suggestion."""
    note: str | None
    """How it serves this criterion, as plain text."""
    shared: bool
    """Whether one copy can serve more than one unit."""


class SeeAlso(Published):
    """A criterion to read with this one."""

    criterion: Pointer
    """The other criterion."""
    kind: Literal["stated", "editorial"]
    """stated: in the source guide; editorial: the guide's suggestion."""
    why: str
    """What ties the two."""


class CriterionFile(File):
    """One criterion."""

    id: str
    """Qualification, unit and number; never used again for something else."""
    label: str
    """The printed form."""
    number: str
    """The number within the unit, as text: 1.10 is not 1.1."""
    address: str
    """Its page, relative to the start of the site."""
    unit: Pointer
    """Its unit."""
    qualification: str
    """The id of its qualification."""
    awarding_organisation: str
    """To whom the wording belongs."""
    outcome: Outcome
    """Its learning outcome."""
    topic: str
    """What it is about, in the guide's words."""
    wording: str
    """The regulated wording, character for character."""
    verbs: tuple[Pointer, ...]
    """Its command verbs, in the order of the wording."""
    parts: tuple[Part, ...]
    """What the wording asks for, one by one."""
    former_parts: tuple[FormerPart, ...]
    """Parts it once had."""
    evidence: tuple[Evidence, ...]
    """Evidence to gather."""
    see_also: tuple[SeeAlso, ...]
    """Criteria to read with it."""
    citation: str
    """How to cite it; put the address of the page after it."""
    retired: Retired | None
    """Filled in when it no longer applies."""
