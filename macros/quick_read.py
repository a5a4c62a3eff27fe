"""The values that `macros.read` gives, without their places: nobody asks where a sound value stands, and nearly all are sound.

Anything but the plain part of YAML is left to the careful reader, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from macros.read import MAX_DEPTH, NULLS
from macros.yaml_faults import LOADER, may_hold_typed_quotes

Get = Callable[[], Any]


class Odd(Exception):
    """The text is not plain and sound: read it with care."""


def read_values(text: str) -> Any:
    """Return what a text says; raise Odd for anything that the careful reader would report."""
    if may_hold_typed_quotes(text):
        raise Odd
    try:
        parser = LOADER(text)
        try:
            return _read_document(parser.get_event)
        finally:
            parser.dispose()
    except yaml.YAMLError:
        raise Odd from None


def _read_document(get_event: Get) -> Any:
    value = None
    while (kind := type(event := get_event())) is not yaml.DocumentEndEvent:
        if kind is yaml.StreamEndEvent:
            return None  # nothing but comments
        if kind is not yaml.StreamStartEvent and kind is not yaml.DocumentStartEvent:
            value = _read_value(event, get_event, 0)
    if type(get_event()) is not yaml.StreamEndEvent:
        raise Odd  # a second document
    return value


def _read_value(event: Any, get_event: Get, depth: int) -> Any:
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor or event.tag:
        raise Odd
    if kind is yaml.ScalarEvent:
        return None if event.value in NULLS and not event.style else event.value
    if depth >= MAX_DEPTH:
        raise Odd
    return _read_mapping(get_event, depth + 1) if kind is yaml.MappingStartEvent else _read_list(get_event, depth + 1)


def _read_list(get_event: Get, depth: int) -> list[Any]:
    found = []
    while type(event := get_event()) is not yaml.SequenceEndEvent:
        found.append(_read_value(event, get_event, depth))
    return found


def _read_mapping(get_event: Get, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while type(event := get_event()) is not yaml.MappingEndEvent:
        if type(event) is not yaml.ScalarEvent or event.anchor or event.tag or event.value in found or event.value == "<<":
            raise Odd
        found[event.value] = _read_value(get_event(), get_event, depth)
    return found
