"""Everything that builds: this project and the other generators, each with its folder of work and the edits that are tried."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from macros.compiled import BESIDE_CODE
from macros.guide import load_guide
from tests.bench.catalogue import ROOT, SIZES, make_catalogue
from tests.bench.measure import Cost, run
from tests.bench.peers import CONTENT, Peer
from tests.bench.texts import Text

OURS, EVERYTHING = "Centre Guide", "Centre Guide, everything"
COLD, SAME, EDITED, RETITLED = "cold", "nothing changed", "one criterion edited", "one unit retitled"
FIRST = "cold, first after an upgrade"
"""Also without the templates that the tool has compiled: ours alone, and only for the guide that it ships with."""
CASES = (COLD, SAME, EDITED, RETITLED, FIRST)
GUIDE = "guide"
"""The size that stands for the guide this project ships with."""


@dataclass
class Builder:
    """Something that builds a site, and the page on which an edit has to show."""

    name: str
    work: Path
    out: Path
    kept: tuple[str, ...]
    """What a cold build must not find, below the folder of work."""
    peer: Peer | None = None

    def forget(self) -> None:
        """Delete what earlier builds have left."""
        for folder in (self.out, *(self.work / name for name in self.kept)):
            shutil.rmtree(folder, ignore_errors=True)

    def forget_compiled(self) -> None:
        """Delete what the tool has compiled of itself."""
        shutil.rmtree(BESIDE_CODE, ignore_errors=True)

    def build(self, cores: int, limit: float) -> Cost:
        """Build once."""
        if self.peer:
            return run(self.peer.command(self.work), self.work, cores=cores, limit=limit)
        compared = ["--quick", "--out", "site"] if self.name == OURS else []
        return self._run(["-m", "macros", "build", *compared], cores, limit)

    def list_parts(self, limit: float) -> dict[str, float]:
        """Build everything once more, cold and on one core; return the seconds of each part, or nothing where that fails."""
        self.forget()
        report = self.work.parent / f"{self.work.name}.json"
        cost = self._run(["-m", "tests.bench.ours", str(report)], 1, limit)
        return {} if cost.fault else json.loads(report.read_text(encoding="utf-8"))

    def _run(self, command: list[str], cores: int, limit: float) -> Cost:
        return run([sys.executable, *command], self.work, cores=cores, limit=limit, environment={"PYTHONPATH": str(ROOT)})

    def edit(self, texts: list[Text], case: str, mark: str) -> str:
        """Make the edit of a case; return the address of a page on which `mark` has to stand afterwards."""
        units = sorted({text.unit for text in texts if text.unit})
        unit = units[len(units) // 2]
        criteria = [text for text in texts if text.unit == unit and text.address != f"{unit}/"]
        if self.peer is None:
            edit_data(self.work / "data" / "criteria" / f"{unit}.yml", case, mark)
        elif case == EDITED:
            path = self.peer.source(self.work, criteria[0])
            path.write_text(f"{path.read_text(encoding='utf-8')}\n{mark} by the benchmark.\n", encoding="utf-8")
        else:
            for path in sorted((self.work / CONTENT / unit).rglob("*.md")):
                path.write_text(_retitle(path.read_text(encoding="utf-8"), unit, mark), encoding="utf-8")
        return criteria[0 if case == EDITED else -1].address

    def shows(self, address: str, words: str) -> bool:
        """Return whether words stand on a page of the built site."""
        path = self.out / address / "index.html"
        return path.is_file() and words in path.read_text(encoding="utf-8")


def edit_data(path: Path, case: str, mark: str) -> None:
    """Edit the first criterion of a unit's file, or the titles of the unit."""
    places = (r"\n +do: ",) if case == EDITED else (r"(?:\A|\n)title: ", r"\nshort_title: ")
    text = path.read_text(encoding="utf-8")
    for place in places:
        text, done = re.subn(rf"({place}(?:>-\n +|[\"']?))", rf"\g<1>{mark} ", text, count=1)
        assert done, f"{path} has no {place!r}"
    path.write_text(text, encoding="utf-8")


def _retitle(text: str, unit: str, mark: str) -> str:
    """Write a unit's new title into its own page and into the line above the title of its criteria."""
    if f"\n[{unit} " in text:
        return text.replace(f"\n[{unit} ", f"\n[{unit} {mark} ", 1)
    text = re.sub(r'("(?:title|topic)": ")', rf"\g<1>{mark} ", text, count=2)
    return text.replace("\n# ", f"\n# {mark} ", 1)


def lay_ours(place: Path, size: str) -> list[Builder]:
    """Write the projects of a size and return their builders: one for what is compared, one for everything."""
    builders = []
    for name, key in ((OURS, "ours"), (EVERYTHING, "everything")):
        work = place / key
        if size == GUIDE:
            _copy_guide(work)
        else:
            make_catalogue(work, SIZES[size])
        builders.append(Builder(name, work, work / "site", (".cache",)))
    return builders


def lay_peer(place: Path, peer: Peer, texts: list[Text]) -> Builder:
    """Write the pages for another generator and return its builder."""
    work = place / (f"{peer.key}-more" if peer.variant else peer.key)
    work.mkdir()
    peer.lay(work, texts)
    return Builder(peer.name, work, work / "out", (*peer.kept, "kept"), peer)


def _copy_guide(work: Path) -> None:
    work.mkdir(parents=True)
    for name in ("macros", "overrides", "node_modules"):
        (work / name).symlink_to(ROOT / name, target_is_directory=True)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, work / name)
    for name in ("mkdocs.yml", "package.json"):
        shutil.copyfile(ROOT / name, work / name)


def describe(project: Path) -> dict[str, int]:
    """Return how large a project is."""
    catalogue = load_guide(project).catalogue
    return {"units": len(catalogue.units), "criteria": len(catalogue.live_criteria)}
