"""Mappings between qualifications, worked out: what became of everything, seen from either side, and what is not mapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from macros.catalogue import Catalogue
from macros.model import Criterion, Difference, Fate, MappingLine, Unit
from macros.model import Mapping as MappingEntry

NOT_MAPPED = "not-mapped"
BACKWARDS = {Fate.SPLIT: Fate.MERGED, Fate.MERGED: Fate.SPLIT, Fate.DROPPED: Fate.NEW, Fate.NEW: Fate.DROPPED}
"""What a line is called when it is read from the newer side, where that differs."""
FORWARD_WORDS: Mapping[str, str] = {
    Fate.SAME: "The same",
    Fate.REWORDED: "Reworded",
    Fate.MOVED: "Moved",
    Fate.SPLIT: "Split",
    Fate.MERGED: "Merged with others",
    Fate.DROPPED: "Dropped",
    NOT_MAPPED: "Not mapped",
}
BACKWARD_WORDS: Mapping[str, str] = {
    Fate.SAME: "The same",
    Fate.REWORDED: "Reworded",
    Fate.MOVED: "Moved here",
    Fate.SPLIT: "Made from several",
    Fate.MERGED: "Part of one that was split",
    Fate.DROPPED: "New",
    NOT_MAPPED: "Not mapped",
}
"""What readers of either side are told; keys are what a line is called seen from there."""


@dataclass(frozen=True)
class Mapped:
    """A unit or criterion of either qualification."""

    id: str
    label: str
    """Its printed name."""
    text: str
    """The title of a unit, the wording of a criterion."""
    facts: str = ""
    entry: Unit | Criterion | None = None
    """Its entry, where it has data here."""

    @property
    def is_unit(self) -> bool:
        """Whether it is a unit and no criterion."""
        return "/" not in self.id

    @property
    def number(self) -> str:
        """The number of a criterion, after the letters that go before it."""
        return f"AC {self.id.partition('/')[2]}"

    @property
    def unit_id(self) -> str:
        """The unit it is or belongs to."""
        return self.id.split("/")[0]


@dataclass(frozen=True)
class Row:
    """What became of one thing, seen from its side."""

    mapped: Mapped
    kind: str
    """A kind of fate as it is called seen from this side, or `not-mapped`."""
    words: str
    """The same for readers."""
    others: tuple[Mapped, ...] = ()
    line: MappingLine | None = None


@dataclass(frozen=True)
class Side:
    """One of the two qualifications."""

    id: str
    title: str
    known: Mapping[str, Mapped]
    """Everything that is known of it, each unit before its criteria."""
    is_outside: bool
    """Whether it has no data here, so that only what was read is known."""


@dataclass(frozen=True)
class Direction:
    """A mapping read from one side."""

    origin: Side
    target: Side
    rows: tuple[Row, ...]
    """One for each thing that is known of the origin, in its order."""

    @property
    def mapped(self) -> tuple[Row, ...]:
        """The rows that say something."""
        return tuple(row for row in self.rows if row.kind != NOT_MAPPED)

    @property
    def open(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of what is not mapped, by unit."""
        found: dict[str, tuple[Row, ...]] = {}
        for row in self.rows:
            if row.kind == NOT_MAPPED:
                found[row.mapped.unit_id] = (*found.get(row.mapped.unit_id, ()), row)
        return found


@dataclass(frozen=True)
class WorkedOut:
    """A mapping with both of its sides."""

    entry: MappingEntry
    old: Side
    new: Side

    @cached_property
    def forward(self) -> Direction:
        """What became of the older one."""
        return Direction(self.old, self.new, tuple(self._rows(self.old, self.new, backwards=False)))

    @cached_property
    def backward(self) -> Direction:
        """Where the newer one comes from."""
        return Direction(self.new, self.old, tuple(self._rows(self.new, self.old, backwards=True)))

    @property
    def numbers(self) -> tuple[str, str]:
        """The numbers of the two qualifications."""
        return self.old.id, self.new.id

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of all that it says, each once."""
        return tuple(dict.fromkeys(name for said in (*self.entry.differences, *self.entry.lines) for name in said.sources))

    def row_of(self, entry: Unit | Criterion) -> Row | None:
        """Return what the mapping says of an entry of this guide; nothing where it belongs to neither side."""
        return self._by_id.get(entry.id)

    def differences_in(self, entry: Criterion) -> tuple[Difference, ...]:
        """Return what is known to differ in what a criterion asks."""
        return tuple(difference for difference in self.entry.differences if entry.id in difference.criteria)

    def other_side(self, entry: Unit | Criterion) -> Side:
        """Return the side that an entry of this guide does not belong to."""
        return self.new if entry.id in self.old.known else self.old

    @cached_property
    def _by_id(self) -> Mapping[str, Row]:
        return {row.mapped.id: row for row in (*self.backward.rows, *self.forward.rows)}

    def _rows(self, origin: Side, target: Side, *, backwards: bool) -> Iterator[Row]:
        lines = {name: line for line in self.entry.lines for name in (line.new if backwards else line.old)}
        words = BACKWARD_WORDS if backwards else FORWARD_WORDS
        for name, mapped in origin.known.items():
            line = lines.get(name)
            if line is None:
                yield Row(mapped, NOT_MAPPED, words[NOT_MAPPED])
                continue
            kind = BACKWARDS.get(line.kind, line.kind) if backwards else line.kind
            others = tuple(target.known[other] for other in (line.old if backwards else line.new) if other in target.known)
            yield Row(mapped, kind.value, words[kind], others, line)


@lru_cache(maxsize=4)  # asked for by the page of every criterion
def list_mappings(catalogue: Catalogue) -> tuple[WorkedOut, ...]:
    """Return every mapping, worked out."""
    return tuple(work_out(catalogue, mapping) for mapping in catalogue.mappings.values())


def work_out(catalogue: Catalogue, mapping: MappingEntry) -> WorkedOut:
    """Return a mapping with both of its sides."""
    return WorkedOut(mapping, find_side(catalogue, mapping, mapping.old), find_side(catalogue, mapping, mapping.new))


def find_side(catalogue: Catalogue, mapping: MappingEntry, number: str) -> Side:
    """Return one side of a mapping: from the guide where it has data here, else from what the mapping knows of it."""
    outside, here = mapping.outside, catalogue.qualifications.get(number)
    if here is None and outside and outside.id == number:
        return Side(number, outside.title, {mapped.id: mapped for mapped in _list_outside(mapping)}, is_outside=True)
    units = [unit for unit in (*catalogue.units.values(), *catalogue.absent.values()) if unit.qualification_id == number]
    known = {mapped.id: mapped for unit in units for mapped in _list_unit(unit)}
    return Side(number, here.title if here else number, known, is_outside=here is None)


def _list_unit(unit: Unit) -> Iterator[Mapped]:
    yield Mapped(str(unit.id), str(unit.id), unit.title, f"{unit.credit} credits ({unit.credit_note})", unit)
    for criterion in unit.criteria:
        yield Mapped(str(criterion.id), criterion.label, criterion.wording, entry=criterion)


def _list_outside(mapping: MappingEntry) -> Iterator[Mapped]:
    for unit in mapping.outside.units if mapping.outside else ():
        yield Mapped(str(unit.id), str(unit.id), unit.title, str(unit.facts or ""))
        for criterion in unit.criteria:
            yield Mapped(str(criterion.id), criterion.id.replace("/", " AC ", 1), criterion.wording)
