"""The files that put a copy on a host: one source for what `new centre` writes and for what the pages show."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "starter" / "hosting"
SUB_FOLDER = "/guide"
"""The folder of its host in which a copy stands, in the file for that."""
FLEET = "nginx-fleet.conf"
"""The file for a folder of copies, which no one centre needs."""
NGINX = ("nginx.conf", "nginx-sub-folder.conf", FLEET, "nginx-storage.conf")
NAMES = ("Containerfile", "github-pages.yml", "gitlab-pages.yml", *NGINX)
CLONE = {
    "$repository": "the guide's repository",
    "$within": "the folder of the guide",
    "$setup": "make setup",
    "$tool": ".venv/bin/centre-guide",
}
"""How a host gets the tool and runs it where the guide itself is in the repository."""
WHEEL = {
    "$repository": "a repository that holds your centre's folder and the wheel",
    "$within": "a folder that holds your centre's folder and the wheel",
    "$setup": "python -m pip install ./centre_guide-*.whl",
    "$tool": "centre-guide",
}
"""The same for a centre that has the tool as a wheel."""
COPIES = """\
map $uri $guide_copy {
    "~^/(?<guide_name>[^/]+)/" $guide_name;
}

"""


def list_hosting(place: str, *, from_wheel: bool = False) -> Mapping[str, str]:
    """Return every file by its name; `place` is the folder of the centre's file within that of the guide, or of the wheel."""
    return {name: _write(name, place, WHEEL if from_wheel else CLONE) for name in NAMES}


def _write(name: str, place: str, tool: Mapping[str, str]) -> str:
    source = name.replace("-sub-folder", "").replace("-fleet", "")
    text = (FOLDER / source).read_text(encoding="utf-8")
    values = {"$place": shlex.quote(place), **tool, **_find_folder(name, place.rpartition("/")[2])}
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _find_folder(name: str, centre: str) -> dict[str, str]:
    """Return what a file for nginx says of the folder of its host that a copy, or each of many, stands in."""
    if name == FLEET:
        lies = "The copies lie in /srv/www, each in a folder of its own, as `centre-guide fleet` writes them"
        shared = " # of any copy: all say the same"
        folder = {"$lies": lies, "$base": f"/{centre}", "$pattern": "/[^/]+", "$missing": "/$guide_copy", "$shared": shared}
        return {**folder, "${copies}": COPIES}
    base = SUB_FOLDER if "-sub-folder" in name else ""
    lies = f"The built site lies in /srv/www{base}"
    return {"$lies": lies, "$base": base, "$pattern": base, "$missing": base, "$shared": "", "${copies}": ""}
