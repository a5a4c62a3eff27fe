"""Rules about ids: whatever is referred to must exist."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap, UnknownId
from macros.catalogue import KINDS, Catalogue
from macros.errors import Problem, suggest
from macros.fields import REFERENCES, Prose
from macros.prose import find_targets
from macros.rules.walk import all_entries, report, visit


def reference_known(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Every id in a field names an entry that exists."""
    known = {kind: getattr(catalogue, kept_in) for kind, kept_in in KINDS.items()} | {"criterion": catalogue.criteria}
    for entry in all_entries(catalogue):
        for location, value in visit(entry, *REFERENCES):
            if value not in known[value.kind]:
                if catalogue.may_have(value if value.kind in ("unit", "criterion") else f"{value.kind}:{value}"):
                    continue
                hint = suggest(value, known[value.kind])
                yield report(catalogue, entry, location, f"no {value.kind} has the id {str(value)!r}{hint}: correct the id")


def link_known(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Every link in prose leads to an id that exists."""
    for entry in all_entries(catalogue):
        for location, value in visit(entry, Prose):
            for target in find_targets(value):
                try:
                    site.address(target)
                except UnknownId as unknown:
                    if catalogue.may_have(target):
                        continue
                    yield report(catalogue, entry, location, f"a link leads nowhere: {unknown}: correct the id")


def verb_named(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """The verbs of a criterion stand in its wording, in the same order."""
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            position = -1
            wording = criterion.wording.lower()
            for index, verb_id in enumerate(criterion.verbs):
                if not (verb := catalogue.verbs.get(verb_id)):
                    continue  # reference-known says so
                found = wording.find(verb.name.lower(), position + 1)
                if found < 0:
                    message = f"{verb.name!r} does not stand in the wording at this place: correct the verb or the order"
                    yield report(catalogue, unit, ("criteria", place, "verbs", index), message)
                position = max(position, found)
