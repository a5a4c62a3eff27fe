"""Entries that take as little memory as they can: a catalogue of thousands of criteria holds hundreds of thousands of them.

Pydantic notes for every entry which fields were given, in a set of its own that nobody asks for, and gives each a dictionary with
keys of its own. A lean entry shares the empty set and, with all entries of its kind, the keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.fields import REFERENCES

NOT_NOTED: set[str] = set()
SHARED: dict[type, dict[str, str]] = {kind: {} for kind in REFERENCES}
"""The ids of other entries, which stand in many places, each once."""
AS_THEY_ARE: set[type] = set()
"""The kinds of values that are lean already, as far as they have been met."""


def make_lean(value: Any) -> Any:
    """Return the same value with lean entries in the place of all entries in it."""
    kind = type(value)
    if isinstance(value, BaseModel):
        return revive(kind, [held if type(held) in AS_THEY_ARE else make_lean(held) for held in list_values(value)])
    if kind is tuple:
        return tuple([member if type(member) in AS_THEY_ARE else make_lean(member) for member in value])
    if kind is dict:
        return {key: make_lean(member) for key, member in value.items()}
    if (shared := SHARED.get(kind)) is None:
        AS_THEY_ARE.add(kind)
        return value
    return shared.setdefault(value, value)


def list_values(entry: BaseModel) -> tuple[Any, ...]:
    """Return the values of the fields of an entry, in their order; its dictionary would be made by asking for it."""
    return tuple([getattr(entry, name) for name in _list_fields(type(entry))])


def revive(kind: type[BaseModel], values: Sequence[Any]) -> BaseModel:
    """Return a lean entry from the values of its fields, in their order. They were checked before."""
    entry = kind.__new__(kind)
    put = object.__setattr__
    for name, value in zip(_list_fields(kind), values, strict=True):
        put(entry, name, value)
    put(entry, "__pydantic_fields_set__", NOT_NOTED)
    put(entry, "__pydantic_extra__", None)
    put(entry, "__pydantic_private__", None)
    return entry


@cache
def _list_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(kind.model_fields)
