"""Everything the data says, in one object: the only thing that pages, macros, search and downloads are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from macros.grouping import find_nearest_before, group
from macros.model import (
    Artefact,
    Centre,
    Checklist,
    Criterion,
    DraftSigns,
    Edition,
    Entry,
    Example,
    Form,
    Levels,
    Log,
    Qualification,
    Registry,
    Source,
    Spelling,
    Term,
    Theory,
    Unit,
    Use,
    Verb,
)
from macros.model import Mapping as MappingEntry
from macros.read import Origin
from macros.snapshot import FrozenUnit, Snapshot, group_snapshots


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence as one criterion sees it."""

    artefact: Artefact
    use: Use
    needed: bool


@dataclass(frozen=True, repr=False, eq=False)
class Catalogue:
    """The data of the project: mappings are by id, in the order in which they are shown."""

    qualifications: Mapping[str, Qualification] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    theories: Mapping[str, Theory] = field(default_factory=dict)
    artefacts: Mapping[str, Artefact] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    logs: Mapping[str, Log] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    mappings: Mapping[str, MappingEntry] = field(default_factory=dict)
    examples: Mapping[str, Example] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    frozen_units: Mapping[str, FrozenUnit] = field(default_factory=dict)
    levels: Levels | None = None
    spelling: Spelling = field(default_factory=Spelling)
    draft_signs: DraftSigns = field(default_factory=DraftSigns)
    registry: Registry = field(default_factory=Registry)
    origins: Mapping[int, Origin] = field(default_factory=dict)
    """The file each entry was read from, by the entry's identity; asked for places only."""
    centres: Mapping[str, Centre] = field(default_factory=dict)
    centre: Centre | None = None
    """The centre whose copy this is; none in the awarding copy."""
    absent: Mapping[str, Unit] = field(default_factory=dict)
    """Units that the centre of this copy does not offer; see `macros.offer`."""
    only: Entry | None = None
    """The one entry that rules are to look at, where all others have been looked at before."""
    unread: frozenset[str] = frozenset()
    """Ids of entries whose files have problems of form: they exist, and nothing is known of them."""

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """All criteria by id, in the order of the units."""
        return {criterion.id: criterion for unit in self.units.values() for criterion in unit.criteria}

    @cached_property
    def unit_numbers(self) -> Mapping[str, int]:
        """How many units have each number, of whatever qualification."""
        return Counter(unit.number for unit in self.units.values())

    @cached_property
    def live_criteria(self) -> tuple[Criterion, ...]:
        """The criteria that are not retired."""
        return tuple(criterion for criterion in self.criteria.values() if not criterion.retired)

    @property
    def edition(self) -> Edition | None:
        """The newest edition, which locks the wording."""
        return next(reversed(self.editions.values()), None)

    @cached_property
    def snapshots(self) -> Mapping[str, Snapshot]:
        """The frozen editions by id, oldest first."""
        return group_snapshots(self.frozen_units.values())

    @property
    def newest_snapshot(self) -> Snapshot | None:
        """The newest frozen edition."""
        return next(reversed(self.snapshots.values()), None)

    def unit_of(self, criterion: Criterion) -> Unit:
        """Return the unit a criterion belongs to."""
        return self.units[criterion.unit_id]

    def qualification_of(self, unit: Unit) -> Qualification:
        """Return the qualification a unit belongs to."""
        return self.qualifications[unit.qualification_id]

    def successors_of(self, entry: Criterion | Verb | Term) -> tuple[Criterion | Verb | Term, ...]:
        """Return what to read instead of an entry that has ended: where its chains of successors end today."""
        kept: Mapping[str, Criterion | Verb | Term] = getattr(self, SUCCESSION[type(entry)])
        ahead, found = [entry], dict[str, Criterion | Verb | Term]()
        for reached in ahead:  # grows on the way, each entry once
            onward = [kept[name] for name in reached.retired.successors] if reached.retired else []
            if not onward and reached is not entry:
                found[reached.id] = reached
            ahead += [following for following in onward if following not in ahead]
        return tuple(found.values())

    def find_criterion(self, criterion: str) -> Criterion:
        """Return a criterion by its id, also where the centre of this copy does not offer its unit."""
        return self.criteria.get(criterion) or next(
            found for unit in self.absent.values() for found in unit.criteria if found.id == criterion
        )

    def live(self, names: Iterable[str]) -> tuple[Criterion, ...]:
        """Return the criteria with these ids, with what there is instead of each one that has ended."""
        found = dict[str, Criterion]()
        for name in names:
            criterion = self.criteria[name]
            for other in self.successors_of(criterion) if criterion.retired else (criterion,):
                if isinstance(other, Criterion) and not other.retired:
                    found[other.id] = other
        return tuple(found.values())

    def neighbours(self, criterion: Criterion) -> tuple[Criterion | None, Criterion | None]:
        """Return the criteria in use before and after, across units."""
        return self._before[criterion.id], self._after[criterion.id]

    def criteria_using(self, verb: Verb) -> tuple[Criterion, ...]:
        """Return the criteria with this command verb."""
        return self._criteria_by_verb.get(verb.id, ())

    def evidence_for(self, criterion: Criterion) -> tuple[Evidence, ...]:
        """Return the evidence a criterion needs, then what is also useful, each in order of name."""
        return self._evidence_by_criterion.get(criterion.id, ())

    def terms_in(self, criterion: Criterion) -> tuple[Term, ...]:
        """Return the terms of which a sense is tied to this criterion."""
        return self._terms_by_criterion.get(criterion.id, ())

    def criteria_with(self, theory: Theory) -> tuple[Criterion, ...]:
        """Return the criteria that name this model or theory."""
        return self._criteria_by_theory.get(theory.id, ())

    def name_of(self, target: str) -> str:
        """Return what an entry is called, from its id as prose writes it."""
        if unit := self.units.get(target) or self.absent.get(target):
            return f"{target} {unit.short_title}"
        if target in self.criteria or target.split("/")[0] in self.absent:
            criterion = self.find_criterion(target)
            return f"{criterion.label} {criterion.topic}"
        kind, _, name = target.partition(":")
        entry = getattr(self, KINDS.get(kind, ""), {}).get(name)
        return str(getattr(entry, "name", None) or getattr(entry, "title", None) or name or target)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield every entry that is a file of its own, with the name of its kind."""
        for kind in KINDS:
            for entry in getattr(self, KINDS[kind]).values():
                yield kind, entry

    def may_have(self, name: str) -> bool:
        """Return whether an id, as prose writes it, may belong to what could not be read, or to a criterion that is missing."""
        criterion = name.removeprefix("example:")
        return name in self.unread or criterion.split("/")[0] in self.unread or self.misses(criterion)

    def misses(self, criterion: str) -> bool:
        """Return whether the newest edition has a criterion that has no entry, though none is ever deleted."""
        return self.edition is not None and criterion in self.edition.wording and criterion not in self.criteria

    def origin(self, entry: Entry) -> Origin:
        """Return the file an entry was read from."""
        return self.origins.get(id(entry), Origin(Path("data"), Path()))

    @cached_property
    def _before(self) -> Mapping[str, Criterion | None]:
        return find_nearest_before(self.criteria.values())

    @cached_property
    def _after(self) -> Mapping[str, Criterion | None]:
        return find_nearest_before(reversed(self.criteria.values()))

    @cached_property
    def _criteria_by_verb(self) -> Mapping[str, tuple[Criterion, ...]]:
        return group((verb, criterion) for criterion in self.criteria.values() for verb in criterion.verbs)

    @cached_property
    def _criteria_by_theory(self) -> Mapping[str, tuple[Criterion, ...]]:
        return group((use.theory, criterion) for criterion in self.criteria.values() for use in criterion.theories)

    @cached_property
    def _evidence_by_criterion(self) -> Mapping[str, tuple[Evidence, ...]]:
        found = [
            (use.criterion, Evidence(artefact, use, needed))
            for needed in (True, False)
            for artefact in self.artefacts.values()
            for use in (artefact.needed_by if needed else artefact.useful_for)
        ]
        return group(found)

    @cached_property
    def _terms_by_criterion(self) -> Mapping[str, tuple[Term, ...]]:
        return group((criterion, term) for term in self.terms.values() for sense in term.senses for criterion in sense.criteria)

SUCCESSION: Mapping[type[Entry], str] = {Criterion: "criteria", Verb: "verbs", Term: "terms"}
"""What can be followed by others of its kind, and where the catalogue keeps them."""
KINDS: Mapping[str, str] = {
    "qualification": "qualifications",
    "unit": "units",
    "verb": "verbs",
    "term": "terms",
    "theory": "theories",
    "artefact": "artefacts",
    "checklist": "checklists",
    "form": "forms",
    "log": "logs",
    "source": "sources",
    "mapping": "mappings",
    "example": "examples",
    "edition": "editions",
    "centre": "centres",
}
"""The name of each kind of entry, and where the catalogue keeps it."""
