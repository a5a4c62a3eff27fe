"""Catalogue → what the tools in the page know of the criteria. Addresses are relative to the start of the site."""

from __future__ import annotations

from typing import Any

from macros.addresses import SiteMap
from macros.model import Criterion, Unit

CRITERIA_SCRIPT = "assets/data/criteria.js"
"""Where the script lives that sets `window.centreGuideCriteria`."""


def list_criteria(site: SiteMap) -> dict[str, Any]:
    """Return the edition and, unit by unit, every criterion with its wording, verbs, parts and evidence."""
    catalogue = site.catalogue
    edition = catalogue.edition
    return {
        "edition": edition.id if edition else "",
        "date": edition.date if edition else "",
        "units": [_unit(site, unit) for unit in catalogue.units.values()],
    }


def _unit(site: SiteMap, unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "number": unit.number,
        "title": unit.title,
        "short_title": unit.short_title,
        "names": list(unit.aliases),
        "address": site.link("", unit),
        "criteria": [_criterion(site, criterion) for criterion in unit.criteria],
    }


def _criterion(site: SiteMap, criterion: Criterion) -> dict[str, Any]:
    catalogue, address = site.catalogue, site.link("", criterion)
    verbs = [catalogue.verbs[verb] for verb in criterion.verbs]
    return {
        "id": criterion.id,
        "number": criterion.number,
        "label": criterion.label,
        "outcome": criterion.outcome,
        "topic": criterion.topic,
        "wording": criterion.wording,
        "address": address,
        "retired": bool(criterion.retired),
        "verbs": [{"id": verb.id, "name": verb.name, "address": site.link("", verb)} for verb in verbs],
        "parts": [{"id": part.id, "text": part.text, "address": f"{address}#part-{part.id}"} for part in criterion.parts],
        "evidence": [
            {"id": found.artefact.id, "name": found.artefact.name, "needed": found.needed}
            for found in catalogue.evidence_for(criterion)
        ],
    }
