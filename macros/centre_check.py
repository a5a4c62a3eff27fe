"""A centre → every rule it breaks. Where its file has problems of form, its sound fields are held against the rules all the same.

What cannot be read is replaced by something that no rule objects to, and nothing is said of it a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.centre_forms import bring_up_to_date
from macros.errors import Place, Problem
from macros.model import Centre
from macros.model.lean import make_lean
from macros.read import Document, Origin, read_yaml
from macros.rules import CENTRE_RULES, rule_name
from macros.rules.centres import picture_shown

DAY = "2000-01-01"
STAND_INS: Mapping[str, Any] = {
    "id": "centre",
    "name": "Centre",
    "short_name": "Centre",
    "logo": "logo.svg",
    "colours": {"primary": "#000000", "accent": "#000000"},
    "contacts": [{"name": "Centre", "telephone": "01632 960000"}],
    "accessibility": {
        "organisation": "Centre",
        "email": "centre@centre.example",
        "nation": "england",
        "answer_within": "a week",
        "prepared": DAY,
        "reviewed": DAY,
    },
}
"""What stands for a field that has to be there and cannot be read."""


def check_centre(catalogue: Catalogue, centre: Centre, origin: Origin, pages: Mapping[str, str]) -> list[Problem]:
    """Hold a centre against every rule, wherever its file lies."""
    alone = replace(catalogue, centres={str(centre.id): centre}, origins={id(centre): origin}, unread=frozenset(), only=centre)
    site = SiteMap(alone, pages)
    found = {replace(problem, rule=rule_name(rule)) for rule in CENTRE_RULES for problem in rule(alone, site)}
    return sorted(problem for problem in found if problem.place.path == origin.place().path)


def check_sound_fields(catalogue: Catalogue, path: Path, root: Path, pages: Mapping[str, str]) -> list[Problem]:
    """Return what rules say of the fields of a file that can be read, where others of it cannot."""
    document, problems = read_yaml(path, root)
    values = bring_up_to_date(document.value)
    if problems or not isinstance(values, dict):
        return []
    faulty = _list_faulty(values)
    sound = {name: value for name, value in values.items() if name not in faulty}
    try:
        centre = make_lean(Centre.model_validate({**STAND_INS, "units": list(catalogue.units), **sound}))
    except ValidationError:  # of its version, or of more than one field together
        return []
    found = check_centre(catalogue, centre, Origin(path, root), pages)
    said = [problem for problem in found if _find_field(document, problem.place) in sound]
    return [problem for problem in said if "logo" in sound or problem.rule != rule_name(picture_shown)]


def _list_faulty(values: dict[str, Any]) -> set[str]:
    """Return the names of the fields that cannot be read."""
    try:
        Centre.model_validate(values)
    except ValidationError as error:
        return {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    return set()


def _find_field(document: Document, place: Place) -> str:
    """Return the name of the field in which a place of a file is."""
    begun = [(mark, location[0]) for location, mark in document.marks.items() if len(location) == 1 and mark.line <= place.line]
    return str(max(begun, key=lambda field: field[0].line)[1]) if begun else ""
