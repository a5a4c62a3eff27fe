"""`make bench-fleet`: what a copy costs that a fleet makes, as ratios to `cp -r` of the same files and to a build of its own.

Centres are made by script, the same ones each time. `cp -r` runs in turn with what it is compared with, so that both meet the
same load, and nothing is deleted in between: a disk is slow to give out again what has just been freed. Times are medians of one
process, but for the rows that say so; a run prints a table and writes .bench/fleet.json.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from macros.brand import load_brand
from macros.catalogue import Catalogue
from macros.docs_check import check_everything
from macros.downloads import list_files
from macros.export.checklist import read_edition
from macros.fleet.archive import Archive
from macros.fleet.base import Base, make_base
from macros.fleet.checking import Check
from macros.fleet.copy import Copy, begin_copy, list_own
from macros.fleet.downloads import list_documents, pack_offline
from macros.fleet.place import fill_folder
from macros.fleet.tokens import find_shape
from macros.offer import offer_units
from macros.parallel import count_cores, do_all, left_at_rest
from macros.staging import swap_in
from macros.typesetting import typesetting_beside

ROOT = Path(__file__).resolve().parents[2]
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="{colour}"/></svg>\n'
CENTRE = """\
version: 2
id: {slug}
name: {town} College of Further Education (fictional)
short_name: {town} College
logo: {slug}.svg
colours: {{primary: "{primary}", accent: "{accent}"}}
site_url: https://{slug}.example/coaching/
contacts:
  - name: Course office
    email: office@{slug}.example
units: [{units}]
dates:
  - date: "2027-0{month}-15"
    what: Hand in the first assignment
rules:
  drafts: One draft is read, if it comes {month} weeks before the date.
  referencing: Harvard style.
notes:
  - about: {unit}
    text: Bring questions to the group in room {number}.
  - about: {criterion}
    text: Ask at the desk for our form {number} before you begin.
forms:
  - name: Agreement {number}
    use: Fill it in before the first session.
    criteria: [{criterion}]
accessibility:
  organisation: {town} College of Further Education (fictional)
  email: access@{slug}.example
  nation: england
  answer_within: ten working days
  prepared: "2026-11-24"
  reviewed: "2026-11-24"
"""
FIRST = ("Ash", "Birch", "Cold", "Deep", "East", "Fair", "Green", "High", "Iron", "King")
SECOND = ("bridge", "ford", "ham", "ley", "mouth")
ALLOWED = 600
"""Seconds that many copies may take."""
UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024
"""What the system counts the memory of a process in, to a megabyte."""
PREFIX = "fleet-"
"""How the folder is called that a run deletes when it ends."""
DOCUMENTS = 3
"""How many copies get their documents: they take seconds each."""


def write_centres(folder: Path, catalogue: Catalogue, count: int) -> list[Path]:
    """Write centres that offer every unit, each with colours, notes, dates and a form of its own."""
    folder.mkdir(parents=True)
    unit = next(iter(catalogue.units.values()))
    for number in range(count):
        town = FIRST[number % 10] + SECOND[number // 10 % 5] + (f" {number // 50}" if number >= 50 else "")
        slug = f"centre-{number:04d}"
        primary, accent = (f"#{(number * step) % 0xFFFFFF:06x}" for step in (0x3F1A7, 0x9B3D1))
        values = {"slug": slug, "town": town, "primary": primary, "accent": accent, "month": number % 9 + 1, "number": number}
        values |= {"units": ", ".join(catalogue.units), "unit": unit.id, "criterion": unit.criteria[number % 5].id}
        (folder / f"{slug}.yml").write_text(CENTRE.format(**values), encoding="utf-8")
        (folder / f"{slug}.svg").write_text(LOGO.format(colour=primary), encoding="utf-8")
    return sorted(folder.glob("*.yml"))


@dataclass
class Times:
    """What something took, each time."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Add a measurement of this process and those it waits for."""
        wall, cpu = time.perf_counter(), sum(os.times()[:4])
        yield
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(sum(os.times()[:4]) - cpu)

    @property
    def work(self) -> float:
        """The mean time of a processor: its clock is too coarse for single steps."""
        return statistics.fmean(self.cpu)

    def show(self) -> dict[str, float]:
        """Return the median time on the clock, and the mean work, in seconds."""
        return {"wall": statistics.median(self.wall), "cpu": self.work}


@dataclass
class Bench:
    """One run: a base, and the places where copies are made."""

    base: Base
    catalogue: Catalogue
    folder: Path
    archive: Archive
    check: Check = field(default_factory=Check)

    def make(self, path: Path, target: Path) -> None:
        """Make the pages and assets of a copy, check them and put them in place, as a fleet does."""
        copy = self.begin(path)
        own = dict(list_own(copy))
        new = target.with_name(f".{target.name}")
        fill_folder(new, self.base.folder, self.base.shared, own)
        self.look(copy, own, new)
        swap_in(new, target, new.with_name(f".old-{target.name}"))
        shutil.rmtree(new, ignore_errors=True)

    def pack(self, path: Path, archive: Archive, target: Path) -> None:
        """Make the pages and assets of a copy as one archive."""
        copy = self.begin(path)
        own = dict(list_own(copy))
        self.look(copy, own, self.folder / "first")
        archive.write(target, own, copy.values)

    def begin(self, path: Path) -> Copy:
        """Read the file of a centre and begin its copy."""
        return begin_copy(self.base, load_brand(ROOT, self.catalogue, str(path), self.base.guide.site.pages))

    def look(self, copy: Copy, own: Mapping[str, bytes], site: Path) -> None:
        """Check the pages of a copy; downloads are taken to be there."""
        downloads = {file.address for file in list_files(copy.guide.catalogue)}
        self.check.read(copy, own, site, downloads)


