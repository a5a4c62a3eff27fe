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
    parted = f"{unit.qualification_id}/{unit.number}"
    alone = catalogue.unit_numbers[unit.number] == 1
    yield parted, unit
    for criterion in unit.criteria:
        yield f"{unit.id}-{criterion.number}", criterion
        yield f"{parted}/{criterion.number}", criterion
        yield f"{unit.id}/AC{criterion.number}", criterion
        if alone:
            yield f"{unit.number}-{criterion.number}", criterion
