"""Catalogue → an edition frozen: each unit in the form of `macros.snapshot`, written once and never overwritten."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from macros.catalogue import Catalogue, Evidence
from macros.errors import DataError, Place, Problem, suggest
from macros.model import Criterion, Definition, Edition, Example, FormerPart, Note, Passage, Retirement, Unit, Verb
from macros.schemas import editor_line
from macros.snapshot import VERSION, FrozenCriterion, FrozenUnit, FrozenVerb, Snapshot, snapshot_sum

FOLDER = Path("data") / "snapshots"
START_NEW = "write a new file in data/editions for what has changed, and freeze that"
COMMENT = "# Frozen by `centre-guide edition freeze`. Never edited: what changes belongs to a new edition.\n"


def freeze_edition(project: Path, catalogue: Catalogue, edition_id: str) -> list[str]:
    """Write the snapshot of an edition and return the paths; none where it stands there already, byte for byte."""
    edition = _find_edition(catalogue, edition_id)
    folder = project / FOLDER / edition.id
    texts = {f"{unit.id}.yml": to_yaml(project, freeze_unit(catalogue, unit, edition)) for unit in catalogue.units.values()}
    if folder.exists():
        if {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == texts:
            return []
        _refuse(edition.id, f"edition {edition.id} is frozen already and the data reads otherwise now: {START_NEW}")
    if catalogue.edition is not edition:
        newest = catalogue.edition.id if catalogue.edition else ""
        _refuse(edition.id, f"edition {edition.id} is not the newest, so the data is no longer as it was: freeze {newest}")
    return _write_all(project, folder, texts)


def freeze_now(catalogue: Catalogue, edition: Edition) -> Snapshot:
    """Return the whole guide as it reads now, in the form of an edition; nothing is written."""
    units = {str(unit.id): freeze_unit(catalogue, unit, edition) for unit in catalogue.units.values()}
    return Snapshot(str(edition.id), str(edition.date), units)


def freeze_unit(catalogue: Catalogue, unit: Unit, edition: Edition) -> FrozenUnit:
    """Return a unit with its criteria, verbs and sources as they read now."""
    qualification = catalogue.qualification_of(unit)
    criteria = tuple(freeze_criterion(catalogue, criterion) for criterion in unit.criteria)
    verbs = tuple(freeze_verb(catalogue.verbs[verb]) for verb in sorted({verb for c in unit.criteria for verb in c.verbs}))
    said = {
        "id": f"{edition.id}/{unit.id}",
        "version": VERSION,
        "sum": "0",
        "edition": edition.id,
        "date": edition.date,
        "unit": unit.id,
        **{name: getattr(unit, name) for name in ("title", "short_title", "assignment", "purpose", "approach", "rules")},
        "qualification": {
            name: getattr(qualification, name) for name in ("id", "title", "awarding_organisation", "level", "units")
        },
        "notes": _notes(unit.notes),
        "outcomes": [{"number": outcome.number, "title": outcome.title} for outcome in unit.outcomes],
        "criteria": criteria,
        "verbs": verbs,
        "sources": _sources(catalogue, criteria, verbs),
    }
    frozen = FrozenUnit.model_validate(said)
    return frozen.model_copy(update={"sum": snapshot_sum(frozen)})


def freeze_criterion(catalogue: Catalogue, criterion: Criterion) -> FrozenCriterion:
    """Return a criterion with all guidance on its page as it reads now."""
    said = {
        **{name: getattr(criterion, name) for name in ("id", "label", "outcome", "topic", "wording", "verbs", "referrals")},
        "parts": [{"id": part.id, "text": part.text} for part in criterion.parts],
        "brief": criterion.brief.model_dump(include={"do", "depth", "avoid"}),
        "quantities": [
            {"value": quantity.value, "unit": quantity.unit, "guide_only": quantity.status.value == "guide-only"}
            for quantity in criterion.quantities
        ],
        "starting_points": [{"text": point.text, "guide_only": point.guide_only} for point in criterion.starting_points],
        "theories": [_theory(catalogue, use.theory, use.use) for use in criterion.theories],
        "terms": [{"id": term.id, "name": term.name} for term in catalogue.terms_in(criterion)],
        "notes": _notes(criterion.notes),
        "evidence": [_evidence(evidence) for evidence in catalogue.evidence_for(criterion)],
        "see_also": [
            {**_relation(catalogue.criteria[other.criterion]), "kind": other.kind.value, "why": other.why}
            for other in criterion.see_also
        ],
        "example": _example(catalogue.examples.get(criterion.id)),
        "former_parts": [{**_end(part), "id": part.id, "text": part.text} for part in criterion.former_parts],
        "retired": _end(criterion.retired) if criterion.retired else None,
    }
    return FrozenCriterion.model_validate(said)


def freeze_verb(verb: Verb) -> FrozenVerb:
    """Return a command verb as it reads now."""
    said = {name: getattr(verb, name) for name in ("id", "name", "gist", "slip")}
    return FrozenVerb.model_validate({**said, "level_3": _definition(verb.level_3), "level_5": _definition(verb.level_5)})


def find_changed(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of criteria whose page reads otherwise than in the newest frozen edition, new ones left out."""
    return tuple(str(criterion.id) for criterion in catalogue.criteria.values() if has_changed(catalogue, criterion))