def count_bytes(folder: Path) -> int:
    """Return what a folder takes on disk, each file once however often it is linked."""
    states = (path.lstat() for path in folder.rglob("*"))
    return sum({(state.st_dev, state.st_ino): state.st_blocks * 512 for state in states}.values())


def read_whole(bench: Bench, path: Path) -> None:
    """Read a first copy whole, with empty files for its downloads, so that others are held against it."""
    copy = bench.begin(path)
    own = dict(list_own(copy)) | {file.address: b"" for file in list_files(copy.guide.catalogue)}
    first = bench.folder / "first"
    fill_folder(first, bench.base.folder, bench.base.shared, own)
    bench.check.read(copy, own, first)


def measure_copies(bench: Bench, paths: list[Path], out: Path) -> dict[str, Any]:
    """Measure copies as folders and as archives, each in turn with `cp -r` of the folder."""
    archive = bench.archive
    copied, packed, plain = Times(), Times(), Times()
    first = 0
    (bench.folder / "plain").mkdir()
    for path in paths:
        target = out / path.stem
        with copied.measured():
            bench.make(path, target)
        with plain.measured():
            subprocess.run(["cp", "-r", str(target), str(bench.folder / "plain")], check=True)
        with packed.measured():
            bench.pack(path, archive, bench.folder / f"{path.stem}.zip")
        first = first or count_bytes(out)
    return {
        "copy": copied.show(),
        "cp -r": plain.show(),
        "archive": packed.show(),
        "files": sum(1 for file in (out / paths[0].stem).rglob("*") if file.is_file()),
        "bytes of one copy": first,
        "bytes of each more": round((count_bytes(out) - first) / max(len(paths) - 1, 1)),
    }


