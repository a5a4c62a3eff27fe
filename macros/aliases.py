"""Other addresses that people type for a unit or a criterion; on each stands a small page that leads to the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from macros.catalogue import Catalogue
from macros.model import Criterion, Unit


def list_aliases(catalogue: Catalogue) -> Mapping[str, Unit | Criterion]:
    """Return what each alias stands for. What could mean two things, or is the address of something itself, is left out."""
    wanted = [(f"{alias}/", entry) for unit in catalogue.units.values() for alias, entry in _spell_unit(catalogue, unit)]
    often = Counter(alias for alias, _ in wanted)
    taken: Collection[str] = {f"{entry}/" for entry in (*catalogue.units, *catalogue.criteria)}
    return {alias: entry for alias, entry in wanted if often[alias] == 1 and alias not in taken}


def _spell_unit(catalogue: Catalogue, unit: Unit) -> Iterator[tuple[str, Unit | Criterion]]:
    """Yield Q/U for a unit Q-U; for a criterion N of it Q-U-N, Q/U/N, Q-U/ACN and, where no other unit is called U, U-N."""
    alone = catalogue.unit_numbers[unit.number] == 1
    yield unit.id.replace("-", "/"), unit
    for criterion in unit.criteria:
        *others, short = spell_criterion(unit.id, criterion.number)
        for alias in (*others, short) if alone else others:
            yield alias, criterion


def spell_criterion(unit: str, number: str) -> tuple[str, ...]:
    """Return how a criterion is written from memory; last the form that does not say the qualification."""
    return f"{unit}-{number}", f"{unit.replace('-', '/')}/{number}", f"{unit}/AC{number}", f"{unit.partition('-')[2]}-{number}"
