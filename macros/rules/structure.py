"""Rules about how entries fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.model import Basis, Criterion, Definition, Entry, Term, Unit, Verb
from macros.read import Location
from macros.rules.walk import report


def criterion_in_unit(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A criterion's id begins with its unit's, its outcome exists, and its number begins with the outcome's."""
    for unit, place, criterion in _criteria(catalogue):
        at = ("criteria", place)
        if criterion.unit_id != unit.id:
            yield report(catalogue, unit, (*at, "id"), f"{criterion.id} stands in {unit.id}: move it or correct the id")
        if criterion.outcome not in {outcome.number for outcome in unit.outcomes}:
            message = f"the unit has no outcome {str(criterion.outcome)!r}: add it to `outcomes` or correct the number"
            yield report(catalogue, unit, (*at, "outcome"), message)
        if not criterion.number.startswith(f"{criterion.outcome}."):
            message = f"{criterion.number} does not belong to outcome {criterion.outcome}: correct one of the two"
            yield report(catalogue, unit, (*at, "outcome"), message)


def id_once(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """An id stands once: criteria in the guide, parts in a criterion, topics in a unit, items in a checklist."""
    seen: set[str] = set()
    for unit, place, criterion in _criteria(catalogue):
        if criterion.id in seen:
            yield report(catalogue, unit, ("criteria", place, "id"), f"{criterion.id} stands twice: give one another number")
        seen.add(criterion.id)
        for index in find_repeats(part.id for part in criterion.parts):
            message = f"the part {str(criterion.parts[index].id)!r} stands twice in {criterion.label}: rename one"
            yield report(catalogue, unit, ("criteria", place, "parts", index, "id"), message)
    for unit in catalogue.units.values():
        live = [place for place, criterion in enumerate(unit.criteria) if not criterion.retired]
        for index in find_repeats(unit.criteria[place].topic for place in live):
            message = f"the topic {unit.criteria[live[index]].topic!r} stands twice in the unit: titles must differ"
            yield report(catalogue, unit, ("criteria", live[index], "topic"), message)
    for checklist in catalogue.checklists.values():
        for index in find_repeats(item.id for item in checklist.items):
            message = f"the item {str(checklist.items[index].id)!r} stands twice: rename one"
            yield report(catalogue, checklist, ("items", index, "id"), message)


def unit_listed(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A unit is listed by the qualification its id names."""
    for unit in catalogue.units.values():
        qualification = catalogue.qualifications.get(unit.qualification_id)
        if catalogue.may_have(f"qualification:{unit.qualification_id}"):
            continue
        if qualification is None:
            message = f"there is no data/qualifications/{unit.qualification_id}.yml: add it or correct the id"
            yield report(catalogue, unit, ("id",), message)
        elif unit.id not in qualification.units:
            message = f"{unit.id} is not in `units` of data/qualifications/{qualification.id}.yml: add it there"
            yield report(catalogue, unit, ("id",), message)


def definition_has_basis(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A definition that claims to be published names its source."""
    for entry, location, definition in _definitions(catalogue):
        if definition.basis is Basis.PUBLISHED and not definition.sources:
            message = "is called published and names no source: add `sources`, or write `basis: ours`"
            yield report(catalogue, entry, location, message)


def date_written(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A date is written YYYY-MM-DD and exists."""
    for entry, location, written in _dates(catalogue):
        if not is_date(written):
            yield report(catalogue, entry, location, f"{written!r} is not a date: write it as YYYY-MM-DD")


def is_date(written: str) -> bool:
    """Return whether a text is a day, written as YYYY-MM-DD."""
    from datetime import date

    try:
        return date.fromisoformat(written).isoformat() == written  # Python also reads 20260201 and 2026-W05-7
    except ValueError:
        return False


def _dates(catalogue: Catalogue) -> Iterator[tuple[Entry, Location, str]]:
    for unit, place, criterion in _criteria(catalogue):
        if criterion.retired:
            yield unit, ("criteria", place, "retired", "date"), criterion.retired.date
        for index, part in enumerate(criterion.former_parts):
            yield unit, ("criteria", place, "former_parts", index, "date"), part.date
    for entry in (*catalogue.verbs.values(), *catalogue.terms.values()):
        if entry.retired:
            yield entry, ("retired", "date"), entry.retired.date
    for edition in catalogue.editions.values():
        yield edition, ("date",), edition.date
        for place, change in enumerate(edition.changes):
            yield edition, ("changes", place, "date"), change.date


def _definitions(catalogue: Catalogue) -> Iterator[tuple[Verb | Term, Location, Definition]]:
    for verb in catalogue.verbs.values():
        for name in ("core", "level_3", "level_5"):
            yield verb, (name, "basis"), getattr(verb, name)
    for term in catalogue.terms.values():
        for place, sense in enumerate(term.senses):
            yield term, ("senses", place, "definition", "basis"), sense.definition


def _criteria(catalogue: Catalogue) -> Iterator[tuple[Unit, int, Criterion]]:
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            yield unit, place, criterion


def find_repeats(names: Iterable[str]) -> Iterator[int]:
    """Yield the place of every name that has stood before."""
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        if seen[name]:
            yield place
        seen[name] += 1
