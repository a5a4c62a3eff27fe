"""Units and criteria: the locked wording and our guidance on it."""

from __future__ import annotations

from pydantic import Field

from macros.fields import CriterionId, Line, Prose, Slug, TheoryId, UnitId, VerbId
from macros.model.entry import Ending, Entry, Exchange, Link, Retirement, Status


class Part(Entry):
    """One thing the wording of a criterion asks for."""

    id: Slug
    """A short name that stays for ever, so that a tick survives an edit."""
    text: Line
    """What must be there."""
    gap: Line | None = None
    """One sentence for feedback where it is missing; says what the criterion asks for and never what to answer."""

    @property
    def gap_phrase(self) -> str:
        """The sentence for feedback where the part is missing: the written one, or one that quotes the part."""
        return self.gap or f"The criterion also asks for this: “{self.text}”."


class FormerPart(Ending):
    """A part that is no longer one of the criterion's. Its anchor answers for ever."""

    id: Slug
    """The id it had."""
    text: Line
    """What it asked for."""
    successors: tuple[Slug, ...] = ()
    """The parts of the same criterion to read instead."""


class StartingPoint(Entry):
    """A way into an answer."""

    text: Prose
    """The advice, in our words."""
    guide_only: bool = False
    """true when the source guide asks for it and the criterion does not."""


class Brief(Entry):
    """A criterion in three sentences."""

    do: Prose
    """What to do."""
    depth: Prose
    """How deep to go."""
    avoid: Prose
    """What it is not."""


class TheoryUse(Entry):
    """A model or theory that fits a criterion."""

    theory: TheoryId
    """The model or theory."""
    use: Prose
    """What it does for this criterion."""


class SeeAlso(Entry):
    """Another criterion to read with this one."""

    criterion: CriterionId
    """The other criterion."""
    kind: Link
    """stated in the source guide, or editorial: ours."""
    why: Line
    """What ties the two."""


class Note(Entry):
    """Something odd in the source guide, and what to do about it."""

    id: Line
    """The number of the oddity in our list, such as O-07."""
    text: Prose
    """What the reader should know and do."""


class Quantity(Entry):
    """A number the criterion or the guide's advice names."""

    id: Slug
    """A short name."""
    value: Line
    """The number, as text."""
    unit: Line
    """What is counted."""
    status: Status
    """Whether the criterion asks for it."""


class Criterion(Entry):
    """An assessment criterion: the locked wording, and our guidance on it."""

    id: CriterionId
    """Qualification, unit and number."""
    wording: Line
    """The awarding body's wording, character for character, on one line. Never edit it."""
    outcome: Line
    """The number of the learning outcome it belongs to."""
    topic: Line
    """What it is about, in a few words of ours, for titles and lists."""
    verbs: tuple[VerbId, ...] = Field(min_length=1)
    """Its command verbs, in the order of the wording."""
    parts: tuple[Part, ...] = Field(min_length=1)
    """Everything the wording asks for."""
    former_parts: tuple[FormerPart, ...] = ()
    """Parts that were renamed, split, merged or withdrawn. Never delete a part."""
    brief: Brief
    """The criterion in three sentences."""
    starting_points: tuple[StartingPoint, ...] = Field(min_length=1)
    """Ways into an answer."""
    theories: tuple[TheoryUse, ...] = ()
    """Models and theories worth using."""
    see_also: tuple[SeeAlso, ...] = ()
    """Criteria to read with it."""
    referrals: tuple[Prose, ...] = Field(min_length=1)
    """Common reasons why an answer is referred."""
    quantities: tuple[Quantity, ...] = ()
    """Numbers that matter here."""
    notes: tuple[Note, ...] = ()
    """Where the source guide is odd, and what to do."""
    retired: Retirement | None = None
    """Filled in when the criterion no longer applies. Never delete a criterion."""
    exchange: Exchange | None = None
    """What other systems know it by; written by an import."""

    @property
    def number(self) -> str:
        """The number within the unit, such as 2.1."""
        return self.id.split("/")[1]

    @property
    def unit_id(self) -> str:
        """The unit it belongs to, such as QX12-A1."""
        return self.id.split("/")[0]

    @property
    def label(self) -> str:
        """The printed form, such as QX12-A1 AC 2.1."""
        return f"{self.unit_id} AC {self.number}"

    @property
    def anchor(self) -> str:
        """The anchor on the unit's page, such as ac-2.1."""
        return f"ac-{self.number}"

    def successors_of(self, former: FormerPart) -> tuple[Part, ...]:
        """Return the parts to read instead of one that has ended: where its chains of successors end today."""
        live, ended = {part.id: part for part in self.parts}, {part.id: part for part in self.former_parts}
        ahead = list(former.successors)
        for reached in ahead:  # grows on the way, each part once
            ahead += [name for name in ended[reached].successors if name not in ahead] if reached in ended else []
        return tuple(live[name] for name in ahead if name in live)


class Outcome(Entry):
    """A learning outcome."""

    number: Line
    """Its number, as text."""
    title: Line | None = None
    """Its title, where it is known."""
    exchange: Exchange | None = None
    """What other systems know it by; written by an import."""


class Feed(Entry):
    """What one unit gives another."""

    unit: UnitId
    """The unit that receives."""
    what: Line
    """What it receives, in a few words."""


class Unit(Entry):
    """A unit with its criteria: data/criteria/<id>.yml."""

    id: UnitId
    """The file's name: qualification and unit number."""
    title: Line
    """Its official title."""
    short_title: Line
    """A short name of ours, for menus."""
    assignment: Line
    """What the source guide calls the assignment."""
    aliases: tuple[Line, ...] = ()
    """Other names people use for it."""
    credit: Line
    """Credits, as text."""
    credit_note: Line
    """Where the credit value was read."""
    purpose: Prose
    """What the unit is about."""
    approach: tuple[Prose, ...] = Field(min_length=1)
    """How to go about it."""
    rules: tuple[Prose, ...] = ()
    """Rules for the assignment as a whole."""
    feeds: tuple[Feed, ...] = ()
    """What it gives the other units."""
    notes: tuple[Note, ...] = ()
    """Where the source guide is odd about the unit."""
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    """Its learning outcomes, in order."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    """Its criteria, in order."""
    exchange: Exchange | None = None
    """What other systems know it by; written by an import."""

    @property
    def qualification_id(self) -> str:
        """The qualification it belongs to, such as QX12."""
        return self.id.rsplit("-", 1)[0]

    @property
    def number(self) -> str:
        """The unit's own number, such as 500; ambiguous alone."""
        return self.id.rsplit("-", 1)[1]

    def criteria_of(self, outcome: Outcome) -> tuple[Criterion, ...]:
        """Return the criteria of one of its learning outcomes."""
        return tuple(criterion for criterion in self.criteria if criterion.outcome == outcome.number)
