"""Rules about the wording of criteria, which is regulated: it changes only with a recorded change to the edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import pairwise

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.rules.walk import report

HOW = "If the awarding body has changed it, record the change and the new sum in data/editions; otherwise restore it"


def fold_white_space(wording: str) -> str:
    """Return a wording with every run of white space made one space."""
    return " ".join(wording.split())


def wording_sum(wording: str) -> str:
    """Return the SHA-256 of a wording, white space folded, as 64 hexadecimal digits."""
    return hashlib.sha256(fold_white_space(wording).encode()).hexdigest()


def wording_unaltered(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """The wording of a criterion is the wording its edition locks."""
    if not (edition := catalogue.edition):
        return
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            locked = edition.wording.get(criterion.id)
            actual = wording_sum(criterion.wording)
            if locked is not None and locked != actual:
                message = f"the wording of {criterion.label} differs from edition {edition.id}. {HOW} (sum now {actual})"
                yield report(catalogue, unit, ("criteria", place, "wording"), message)


def wording_recorded(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A criterion is added only together with a line in the edition."""
    if not (edition := catalogue.edition):
        return
    for unit in catalogue.units.values():
        for place, criterion in enumerate(unit.criteria):
            if criterion.id not in edition.wording:
                message = (
                    f"{criterion.label} is not in edition {edition.id}: delete it, or record the addition in "
                    f"data/editions/{edition.id}.yml with `{criterion.id}: {wording_sum(criterion.wording)}`"
                )
                yield report(catalogue, unit, ("criteria", place, "id"), message)


def wording_complete(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """No criterion of the edition is missing."""
    if not (edition := catalogue.edition):
        return
    for criterion in edition.wording:
        if criterion not in catalogue.criteria and not catalogue.may_have(criterion):
            message = (
                f"{criterion} is in the edition and in no unit: restore it in data/criteria; "
                "a criterion that no longer applies keeps its place and gets a `retired:` field"
            )
            yield report(catalogue, edition, ("wording", criterion), message)


def change_recorded(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Where an edition locks another wording than the edition before, its `changes` say so."""
    for before, after in pairwise(catalogue.editions.values()):
        recorded = {change.criterion for change in after.changes}
        for criterion in sorted({*before.wording, *after.wording}):
            if before.wording.get(criterion) != after.wording.get(criterion) and criterion not in recorded:
                message = (
                    f"{criterion} differs from edition {before.id} and no change says why: add it to `changes` with "
                    "`criterion:`, `kind:` (added, reworded or withdrawn), `date:` and `reason:`"
                )
                at = ("wording", criterion) if criterion in after.wording else ("wording",)
                yield report(catalogue, after, at, message)
