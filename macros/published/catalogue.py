"""The list of everything published."""

from __future__ import annotations

from macros.published.shared import File, Outcome, Pointer, Published


class CriterionLine(Pointer):
    """A criterion in the catalogue; its own file has the rest."""

    number: str
    """The number within the unit, as text."""
    outcome: str
    """The number of its learning outcome."""
    topic: str
    """What it is about, in the guide's words."""
    wording: str
    """The regulated wording, character for character."""
    verbs: tuple[str, ...]
    """The ids of its command verbs, in the order of the wording."""
    retired: bool
    """Whether it no longer applies."""
    successors: tuple[str, ...]
    """The ids of what to read instead; empty while it applies."""


class Unit(Published):
    """A unit with its criteria."""

    id: str
    """Qualification and unit number."""
    label: str
    """Its official title."""
    number: str
    """The unit's own number; ambiguous without the qualification."""
    address: str
    """Its page, relative to the start of the site."""
    outcomes: tuple[Outcome, ...]
    """Its learning outcomes, in order."""
    criteria: tuple[CriterionLine, ...]
    """Its criteria, in order, retired ones included."""


class Qualification(Published):
    """A qualification with its units."""

    id: str
    """Its number."""
    label: str
    """Its official title."""
    awarding_organisation: str
    """To whom the wording belongs."""
    level: str
    """Its level."""
    superseded_by: str | None
    """The number of its successor."""
    units: tuple[Unit, ...]
    """Its units, in order."""


class CatalogueFile(File):
    """Everything there is, with the address of each file."""

    qualifications: tuple[Qualification, ...]
    """All qualifications."""
    verbs: tuple[Pointer, ...]
    """All command verbs."""
    changes: Pointer
    """The file of what has changed."""
    provenance: str
    """The address of the file that says where the copy comes from."""
    mappings: tuple[Pointer, ...]
    """Mappings to other qualifications; empty where there is none."""
