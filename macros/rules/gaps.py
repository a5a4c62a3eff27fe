"""Rules about the phrases that name what is missing in a piece of work."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.rules.walk import report

LONGEST = 30
"""Words in a phrase for a gap at most."""
INNER_ENDS = (". ", "? ", "! ")


def gap_phrased(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A phrase for a gap is one sentence of at most thirty words, ends with a full stop, and stands once in its criterion."""
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            seen: set[str] = set()
            for index, part in enumerate(criterion.parts):
                if part.gap is None:
                    continue
                for message in _list_faults(part.gap, seen):
                    yield report(catalogue, unit, ("criteria", place, "parts", index, "gap"), message)
                seen.add(part.gap)


def _list_faults(phrase: str, seen: set[str]) -> Iterator[str]:
    if not phrase.endswith(".") or any(end in phrase for end in INNER_ENDS):
        yield "is not one sentence with a full stop at its end: state what the criterion asks for, and ask nothing"
    if (count := len(phrase.split())) > LONGEST:
        yield f"has {count} words: write at most {LONGEST}"
    if phrase in seen:
        yield "stands twice in this criterion: a reader could not tell which part is missing"
