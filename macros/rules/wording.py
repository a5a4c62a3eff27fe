"""Rules about the wording of criteria, which is regulated: it changes only with a recorded change to the edition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.model import Edition, Effect
from macros.rules.published import count_addresses, say_hanging
from macros.rules.walk import report
from macros.wording import wording_sum

HOW = "If the awarding body has changed it, record the change and the new sum in data/editions; otherwise restore it"


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
    missing = [name for name in edition.wording if name not in catalogue.criteria and name.split("/")[0] not in catalogue.unread]
    hanging = count_addresses(catalogue, missing) if missing else {}
    for criterion in missing:
        yield report(catalogue, edition, ("wording", criterion), _say_missing(catalogue, edition, criterion, hanging[criterion]))


def _say_missing(catalogue: Catalogue, edition: Edition, missing: str, hanging: int) -> str:
    """Say what to write for a criterion that is no longer in the data, and name the one that looks like it."""
    named = {change.criterion for change in edition.changes}
    new = [other for other in catalogue.criteria.values() if other.id not in edition.wording or other.id in named]
    same = next((other for other in new if wording_sum(other.wording) == edition.wording[missing]), None)
    kind, successors = ("moved", f", successors: [{same.id}]") if same else ("retired", "")
    moved = f" {same.id} has the same wording, so it may have moved there." if same else ""
    return (
        f"{missing} is in the edition and in no unit, and {say_hanging(hanging)}.{moved} A criterion is never deleted: restore "
        f"its entry in data/criteria, and where it no longer applies, give it a `retired:` field, such as "
        f'`retired: {{kind: {kind}, date: "YYYY-MM-DD", reason: …{successors}}}`'
    )


def change_recorded(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Where an edition locks another wording than the edition before, its `changes` say so, with the effect that fits."""
    for before, after in pairwise(catalogue.editions.values()):
        recorded = {(change.criterion, change.effect) for change in after.changes}
        for criterion in sorted({*before.wording, *after.wording}):
            if before.wording.get(criterion) == after.wording.get(criterion):
                continue
            fitting = _fitting_effects(catalogue, before, after, criterion)
            if not any((criterion, effect) in recorded for effect in fitting):
                message = (
                    f"{criterion} differs from edition {before.id} and no change says why: add it to `changes` with "
                    f"`criterion:`, `effect:` ({' or '.join(fitting)}), `date:` and `reason:`"
                )
                at = ("wording", criterion) if criterion in after.wording else ("wording",)
                yield report(catalogue, after, at, message)


def _fitting_effects(catalogue: Catalogue, before: Edition, after: Edition, criterion: str) -> tuple[Effect, ...]:
    if criterion not in after.wording:
        return (Effect.WITHDRAWN,)
    if criterion in before.wording:
        return (Effect.WORDING_CHANGED,)
    follows = any(old.retired and criterion in old.retired.successors for old in catalogue.criteria.values())
    return tuple(effect for effect in Effect if effect is not Effect.WITHDRAWN) if follows else (Effect.ADDED,)
