"""Catalogue → the pages that no one writes by hand: units, criteria, verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from macros.addresses import CENTRE, NOT_OFFERED
from macros.catalogue import Catalogue
from macros.changes import changes_of, first_edition_of
from macros.downloads import files_for_unit
from macros.guide import Guide
from macros.house import list_house_rules
from macros.mappings import list_mappings
from macros.model import Centre, Criterion, Entry, Unit, Verb
from macros.prose import plain_text


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from one entry."""

    address: str
    """Relative to the site, with a slash at the end."""
    title: str
    description: str
    template: str
    entry: Entry
    context: dict[str, Any] = field(default_factory=dict)


def list_pages(catalogue: Catalogue) -> Iterator[GeneratedPage]:
    """Yield every generated page: what a centre adds, each unit with its criteria, then the verbs."""
    if catalogue.centre:
        yield from list_centre_pages(catalogue, catalogue.centre)
    for unit in catalogue.units.values():
        yield _unit_page(catalogue, unit)
        for criterion in unit.criteria:
            yield _criterion_page(catalogue, unit, criterion)
    for verb in catalogue.verbs.values():
        yield _verb_page(catalogue, verb)


def list_page_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Yield the addresses of the generated pages, in the same order, without making them."""
    if catalogue.centre:
        yield CENTRE
        if catalogue.absent:
            yield NOT_OFFERED
    for unit in catalogue.units.values():
        yield f"{unit.id}/"
        yield from (f"{criterion.id}/" for criterion in unit.criteria)
    yield from (f"verbs/{verb}/" for verb in catalogue.verbs)


def render_page(guide: Guide, page: GeneratedPage) -> Markup:
    """Return the body of a generated page as finished HTML."""
    return guide.renderer.render(page.template, page.address, **page.context)


def list_centre_pages(catalogue: Catalogue, centre: Centre) -> Iterator[GeneratedPage]:
    """Yield the pages that only the copy of a centre has."""
    about = f"Whom to ask at {centre.name}, its dates, its rules and its forms."
    context = {"rules": list_house_rules(centre)}
    yield GeneratedPage(CENTRE, f"About {centre.short_name}", about, "centre/about.html", centre, context)
    if catalogue.absent:
        left_out = f"The units of the guide that {centre.name} does not offer, and why links lead here."
        yield GeneratedPage(NOT_OFFERED, "Units not offered", left_out, "centre/not_offered.html", centre)


def _unit_page(catalogue: Catalogue, unit: Unit) -> GeneratedPage:
    live = [criterion for criterion in unit.criteria if not criterion.retired]
    context = {
        "unit": unit,
        "qualification": catalogue.qualification_of(unit),
        "criteria": live,
        "ended": [criterion for criterion in unit.criteria if criterion.retired],
        "part_count": sum(len(criterion.parts) for criterion in live),
        "files": files_for_unit(catalogue, unit),
    }
    title = f"{unit.id}: {unit.title}"
    description = f"{unit.assignment}, {unit.id}: all {len(live)} criteria with their wording, verbs and parts."
    return GeneratedPage(f"{unit.id}/", title, description, "unit.html", unit, context)


def _criterion_page(catalogue: Catalogue, unit: Unit, criterion: Criterion) -> GeneratedPage:
    previous, following = catalogue.neighbours(criterion)
    context = {
        "unit": unit,
        "criterion": criterion,
        "verbs": [catalogue.verbs[verb] for verb in criterion.verbs],
        "evidence": catalogue.evidence_for(criterion),
        "terms": catalogue.terms_in(criterion),
        "see_also": [other for other in criterion.see_also if not catalogue.criteria[other.criterion].retired],
        "example": catalogue.examples.get(criterion.id),
        "mappings": [mapping for mapping in list_mappings(catalogue) if mapping.row_of(criterion)],
        "changes": changes_of(catalogue, criterion),
        "first_edition": first_edition_of(catalogue, criterion),
        "previous": previous,
        "next": following,
    }
    title = f"{criterion.label}: {criterion.topic}"
    description = f"{criterion.label}. {plain_text(criterion.brief.do)}"
    return GeneratedPage(f"{criterion.id}/", title, description, "criterion.html", criterion, context)


def _verb_page(catalogue: Catalogue, verb: Verb) -> GeneratedPage:
    context = {"verb": verb, "criteria": [criterion for criterion in catalogue.criteria_using(verb) if not criterion.retired]}
    title = f"{verb.name.capitalize()}: command verb"
    description = f"What {verb.name!r} asks at Level 3 and at Level 5. {verb.gist}"
    return GeneratedPage(f"verbs/{verb.id}/", title, description, "verb.html", verb, context)
