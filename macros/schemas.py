"""JSON Schemas of the data files, made from the model, so that editors complete fields and underline slips."""

from __future__ import annotations

import json
from pathlib import Path

from macros.described import write_schema
from macros.load import FILES, FOLDERS

FOLDER = Path("data") / "schemas"


def editor_line(path: Path, data: Path) -> str:
    """Return the comment at the top of a data file that tells editors which schema it follows."""
    parts = path.relative_to(data).parts
    name = parts[0].removesuffix(".yml")
    return f"# yaml-language-server: $schema={'../' * (len(parts) - 1)}schemas/{name}.schema.json\n"


def make_schemas() -> dict[str, str]:
    """Return the text of every schema by file name."""
    kinds = {folder.name: folder.entry for folder in FOLDERS} | dict(FILES)
    schemas = {}
    for name, entry in kinds.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **write_schema(entry)}
        schemas[f"{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    return schemas


def write_schemas(project: Path) -> list[str]:
    """Write the schemas that are new or changed; return their paths."""
    stale = find_stale(project)
    (project / FOLDER).mkdir(parents=True, exist_ok=True)
    for path in stale:
        (project / path).write_text(make_schemas()[Path(path).name], encoding="utf-8")
    return stale


def find_stale(project: Path) -> list[str]:
    """Return the paths of schemas that differ from the model."""
    return [
        (FOLDER / name).as_posix()
        for name, text in sorted(make_schemas().items())
        if not (project / FOLDER / name).is_file() or (project / FOLDER / name).read_text(encoding="utf-8") != text
    ]
