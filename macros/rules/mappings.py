"""Rules about mappings between qualifications: both sides exist, and every line is what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.mappings import Side, work_out
from macros.model import Fate, Mapping, MappingLine
from macros.read import Location
from macros.rules.walk import report

COUNTS = {
    Fate.SAME: ("one", "one"),
    Fate.REWORDED: ("one", "one"),
    Fate.MOVED: ("one", "one"),
    Fate.SPLIT: ("one", "several"),
    Fate.MERGED: ("several", "one"),
    Fate.DROPPED: ("one", "nothing"),
    Fate.NEW: ("nothing", "one"),
}
"""How many a line of each kind names as old and as new."""


def mapping_sides_known(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A mapping has the numbers of two qualifications, each with data here or described under `outside`, but not both."""
    for mapping in catalogue.mappings.values():
        if mapping.id != f"{mapping.old}-{mapping.new}":
            message = f"the id is {str(mapping.id)!r}, and the two sides make it {mapping.old}-{mapping.new}: correct one of them"
            yield report(catalogue, mapping, ("id",), message)
        outside = mapping.outside
        for name in ("old", "new"):
            number = str(getattr(mapping, name))
            if not _is_known(catalogue, mapping, number):
                known = [*catalogue.qualifications, *([str(outside.id)] if outside else [])]
                hint = suggest(number, known)
                message = f"nothing is known of {number}{hint}: describe it under `outside`, or correct the number"
                yield report(catalogue, mapping, (name,), message)
        if outside and outside.id in catalogue.qualifications:
            yield report(catalogue, mapping, ("outside", "id"), f"{outside.id} has data here: take `outside` away")
        elif outside and outside.id in (mapping.old, mapping.new):
            yield from _check_outside(catalogue, mapping)


def mapping_entry_known(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """What a mapping names exists on that side, and no side of it is named by two lines."""
    for mapping in catalogue.mappings.values():
        worked_out = work_out(catalogue, mapping)
        for name, side in (("old", worked_out.old), ("new", worked_out.new)):
            seen: set[str] = set()
            for place, line in enumerate(mapping.lines):
                for index, mapped in enumerate(getattr(line, name)):
                    at: Location = ("lines", place, name, index)
                    if mapped not in side.known:
                        if _is_known(catalogue, mapping, side.id) and not catalogue.may_have(mapped):
                            yield report(catalogue, mapping, at, _say_unknown(side, mapped))
                    elif mapped in seen:
                        yield report(catalogue, mapping, at, f"{mapped} stands in two lines: say all that became of it in one")
                    seen.add(mapped)


def mapping_line_fits(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A line names as many as its kind says, units with units and criteria with criteria; only the same is called the same."""
    for mapping in catalogue.mappings.values():
        worked_out = work_out(catalogue, mapping)
        for place, line in enumerate(mapping.lines):
            at: Location = ("lines", place)
            old, new = COUNTS[line.kind]
            if (_count(line.old), _count(line.new)) != (old, new):
                found = f"is called {line.kind} and names {len(line.old)} old and {len(line.new)} new"
                message = f"{found}: name {old} as `old` and {new} as `new`, or correct `kind`"
                yield report(catalogue, mapping, (*at, "kind"), message)
            elif len({"/" in mapped for mapped in (*line.old, *line.new)}) > 1:
                message = "sets a unit beside a criterion: a line is about the one or about the other"
                yield report(catalogue, mapping, (*at, "kind"), message)
            elif message := _find_slip(line, worked_out.old, worked_out.new):
                yield report(catalogue, mapping, (*at, "kind"), message)


def difference_differs(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A difference says something of at least one side, and not the same of both; its id stands once."""
    for mapping in catalogue.mappings.values():
        seen: set[str] = set()
        for place, difference in enumerate(mapping.differences):
            if difference.old == difference.new:
                what = "the same on both sides" if difference.old else "on neither side"
                message = f"{str(difference.what)!r} is {what}: write what differs under `old` and `new`, or delete it"
                yield report(catalogue, mapping, ("differences", place), message)
            if difference.id in seen:
                message = f"the difference {str(difference.id)!r} stands twice: rename one"
                yield report(catalogue, mapping, ("differences", place, "id"), message)
            seen.add(difference.id)


def _is_known(catalogue: Catalogue, mapping: Mapping, number: str) -> bool:
    """Return whether a qualification has data here, which may be unread or lack its own file, or is described outside."""
    named = any(unit.qualification_id == number for unit in catalogue.units.values())  # unit-listed says what is missing
    here = number in catalogue.qualifications or catalogue.may_have(f"qualification:{number}")
    return here or named or (mapping.outside is not None and mapping.outside.id == number)


def _check_outside(catalogue: Catalogue, mapping: Mapping) -> Iterator[Problem]:
    outside = mapping.outside
    seen: set[str] = set()
    for place, unit in enumerate(outside.units if outside else ()):
        listed = [(("outside", "units", place, "id"), str(unit.id), f"{outside.id}-" if outside else "")]
        listed += [
            (("outside", "units", place, "criteria", index, "id"), str(criterion.id), f"{unit.id}/")
            for index, criterion in enumerate(unit.criteria)
        ]
        for at, name, start in listed:
            if not name.startswith(start) or ("/" in name) != start.endswith("/"):
                yield report(catalogue, mapping, at, f"{name} does not belong here: begin the id with {start}")
            elif name in seen:
                yield report(catalogue, mapping, at, f"{name} stands twice: give one another number")
            seen.add(name)


def _say_unknown(side: Side, mapped: str) -> str:
    add = f", or list it under `outside` once it was read in {side.id}" if side.is_outside else ""
    return f"{side.id} has no unit or criterion {mapped!r}{suggest(mapped, side.known)}: correct the id{add}"


def _count(names: tuple[str, ...]) -> str:
    return ("nothing", "one", "several")[min(len(names), 2)]


def _find_slip(line: MappingLine, old: Side, new: Side) -> str:
    """Return what is wrong with a line that says same or reworded, from the texts it speaks of."""
    if line.kind not in (Fate.SAME, Fate.REWORDED) or line.old[0] not in old.known or line.new[0] not in new.known:
        return ""
    before, after = (" ".join(side.known[name].text.split()) for side, name in ((old, line.old[0]), (new, line.new[0])))
    if (line.kind is Fate.SAME) == (before == after):
        return ""
    if line.kind is Fate.SAME:
        return f"is called same, and {line.old[0]} and {line.new[0]} do not read the same: call it reworded"
    return f"is called reworded, and {line.old[0]} and {line.new[0]} read the same: call it same"
