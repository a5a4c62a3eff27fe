"""A criterion as it read on the day: its wording and all guidance on its page."""

from __future__ import annotations

from typing import Literal

from macros.fields import Line, Prose
from macros.model.entry import Entry
from macros.snapshot.support import FrozenExample


class FrozenPart(Entry):
    """One thing the wording asked for."""

    id: Line
    """Its id, which is part of an address."""
    text: Line
    """What had to be there."""


class FrozenBrief(Entry):
    """A criterion in three sentences."""

    do: Prose
    """What to do."""
    depth: Prose
    """How deep to go."""
    avoid: Prose
    """What it was not."""


class FrozenPoint(Entry):
    """A starting point."""

    text: Prose
    """The advice."""
    guide_only: bool = False
    """true when the source guide asked for it and the criterion did not."""


class FrozenTheory(Entry):
    """A model or theory worth using."""

    id: Line
    """Its id."""
    name: Line
    """What it was called."""
    who: Line
    """Whose it was, and when."""
    use: Prose
    """What it did for the criterion."""


class FrozenTerm(Entry):
    """A word with a special sense in the criterion."""

    id: Line
    """Its id."""
    name: Line
    """The term as it was written."""


class FrozenQuantity(Entry):
    """A number to know."""

    value: Line
    """The number, as text."""
    unit: Line
    """What was counted."""
    guide_only: bool = False
    """true when only the source guide's advice asked for it."""


class FrozenNote(Entry):
    """Something odd in the source guide, and what to do about it."""

    id: Line
    """Its number in our list."""
    text: Prose
    """What the reader should know and do."""


class FrozenEvidence(Entry):
    """A piece of evidence as the criterion saw it."""

    id: Line
    """Its id."""
    name: Line
    """What it was called."""
    demand: Literal["needed", "guide-only", "useful"]
    """needed by the criterion, asked for in the source guide's advice only, or useful on our suggestion."""
    note: Prose | None = None
    """How it served the criterion."""
    shared: bool = False
    """true when one copy could serve more than one unit."""


class FrozenRelation(Entry):
    """Another criterion to read with it."""

    criterion: Line
    """The id of the other criterion."""
    label: Line
    """Its printed form and its topic."""
    kind: Literal["stated", "editorial"]
    """stated in the source guide, or our suggestion."""
    why: Line
    """What tied the two."""


class FrozenRetirement(Entry):
    """Why the criterion no longer applied."""

    kind: Literal["retired", "moved", "split", "merged"] = "retired"
    """How it came to its end."""
    date: Line
    """Since when, as YYYY-MM-DD."""
    reason: Prose
    """Why."""
    successors: tuple[Line, ...] = ()
    """The ids of what was to be read instead."""


class FrozenFormerPart(FrozenRetirement):
    """A part that was no longer one of the criterion's; `successors` names parts of the same criterion."""

    id: Line
    """The id it had."""
    text: Line
    """What it had asked for."""


class FrozenCriterion(Entry):
    """An assessment criterion with its guidance."""

    id: Line
    """Qualification, unit and number."""
    label: Line
    """The printed form."""
    outcome: Line
    """The number of its learning outcome."""
    topic: Line
    """What it was about, in our words."""
    wording: Line
    """The awarding body's wording, character for character."""
    verbs: tuple[Line, ...]
    """The ids of its command verbs, in the order of the wording."""
    parts: tuple[FrozenPart, ...]
    """Everything the wording asked for."""
    former_parts: tuple[FrozenFormerPart, ...] = ()
    """Parts that had ended before."""
    brief: FrozenBrief
    """The criterion in three sentences."""
    quantities: tuple[FrozenQuantity, ...] = ()
    """Numbers that mattered."""
    starting_points: tuple[FrozenPoint, ...] = ()
    """Ways into an answer."""
    theories: tuple[FrozenTheory, ...] = ()
    """Models and theories worth using."""
    terms: tuple[FrozenTerm, ...] = ()
    """Words with a special sense."""
    notes: tuple[FrozenNote, ...] = ()
    """Where the source guide was odd."""
    evidence: tuple[FrozenEvidence, ...] = ()
    """Evidence to gather."""
    referrals: tuple[Prose, ...] = ()
    """Common reasons why answers were referred."""
    see_also: tuple[FrozenRelation, ...] = ()
    """Criteria to read with it."""
    example: FrozenExample | None = None
    """Its worked example."""
    retired: FrozenRetirement | None = None
    """Filled in when it no longer applied."""

    @property
    def number(self) -> str:
        """The number within the unit, such as 2.1."""
        return self.id.rpartition("/")[2]

    @property
    def anchor(self) -> str:
        """The anchor on the unit's page, such as ac-2.1."""
        return f"ac-{self.number}"
