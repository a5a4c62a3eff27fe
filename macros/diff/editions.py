"""Two frozen editions, and what was recorded between them → every entry that differs, with its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from macros.catalogue import Catalogue
from macros.changes import RecordedChange, changes_in
from macros.diff.compare import Difference, compare_criteria, compare_units, compare_values
from macros.errors import DataError, Place, Problem, suggest
from macros.model import Edition
from macros.snapshot import FrozenCriterion, FrozenVerb, Snapshot


@dataclass(frozen=True)
class EntryDiff:
    """One criterion, unit or verb that differs, or of which a change is recorded."""

    kind: str
    """criterion, unit or verb."""
    id: str
    label: str
    differences: tuple[Difference, ...]
    changes: tuple[RecordedChange, ...] = ()
    """What was recorded of it, newest first."""

    def is_recorded(self, difference: Difference) -> bool:
        """Return whether a record covers a difference: one of the whole criterion, or one of its part."""
        return any(recorded.change.part in (None, difference.part) for recorded in self.changes)

    @property
    def unrecorded(self) -> tuple[Difference, ...]:
        """The differences of which no record says what they mean for work handed in."""
        return tuple(difference for difference in self.differences if not self.is_recorded(difference))


@dataclass(frozen=True)
class EditionDiff:
    """All that differs between two frozen editions."""

    older: Snapshot
    newer: Snapshot
    entries: tuple[EntryDiff, ...]


def diff_editions(catalogue: Catalogue, older: str, newer: str) -> EditionDiff:
    """Return what differs between two frozen editions, criteria first, in their order; raise DataError without them."""
    before, after = find_snapshot(catalogue, older), find_snapshot(catalogue, newer)
    return diff_snapshots(before, after, list_recorded(catalogue, older, newer))


def list_recorded(catalogue: Catalogue, older: str, newer: str) -> list[RecordedChange]:
    """Return what was recorded after the older edition, up to and with the newer, newest first."""
    between = _editions_between(catalogue, older, newer)
    return [change for edition in reversed(between) for change in changes_in(catalogue, edition)]


def diff_snapshots(before: Snapshot, after: Snapshot, recorded: list[RecordedChange]) -> EditionDiff:
    """Return what differs between two forms of the guide, with what was recorded between them."""
    entries = (*_diff_criteria(before, after, recorded), *_diff_units(before, after), *_diff_verbs(before, after))
    return EditionDiff(before, after, tuple(entry for entry in entries if entry.differences or entry.changes))


def find_snapshot(catalogue: Catalogue, edition: str) -> Snapshot:
    """Return a frozen edition; raise DataError where there is none."""
    if edition in catalogue.snapshots:
        return catalogue.snapshots[edition]
    if edition in catalogue.editions:
        message = f"edition {edition} is not frozen: run `centre-guide edition freeze {edition}` first"
    else:
        message = f"there is no edition {edition!r}{suggest(edition, catalogue.snapshots)}: name one that is frozen"
    raise DataError([Problem(Place("data/snapshots"), "diff", message)])


def _editions_between(catalogue: Catalogue, older: str, newer: str) -> list[Edition]:
    """Return the editions after the older one, up to and with the newer."""
    order = list(catalogue.editions)
    if order.index(older) > order.index(newer):
        raise DataError([Problem(Place("data/snapshots"), "diff", f"{older} is newer than {newer}: name the older one first")])
    later = list(dropwhile(lambda edition: edition != older, order))[1:]
    if older == newer:
        return []
    return [catalogue.editions[edition] for edition in (*takewhile(lambda edition: edition != newer, later), newer)]


def _diff_criteria(before: Snapshot, after: Snapshot, recorded: list[RecordedChange]) -> Iterator[EntryDiff]:
    for name in dict.fromkeys([*before.criteria, *after.criteria]):
        old, new = before.criteria.get(name), after.criteria.get(name)
        known = new or old
        if known is None:
            continue
        differences = compare_criteria(old, new) if old and new else (_whole(old, new),)
        changes = tuple(change for change in recorded if change.criterion.id == name)
        yield EntryDiff("criterion", str(name), f"{known.label} {known.topic}", differences, changes)


def _whole(old: FrozenCriterion | None, new: FrozenCriterion | None) -> Difference:
    return Difference("criterion", old.wording if old else None, new.wording if new else None)


def _diff_units(before: Snapshot, after: Snapshot) -> Iterator[EntryDiff]:
    for name in dict.fromkeys([*before.units, *after.units]):
        old, new = before.units.get(name), after.units.get(name)
        title = str((new or old).title)  # type: ignore[union-attr]
        whole = Difference("unit", str(old.title) if old else None, str(new.title) if new else None)
        yield EntryDiff("unit", str(name), f"{name} {title}", compare_units(old, new) if old and new else (whole,))


def _diff_verbs(before: Snapshot, after: Snapshot) -> Iterator[EntryDiff]:
    old, new = _verbs_of(before), _verbs_of(after)
    for name in sorted({*old, *new}):
        known = new.get(name) or old[name]
        fields = type(known).model_fields
        differences = [
            found
            for field in (fields if name in old and name in new else ())
            for found in compare_values(field, getattr(old[name], field), getattr(new[name], field))
        ]
        if name not in old or name not in new:
            differences = [Difference("verb", name if name in old else None, name if name in new else None)]
        yield EntryDiff("verb", name, known.name, tuple(differences))


def _verbs_of(snapshot: Snapshot) -> dict[str, FrozenVerb]:
    return {str(verb.id): verb for unit in snapshot.units.values() for verb in unit.verbs}
