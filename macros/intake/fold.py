"""A framework of any depth → units, outcomes and criteria. What stands between them is folded away, and the report says so.

The number of every criterion is kept where it has our form (1.10, 2.3.1); else it gets one, and its own is kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from macros.errors import DataError, Place, Problem
from macros.fields import NUMBER
from macros.intake.framework import Framework, Node

PLAIN = r"[1-9][0-9]*(?:\.[1-9][0-9]*)*"
LONGEST = 20
"""Characters a number has at most: it becomes part of an address."""
QUOTED = 60


@dataclass
class FoldedCriterion:
    """A criterion, and what stood below it."""

    node: Node
    number: str = ""


@dataclass
class FoldedOutcome:
    """A learning outcome; its node is None where the framework has none."""

    node: Node | None
    criteria: list[FoldedCriterion] = field(default_factory=list)
    number: str = ""


@dataclass
class FoldedUnit:
    """A unit; its node is None where the framework has none."""

    node: Node | None
    outcomes: list[FoldedOutcome] = field(default_factory=list)
    id: str = ""


@dataclass
class Folded:
    """A qualification in our form, and what was done to get there."""

    id: str
    units: list[FoldedUnit]
    notes: list[str]
    """What did not fit, in sentences."""


def fold(framework: Framework, qualification: str, source: str) -> Folded:
    """Fold a framework; `qualification` is its id, or nothing where the codes of its units say it."""
    folder = _Folder(by_type=any(node.kind == "criterion" for node in framework.walk()))
    for node in framework.top:
        folder.place(node, [])
    units = [unit for unit in folder.units if any(outcome.criteria for outcome in unit.outcomes)]
    if not units:
        raise DataError([Problem(Place(source), "import-complete", "holds no criterion: nothing can be made of it")])
    name = qualification or _read_qualification(units, source)
    folder.number_units(units, name)
    for unit in units:
        folder.number_outcomes(unit)
    folder.say_what_is_empty(units)
    return Folded(name, units, folder.notes)


def quote(node: Node) -> str:
    """Return how the report names something: its number and the opening of its statement."""
    statement = " ".join(node.statement.split())
    cut = statement if len(statement) <= QUOTED else f"{statement[:QUOTED].rstrip()} …"
    return f'{node.code} "{cut}"'.strip()


def _read_qualification(units: list[FoldedUnit], source: str) -> str:
    found = {unit.node.code.partition("-")[0] if unit.node and "-" in unit.node.code else "" for unit in units}
    name = found.pop() if len(found) == 1 else ""
    if not re.fullmatch("[A-Za-z0-9]{1,20}", name):
        message = "does not say the number of the qualification: give it with `--id`, in letters and digits"
        raise DataError([Problem(Place(source), "import-complete", message)])
    return name


class _Folder:
    """Finds the place of everything, and remembers what it had to do."""

    def __init__(self, by_type: bool) -> None:
        self.by_type = by_type
        self.units: list[FoldedUnit] = []
        self.outcomes: dict[tuple[str, str], FoldedOutcome] = {}
        self.notes: list[str] = []
        self.folded: set[str] = set()
        if not by_type:
            self.notes.append("No item is called a criterion: what has nothing below it became one.")

    def place(self, node: Node, above: list[Node]) -> None:
        """Put a criterion in its outcome and unit; go on below anything else."""
        if self._is_criterion(node):
            self._add(node, above)
            return
        if not node.below and self._kind(node) == "outcome":
            self._outcome(self._unit(above), node)
        elif not node.below:
            self.notes.append(f"{quote(node)} has no criterion below it and was left out.")
        for child in node.below:
            self.place(child, [*above, node])

    def _kind(self, node: Node) -> str:
        return node.kind if self.by_type else ""

    def _is_criterion(self, node: Node) -> bool:
        return self._kind(node) == "criterion" or (not node.below and self._kind(node) == "")

    def _add(self, node: Node, above: list[Node]) -> None:
        unit = self._unit(above)
        under = above[above.index(unit.node) + 1 :] if unit.node else above
        last = under[-1] if under else None
        for passed in [one for one in above if one is not unit.node and one is not last]:
            if passed.key not in self.folded:
                self.folded.add(passed.key)
                self.notes.append(f"{quote(passed)} is a level that has no place here: what is below it moved up.")
        for inner in list(node.walk())[1:]:
            self.notes.append(f"{quote(inner)} stands below a criterion: it became a part of {quote(node)}.")
        self._outcome(unit, last).criteria.append(FoldedCriterion(node))

    def _unit(self, above: list[Node]) -> FoldedUnit:
        typed = [node for node in above if self._kind(node) == "unit"]
        node = typed[-1] if typed else next((one for one in above[:1] if self._kind(one) != "outcome"), None)
        for unit in self.units:
            if unit.node is node:
                return unit
        self.units.append(FoldedUnit(node))
        if node is None:
            self.notes.append("Some criteria stand in no unit: a unit was made for them, with the title of the qualification.")
        return self.units[-1]

    def _outcome(self, unit: FoldedUnit, node: Node | None) -> FoldedOutcome:
        for outcome in unit.outcomes:
            if outcome.node is node:
                return outcome
        unit.outcomes.append(FoldedOutcome(node))
        if node is None:
            name = quote(unit.node) if unit.node else "the qualification"
            self.notes.append(f"Some criteria of {name} stand in no learning outcome: one without a title was made for them.")
        return unit.outcomes[-1]

    def number_units(self, units: list[FoldedUnit], qualification: str) -> None:
        """Give every unit an id made of the qualification and its own code, or of its place where that cannot be."""
        taken: set[str] = set()
        for place, unit in enumerate(units, 1):
            code = unit.node.code if unit.node else ""
            own = re.sub(r"[^A-Za-z0-9]", "", code.removeprefix(f"{qualification}-"))[:20]
            while not own or own.lower() in taken:
                own = f"{place}" if str(place) not in taken else f"{own}x"
            taken.add(own.lower())
            unit.id = f"{qualification}-{own}"
            if unit.node and unit.node.code != unit.id:
                self.notes.append(f"The unit {quote(unit.node)} got the id {unit.id}.")

    def number_outcomes(self, unit: FoldedUnit) -> None:
        """Number outcomes and criteria of a unit: fitting numbers first, then the others by their place."""
        taken: set[str] = set()
        for outcome in unit.outcomes:
            wanted = _outcome_number(outcome)
            if wanted and wanted not in taken:
                outcome.number = wanted
                taken.add(wanted)
        for place, outcome in enumerate(unit.outcomes, 1):
            if not outcome.number:
                outcome.number = _next_free("", place, taken)
            if outcome.node and outcome.node.code != outcome.number:
                self.notes.append(f"The learning outcome {quote(outcome.node)} of {unit.id} got the number {outcome.number}.")
        numbers: set[str] = set()
        for outcome in unit.outcomes:
            self._number_criteria(unit, outcome, numbers)

    def _number_criteria(self, unit: FoldedUnit, outcome: FoldedOutcome, taken: set[str]) -> None:
        opening = f"{outcome.number}."
        for criterion in outcome.criteria:
            code = criterion.node.code
            wanted = f"{opening}{code}" if re.fullmatch("[1-9][0-9]*", code) else code
            if _is_number(wanted, NUMBER) and wanted.startswith(opening) and wanted not in taken:
                criterion.number = wanted
                taken.add(wanted)
        for place, criterion in enumerate(outcome.criteria, 1):
            if not criterion.number:
                criterion.number = _next_free(opening, place, taken)
            if criterion.node.code != criterion.number:
                self.notes.append(f"The criterion {quote(criterion.node)} got the number {criterion.number} in {unit.id}.")

    def say_what_is_empty(self, units: list[FoldedUnit]) -> None:
        """Report units that were left out because no criterion stands in them."""
        for unit in self.units:
            if unit not in units and unit.node:
                self.notes.append(f"The unit {quote(unit.node)} has no criterion and was left out.")


def _is_number(code: str, form: str) -> bool:
    return len(code) <= LONGEST and re.fullmatch(form, code) is not None


def _outcome_number(outcome: FoldedOutcome) -> str:
    """Return the number an outcome prints, if its criteria agree, else the one that its criteria begin with."""
    codes = [criterion.node.code for criterion in outcome.criteria]
    full = [code for code in codes if _is_number(code, NUMBER)]
    own = outcome.node.code if outcome.node else ""
    if _is_number(own, PLAIN) and all(code.startswith(f"{own}.") for code in full):
        return own
    begun = {code.rpartition(".")[0] for code in full}
    return begun.pop() if len(begun) == 1 else ""


def _next_free(opening: str, place: int, taken: set[str]) -> str:
    while f"{opening}{place}" in taken:
        place += 1
    taken.add(f"{opening}{place}")
    return f"{opening}{place}"
