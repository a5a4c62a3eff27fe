"""Rules about recorded changes and about what has ended: nothing disappears without a record, and every notice leads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.model import Effect, End, Ending, Entry
from macros.read import Location
from macros.rules.walk import report


@dataclass(frozen=True)
class Ended:
    """An entry that has ended, and where that is written."""

    entry: Entry
    """The entry whose file it stands in."""
    at: Location
    family: str
    """What it may be followed by: entries of the same family."""
    id: str
    ending: Ending
    successors: tuple[str, ...]


def change_once(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A criterion, or a part of it, changes at most once a day, so that every change can be named."""
    seen: set[tuple[str, str | None, str]] = set()
    for edition in catalogue.editions.values():
        for place, change in enumerate(edition.changes):
            name = (change.criterion, change.part, change.date)
            if name in seen:
                message = f"{change.criterion} has a change of {change.date} already: join the two, with the stronger effect"
                yield report(catalogue, edition, ("changes", place), message)
            seen.add(name)


def change_part_known(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A change that touches one part names a part, or a former part, of its criterion."""
    for edition in catalogue.editions.values():
        for place, change in enumerate(edition.changes):
            criterion = catalogue.criteria.get(change.criterion)
            if change.part is None or criterion is None:
                continue  # reference-known speaks of the criterion
            known = [part.id for part in (*criterion.parts, *criterion.former_parts)]
            if change.part not in known:
                message = f"{criterion.label} has no part {str(change.part)!r}{suggest(change.part, known)}: correct it"
                yield report(catalogue, edition, ("changes", place, "part"), message)


def end_recorded(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """The end of a criterion is recorded in an edition, and what an edition calls withdrawn has ended."""
    recorded = {(change.criterion, change.effect) for edition in catalogue.editions.values() for change in edition.changes}
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            if criterion.retired is None or not catalogue.editions:
                continue
            fitting = (Effect.WITHDRAWN,) if criterion.retired.kind is End.RETIRED else tuple(Effect)
            if not any((criterion.id, effect) in recorded for effect in fitting):
                message = (
                    f"{criterion.label} is called {criterion.retired.kind} and no edition says so: add it to `changes` of the "
                    f"newest edition with `criterion: {criterion.id}`, `effect:` (such as withdrawn), `date:` and `reason:`"
                )
                yield report(catalogue, unit, ("criteria", place, "retired"), message)
    for edition in catalogue.editions.values():
        for place, change in enumerate(edition.changes):
            found = catalogue.criteria.get(change.criterion)
            if change.effect is Effect.WITHDRAWN and not change.part and found and not found.retired:
                message = f"{found.label} is called withdrawn and is still in use: give it `retired:`, or correct the effect"
                yield report(catalogue, edition, ("changes", place, "effect"), message)


def end_leads_on(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """What has moved or merged names one successor, what was split at least two, and no chain of them runs in a circle."""
    ended = list(_list_ended(catalogue))
    onward = {(end.family, end.id): end.successors for end in ended}
    for end in ended:
        count = len(set(end.successors))
        wanted = {End.MOVED: count == 1, End.MERGED: count == 1, End.SPLIT: count > 1, End.RETIRED: True}
        if not wanted[end.ending.kind]:
            number = "at least two successors" if end.ending.kind is End.SPLIT else "one successor"
            message = f"{end.id} is called {end.ending.kind} and names {count}: name {number}, or correct `kind`"
            yield report(catalogue, end.entry, (*end.at, "successors" if count else "kind"), message)
        if _returns(onward, end):
            message = f"the successors of {end.id} lead back to it: let the last of them be one that is in use"
            yield report(catalogue, end.entry, (*end.at, "successors"), message)


def former_part_replaced(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A former part has an id of its own, and its successors are parts of the same criterion."""
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            live = [part.id for part in criterion.parts]
            former = [part.id for part in criterion.former_parts]
            for index, part in enumerate(criterion.former_parts):
                at: Location = ("criteria", place, "former_parts", index)
                if part.id in live or part.id in former[:index]:
                    message = f"the part {str(part.id)!r} stands twice in {criterion.label}: an id is never used again"
                    yield report(catalogue, unit, (*at, "id"), message)
                for number, successor in enumerate(part.successors):
                    if successor not in (*live, *former):
                        hint = suggest(successor, live)
                        message = f"{criterion.label} has no part {str(successor)!r}{hint}: correct it"
                        yield report(catalogue, unit, (*at, "successors", number), message)


def _returns(onward: Mapping[tuple[str, str], tuple[str, ...]], end: Ended) -> bool:
    """Return whether the successors of what has ended lead back to it."""
    ahead, seen = list(end.successors), set()
    while ahead:
        name = ahead.pop()
        if name == end.id:
            return True
        if name not in seen:
            seen.add(name)
            ahead += onward.get((end.family, name), ())
    return False


def _list_ended(catalogue: Catalogue) -> Iterator[Ended]:
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            at: Location = ("criteria", place)
            if retired := criterion.retired:
                yield Ended(unit, (*at, "retired"), "criterion", criterion.id, retired, retired.successors)
            for index, part in enumerate(criterion.former_parts):
                yield Ended(unit, (*at, "former_parts", index), f"part of {criterion.id}", part.id, part, part.successors)
    for verb in catalogue.verbs.values():
        if verb.retired:
            yield Ended(verb, ("retired",), "verb", verb.id, verb.retired, verb.retired.successors)
    for term in catalogue.terms.values():
        if term.retired:
            yield Ended(term, ("retired",), "term", term.id, term.retired, term.retired.successors)
