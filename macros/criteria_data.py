"""Catalogue → what the tools in the page know of the criteria. Addresses are relative to the start of the site."""

from __future__ import annotations

from typing import Any

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.citation import cite, short_reference
from macros.export.checklist import list_labels
from macros.export.template import EVIDENCE, list_guidance
from macros.model import Checklist, Criterion, FormerPart, Part, Retirement, Unit
from macros.prose import plain_text

CRITERIA_SCRIPT = "assets/data/criteria.js"
"""Where the script lives that sets `window.centreGuideCriteria`."""


def list_criteria(site: SiteMap) -> dict[str, Any]:
    """Return the edition and, unit by unit, every criterion: wording, citation, verbs, parts with gap phrases, evidence.

    Under `draft` stands what the check of a draft looks for besides.
    """
    told = tell_criteria(site)
    return {**told, "units": list(told["units"])}


def tell_criteria(site: SiteMap) -> dict[str, Any]:
    """Return the same, with units that are made one after the other when they are asked for."""
    catalogue = site.catalogue
    edition = catalogue.edition
    return {
        "edition": edition.id if edition else "",
        "date": edition.date if edition else "",
        "units": (_unit(site, unit) for unit in catalogue.units.values()),
        "draft": _draft(catalogue),
        "checklists": [_checklist(site, checklist) for checklist in catalogue.checklists.values()],
    }


def _draft(catalogue: Catalogue) -> dict[str, Any]:
    """Return what a draft is searched for: signs from the data, and what our own files say, which is no learner's text."""
    given = {"given": [*list_guidance(catalogue), *list_labels(catalogue)], "evidence_line": EVIDENCE.strip()}
    return {**catalogue.draft_signs.model_dump(mode="json"), **given, "same": dict(catalogue.spelling.same)}


def _unit(site: SiteMap, unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "number": unit.number,
        "awarded_by": site.catalogue.qualification_of(unit).awarding_organisation,
        "title": unit.title,
        "short_title": unit.short_title,
        "names": list(unit.aliases),
        "address": site.link("", unit),
        "criteria": [_criterion(site, criterion) for criterion in unit.criteria],
    }


def _criterion(site: SiteMap, criterion: Criterion) -> dict[str, Any]:
    catalogue, address = site.catalogue, site.link("", criterion)
    verbs = [catalogue.verbs[verb] for verb in criterion.verbs]
    citation = cite(catalogue, criterion)
    return {
        "id": criterion.id,
        "number": criterion.number,
        "label": criterion.label,
        "short": short_reference(catalogue, criterion),
        "citation": {"label": citation.label, "rest": citation.rest},
        "outcome": criterion.outcome,
        "topic": criterion.topic,
        "wording": criterion.wording,
        "address": address,
        "retired": bool(criterion.retired),
        "retirement": _retirement(criterion.retired) if criterion.retired else None,
        "verbs": [{"id": verb.id, "name": verb.name, "address": site.link("", verb)} for verb in verbs],
        "parts": [_part(address, part) for part in criterion.parts],
        "former_parts": [_former_part(address, part) for part in criterion.former_parts],
        "evidence": [
            {"id": found.artefact.id, "name": found.artefact.name, "needed": found.needed}
            for found in catalogue.evidence_for(criterion)
        ],
    }


def _part(criterion: str, part: Part) -> dict[str, str]:
    return {"id": part.id, "text": part.text, "gap": part.gap_phrase, "address": f"{criterion}#part-{part.id}"}


def _retirement(retired: Retirement) -> dict[str, Any]:
    return {
        "kind": retired.kind.value,
        "date": retired.date,
        "reason": plain_text(retired.reason),
        "successors": list(retired.successors),
    }


def _former_part(criterion: str, part: FormerPart) -> dict[str, Any]:
    return {
        "id": part.id,
        "text": part.text,
        "kind": part.kind.value,
        "date": part.date,
        "reason": plain_text(part.reason),
        "successors": list(part.successors),
        "address": f"{criterion}#part-{part.id}",
    }


def _checklist(site: SiteMap, checklist: Checklist) -> dict[str, Any]:
    items = [{"id": item.id, "text": plain_text(item.text)} for item in checklist.items]
    return {"id": checklist.id, "title": checklist.title, "address": site.link("", checklist), "items": items}
