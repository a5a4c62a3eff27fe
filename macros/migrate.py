"""`centre-guide migrate`: write a centre's file in the newest form, its notes where they were. It says the same as before."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from macros.brand import FOLDER
from macros.centre_forms import bring_up_to_date, is_older
from macros.errors import DataError, Place, Problem, show_path
from macros.load import load_file
from macros.model import Centre
from macros.read import read_yaml


def migrate_centres(project: Path, files: tuple[Path, ...]) -> list[tuple[str, bool]]:
    """Write the files, or all of data/centres, in the newest form; return each with whether it was older.

    Nothing is written where any of them cannot be read.
    """
    paths = [path / "centre.yml" if path.is_dir() else path for path in files] or sorted((project / FOLDER).glob("*.yml"))
    written = {path: _write_anew(path, project) for path in paths}
    for path, text in written.items():
        if text is not None:
            _replace(path, text)
    return [(show_path(path.resolve(), Path.cwd()), text is not None) for path, text in written.items()]


def _write_anew(path: Path, project: Path) -> str | None:
    """Return the text of a file in the newest form; None where it is that already."""
    root = project if path.resolve().is_relative_to(project) else Path.cwd()
    centre, _, problems = load_file(path.resolve(), Centre, root)
    if problems:
        raise DataError(problems)
    if not is_older(read_yaml(path.resolve(), root)[0].value):
        return None
    text = _rewrite(path.read_text(encoding="utf-8"))
    if _read(text) != centre:
        message = "could not be written so that it says the same: change it by hand, as its schema says"
        raise DataError([Problem(Place(show_path(path, root)), "migration-exact", message)])
    return text


def _rewrite(text: str) -> str:
    """Return a file with its notes, order and quotes as they are, and what the newest form wants otherwise changed."""
    from ruamel.yaml import YAML
    from ruamel.yaml.util import load_yaml_guess_indent

    writer = YAML()
    writer.preserve_quotes, writer.width = True, 4096
    tree, indent, dash = load_yaml_guess_indent(text, yaml=writer)
    writer.indent(mapping=2, sequence=indent or 2, offset=dash or 0)
    out = io.StringIO()
    writer.dump(bring_up_to_date(tree), out)
    return out.getvalue()


def _read(text: str) -> Centre | None:
    """Return what a text says, read as any centre's file is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.yml"
        path.write_text(text, encoding="utf-8")
        centre, _, _ = load_file(path, Centre, Path(folder))
    return centre if isinstance(centre, Centre) else None


def _replace(path: Path, text: str) -> None:
    """Put a file in place whole: one that is cut short would be worse than an old one."""
    with tempfile.TemporaryDirectory(dir=path.resolve().parent, prefix=".migrate-") as folder:
        new = Path(folder) / path.name
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)
