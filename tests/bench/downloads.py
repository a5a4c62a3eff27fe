"""What making all downloads of the guide costs: all of them, none of them because nothing has changed, and after one edit.

Run as `python -m tests.bench.downloads`, in the folder of a project; the figures are printed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from macros.check import load_checked
from macros.export.make import list_downloads, make_file, make_log_book, make_paper
from macros.guide import Guide, make_guide
from macros.kept import Kept

SITE = "https://guide.example.org/"
RUNS = 3
PARTS = ("data", "docs", "overrides", "macros", "mkdocs.yml", "package.json")


@dataclass(frozen=True)
class Figures:
    """What was measured of one making."""

    seconds: float
    """Processor time, the best of all runs: a busy machine adds to it and never takes away."""
    files: int
    kilobytes: int
    made: tuple[str, ...] | None
    """The files that had to be made, the others being kept from before; nothing where none is kept."""

    def __str__(self) -> str:
        cost = f"{self.seconds:.2f} s of processor for {self.files} files of {self.kilobytes:,} kB"
        if self.made is None:
            return cost
        kinds = Counter(name.rsplit(".", 1)[1] for name in self.made)
        which = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "none"
        return f"{cost}; made: {which}"


def measure(guide: Guide, runs: int = RUNS) -> Figures:
    """Make every download of a guide, several times; the first run says what had to be made."""
    seconds: list[float] = []
    sizes: list[int] = []
    made: list[tuple[str, ...]] = []
    for _ in range(runs):
        for maker in (make_file, make_paper, make_log_book):
            maker.cache_clear()
        guide.kept.made.clear()
        start = time.process_time()
        sizes = [len(download.make()) for download in list_downloads(guide, SITE)]
        seconds.append(time.process_time() - start)
        made.append(tuple(guide.kept.made))
    return Figures(min(seconds), len(sizes), sum(sizes) // 1000, made[0] if guide.kept.folder else None)


def edit_part(project: Path) -> str:
    """Put the first part of the first criterion differently, in its data file, and return whose it is."""
    criterion = next(iter(load_checked(project).live_criteria))
    path = project / "data" / "criteria" / f"{criterion.unit_id}.yml"
    part = f"text: {criterion.parts[0].text}"
    path.write_text(path.read_text(encoding="utf-8").replace(part, f"{part}, and so on", 1), encoding="utf-8")
    return criterion.label


def main() -> None:
    """Print what all downloads cost, what they cost when nothing has changed, and what one edit makes anew."""
    with tempfile.TemporaryDirectory() as folder:
        project, kept = Path(folder) / "project", Path(folder) / "kept"
        project.mkdir()
        for name in PARTS:
            copy = shutil.copytree if Path(name).is_dir() else shutil.copyfile
            copy(name, project / name)
        print(f"All: {measure(make_guide(project, load_checked(project)))}")
        measure(make_guide(project, load_checked(project), kept=Kept(kept)), 1)
        print(f"Nothing changed: {measure(make_guide(project, load_checked(project), kept=Kept(kept)))}")
        label = edit_part(project)
        after = measure(make_guide(project, load_checked(project), kept=Kept(kept)), 1)
        print(f"A part of {label} changed: {after}")
        print("\n".join(f"  {name}" for name in after.made))


if __name__ == "__main__":
    sys.exit(main())
