"""Evidence to gather, and checklists that are not tied to one criterion."""

from __future__ import annotations

from pydantic import Field

from macros.fields import ArtefactId, CriterionId, Line, Prose, Slug
from macros.model.entry import Entry, Status


class Use(Entry):
    """A criterion that a piece of evidence serves."""

    criterion: CriterionId
    """The criterion."""
    note: Prose | None = None
    """How it serves there."""
    status: Status = Status.CRITERION
    """guide-only when only the source guide's advice asks for it."""


class Artefact(Entry):
    """A piece of evidence: data/artefacts/<id>.yml."""

    id: ArtefactId
    """The file's name."""
    name: Line
    """What it is called."""
    what: Prose
    """What it is and what it should show."""
    needed_by: tuple[Use, ...] = ()
    """Criteria that need it, by the wording or the source guide."""
    useful_for: tuple[Use, ...] = ()
    """Criteria it also helps with; our suggestion."""
    shared: bool = False
    """true when one copy can serve more than one unit as a common appendix."""
    anonymise: Prose | None = None
    """What to take out before it is handed in."""


class Item(Entry):
    """One line of a checklist."""

    id: Slug
    """A short name that stays for ever, so that a tick survives an edit."""
    text: Prose
    """What to do."""
    why: Prose | None = None
    """Why it matters."""
    criteria: tuple[CriterionId, ...] = ()
    """The criteria it serves."""
    ours: bool = False
    """true when the item is our addition and not in the source guide."""


class Checklist(Entry):
    """A checklist that is not tied to one criterion: data/checklists/<id>.yml."""

    id: Slug
    """The file's name."""
    title: Line
    """What it is called."""
    intro: Prose
    """What it is for."""
    items: tuple[Item, ...] = Field(min_length=1)
    """Its lines, in order."""
