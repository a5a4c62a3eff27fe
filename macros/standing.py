"""The site as it stands: what it was made from and what was written, so that the next build can prove that nothing has changed.

The proof is by content, never by dates: every file that a build reads, every installed package and every file of the site is
summed again. What cannot be proved is built. Only the standard library is imported, so that the proof costs less than loading.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.included import find_cache
from macros.libraries import LIBRARIES
from macros.loaded import list_modules, list_packages
from macros.sums import (
    find_package,
    find_umask,
    is_code_unchanged,
    list_folder,
    list_moments,
    list_package,
    sum_file,
    sum_folder,
    sum_installed,
    write_whole,
)

Show = Callable[[str], object]
CODE = Path(__file__).parent
RECORDS = "builds"
"""The folder of the records among what a project keeps."""
UNSEEN = ("jobs", "keep")
"""Options that change nothing in a site."""
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
CENTRE_FILES = (".yml", ".svg", ".png")
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
            look = f"Look at it: python3 -m http.server -d {self.folder}, then open http://localhost:8000/ in a browser."
        recorded = f" Recorded {self.recorded} new addresses in data/addresses.yml." if self.recorded else ""
        return f"Built {self.pages} pages for {self.criteria} criteria in {self.folder}.{recorded}\n{look}"


@dataclass(frozen=True)
class BuildOptions:
    """What can be chosen about a build."""

    offline: bool = False
    """Whether the site is to open from disk."""
    site_url: str | None = None
    """The address the site will have, where not the settings or the centre say so."""
    jobs: int = 0
    """How many processes may work on it; 0 for as many as the machine has cores."""
    centre: str = ""
    """The centre whose copy it is: its name in data/centres, or the path of its file."""
    strict: bool = False
    """Whether a colour that cannot be read stops the build."""
    quick: bool = False
    """Whether only the pages and the search are made, and no link is followed."""
    keep: bool = True
    """Whether what earlier builds have kept may be used again."""


DEFAULTS = BuildOptions()


def find_place(project: Path, out: Path | None, options: BuildOptions) -> Path:
    """Return the file that keeps the record of a build: another one for whatever else is asked."""
    chosen = [(name, value) for name, value in sorted(vars(options).items()) if name not in UNSEEN]
    asked = repr((out and str(out.resolve()), chosen, str(CODE)))
    return find_cache(project, RECORDS) / sha256(asked.encode()).hexdigest()[:32]


def find_standing(
    project: Path, out: Path | None, options: BuildOptions, show: Show = print, watch: Watch | None = None
) -> Made | None:
    """Return what an earlier build has made, where a new one would make exactly the same; say again what it warned of.

    `watch` has summed what a build reads just now, and need not do it again.
    """
    record = _read_record(find_place(project, out, options)) if options.keep else None
    if record is None or record.get("inputs") != (watch.inputs if watch else sum_inputs(project, options.centre)):
        return None
    if any(sum_file(path) != found for path, found in record["loaded"].items()):
        return None
    if _find_packages(record["packages"]) != record["packages"] or _list_states(record["states"]) != record["states"]:
        return None
    if record["wrote"] != sum_folder(record["out"]):
        return None
    for warning in record["warnings"]:
        show(warning)
    show("Nothing has changed since the last build; every file of the site was found as it was")
    return Made(show_folder(Path(record["out"])), **record["made"], recorded=0, offline=options.offline)


def sum_inputs(project: Path, centre: str = "") -> dict[str, str]:
    """Return the sum of everything a build reads, as far as it is known before it reads."""
    sums = sum_installed() | {name: sum_file(path) for name, path in list_inputs(project, centre)}
    settings = project / SETTINGS[0]
    named = NAMED.findall(settings.read_text(encoding="utf-8", errors="replace")) if settings.is_file() else []
    sums["umask"] = f"{find_umask():o}"
    for variable in {*VARIABLES, *(word for found in named for word in WORD.findall(found))}:
        sums[f"${variable}"] = os.environ.get(variable, "unset")
    return sums


def list_inputs(project: Path, centre: str) -> Iterator[tuple[str, str]]:
    """Yield every file that a build reads, as far as it is known before it reads: its name and its path."""
    for folder in (*(project / name for name in READ), CODE):
        for name, path in list_folder(str(folder)):
            yield f"{folder.name}/{name}", path
    for library in LIBRARIES:
        yield library.package_path, str(project / "node_modules" / library.package_path)
    for name in SETTINGS:
        yield name, str(project / name)
    if centre and (given := Path(centre).resolve()).exists():  # by its path; one that is named in the project is in data/
        yield from ((str(path), str(path)) for path in list_centre_files(given))


def list_centre_files(given: Path) -> list[Path]:
    """Return what the file of a centre, or its folder, may have beside it that belongs to the copy."""
    folder = given if given.is_dir() else given.parent
    return sorted(path for path in folder.iterdir() if path.suffix in CENTRE_FILES)


def show_folder(path: Path) -> Path:
    """Return a path as the reader would type it: relative to where they are, where that is shorter."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


