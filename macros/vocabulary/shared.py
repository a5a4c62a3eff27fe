"""What every macro needs: find an entry or say which is nearest, and show a fragment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


def call(guide: Guide, macro: Macro, page: str, *arguments: str) -> Markup:
    """Return what a macro shows; where it names a unit that the centre does not offer, a notice in its place.

    A link stays a link: it leads to the page that explains.
    """
    names = [str(argument).split("/")[0] for argument in arguments]
    absent = next((guide.catalogue.absent[name] for name in names if name in guide.catalogue.absent), None)
    if absent is None or macro.__name__ == "link":
        found = guide.shown.pop(_name_shown(guide, macro.__name__, page, arguments), None)
        return macro(guide, page, *arguments) if found is None else found
    return show(guide, "macros/not_offered.html", page, unit=absent)


def keep_shown(guide: Guide, macro: str, page: str, arguments: Sequence[str], made: Markup) -> None:
    """Keep what a macro shows until it is called for."""
    guide.shown[_name_shown(guide, macro, page, arguments)] = made


def _name_shown(guide: Guide, macro: str, page: str, arguments: Sequence[str]) -> tuple[str, ...]:
    return (guide.awarding_copy, macro, page, *map(str, arguments))


def show(guide: Guide, template: str, page: str, **context: object) -> Markup:
    """Return a fragment for a Markdown page."""
    return guide.renderer.render_for_markdown(template, page, **context)
