"""Editors complete and underline: the schemas agree with the model, and every data file names its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.schemas import editor_line, find_stale

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = [path for path in sorted(DATA.rglob("*.yml")) if path.name != "addresses.yml"]


def test_schemas_agree_with_the_model(project: Path) -> None:
    """The committed schemas are what the model says today."""
    assert find_stale(project) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_data_file_names_its_schema(path: Path) -> None:
    """The first line of a data file leads an editor to a schema that exists."""
    first = path.read_text(encoding="utf-8").splitlines(keepends=True)[0]

    assert first == editor_line(path, DATA)
    assert (path.parent / first.strip().partition("$schema=")[2]).is_file()