class Watch:
    """Begun before a build reads anything; keeps the record of what it has made, unless something was changed under its hands."""

    def __init__(self, project: Path, out: Path | None, options: BuildOptions) -> None:
        self.project, self.centre = project, options.centre
        self.place = find_place(project, out, options)
        self.moments = self._list_moments()
        self.loaded: dict[str, tuple[int, ...]] = {}
        self.inputs = sum_inputs(project, options.centre)

    def see_modules(self) -> None:
        """Note how the modules stand on disk that have just been loaded to build with."""
        self.loaded = list_moments(list_modules())

    def _list_moments(self) -> dict[str, tuple[int, ...]]:
        return list_moments(path for name, path in list_inputs(self.project, self.centre) if name != ADDRESSES)

    def saw_no_change(self) -> bool:
        """Return whether nothing that was read or loaded, our code included, has been written to since."""
        return self._list_moments() == self.moments and list_moments(self.loaded) == self.loaded and is_code_unchanged()

    def keep(
        self, made: Made, wrote: Mapping[str, str], loaded: Iterable[str], warnings: list[str], writers: Iterable[str] = ()
    ) -> None:
        """Write the record; where that cannot be done, the next build is slower and nothing else.

        `writers` are packages that only processes this one has started may have loaded.
        """
        if (self.project / ADDRESSES).is_file():  # this build may have added to it
            self.inputs[ADDRESSES] = sum_file(str(self.project / ADDRESSES))
        record = {
            "inputs": self.inputs,
            "loaded": {path: sum_file(path) for path in sorted({*loaded, *list_modules()})},
            "packages": _find_packages({*writers, *list_packages()}),
            "states": _list_states(path for name in writers for _, path in list_package(name)),
            "out": str(made.folder.resolve()),
            "wrote": wrote,
            "made": {"pages": made.pages, "criteria": made.criteria},
            "warnings": warnings,
        }
        text = json.dumps(record, separators=(",", ":"))
        write_whole(self.place, (f"{sha256(text.encode()).hexdigest()}\n{text}".encode(),))
        forget_oldest(self.place.parent, MOST)


def _find_packages(names: Iterable[str]) -> dict[str, str]:
    """Return where Python finds packages now: one that is put before another is loaded in its place."""
    return {name: find_package(name) for name in sorted(names)}


def _list_states(paths: Iterable[str]) -> dict[str, list[int]]:
    """Return for each file what every write to it changes; for those that are too long to be read each time."""
    return {path: list(state) for path, state in list_moments(paths).items()}


def _read_record(place: Path) -> dict[str, Any] | None:
    try:
        found, _, text = place.read_text(encoding="utf-8").partition("\n")
        os.utime(place)
    except (OSError, UnicodeDecodeError):
        return None
    return json.loads(text) if sha256(text.encode()).hexdigest() == found else None  # type: ignore[no-any-return]


def forget_oldest(folder: Path, most: int) -> None:
    """Delete the files used longest ago, where there are too many; another build may be doing the same."""
    if folder.is_dir():
        for path in sorted(folder.iterdir(), key=_find_last_use, reverse=True)[most:]:
            path.unlink(missing_ok=True)


def _find_last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0  # another build has deleted it, or has just given it its name
