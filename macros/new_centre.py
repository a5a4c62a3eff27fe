"""`centre-guide new centre`: write a centre's file, an example logo, plain steps and files for hosts into a folder of its own."""

from __future__ import annotations

import re
from pathlib import Path

from macros.brand import STARTER, load_brand, name_first
from macros.check import load_checked
from macros.errors import DataError, Place, Problem
from macros.fields import SLUG
from macros.hosting import FLEET, list_hosting
from macros.included import INCLUDED
from macros.rules.centres import LONGEST, RESERVED

FILES = ("centre.yml", "logo.svg", "README.md")


def start_centre(project: Path, name: str, out: Path | None) -> list[str]:
    """Write a centre that builds at once, and return the files; raise DataError where its name or folder will not do."""
    if not re.fullmatch(SLUG, name) or RESERVED.fullmatch(name) or len(name) > LONGEST["short_name"]:
        message = f"{name!r} cannot name a folder and an address everywhere: write small letters, digits and hyphens"
        raise DataError([Problem(Place("centre-guide new centre"), "argument", message)])
    folder = out or Path.cwd() / name
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError([Problem(Place(str(folder)), "target-is-empty", "is there already: name an empty folder with `--out`")])
    catalogue = load_checked(project)
    units = list(catalogue.units)
    values = {
        "$id": name,
        "$name": name_first(name),
        "$units": "\n".join(f"  - {unit}" for unit in units),
        "$unit": units[0] if units else "",
        "$folder": _show(folder),
        "$here": "In the folder above this one" if folder.resolve().parent == Path.cwd() else f"In {Path.cwd().as_posix()}",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        text = (STARTER / file).read_text(encoding="utf-8")
        for mark in sorted(values, key=len, reverse=True):
            text = text.replace(mark, values[mark])
        (folder / file).write_text(text, encoding="utf-8")
    load_brand(project, catalogue, str(folder / "centre.yml"))  # what we write must pass
    return [_show(folder / file) for file in (*FILES, *_write_hosting(project, folder))]


def _write_hosting(project: Path, folder: Path) -> list[str]:
    """Write the files for hosts, which name the folder as seen from that of the guide, and return their names."""
    whole = folder.resolve()
    place = whole.relative_to(project).as_posix() if whole.is_relative_to(project) else folder.name
    files = {name: text for name, text in list_hosting(place, from_wheel=project == INCLUDED).items() if name != FLEET}
    (folder / "hosting").mkdir()
    for name, text in files.items():
        (folder / "hosting" / name).write_text(text, encoding="utf-8")
    return [f"hosting/{name}" for name in files]


def _show(path: Path) -> str:
    """Return a path as the reader would type it here."""
    whole = path.resolve()
    return (whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole).as_posix()
