"""Where things stand in the pictures: numbers only. The templates in overrides/fragments/pictures draw them as SVG.

Every picture is 360 units wide, the width of a small phone, and its text is broken here, because SVG does not wrap.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from macros.catalogue import Catalogue
from macros.model import Artefact, Axis, Criterion, Feed, Unit
from macros.prose import plain_text

WIDTH = 360
LINE = 16
"""From one line of text to the next."""
LANE = 128
"""Room at the right for an arrow that goes round a unit, and its label."""
NAME_LETTERS, DETAIL_LETTERS, LABEL_LETTERS, LANE_LETTERS = 9.2, 7.5, 7.2, 7.2
"""How wide a letter is at most, on average, in each kind of text."""
MATRIX_NAMES = 122
"""Room for the names of the evidence."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def wrap(text: str, width: float, letter: float) -> tuple[str, ...]:
    """Break text into lines of much the same length that fit a width, given the width of a letter."""
    letters = max(8, int(width / letter))
    lines = _break(text, letters)
    while letters > 8 and len(_break(text, letters - 1)) == len(lines):
        letters -= 1
    return tuple(_break(text, letters))


def _break(text: str, letters: int) -> list[str]:
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False)


@dataclass(frozen=True)
class UnitBox:
    """A unit in the picture of the units, in SVG user units."""

    unit: Unit
    y: int
    width: int
    height: int
    name: tuple[str, ...]
    detail: tuple[str, ...]


@dataclass(frozen=True)
class FeedArrow:
    """What one unit gives another: from the bottom of one box to the top of another."""

    feed: Feed
    giver: Unit
    x: int
    start: int
    end: int
    label: tuple[str, ...]
    label_y: int


@dataclass(frozen=True)
class UnitMap:
    """How the units feed each other."""

    boxes: tuple[UnitBox, ...]
    arrows: tuple[FeedArrow, ...]
    height: int


def draw_unit_map(catalogue: Catalogue) -> UnitMap:
    """Lay the units out one under another, with what each gives to those below it."""
    units = list(catalogue.units.values())
    order = {unit.id: place for place, unit in enumerate(units)}
    feeds = [(unit, feed) for unit in units for feed in unit.feeds if order.get(feed.unit, -1) > order[unit.id]]
    passed = {place for unit, feed in feeds for place in range(order[unit.id] + 1, order[feed.unit])}
    near = {
        order[unit.id]: wrap(feed.what, WIDTH - LANE - 40, LABEL_LETTERS)
        for unit, feed in feeds
        if order[feed.unit] == order[unit.id] + 1
    }
    boxes: list[UnitBox] = []
    y = 2
    for place, unit in enumerate(units):
        box = _unit_box(unit, y, WIDTH - LANE if place in passed else WIDTH - 4)
        boxes.append(box)
        y += box.height + max(3, len(near.get(place, ()))) * LINE + 26
    arrows = tuple(
        _arrow(unit, feed, boxes[order[unit.id]], boxes[order[feed.unit]], near=order[feed.unit] == order[unit.id] + 1)
        for unit, feed in feeds
    )
    return UnitMap(tuple(boxes), arrows, boxes[-1].y + boxes[-1].height + 4 if boxes else 0)


def _unit_box(unit: Unit, y: int, width: int) -> UnitBox:
    live = [criterion for criterion in unit.criteria if not criterion.retired]
    parts = sum(len(criterion.parts) for criterion in live)
    name = wrap(f"{unit.id} {unit.short_title}", width - 28, NAME_LETTERS)
    detail = wrap(f"{unit.assignment}: {len(live)} criteria, {parts} parts", width - 28, DETAIL_LETTERS)
    return UnitBox(unit, y, width, len(name) * 20 + len(detail) * LINE + 26, name, detail)


