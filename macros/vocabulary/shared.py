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


def show(guide: Guide, template: str, page: str, **context: object) -> Markup:
    """Return a fragment for a Markdown page."""
    return guide.renderer.render_for_markdown(template, page, **context)