def measure_processes(bench: Bench, paths: list[Path]) -> dict[str, Any]:
    """Measure copies that are made in forked processes. None may be forked from one in which typst has run."""
    together = bench.folder / "together"
    together.mkdir()
    some = paths[: max(len(paths) // 10, 1)]
    return {
        "cores": count_cores(),
        "copy on all cores": measure_together(paths, lambda path: bench.make(path, together / path.stem)),
        "archive on all cores": measure_together(
            paths, lambda path: bench.pack(path, bench.archive, together / f"{path.stem}.zip")
        ),
        "peak MB": {str(len(each)): find_peak(bench, each, together) for each in (some, paths)},
    }


def measure_together(paths: list[Path], make: Callable[[Path], None]) -> float:
    """Return the seconds on the clock for each, when a fleet makes them in as many processes as there are cores."""
    times = Times()
    with times.measured():
        list(do_all(paths, make, count_cores()))
    return times.wall[0] / len(paths)


def measure_documents(bench: Bench, paths: list[Path]) -> tuple[float, float]:
    """Return the processor seconds of the documents of a copy, and of its archive for disks."""
    documents, disks = Times(), Times()
    for path in paths:
        copy = bench.begin(path)
        own = dict(list_own(copy))
        with documents.measured():
            own |= list_documents(copy)
        reads = {name: (bench.base.folder / name).read_bytes for name in bench.base.shared}
        with disks.measured():
            pack_offline(copy, reads | {name: partial(own.__getitem__, name) for name in own}, bench.folder / "disk")
    return documents.work, disks.work


def measure_build(path: Path, folder: Path, *options: str) -> dict[str, float]:
    """Return what a build of its own takes for one centre."""
    times = Times()
    command = [sys.executable, "-m", "macros", "build", "--centre", str(path), "--out", str(folder), "--no-cache", *options]
    with times.measured():
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder)
    return times.show()


def find_peak(bench: Bench, paths: list[Path], out: Path) -> float:
    """Return the peak memory, in MB, of a process of its own that makes copies."""
    child = os.fork()
    if not child:
        for path in paths:
            bench.make(path, out / path.stem)
        os._exit(0)
    _, _, used = os.wait4(child, 0)
    return used.ru_maxrss / UNIT


def measure_many(bench: Bench, paths: list[Path], out: Path) -> dict[str, float]:
    """Measure many copies one after the other in this process, all of them kept, for as long as is allowed."""
    out.mkdir()
    times, made = Times(), 0
    before, begun = read_peak(resource.RUSAGE_SELF), time.perf_counter()
    with times.measured():
        for path in paths:
            bench.make(path, out / path.stem)
            made += 1
            if time.perf_counter() - begun > ALLOWED:
                break
    grown = read_peak(resource.RUSAGE_SELF) - before
    return {"centres": len(paths), "made": made, **times.show(), "bytes": count_bytes(out), "MB more": grown}


def read_peak(whose: int) -> float:
    """Return the peak memory, in MB, of a process."""
    return resource.getrusage(whose).ru_maxrss / UNIT


def run(count: int, many: int, folder: Path) -> dict[str, Any]:
    """Measure everything in a folder."""
    catalogue = check_everything(ROOT, with_centres=False)
    paths = write_centres(folder / "centres", catalogue, max(count, many))
    (folder / "out").mkdir()
    begun = Times()
    with typesetting_beside(True):
        with begun.measured():
            brand = load_brand(ROOT, catalogue, str(paths[0]))
            shape = find_shape(brand.centre, tuple(catalogue.units))
            base = make_base(ROOT, offer_units(catalogue, shape.units), shape, folder / "base", count_cores())
        bench = Bench(base, catalogue, folder, Archive(base, read_edition(catalogue)[0]))
        read_whole(bench, paths[0])
        with left_at_rest():
            found: dict[str, Any] = {"centres": count, "base": begun.show(), **measure_processes(bench, paths[:count])}
    with left_at_rest():
        found |= measure_copies(bench, paths[:count], folder / "out")
    found["build"], found["build --quick"] = (measure_build(paths[0], folder / "full", *kind) for kind in ((), ("--quick",)))
    found["documents"], found["archive for disks"] = measure_documents(bench, paths[:DOCUMENTS])
    if many:
        found["many"] = measure_many(bench, paths[:many], folder / "many")
    return found


def list_lines(found: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what the table says: what was measured, the figure, and the aim."""
    copy, plain, full = found["copy"], found["cp -r"], found["build"]
    apart = found["documents"] + found["archive for disks"]
    yield "pages and assets: time, to cp -r", f"{copy['wall'] / plain['wall']:.2f}", "at most 1"
    yield "pages and assets: work, to a build of its own", f"1/{full['cpu'] / copy['cpu']:.0f}", "at most 1/100"
    yield "pages and assets: work, to build --quick", f"1/{found['build --quick']['cpu'] / copy['cpu']:.0f}", ""
    yield "one archive for each: time, to cp -r", f"{found['archive']['wall'] / plain['wall']:.2f}", "at most 0.2"
    together, cores = (found["copy on all cores"], found["archive on all cores"]), f"on {found['cores']} cores"
    yield f"pages and assets: time for each {cores}, to cp -r", f"{together[0] / plain['wall']:.2f}", "at most 1"
    yield f"archives: time for each {cores}, to cp -r", f"{together[1] / plain['wall']:.2f}", "at most 0.2"
    yield "documents and archive for disks: work, to a build", f"{apart / full['cpu']:.2f}", "at most 0.33"
    yield "disk for each further centre, to the first", f"{found['bytes of each more'] / found['bytes of one copy']:.2f}", ""
    peaks = " ".join(f"{peak:.0f}" for peak in found["peak MB"].values())
    yield "memory, MB, for a tenth of the centres and for all", peaks, "the same"
    one, all_of = found["archive"], f"{plain['wall'] * 1000:.0f}, {plain['cpu'] * 1000:.0f}"
    yield "one copy: ms on the clock, ms of work", f"{copy['wall'] * 1000:.0f}, {copy['cpu'] * 1000:.0f}", ""
    yield "one archive: ms on the clock, ms of work", f"{one['wall'] * 1000:.0f}, {one['cpu'] * 1000:.0f}", ""
    yield "one cp -r: ms on the clock, ms of work", all_of, ""
    yield "documents, archive for disks: seconds of work", f"{found['documents']:.2f}, {found['archive for disks']:.2f}", ""
    if many := found.get("many"):
        fits = "yes" if many["made"] == many["centres"] and many["wall"] <= ALLOWED else "no"
        yield f"{many['centres']} copies in one process fit in {ALLOWED} s", fits, "yes"
        yield "of them made: copies, seconds", f"{many['made']}, {many['wall']:.0f}", ""
        yield "GB on disk; MB of memory more than for the first", f"{many['bytes'] / 1e9:.1f}; {many['MB more']:.0f}", ""


def main() -> None:
    """Measure, print a table and write the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--centres", type=int, default=100)
    options.add_argument("--many", type=int, default=0, help="Make so many besides, all kept, to see how long it takes.")
    options.add_argument("--out", type=Path, default=ROOT / ".bench" / "fleet.json")
    chosen = options.parse_args()
    chosen.out.parent.mkdir(exist_ok=True)
    for left in chosen.out.parent.glob(f"{PREFIX}*"):  # by a run that was stopped
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=chosen.out.parent, prefix=PREFIX) as folder:
        found = run(chosen.centres, chosen.many, Path(folder))
    chosen.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"{found['centres']} centres, {found['files']} files in each copy without its downloads")
    for what, figure, aim in list_lines(found):
        print(f"{what:<52} {figure:>14}  {aim}")
    print(f"Wrote {chosen.out}")


if __name__ == "__main__":
    main()
