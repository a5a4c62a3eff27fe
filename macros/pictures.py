"""Where things stand in the pictures: numbers only. The templates in overrides/fragments/pictures draw them as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from macros.catalogue import Catalogue
from macros.model import Artefact, Axis, Criterion, Feed, Unit

BOX_WIDTH, BOX_HEIGHT, BOX_GAP = 320, 96, 74


@dataclass(frozen=True)
class UnitBox:
    """A unit in the picture of the units, in SVG user units."""

    unit: Unit
    y: int
    part_count: int


@dataclass(frozen=True)
class FeedArrow:
    """What one unit gives another: from the bottom of one box to the top of another."""

    feed: Feed
    giver: Unit
    start: int
    end: int
    skips: bool
    """true when the arrow passes another unit and must go round it."""


@dataclass(frozen=True)
class UnitMap:
    """How the units feed each other."""

    boxes: tuple[UnitBox, ...]
    arrows: tuple[FeedArrow, ...]
    height: int


def draw_unit_map(catalogue: Catalogue) -> UnitMap:
    """Lay the units out one under another, with what each gives to those below it."""
    units = list(catalogue.units.values())
    boxes = tuple(
        UnitBox(unit, place * (BOX_HEIGHT + BOX_GAP), sum(len(criterion.parts) for criterion in unit.criteria))
        for place, unit in enumerate(units)
    )
    tops = {box.unit.id: box.y for box in boxes}
    order = {unit.id: place for place, unit in enumerate(units)}
    arrows = tuple(
        FeedArrow(feed, unit, tops[unit.id] + BOX_HEIGHT, tops[feed.unit], order[feed.unit] - order[unit.id] > 1)
        for unit in units
        for feed in unit.feeds
        if feed.unit in tops and order[feed.unit] > order[unit.id]
    )
    return UnitMap(boxes, arrows, len(units) * (BOX_HEIGHT + BOX_GAP) - BOX_GAP)


@dataclass(frozen=True)
class DepthRow:
    """One axis of the picture of depth."""

    axis: Axis
    y: int


def draw_verb_depth(catalogue: Catalogue) -> tuple[DepthRow, ...]:
    """Lay out one row for each axis on which the levels differ."""
    axes = catalogue.levels.axes if catalogue.levels else ()
    return tuple(DepthRow(axis, place * 64) for place, axis in enumerate(axes))


@dataclass(frozen=True)
class MatrixRow:
    """A piece of evidence and, for each criterion of the unit, how it serves: `needed`, `guide-only`, `useful` or nothing."""

    artefact: Artefact
    uses: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """The evidence of one unit."""

    unit: Unit
    criteria: tuple[Criterion, ...]
    rows: tuple[MatrixRow, ...]


def draw_matrix(catalogue: Catalogue, unit: Unit) -> Matrix:
    """Return which evidence serves which criterion of a unit, leaving out evidence that serves none."""
    criteria = tuple(criterion for criterion in unit.criteria if not criterion.retired)
    rows = (
        MatrixRow(artefact, tuple(_how_it_serves(artefact, criterion) for criterion in criteria))
        for artefact in catalogue.artefacts.values()
    )
    return Matrix(unit, criteria, tuple(row for row in rows if any(row.uses)))


def _how_it_serves(artefact: Artefact, criterion: Criterion) -> str:
    for use in artefact.needed_by:
        if use.criterion == criterion.id:
            return "guide-only" if use.status.value == "guide-only" else "needed"
    return "useful" if any(use.criterion == criterion.id for use in artefact.useful_for) else ""
