"""Where the centres of a fleet are: the files of data/centres, and of one other folder where that is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.brand import FOLDER
from macros.errors import DataError, Place, Problem, show_path, suggest

PICTURE = re.compile(r"[a-z0-9-]+\.(?:svg|png)")


@dataclass(frozen=True)
class Source:
    """The file of a centre."""

    slug: str
    """What its copy is called: the name of the file, or of the folder it lies in."""
    path: Path

    def list_pictures(self) -> list[Path]:
        """Return the pictures beside the file that it names anywhere: which of them it shows is not known before it is read."""
        named = PICTURE.findall(self.path.read_text(encoding="utf-8", errors="replace"))
        return [path for name in sorted(set(named)) if (path := self.path.parent / name).is_file()]


def find_sources(project: Path, other: Path | None, only: Sequence[str]) -> list[Source]:
    """Return the centres of a fleet, sorted by name. Raises DataError where one stands twice or is not there."""
    paths = sorted((project / FOLDER).glob("*.yml"))
    if other:
        paths += sorted([*other.glob("*.yml"), *other.glob("*/centre.yml")])
    sources: dict[str, Source] = {}
    problems = []
    for path in paths:
        slug = path.parent.name if path.name == "centre.yml" else path.stem
        if slug in sources:
            message = f"{show_path(sources[slug].path, project)} has the same name: give one of the two another"
            problems.append(Problem(Place(show_path(path, project)), "centre-once", message))
        sources[slug] = Source(slug, path.resolve())
    for slug in only:
        if slug not in sources:
            message = f"no centre has the name {slug!r}{suggest(slug, sources)}: correct it"
            problems.append(Problem(Place(FOLDER.as_posix()), "centre-known", message))
    if problems:
        raise DataError(problems)
    return [source for slug, source in sorted(sources.items()) if slug in only or not only]
