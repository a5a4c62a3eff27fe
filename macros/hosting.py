"""The files that put a copy on a host: one source for what `new centre` writes and for what the pages show."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "starter" / "hosting"
SUB_FOLDER = "/guide"
"""The folder of its host in which a copy stands, in the file for that."""
NAMES = ("Containerfile", "github-pages.yml", "gitlab-pages.yml", "nginx.conf", "nginx-sub-folder.conf", "nginx-storage.conf")


def list_hosting(place: str) -> Mapping[str, str]:
    """Return every file by its name; `place` is the folder of the centre's file within that of the guide."""
    return {name: _write(name, place) for name in NAMES}


def _write(name: str, place: str) -> str:
    source = name.replace("-sub-folder", "")
    text = (FOLDER / source).read_text(encoding="utf-8")
    return text.replace("$place", shlex.quote(place)).replace("$base", SUB_FOLDER if source != name else "")
