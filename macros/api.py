"""Catalogue → the data files for other systems, in the form of `macros.published`. Finished text by address; no input.

The same catalogue gives the same bytes on every machine. Addresses inside the files are relative to the start of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros import published
from macros.addresses import (
    CATALOGUE_DATA,
    CHANGES_DATA,
    FEED,
    PROVENANCE_DATA,
    SiteMap,
    criterion_data,
    mapping_data,
    schema_address,
    verb_data,
)
from macros.catalogue import SUCCESSION, Catalogue, Evidence
from macros.changes import RecordedChange, list_changes
from macros.citation import cite
from macros.described import write_schema
from macros.mapping_data import describe_mapping, list_sources, name_mapping
from macros.mappings import WorkedOut, list_mappings
from macros.model import Criterion, Definition, Entry, FormerPart, Outcome, Qualification, Unit, Verb
from macros.prose import plain_text
from macros.provenance import describe_copy
from macros.published import FORMS, CatalogueFile, ChangesFile, CriterionFile, File, MappingFile, Pointer, VerbFile


def list_data(site: SiteMap) -> Iterator[tuple[str, str]]:
    """Yield every data file and every schema: its address, and its text."""
    writer = Writer(site)
    yield CATALOGUE_DATA, _to_json(writer.catalogue_file())
    yield CHANGES_DATA, _to_json(writer.changes_file())
    yield PROVENANCE_DATA, _to_json(writer.provenance_file())
    for criterion in site.catalogue.criteria.values():
        yield criterion_data(criterion.id), _to_json(writer.criterion_file(criterion))
    for verb in site.catalogue.verbs.values():
        yield verb_data(verb.id), _to_json(writer.verb_file(verb))
    for mapping in list_mappings(site.catalogue):
        yield mapping_data(mapping.entry.id), _to_json(writer.mapping_file(mapping))
    for name, form in FORMS.items():
        yield schema_address(name), _to_json({"$schema": published.DIALECT, **write_schema(form, mode="serialization")})


def _to_json(value: File | dict[str, object]) -> str:
    value = value.model_dump(mode="json") if isinstance(value, File) else value
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@dataclass(frozen=True)
class Writer:
    """Puts entries into their published form."""

    site: SiteMap

    @property
    def catalogue(self) -> Catalogue:
        """What the files are made from."""
        return self.site.catalogue

    def catalogue_file(self) -> CatalogueFile:
        """Return the list of everything."""
        qualifications = self.catalogue.qualifications.values()
        return CatalogueFile(
            **self._opening("catalogue", sorted({q.awarding_organisation for q in qualifications})),
            qualifications=tuple(map(self._qualification, qualifications)),
            verbs=tuple(map(self._pointer, self.catalogue.verbs.values())),
            changes=Pointer(id="changes", label="What changed", address=self.site.address("page:changes"), data=CHANGES_DATA),
            provenance=PROVENANCE_DATA,
            mappings=tuple(
                self._point(m.entry, name_mapping(m), mapping_data(m.entry.id)) for m in list_mappings(self.catalogue)
            ),
        )

    def changes_file(self) -> ChangesFile:
        """Return what has changed, newest first."""
        qualifications = self.catalogue.qualifications.values()
        return ChangesFile(
            **self._opening("changes", sorted({q.awarding_organisation for q in qualifications})),
            feed=FEED,
            editions=tuple(published.Edition(id=e.id, date=e.date) for e in reversed(self.catalogue.editions.values())),
            changes=tuple(map(self._change, list_changes(self.catalogue))),
        )

    def provenance_file(self) -> published.ProvenanceFile:
        """Return what the copy says of itself."""
        owners = {qualification.awarding_organisation for qualification in self.catalogue.qualifications.values()}
        return describe_copy(self.site, self._opening("provenance", sorted(owners)))

    def criterion_file(self, criterion: Criterion) -> CriterionFile:
        """Return one criterion with all that is published of it."""
        unit = self.catalogue.unit_of(criterion)
        qualification = self.catalogue.qualification_of(unit)
        return CriterionFile(
            **self._opening("criterion", [qualification.awarding_organisation]),
            **self._pointer(criterion).model_dump(exclude={"data"}),
            number=criterion.number,
            unit=self._pointer(unit),
            qualification=qualification.id,
            awarding_organisation=qualification.awarding_organisation,
            outcome=next(_outcome(outcome) for outcome in unit.outcomes if outcome.number == criterion.outcome),
            topic=criterion.topic,
            wording=criterion.wording,
            verbs=tuple(self._pointer(self.catalogue.verbs[verb]) for verb in criterion.verbs),
            parts=tuple(self._part(criterion, part.id, part.text) for part in criterion.parts),
            former_parts=tuple(self._former_part(criterion, part) for part in criterion.former_parts),
            evidence=tuple(map(self._evidence, self.catalogue.evidence_for(criterion))),
            see_also=tuple(
                published.SeeAlso(criterion=self._to(other.criterion), kind=other.kind.value, why=other.why)
                for other in criterion.see_also
            ),
            citation=str(cite(self.catalogue, criterion)),
            retired=self._retired(criterion),
        )

    def verb_file(self, verb: Verb) -> VerbFile:
        """Return one verb with its meanings and the criteria that use it."""
        using = self.catalogue.criteria_using(verb)
        owners = {self.catalogue.qualification_of(self.catalogue.unit_of(c)).awarding_organisation for c in using}
        return VerbFile(
            **self._opening("verb", sorted(owners)),
            **self._pointer(verb).model_dump(exclude={"data"}),
            gist=verb.gist,
            core=self._definition(verb.core),
            level_3=self._definition(verb.level_3),
            level_5=self._definition(verb.level_5),
            what_changes=plain_text(verb.what_changes),
            near=tuple(self._pointer(self.catalogue.verbs[other]) for other in verb.near),
            criteria=tuple(map(self._pointer, using)),
            retired=self._retired(verb),
        )

    def mapping_file(self, mapping: WorkedOut) -> MappingFile:
        """Return what became of a qualification in another."""
        owners = {q.awarding_organisation for name, q in self.catalogue.qualifications.items() if name in mapping.numbers}
        return MappingFile(**self._opening("mapping", sorted(owners)), **describe_mapping(self.site, mapping))

    def _opening(self, form: str, owners: Iterable[str]) -> dict[str, object]:
        edition = self.catalogue.edition
        return {
            "version": published.VERSION,
            "schema_address": schema_address(form),
            "edition": published.Edition(id=edition.id, date=edition.date) if edition else None,
            "notice": published.write_notice(" and ".join(owners)),
        }

    def _pointer(self, entry: Criterion | Verb | Unit) -> Pointer:
        if isinstance(entry, Criterion):
            return self._point(entry, entry.label, criterion_data(entry.id))
        if isinstance(entry, Verb):
            return self._point(entry, entry.name, verb_data(entry.id))
        return self._point(entry, entry.title, None)

    def _point(self, entry: Entry, label: str, data: str | None) -> Pointer:
        return Pointer(id=entry.id, label=label, address=self.site.address(entry), data=data)  # type: ignore[attr-defined]

    def _to(self, criterion: str) -> Pointer:
        return self._pointer(self.catalogue.criteria[criterion])

    def _part(self, criterion: Criterion, part: str, text: str) -> published.Part:
        return published.Part(id=part, text=text, address=f"{self.site.address(criterion)}#part-{part}")

    def _former_part(self, criterion: Criterion, part: FormerPart) -> published.FormerPart:
        return published.FormerPart(
            **self._part(criterion, part.id, part.text).model_dump(),
            kind=part.kind.value,
            date=part.date,
            reason=plain_text(part.reason),
            successors=part.successors,
        )

    def _change(self, recorded: RecordedChange) -> published.Change:
        part = recorded.part
        return published.Change(
            id=recorded.uri,
            edition=recorded.edition.id,
            criterion=self._pointer(recorded.criterion),
            part=self._part(recorded.criterion, part.id, part.text) if part else None,
            effect=recorded.change.effect.value,
            meaning=recorded.effect.meaning,
            date=recorded.change.date,
            reason=recorded.change.reason,
        )

    def _evidence(self, evidence: Evidence) -> published.Evidence:
        artefact, use = evidence.artefact, evidence.use
        demand = "useful" if not evidence.needed else "guide-only" if use.status.value == "guide-only" else "needed"
        return published.Evidence(
            id=artefact.id,
            label=artefact.name,
            address=self.site.address(artefact),
            demand=demand,
            note=plain_text(use.note) if use.note else None,
            shared=artefact.shared,
        )

    def _definition(self, definition: Definition) -> published.Definition:
        text, sources = plain_text(definition.text), list_sources(self.site, definition.sources)
        return published.Definition(text=text, basis=definition.basis.value, sources=sources)

    def _retired(self, entry: Criterion | Verb) -> published.Retired | None:
        if (retired := entry.retired) is None:
            return None
        kept: Mapping[str, Criterion | Verb] = getattr(self.catalogue, SUCCESSION[type(entry)])
        successors = tuple(self._pointer(kept[name]) for name in retired.successors)
        reason = plain_text(retired.reason)
        return published.Retired(kind=retired.kind.value, date=retired.date, reason=reason, successors=successors)

    def _qualification(self, qualification: Qualification) -> published.Qualification:
        return published.Qualification(
            id=qualification.id,
            label=qualification.title,
            awarding_organisation=qualification.awarding_organisation,
            level=qualification.level,
            superseded_by=qualification.superseded.by if qualification.superseded else None,
            units=tuple(self._unit(self.catalogue.units[unit]) for unit in qualification.units),
        )

    def _unit(self, unit: Unit) -> published.Unit:
        return published.Unit(
            **self._pointer(unit).model_dump(exclude={"data"}),
            number=unit.number,
            outcomes=tuple(map(_outcome, unit.outcomes)),
            criteria=tuple(map(self._line, unit.criteria)),
        )

    def _line(self, criterion: Criterion) -> published.CriterionLine:
        return published.CriterionLine(
            **self._pointer(criterion).model_dump(),
            number=criterion.number,
            outcome=criterion.outcome,
            topic=criterion.topic,
            wording=criterion.wording,
            verbs=criterion.verbs,
            retired=criterion.retired is not None,
            successors=criterion.retired.successors if criterion.retired else (),
        )


def _outcome(outcome: Outcome) -> published.Outcome:
    return published.Outcome(number=outcome.number, title=outcome.title)
