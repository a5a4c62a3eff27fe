"""The guide that an installed tool carries: data, pages, look and browser libraries, to build copies from and never to change.

setup.py puts it into the wheel. A clone has none: there the project itself is the guide.
"""

from __future__ import annotations

from pathlib import Path

INCLUDED = Path(__file__).parent / "included"


def find_workplace(project: Path) -> Path:
    """Return where what is made of a project goes by default: the project, or the current folder for the included guide."""
    return Path.cwd() if project == INCLUDED else project


def find_cache(project: Path, name: str) -> Path:
    """Return where a project keeps what it need not make again; for the included guide a folder of the user's own."""
    if project != INCLUDED:
        return project / ".cache" / name
    from platformdirs import user_cache_path  # seldom needed

    return user_cache_path("centre-guide", appauthor=False) / name
