"""The last run of the benchmark → what the authors' page on speed shows: ratios, dates, machine, and each target met or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path("docs") / "contribute" / "speed.json"
"""Written by `make bench`, and published beside the page."""
MEASURE = "Hugo"
"""What the others are compared with: its full build from nothing, on one core."""
PARTS = ("builds", "reading", "search")


@dataclass(frozen=True)
class Figures:
    """One row of the table of builds: a tool at a size, and its ratio for each case."""

    size: str
    tool: str
    ratios: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """One row of the table of targets."""

    what: str
    size: str
    aim: str
    measured: str
    met: bool | None
    """none where it was not measured."""


@dataclass(frozen=True)
class BenchmarkRun:
    """One part of the benchmark, as it was last run."""

    date: str
    machine: str
    versions: str
    targets: tuple[Target, ...]
    absent: tuple[tuple[str, str], ...]
    """What could not be measured, and why."""
    cases: tuple[str, ...] = ()
    figures: tuple[Figures, ...] = ()


def read_runs(project: Path) -> dict[str, BenchmarkRun]:
    """Return the last run of the builds, of reading and of the search, those that are kept in this project."""
    path = project / FILE
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {name: _read_run(kept[name]) for name in PARTS if name in kept}


def _read_run(section: dict[str, Any]) -> BenchmarkRun:
    machine = section["machine"]
    words = ", ".join((machine["processor"], f"{machine['cores']} cores", machine["memory"], machine["system"]))
    rows = section.get("rows", [])
    cases = tuple(dict.fromkeys((row["case"], row["cores"]) for row in rows))
    return BenchmarkRun(
        date=section["date"],
        machine=f"{words}, Python {machine['python']}; {machine['load']} processes were waiting for it when the run ended",
        versions=", ".join(f"{name} {version}" for name, version in sorted(section["versions"].items())),
        targets=tuple(Target(**target) for target in section["targets"]),
        absent=tuple(sorted(section["absent"].items())),
        cases=tuple(case if cores == 1 else f"{case}, {cores} cores" for case, cores in cases),
        figures=tuple(_list_figures(rows, cases)),
    )


def _list_figures(rows: list[dict[str, Any]], cases: tuple[tuple[str, int], ...]) -> Iterator[Figures]:
    """Yield the ratios of each tool at each size; a build that was stopped says so."""
    found = {(row["size"], row["tool"], row["case"], row["cores"]): row for row in rows}
    for size, tool in dict.fromkeys((row["size"], row["tool"]) for row in rows):
        measure = found.get((size, MEASURE, "cold", 1))
        shown = [_show_ratio(found.get((size, tool, case, cores)), measure) for case, cores in cases]
        yield Figures(size, tool, tuple(shown))


def _show_ratio(row: dict[str, Any] | None, measure: dict[str, Any] | None) -> str:
    if row is None or measure is None or not measure["cpu"]:
        return "–"
    return row["fault"] or f"{row['cpu'] / measure['cpu']:.2f}"
