"""What has changed, newest first: the records of all editions with what each means for work already handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.catalogue import Catalogue
from macros.model import Change, Criterion, Edition, Effect, FormerPart, Part

AUTHORITY = "centre-guide.example.org"
"""Who mints the ids of changes. A name kept for examples, which no one else can own, so that ids agree in every copy."""


@dataclass(frozen=True)
class EffectWords:
    """An effect as readers meet it."""

    name: str
    meaning: str
    """What it means for work already handed in."""


EFFECTS: Mapping[Effect, EffectWords] = {
    Effect.NO_EFFECT: EffectWords("No effect", "Nothing that your work has to show has changed."),
    Effect.CLEARER: EffectWords("Clearer", "The guide says the same more plainly. Your work has to show what it had to before."),
    Effect.MAY_NEED_MORE: EffectWords(
        "May need more", "Work that followed the guide as it was may lack something. Look at it again before you hand it in."
    ),
    Effect.WORDING_CHANGED: EffectWords(
        "Wording changed by the awarding organisation",
        "The criterion itself reads differently. Ask your centre which wording your work is assessed against.",
    ),
    Effect.ADDED: EffectWords("Added", "It was not here before. Ask your centre whether it applies to work you have handed in."),
    Effect.WITHDRAWN: EffectWords(
        "Withdrawn", "It is no longer asked here. Ask your centre whether it still applies to work you have handed in."
    ),
}
"""What each effect is called and means."""


@dataclass(frozen=True)
class RecordedChange:
    """A change with the edition that records it and what it is about."""

    edition: Edition
    change: Change
    criterion: Criterion
    part: Part | FormerPart | None

    @property
    def effect(self) -> EffectWords:
        """Its effect in words."""
        return EFFECTS[self.change.effect]

    @property
    def anchor(self) -> str:
        """The place on the criterion's page that it is about."""
        return f"part-{self.part.id}" if self.part else "changes"

    @property
    def uri(self) -> str:
        """A name for it that never changes: a tag URI (RFC 4151) from the criterion, the part and the date."""
        part = f"/part-{self.part.id}" if self.part else ""
        return f"tag:{AUTHORITY},{self.change.date}:{self.criterion.id}{part}"


def list_changes(catalogue: Catalogue) -> tuple[RecordedChange, ...]:
    """Return every recorded change: newest edition first, then newest date, then the order of the criteria."""
    return tuple(recorded for edition in reversed(catalogue.editions.values()) for recorded in changes_in(catalogue, edition))


def changes_in(catalogue: Catalogue, edition: Edition) -> tuple[RecordedChange, ...]:
    """Return the changes that an edition records, newest date first, then in the order of the criteria."""
    order = {criterion: place for place, criterion in enumerate(catalogue.criteria)}
    found = sorted(edition.changes, key=lambda change: (order[change.criterion], str(change.part or "")))
    found.sort(key=lambda change: change.date, reverse=True)
    return tuple(_resolve(catalogue, edition, change) for change in found)


def changes_of(catalogue: Catalogue, criterion: Criterion) -> tuple[RecordedChange, ...]:
    """Return the changes of one criterion, newest first."""
    found = [
        _resolve(catalogue, edition, change)
        for edition in reversed(catalogue.editions.values())
        for change in sorted(edition.changes, key=lambda change: str(change.part or ""))
        if change.criterion == criterion.id
    ]
    return tuple(sorted(found, key=lambda recorded: recorded.change.date, reverse=True))


def first_edition_of(catalogue: Catalogue, criterion: Criterion) -> Edition | None:
    """Return the oldest edition that locks the wording of a criterion."""
    return next((edition for edition in catalogue.editions.values() if criterion.id in edition.wording), None)


def _resolve(catalogue: Catalogue, edition: Edition, change: Change) -> RecordedChange:
    criterion = catalogue.criteria[change.criterion]
    parts = (*criterion.parts, *criterion.former_parts)
    return RecordedChange(edition, change, criterion, next((part for part in parts if part.id == change.part), None))
