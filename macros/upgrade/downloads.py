"""What has changed → the downloads that say something else now, so that printed and handed-out ones can be replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros import downloads
from macros.catalogue import Catalogue
from macros.diff.editions import EntryDiff
from macros.downloads import DownloadFile, list_files, list_to_fill_in, served_by
from macros.fields import CriterionId
from macros.rules.walk import visit

EVERYTHING: frozenset[str] = frozenset()
"""A kind of file that any change touches."""
IDENTITY = frozenset({"criterion", "label", "topic", "wording", "retired"})
"""What every file says of a criterion that it names."""
FIELDS: Mapping[str, frozenset[str]] = {
    downloads.TEMPLATE: EVERYTHING,
    downloads.GUIDE: EVERYTHING,
    downloads.OFFLINE: EVERYTHING,
    downloads.CHECKLIST: IDENTITY | {"parts", "verbs", "verb", "evidence", "outcome", "quantities"},
    downloads.MATRIX: IDENTITY | {"evidence"},
    downloads.SAMPLING: IDENTITY,
    downloads.MOODLE: IDENTITY | {"outcome", "unit", "title", "outcomes"},
    downloads.CANVAS: IDENTITY | {"outcome", "unit", "title", "outcomes"},
    downloads.FORM: IDENTITY | {"quantities", "evidence"},
    downloads.LOG: IDENTITY | {"quantities", "evidence"},
}
"""The fields of a criterion, or of its unit, that a kind of file shows."""


@dataclass(frozen=True)
class TouchedFile:
    """A download that says something else than it did."""

    file: DownloadFile
    because: tuple[str, ...]
    """The ids of what has changed in it."""


def list_touched_files(copy: Catalogue, entries: Sequence[EntryDiff]) -> Iterator[TouchedFile]:
    """Yield the downloads of a copy that show what has changed, in the order in which they are offered."""
    fields = {entry.id: frozenset(difference.field.partition(".")[0] for difference in entry.differences) for entry in entries}
    verbs = {entry.id for entry in entries if entry.kind == "verb" and entry.differences}
    for criterion in copy.criteria.values():
        if not verbs.isdisjoint(criterion.verbs):
            fields[criterion.id] = fields.get(criterion.id, frozenset()) | {"verb"}
    for file in list_files(copy):
        shown = FIELDS.get(file.kind, EVERYTHING)
        named = _find_named(copy, file)
        because = [name for name, changed in fields.items() if changed and _is_in(name, named) and (not shown or shown & changed)]
        if because := [name for name in because if name not in verbs or not shown]:
            yield TouchedFile(file, tuple(because))


def _is_in(name: str, named: frozenset[str] | None) -> bool:
    """Return whether a file that names these units and criteria is about an entry."""
    return named is None or name in named or name.partition("/")[0] in named


def _find_named(copy: Catalogue, file: DownloadFile) -> frozenset[str] | None:
    """Return the units and criteria that a file is about; None where it is about all."""
    if file.owner in copy.units:
        return frozenset({file.owner})
    if file.owner in copy.checklists:
        return frozenset(str(value) for _, value in visit(copy.checklists[file.owner], CriterionId))
    filled = {entry.id: entry for entry in list_to_fill_in(copy)}
    if file.owner not in filled:
        return None
    entry = filled[file.owner]
    becomes = [copy.artefacts[artefact] for artefact in entry.artefacts if artefact in copy.artefacts]
    served = (use.criterion for artefact in becomes for use in (*artefact.needed_by, *artefact.useful_for))
    return frozenset(map(str, (*served_by(entry), *served)))
