"""The site as it stands: what it was made from and what was written, so that the next build can prove that nothing has changed.

The proof is by content, never by dates: every file that a build reads, every installed package and every file of the site is
summed again. What cannot be proved is built. Only the standard library is imported, so that the proof costs less than loading.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from macros.libraries import LIBRARIES
from macros.sums import list_folder, list_moments, sum_file, sum_folder, sum_installed

CODE = Path(__file__).parent
FOLDER = Path(".cache") / "builds"
READ = ("data", "docs", "overrides")
"""The folders of a project that a build reads, every file of them."""
SETTINGS = ("mkdocs.yml", "package.json")
VARIABLES = ("SOURCE_DATE_EPOCH", "SITE_URL")
"""What a build reads from its surroundings, beside those that the settings name."""
NAMED = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
MOST = 20
"""How many records are kept; those used longest ago go first."""
ADDRESSES = "data/addresses.yml"
PICTURES = (".yml", ".svg", ".png")
"""What the folder of a centre's file may hold of a copy."""


@dataclass(frozen=True)
class Made:
    """What a build has made."""

    folder: Path
    pages: int
    criteria: int
    recorded: int
    offline: bool

    def summary(self) -> str:
        """Say what was built and how to look at it."""
        if self.offline:
            look = f"Open {self.folder / 'index.html'} in a browser."
        else:
            look = f"Look at it: make serve, or python3 -m http.server -d {self.folder}"
        recorded = f" Recorded {self.recorded} new addresses in data/addresses.yml." if self.recorded else ""
        return f"Built {self.pages} pages for {self.criteria} criteria in {self.folder}.{recorded}\n{look}"


@dataclass(frozen=True)
class Asked:
    """What is asked of a build: everything it depends on that stands in no file."""

    project: Path
    out: Path | None
    offline: bool = False
    site_url: str | None = None
    centre: str = ""
    strict: bool = False
    parts: str = ""

    @property
    def place(self) -> Path:
        """The file that keeps the record of such a build."""
        words = (self.out and str(self.out.resolve()), self.offline, self.site_url, self.centre, self.strict, self.parts, str(CODE))
        return self.project / FOLDER / sha256(repr(words).encode()).hexdigest()[:32]


def find_standing(asked: Asked) -> tuple[Made, list[str]] | None:
    """Return what an earlier build has made, and what it warned of, where a new one would make exactly the same."""
    record = _read_record(asked.place)
    if record is None or not Path(record["out"]).is_dir():
        return None
    if record["inputs"] != sum_inputs(asked) or any(sum_file(path) != found for path, found in record["loaded"].items()):
        return None
    if record["wrote"] != sum_folder(record["out"]):
        return None
    made = record["made"]
    return Made(_shown(Path(record["out"])), made["pages"], made["criteria"], 0, asked.offline), record["said"]


def sum_inputs(asked: Asked) -> dict[str, str]:
    """Return the sum of everything a build reads, as far as it is known before it reads."""
    sums = sum_installed()
    for name, path in _list_inputs(asked):
        sums[name] = sum_file(path)
    settings = asked.project / SETTINGS[0]
    named = NAMED.findall(settings.read_text(encoding="utf-8", errors="replace")) if settings.is_file() else []
    for variable in {*VARIABLES, *(word for found in named for word in WORD.findall(found))}:
        sums[f"${variable}"] = os.environ.get(variable, "unset")
    return sums


def _list_inputs(asked: Asked) -> Iterator[tuple[str, str]]:
    project = asked.project
    for folder in (*(project / name for name in READ), CODE):
        for name, path in list_folder(str(folder)):
            yield f"{folder.name}/{name}", path
    for library in LIBRARIES:
        yield library.package_path, str(project / "node_modules" / library.package_path)
    for name in SETTINGS:
        yield name, str(project / name)
    if asked.centre and (given := find_centre_folder(asked.centre)):
        for path in sorted(given.iterdir()):
            if path.suffix in PICTURES:
                yield str(path), str(path)


def find_centre_folder(where: str) -> Path | None:
    """Return the folder of a centre's file that was given by its path; none where it was given by its name in the project."""
    path = Path(where).resolve()
    folder = path if path.is_dir() else path.parent
    return folder if path.exists() else None


def _shown(path: Path) -> Path:
    """Return a path as the reader would type it: relative to where they are, where that is shorter."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@dataclass
class Watch:
    """Begun before a build reads anything; keeps the record of what it has made, unless something was changed under its hands."""

    asked: Asked
    inputs: dict[str, str] = field(init=False)
    moments: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.moments = self._list_moments()
        self.inputs = sum_inputs(self.asked)

    def _list_moments(self) -> Mapping[str, tuple[int, ...]]:
        return list_moments(path for name, path in _list_inputs(self.asked) if name != ADDRESSES)

    def keep(self, made: Made, wrote: Mapping[str, str], loaded: Iterable[str], said: list[str]) -> None:
        """Write the record; where that cannot be done, the next build is slower and nothing else."""
        if self._list_moments() != self.moments:
            return
        self.inputs[ADDRESSES] = sum_file(str(self.asked.project / ADDRESSES))  # this build may have added to it
        record = {
            "inputs": self.inputs,
            "loaded": {path: sum_file(path) for path in sorted({*loaded, *_list_modules()})},
            "out": str(made.folder.resolve()),
            "wrote": wrote,
            "made": {"pages": made.pages, "criteria": made.criteria},
            "said": said,
        }
        text = json.dumps(record, separators=(",", ":"))
        _write(self.asked.place, f"{sha256(text.encode()).hexdigest()}\n{text}")
        forget_oldest(self.asked.place.parent, MOST)


def _list_modules() -> Iterator[str]:
    """Yield the file of every installed module that this process has loaded; the standard library goes by its version."""
    standard = os.path.dirname(os.__file__)
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path and (not path.startswith(standard) or "site-packages" in path):
            yield path


def _read_record(place: Path) -> dict[str, object] | None:  # type: ignore[type-arg]
    try:
        found, _, text = place.read_text(encoding="utf-8").partition("\n")
        os.utime(place)
    except (OSError, UnicodeDecodeError):
        return None
    return json.loads(text) if sha256(text.encode()).hexdigest() == found else None


def _write(place: Path, text: str) -> None:
    """Write a file whole or not at all."""
    unfinished = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8")
        os.replace(unfinished, place)
    except OSError:
        unfinished.unlink(missing_ok=True)


def forget_oldest(folder: Path, most: int) -> None:
    """Delete the files used longest ago, where there are too many."""
    if folder.is_dir():
        for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[most:]:
            path.unlink(missing_ok=True)
