"""What every macro needs: find an entry or say which is nearest, and show a fragment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from markupsafe import Markup

from macros.addresses import UnknownId
from macros.errors import suggest
from macros.guide import Guide

T = TypeVar("T")
Macro = Callable[..., Markup]


def find(entries: Mapping[str, T], name: str, kind: str) -> T:
    """Return the entry with an id, or raise UnknownId with the nearest."""
    if name not in entries:
        raise UnknownId(f"no {kind} has the id {name!r}{suggest(name, entries)}")
    return entries[name]


def name_of(guide: Guide, target: str) -> str:
    """Return what an entry is called, from its id as prose writes it."""
    catalogue = guide.catalogue
    if target in catalogue.units:
        return f"{target} {catalogue.units[target].short_title}"
    if target in catalogue.criteria:
        return f"{catalogue.criteria[target].label} {catalogue.criteria[target].topic}"
    kind, _, name = target.partition(":")
    entries = getattr(catalogue, "theories" if kind == "theory" else f"{kind}s", {})
    entry = entries.get(name)
    return str(getattr(entry, "name", None) or getattr(entry, "title", None) or name or target)


def show(guide: Guide, template: str, page: str, **context: object) -> Markup:
    """Return a fragment for a Markdown page."""
    return guide.renderer.render_for_markdown(template, page, **context)
