"""What the page on data for other systems says, read from the published form so that it cannot go stale."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from macros.addresses import (
    CATALOGUE_DATA,
    CHANGES_DATA,
    PROVENANCE_DATA,
    criterion_data,
    mapping_data,
    schema_address,
    verb_data,
)
from macros.catalogue import Catalogue
from macros.described import describe_fields
from macros.published import FORMS

PATTERNS = {
    "catalogue": CATALOGUE_DATA,
    "changes": CHANGES_DATA,
    "provenance": PROVENANCE_DATA,
    "criterion": criterion_data("<unit>/<number>"),
    "mapping": mapping_data("<old>-<new>"),
    "verb": verb_data("<verb>"),
}
WORDS = {str: "text", bool: "true or false", type(None): "null"}


@dataclass(frozen=True)
class DataFile:
    """One published file."""

    label: str
    address: str


@dataclass(frozen=True)
class DataField:
    """One field of a published file."""

    name: str
    type: str
    """What it holds, in words."""
    description: str


@dataclass(frozen=True)
class DataKind:
    """One kind of published file, or of what stands inside one."""

    title: str
    description: str
    fields: tuple[DataField, ...]
    """Its own, without those of `like`."""
    like: str = ""
    """The kind whose fields it has as well."""
    pattern: str = ""
    """The form of its addresses; empty for what stands inside others."""
    schema: str = ""
    """The address of its schema."""
    files: tuple[DataFile, ...] = ()


def list_data_kinds(catalogue: Catalogue) -> list[DataKind]:
    """Return every kind of published file with its files, then what stands inside them."""
    files = {
        "catalogue": [DataFile("catalogue", CATALOGUE_DATA)],
        "changes": [DataFile("what changed", CHANGES_DATA)],
        "provenance": [DataFile("where the copy comes from", PROVENANCE_DATA)],
        "criterion": [DataFile(criterion.label, criterion_data(criterion.id)) for criterion in catalogue.criteria.values()],
        "mapping": [DataFile(mapping.id, mapping_data(mapping.id)) for mapping in catalogue.mappings.values()],
        "verb": [DataFile(verb.name, verb_data(verb.id)) for verb in catalogue.verbs.values()],
    }
    kinds = [
        replace(_describe(form), pattern=PATTERNS[name], schema=schema_address(name), files=tuple(files[name]))
        for name, form in FORMS.items()
    ]
    inner = dict.fromkeys(model for form in FORMS.values() for model in _inside(form))
    return [*kinds, *map(_describe, inner)]


def _describe(form: type[BaseModel]) -> DataKind:
    base = form.__base__
    inherited = base.model_fields if base and issubclass(base, BaseModel) else {}
    said = describe_fields(form)
    own = {name: field for name, field in form.model_fields.items() if name not in inherited}
    fields = tuple(DataField(name, _say_type(field.annotation), said.get(name, "")) for name, field in own.items())
    doc = (form.__doc__ or "").strip()
    return DataKind(_name(form).capitalize(), doc, fields, _name(base) if base and inherited else "")


def _inside(form: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield what a kind builds on and what stands in its fields, through and through."""
    if form.__base__ and form.__base__.model_fields:
        yield form.__base__
    for field in form.model_fields.values():
        for model in _models(field.annotation):
            yield model
            yield from _inside(model)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)


def _name(model: type[BaseModel]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def _say_type(annotation: Any) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return f"list of {_say_type(arguments[0])}"
    if origin is typing.Literal:
        return " or ".join(map(str, arguments))
    if origin is types.UnionType:
        return " or ".join(map(_say_type, arguments))
    return WORDS.get(annotation) or _name(annotation)
