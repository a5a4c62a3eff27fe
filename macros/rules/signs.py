"""Rules about what the check of a draft looks for."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.rules.walk import report


def sign_foreign(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A sign of another qualification stands in no wording and no title of ours, or drafts would be misjudged."""
    ours = [(str(unit.id), unit.title) for unit in catalogue.units.values()]
    ours += [(criterion.label, criterion.wording) for criterion in catalogue.criteria.values()]
    for place, other in enumerate(catalogue.draft_signs.others):
        for index, sign in enumerate(other.signs):
            holder = next((name for name, text in ours if sign.phrase.lower() in text.lower()), None)
            if holder:
                message = f"{str(sign.phrase)!r} stands in {holder} too: choose a phrase that only {other.qualification} has"
                yield report(catalogue, catalogue.draft_signs, ("others", place, "signs", index, "phrase"), message)
