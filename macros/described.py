"""What is said of each field of a model in the docstring under it.

pydantic can read these docstrings itself, each time a class is made: a tenth of a second for every command. Here they are read
when somebody wants to know.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel


@cache
def describe_fields(model: type[BaseModel]) -> Mapping[str, str]:
    """Return what is said of each field of a model, its own and those it has from others."""
    said: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        said |= _read_module(kind.__module__).get(kind.__name__, {}) if issubclass(kind, BaseModel) else {}
    return said


def write_schema(model: type[BaseModel], **options: Any) -> dict[str, Any]:
    """Return the JSON Schema of a model, with what is said of its fields."""
    _describe(model)
    return model.model_json_schema(**options)


@cache
def _describe(model: type[BaseModel]) -> None:
    """Let pydantic know what is said of the fields of a model, and before that of those of every model that it holds."""
    for name, field in model.model_fields.items():
        field.description = describe_fields(model).get(name)
        for held in _list_held(field.annotation):
            _describe(held)
    model.model_rebuild(force=True)


def _list_held(kind: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that a type names, at any depth."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for argument in get_args(kind):
        yield from _list_held(argument)


@cache
def _read_module(name: str) -> Mapping[str, Mapping[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: dict(_read_class(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _read_class(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        said = below.value if isinstance(below, ast.Expr) else None
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(said, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(said.value))
