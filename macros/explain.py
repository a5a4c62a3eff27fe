"""What pydantic finds wrong with an entry → problems in words for the author of the data file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from macros.errors import Problem, suggest
from macros.model import Entry
from macros.read import Document, Location


def drop_consequences(entry_type: type[Entry], details: list[Any]) -> list[Any]:
    """Leave out what only follows from another problem: a field missing through a slip in its name, a list short of one."""
    slips = set()
    for location in (_yaml_location(detail["loc"]) for detail in details if detail["type"] == "extra_forbidden"):
        nearest = get_close_matches(str(location[-1]), _fields_at(entry_type, location[:-1]), n=1, cutoff=0.5)
        slips |= {(*location[:-1], name) for name in nearest}
    places = [_yaml_location(detail["loc"]) for detail in details]

    def follows(detail: Any) -> bool:
        location = _yaml_location(detail["loc"])
        if detail["type"] == "missing":
            return location in slips
        inside = any(len(place) > len(location) and place[: len(location)] == location for place in places)
        return detail["type"] == "too_short" and inside

    return [detail for detail in details if not follows(detail)]


def explain(document: Document, entry_type: type[Entry], detail: Any) -> Problem:
    """Return one thing pydantic found as a problem at its place, with the nearest name where one was misspelt."""
    location = _yaml_location(detail["loc"])
    name = str(location[-1]) if location else "the file"
    kind = detail["type"]
    place = document.place(*location)
    if kind == "missing":
        return Problem(place, "field-there", f"the field {name!r} is missing: add it")
    if kind == "extra_forbidden":
        known = _fields_at(entry_type, location[:-1])
        return Problem(place, "field-known", f"unknown field {name!r}{suggest(name, known)}: rename or delete it")
    if kind == "value_error":
        return Problem(place, "text-allowed", f"{name}: {detail['ctx']['error']}")
    return Problem(place, "value-fits", f"{name}: {_say(detail)}")


def _say(detail: Any) -> str:
    expected = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
    value = detail["input"]
    if detail["type"] == "enum":
        choices = [choice.strip(" '") for choice in expected.split(",")]
        return f"{value!r} is not one of {', '.join(choices)}{suggest(str(value), choices)}"
    wanted = {
        "string_type": "must be text",
        "tuple_type": "must be a list (lines that start with `- `)",
        "model_type": "must hold fields (lines of the form `name: value`)",
        "model_attributes_type": "must hold fields (lines of the form `name: value`)",
        "dict_type": "must hold lines of the form `name: value`",
        "bool_parsing": "must be true or false",
        "bool_type": "must be true or false",
        "too_short": "needs more lines in this list",
    }
    said = wanted.get(detail["type"], detail["msg"])
    return f"{said}, and is {'empty' if value is None else f'{str(value)[:40]!r}'}: correct it"


def _yaml_location(location: Iterable[str | int]) -> Location:
    """Drop the steps that pydantic adds and the file does not have."""
    return tuple(step for step in location if step != "[key]")


def find_field(entry_type: Any, location: Location) -> tuple[list[type[BaseModel]], str]:
    """Return the name of the field that holds what stands at `location`, and the kinds of entry that it is a field of."""
    for length in range(len(location) - 1, -1, -1):
        if models := _models_at(entry_type, location[:length]):
            return models, str(location[length])
    return [], ""


def _fields_at(entry_type: Any, location: Location) -> list[str]:
    """Return the names of the fields an entry has at `location`."""
    return [name for model in _models_at(entry_type, location) for name in model.model_fields]


def _models_at(entry_type: Any, location: Location) -> list[type[BaseModel]]:
    current = entry_type
    for step in location:
        current = _step_into(current, step)
    return [kind for kind in _alternatives(current) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _step_into(current: Any, step: str | int) -> Any:
    for kind in _alternatives(current):
        if isinstance(kind, type) and issubclass(kind, BaseModel) and step in kind.model_fields:
            return kind.model_fields[str(step)].annotation
        if typing.get_origin(kind) in (tuple, dict):
            return typing.get_args(kind)[0 if typing.get_origin(kind) is tuple else 1]
    return None


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return typing.get_args(annotation)
    return (annotation,)
