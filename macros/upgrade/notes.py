"""The edition that a copy was built from → what has changed since for what it offers, and for what its centre has written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from macros.brand import Brand
from macros.catalogue import Catalogue
from macros.changes import EFFECTS
from macros.diff.editions import EditionDiff, EntryDiff, diff_snapshots, find_snapshot, list_recorded
from macros.errors import DataError, Place, Problem
from macros.freeze import freeze_now
from macros.model import Criterion, Term, Verb
from macros.offer import make_copy, offer_units
from macros.prose import find_targets
from macros.upgrade.downloads import TouchedFile, list_touched_files


@dataclass(frozen=True)
class TouchedNote:
    """Something that a centre has written and should read again."""

    place: Place
    kind: str
    """note or form."""
    about: str
    """The id it stands beside; empty for a form."""
    text: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class UpgradeNotes:
    """What an upgrade means for one copy."""

    diff: EditionDiff
    """What differs in what is offered; the newer side is the guide as it reads now."""
    centre: str
    """The name of the centre; empty for the awarding copy."""
    left_out: tuple[str, ...] = ()
    """Ids of what differs in units that are not offered."""
    new_units: tuple[str, ...] = ()
    """Units that the older edition did not have."""
    touched: tuple[TouchedNote, ...] = ()
    files: tuple[TouchedFile, ...] = ()


def make_upgrade_notes(
    catalogue: Catalogue, older: str, brand: Brand | None = None, offered: Collection[str] | None = None
) -> UpgradeNotes:
    """Return what has changed since an edition; without a centre's file, `offered` says which units its copy has."""
    edition = catalogue.edition
    if edition is None:
        raise DataError([Problem(Place("data/editions"), "upgrade", "holds no edition: there is nothing to upgrade to")])
    before = find_snapshot(catalogue, older)
    whole = diff_snapshots(before, freeze_now(catalogue, edition), list_recorded(catalogue, older, edition.id))
    units = brand.centre.units if brand else catalogue.units if offered is None else offered
    copy = make_copy(catalogue, brand.centre) if brand else offer_units(catalogue, units)
    kept = tuple(entry for entry in whole.entries if _is_offered(copy, entry))
    left_out = tuple(entry.id for entry in whole.entries if entry not in kept)
    found = _Touched(catalogue, {entry.id: entry for entry in kept}, before.date)
    return UpgradeNotes(
        EditionDiff(whole.older, whole.newer, kept),
        str(brand.centre.name) if brand else "",
        left_out,
        tuple(unit for unit in whole.newer.units if unit not in before.units),
        tuple(found.list_notes(brand)) if brand else (),
        tuple(list_touched_files(copy, kept)),
    )


def _is_offered(copy: Catalogue, entry: EntryDiff) -> bool:
    """Return whether an entry is in the copy; what is no longer anywhere counts where its unit is."""
    if entry.kind == "verb":
        return entry.id not in copy.verbs or bool(copy.criteria_using(copy.verbs[entry.id]))
    return entry.id.partition("/")[0] not in copy.absent


@dataclass(frozen=True)
class _Touched:
    catalogue: Catalogue
    changed: Mapping[str, EntryDiff]
    since: str
    """The date of the older edition."""

    def list_notes(self, brand: Brand) -> Iterator[TouchedNote]:
        """Yield the notes and forms of a centre that stand beside, serve or lead to what has changed."""
        for place, note in enumerate(brand.centre.notes):
            why = dict.fromkeys((*self._explain(str(note.about)), *self._explain_links(note.text)))
            if why:
                yield TouchedNote(brand.origin.place("notes", place), "note", str(note.about), str(note.text), tuple(why))
        for place, form in enumerate(brand.centre.forms):
            serves = [reason for criterion in form.criteria for reason in self._explain(str(criterion))]
            if why := dict.fromkeys((*serves, *self._explain_links(form.use))):
                yield TouchedNote(brand.origin.place("forms", place), "form", "", str(form.name), tuple(why))

    def _explain_links(self, text: str) -> Iterator[str]:
        for target in find_targets(text):
            kind, _, term = target.partition(":")
            if kind == "term" and term in self.catalogue.terms:  # no edition keeps terms: what has ended says when
                yield from self._explain_term(self.catalogue.terms[term])
            name = target.removeprefix("verb:").removeprefix("example:")
            yield from (f"it leads to {reason}" for reason in self._explain_entry(name))

    def _explain_term(self, term: Term) -> Iterator[str]:
        if term.retired and term.retired.date > self.since:
            yield f"it leads to the term {str(term.name)!r}: {self._say_end(term)}"

    def _explain(self, about: str) -> Iterator[str]:
        """Yield what has changed of an entry, and of the criteria of a unit."""
        yield from self._explain_entry(about)
        for name in self.changed:
            if name.startswith(f"{about}/"):
                yield from self._explain_entry(name)

    def _explain_entry(self, name: str) -> Iterator[str]:
        if entry := self.changed.get(name):
            yield f"{entry.label}: {self._say(entry)}"

    def _say(self, entry: EntryDiff) -> str:
        kept: Criterion | Verb | None = self.catalogue.criteria.get(entry.id) or self.catalogue.verbs.get(entry.id)
        if kept and kept.retired and any(difference.field.startswith("retired") for difference in entry.differences):
            return self._say_end(kept)
        effects = dict.fromkeys(EFFECTS[recorded.change.effect].name for recorded in entry.changes)
        return ", ".join(effects) or "reads otherwise; no edition records why"

    def _say_end(self, ended: Criterion | Verb | Term) -> str:
        successors = [str(other.id) for other in self.catalogue.successors_of(ended)]
        kind = ended.retired.kind.value if ended.retired else ""
        instead = f": read {', '.join(successors)} instead" if successors else ""
        return f"has ended ({kind}){instead}"