def _arrow(unit: Unit, feed: Feed, giver: UnitBox, taker: UnitBox, *, near: bool) -> FeedArrow:
    x = 26 if near else WIDTH - LANE + 18
    lines = wrap(feed.what, WIDTH - LANE - 40 if near else LANE - 34, LABEL_LETTERS if near else LANE_LETTERS)
    start, end = giver.y + giver.height, taker.y
    return FeedArrow(feed, unit, x, start, end, lines, (start + end - len(lines) * LINE) // 2 + 11)


@dataclass(frozen=True)
class DepthRow:
    """One axis of the picture of depth: its name, a short bar for Level 3 and a long one for Level 5."""

    axis: Axis
    y: int
    width_3: int
    height_3: int
    lines_3: tuple[str, ...]
    y_5: int
    width_5: int
    height_5: int
    lines_5: tuple[str, ...]


@dataclass(frozen=True)
class DepthPicture:
    """What grows from Level 3 to Level 5."""

    rows: tuple[DepthRow, ...]
    height: int


def draw_verb_depth(catalogue: Catalogue) -> DepthPicture:
    """Lay out one row for each axis on which the levels differ; a bar holds the first sentence of what the axis says."""
    rows: list[DepthRow] = []
    y = 0
    for axis in catalogue.levels.axes if catalogue.levels else ():
        width_3, width_5 = 264, WIDTH - 2
        lines_3 = wrap(_first_sentence(axis.level_3), width_3 - 44, DETAIL_LETTERS)
        lines_5 = wrap(_first_sentence(axis.level_5), width_5 - 44, DETAIL_LETTERS)
        height_3, height_5 = (max(28, len(lines) * LINE + 13) for lines in (lines_3, lines_5))
        y_5 = y + 26 + height_3 + 5
        rows.append(DepthRow(axis, y, width_3, height_3, lines_3, y_5, width_5, height_5, lines_5))
        y = y_5 + height_5 + 18
    return DepthPicture(tuple(rows), max(0, y - 14))


def _first_sentence(text: str) -> str:
    return SENTENCE_END.split(plain_text(text), maxsplit=1)[0]


@dataclass(frozen=True)
class MatrixRow:
    """A piece of evidence and, for each criterion of the unit, how it serves: `needed`, `guide-only`, `useful` or nothing."""

    artefact: Artefact
    uses: tuple[str, ...]
    y: int = 0
    height: int = 0
    name: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """The evidence of one unit."""

    unit: Unit
    criteria: tuple[Criterion, ...]
    rows: tuple[MatrixRow, ...]
    left: float = MATRIX_NAMES + 4
    """Where the first column of criteria starts."""
    step: float = 0
    """From one criterion to the next."""
    height: int = 0


def draw_matrix(catalogue: Catalogue, unit: Unit) -> Matrix:
    """Return which evidence serves which criterion of a unit, leaving out evidence that serves none."""
    criteria = tuple(criterion for criterion in unit.criteria if not criterion.retired)
    rows: list[MatrixRow] = []
    y = 32
    for artefact in catalogue.artefacts.values():
        uses = tuple(_how_it_serves(artefact, criterion) for criterion in criteria)
        if any(uses):
            name = wrap(artefact.name, MATRIX_NAMES, LABEL_LETTERS)
            rows.append(MatrixRow(artefact, uses, y, len(name) * 15 + 11, name))
            y += rows[-1].height
    step = min(30.0, (WIDTH - MATRIX_NAMES - 4) / max(1, len(criteria)))
    return Matrix(unit, criteria, tuple(rows), step=step, height=y + 2)


def _how_it_serves(artefact: Artefact, criterion: Criterion) -> str:
    for use in artefact.needed_by:
        if use.criterion == criterion.id:
            return "guide-only" if use.status.value == "guide-only" else "needed"
    return "useful" if any(use.criterion == criterion.id for use in artefact.useful_for) else ""


def draw_evidence(catalogue: Catalogue) -> tuple[Matrix, ...]:
    """Return the evidence of every unit that has any."""
    matrices = (draw_matrix(catalogue, unit) for unit in catalogue.units.values())
    return tuple(matrix for matrix in matrices if matrix.rows)
