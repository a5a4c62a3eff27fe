"""Problems an author of the data can mend. Found anywhere, printed by the command line and by the MkDocs hook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file, and a 1-based line and column in it."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, at one place: the rule it breaks and what to do about it."""

    place: Place
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.place.path}:{self.place.line}:{self.place.column}: {self.rule}: {self.message}"


class DataError(Exception):
    """The data has problems; `problems` holds all of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        """Reach another process whole."""
        return DataError, (self.problems,)


def suggest(name: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the nearest known name, or nothing."""
    nearest = get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f" (did you mean {nearest[0]!r}?)" if nearest else ""


def show_path(path: Path, root: Path) -> str:
    """Return `path` as the author sees it: relative to the project, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