def has_changed(catalogue: Catalogue, criterion: Criterion) -> bool:
    """Return whether a criterion or one of its verbs reads otherwise than in the newest frozen edition, where that has it."""
    snapshot = catalogue.newest_snapshot
    if snapshot is None or criterion.id not in snapshot.criteria:
        return False
    frozen = snapshot.criteria[criterion.id]
    unit = snapshot.unit_of(frozen)
    offered = tuple(other for other in frozen.see_also if other.criterion.partition("/")[0] not in catalogue.absent)
    if freeze_criterion(catalogue, criterion) != frozen.model_copy(update={"see_also": offered}):
        return True
    return any(freeze_verb(catalogue.verbs[verb]) != unit.verb(verb) for verb in criterion.verbs)


def to_yaml(project: Path, unit: FrozenUnit) -> str:
    """Return the text of a frozen unit's file, the same for the same content."""
    data = project / "data"
    plain = json.loads(unit.model_dump_json(exclude_defaults=True))
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=10_000)
    return editor_line(data / "snapshots" / f"{unit.id}.yml", data) + COMMENT + text


def _find_edition(catalogue: Catalogue, edition_id: str) -> Edition:
    if edition_id not in catalogue.editions:
        message = f"there is no edition {edition_id!r}{suggest(edition_id, catalogue.editions)}: name one that has a file here"
        raise DataError([Problem(Place("data/editions"), "edition-frozen", message)])
    return catalogue.editions[edition_id]


def _refuse(edition: str, message: str) -> None:
    raise DataError([Problem(Place(f"data/editions/{edition}.yml"), "edition-frozen", message)])


def _write_all(project: Path, folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Write a folder whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in texts.items():
            (staging / name).write_text(text, encoding="utf-8")
        staging.chmod(0o755)
        os.rename(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [(folder / name).relative_to(project).as_posix() for name in texts]


def _sources(catalogue: Catalogue, criteria: Iterable[FrozenCriterion], verbs: Iterable[FrozenVerb]) -> list[dict[str, str]]:
    named = {source for verb in verbs for definition in (verb.level_3, verb.level_5) for source in definition.sources}
    examples = [criterion.example for criterion in criteria if criterion.example]
    named |= {source for example in examples for passage in (*example.level_3, *example.level_5) for source in passage.sources}
    sources = [catalogue.sources[source] for source in sorted(named)]
    return [{"id": source.id, "title": source.title, "trust": source.trust.value} for source in sources]


def _end(ended: Retirement | FormerPart) -> dict[str, object]:
    return {"kind": ended.kind.value, "date": ended.date, "reason": ended.reason, "successors": ended.successors}


def _notes(notes: Iterable[Note]) -> list[dict[str, str]]:
    return [{"id": note.id, "text": note.text} for note in notes]


def _theory(catalogue: Catalogue, theory_id: str, use: str) -> dict[str, str]:
    theory = catalogue.theories[theory_id]
    return {"id": theory.id, "name": theory.name, "who": theory.who, "use": use}


def _relation(other: Criterion) -> dict[str, str]:
    return {"criterion": other.id, "label": f"{other.label} {other.topic}"}


def _evidence(evidence: Evidence) -> dict[str, object]:
    artefact, use = evidence.artefact, evidence.use
    demand = "useful" if not evidence.needed else "guide-only" if use.status.value == "guide-only" else "needed"
    return {"id": artefact.id, "name": artefact.name, "demand": demand, "note": use.note, "shared": artefact.shared}


def _definition(definition: Definition) -> dict[str, object]:
    return {"text": definition.text, "basis": definition.basis.value, "sources": definition.sources}


def _example(example: Example | None) -> dict[str, object] | None:
    if example is None:
        return None
    return {
        **{name: getattr(example, name) for name in ("setting", "prompt", "difference", "still_referred")},
        "level_3": [_passage(passage) for passage in example.level_3],
        "level_5": [_passage(passage) for passage in example.level_5],
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {name: getattr(passage, name) for name in ("text", "parts", "verb", "sources", "remark")}
