"""Catalogue → the catalogue of a centre that offers some of the units: the others are left out whole.

Whatever refers to a unit or a criterion that is not offered is dropped from lists; links to it in running text stay,
and lead to the page that explains why it is not here (`SiteMap` knows `absent` units).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from macros.catalogue import Catalogue
from macros.fields import CriterionId, UnitId
from macros.model import Centre, Entry

E = TypeVar("E", bound=Entry)


def offer_units(catalogue: Catalogue, offered: Collection[str]) -> Catalogue:
    """Return the catalogue with the offered units alone; the same one where all are offered."""
    gone = [unit for unit in catalogue.units if unit not in offered]
    if not gone:
        return catalogue
    left_out = {*gone, *(criterion for criterion in catalogue.criteria if criterion.split("/")[0] in gone)}
    kept: dict[str, Any] = {}
    for name in ("qualifications", "verbs", "terms", "theories", "artefacts", "checklists", "forms", "logs"):
        kept[name] = {key: _drop(entry, left_out) for key, entry in getattr(catalogue, name).items()}
    kept["units"] = {key: _drop(unit, left_out) for key, unit in catalogue.units.items() if key not in left_out}
    kept["examples"] = {key: example for key, example in catalogue.examples.items() if key not in left_out}
    kept["levels"] = _drop(catalogue.levels, left_out) if catalogue.levels else None
    kept["frozen_units"] = {key: frozen for key, frozen in catalogue.frozen_units.items() if frozen.unit not in gone}
    kept["editions"] = {key: _drop(edition, left_out) for key, edition in catalogue.editions.items()}
    kept["absent"] = {unit: catalogue.units[unit] for unit in gone}
    return replace(catalogue, **kept)


def make_copy(catalogue: Catalogue, centre: Centre) -> Catalogue:
    """Return the catalogue of a centre's copy: the units it offers, and no other centre."""
    return replace(offer_units(catalogue, centre.units), centres={str(centre.id): centre}, centre=centre)


def _drop(entry: E, left_out: Collection[str]) -> E:
    """Return an entry without what refers to something left out; itself where nothing does."""
    changed: dict[str, Any] = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        now = _drop_value(value, left_out)
        if now is not value:
            changed[name] = now
    return entry.model_copy(update=changed) if changed else entry


def _drop_value(value: Any, left_out: Collection[str]) -> Any:
    if isinstance(value, Entry):
        return _drop(value, left_out)
    if isinstance(value, tuple):
        now = tuple(_drop_value(member, left_out) for member in value if not _is_about(member, left_out))
        return value if len(now) == len(value) and all(a is b for a, b in zip(now, value, strict=True)) else now
    if isinstance(value, Mapping):
        return {key: member for key, member in value.items() if key not in left_out}
    return value


def _is_about(member: Any, left_out: Collection[str]) -> bool:
    """Return whether a member of a list is an id left out, or an entry about one."""
    if isinstance(member, Entry):
        return any(_is_about(getattr(member, name), left_out) for name in type(member).model_fields)
    return isinstance(member, UnitId | CriterionId) and member in left_out
