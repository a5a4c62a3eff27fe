"""Rules about frozen editions: what was frozen stays as it was, and agrees with the record of its edition."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.rules.walk import report
from macros.snapshot import snapshot_sum
from macros.wording import wording_sum

RESTORE = "restore the file; a change belongs to the data and to a new edition"


def snapshot_unaltered(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A frozen edition reads as on the day it was frozen."""
    for frozen in catalogue.frozen_units.values():
        if snapshot_sum(frozen) != frozen.sum:
            yield report(catalogue, frozen, ("sum",), f"edition {frozen.edition} was altered after it was frozen: {RESTORE}")


def snapshot_has_edition(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A frozen unit lies in the folder of its edition, which has a file in data/editions and the same date."""
    for frozen in catalogue.frozen_units.values():
        edition = catalogue.editions.get(frozen.edition)
        if edition is None:
            nearest = suggest(frozen.edition, catalogue.editions)
            message = f"no edition has the id {frozen.edition!r}{nearest}: restore its file in data/editions"
            yield report(catalogue, frozen, ("edition",), message)
        elif edition.date != frozen.date:
            message = f"edition {edition.id} was frozen with the date {frozen.date}: write that date here"
            yield report(catalogue, edition, ("date",), message)
        if frozen.id != f"{frozen.edition}/{frozen.unit}":
            yield report(catalogue, frozen, ("id",), f"is {frozen.unit} of edition {frozen.edition}: {RESTORE}")


def snapshot_agrees(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A frozen edition holds the criteria that its record locks, with that wording, and no others."""
    if catalogue.unread:
        return  # what stands in those files is not known
    for snapshot in catalogue.snapshots.values():
        if not (edition := catalogue.editions.get(snapshot.edition)):
            continue
        frozen = {str(criterion.id): wording_sum(criterion.wording) for criterion in snapshot.criteria.values()}
        for criterion in sorted({*frozen, *edition.wording}):
            if frozen.get(criterion) != edition.wording.get(criterion):  # type: ignore[call-overload]
                message = (
                    f"edition {edition.id} is frozen, and {criterion} is not as it was: undo the change here, "
                    "and record it in a new edition"
                )
                at = ("wording", criterion) if criterion in edition.wording else ("wording",)
                yield report(catalogue, edition, at, message)
