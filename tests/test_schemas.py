"""Editors complete and underline: the schemas agree with the model, and every data file names its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from macros.described import write_schema
from macros.load import FILES as SINGLE
from macros.load import FOLDERS
from macros.published import FORMS
from macros.schemas import editor_line, find_stale

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = [path for path in sorted(DATA.rglob("*.yml")) if path.name != "addresses.yml"]


def test_schemas_agree_with_the_model(project: Path) -> None:
    """The committed schemas are what the model says today."""
    assert find_stale(project) == []


@pytest.mark.parametrize(
    ("model", "mode"),
    [*((folder.entry, "validation") for folder in FOLDERS), *((entry, "validation") for entry in SINGLE.values())]
    + [(form, "serialization") for form in reversed(FORMS.values())],  # in whatever order they are asked for
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_field_is_described(model: type[BaseModel], mode: Any) -> None:
    """Editors and other systems are told what each field is for, in the models that a model holds too."""
    schema = write_schema(model, mode=mode)
    forms = {model.__name__: schema} | schema.get("$defs", {})
    fields = ((f"{name}.{field}", said) for name, form in forms.items() for field, said in form.get("properties", {}).items())

    assert [name for name, said in fields if "description" not in said and "$ref" not in said] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_data_file_names_its_schema(path: Path) -> None:
    """The first line of a data file leads an editor to a schema that exists."""
    first = path.read_text(encoding="utf-8").splitlines(keepends=True)[0]

    assert first == editor_line(path, DATA)
    assert (path.parent / first.strip().partition("$schema=")[2]).is_file()
