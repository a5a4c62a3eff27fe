"""One centre of a shape → its copy, checked and in its place: a folder, or one archive."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import process_time

from macros.brand import list_warnings, load_brand
from macros.catalogue import Catalogue
from macros.errors import DataError, Place, Problem
from macros.fleet.archive import Archive
from macros.fleet.base import Base
from macros.fleet.centres import Source
from macros.fleet.checking import Check
from macros.fleet.copy import Copy, begin_copy, list_own
from macros.fleet.downloads import KeptInCopy, list_documents, pack_offline
from macros.fleet.outcome import FAILED, MADE, Outcome
from macros.fleet.place import fill_folder
from macros.fleet.record import Ground, Record, find_target, read_record, sum_source, sum_tree, write_record
from macros.mkdocs_run import faults_shown
from macros.staging import COPIES, OLD, swap_in

FIRST = "first"
"""The folder of the copy of a shape that was read whole, while others are held against it."""


@dataclass(frozen=True, repr=False)
class Maker:
    """Makes the copies of one shape."""

    base: Base
    catalogue: Catalogue
    """With all units, as centres are held against it."""
    staging: Path
    """A folder beside the copies, for what is not yet finished."""
    out: Path
    ground: Ground
    sound: bool
    """Whether the base was made from what the ground is the sum of."""
    archive: Archive | None
    """Writes each copy as one file, where that is wanted."""
    check: Check
    anew: bool
    """Whether documents are made again, too, that could be taken from the copy that is published."""

    def make(self, source: Source) -> Outcome:
        """Make the copy of a centre and put it in its place; say what became of it."""
        folder = self.staging / COPIES / source.slug
        try:
            folder.mkdir(parents=True)
            return self._make(source, folder)
        except DataError as error:
            return Outcome(source.slug, FAILED, tuple(_say_whose(source, problem) for problem in error.problems))
        except OSError as error:
            message = f"the copy could not be written ({error.strerror}): the one that is published is as it was"
            return Outcome(source.slug, FAILED, (Problem(Place(str(source.path)), "copy-written", message),))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _make(self, source: Source, folder: Path) -> Outcome:
        target = find_target(self.out, source.slug, archived=self.archive is not None)
        record, clock = read_record(self.out, source.slug), _Clock()
        kept = KeptInCopy(target, {} if self.anew else record.documents)
        inputs = sum_source(source, self.ground.sum)
        with faults_shown(self.base.guide.project):
            guide = self.base.guide
            brand = load_brand(guide.project, self.catalogue, str(source.path), guide.site.pages)
            copy = begin_copy(self.base, brand)
        copy = replace(copy, guide=replace(copy.guide, kept=kept))
        own = dict(list_own(copy))
        pages = clock.read()
        own |= list_documents(copy)
        new = folder / "new"
        own |= {address: (new / address).read_bytes() for address in pack_offline(copy, self._read(own), new)}
        documents = clock.read()
        self._publish(copy, own, new, target)
        sound = self.sound and inputs == sum_source(source, self.ground.sum) and self.ground.has_same_look()
        write_record(self.out, source.slug, Record(inputs, sum_tree(target), kept.now) if sound else Record())
        warnings = tuple(map(str, list_warnings(brand)))
        return Outcome(source.slug, MADE, (), warnings, None, pages + clock.read(), documents)

    def _read(self, own: dict[str, bytes]) -> dict[str, Callable[[], bytes]]:
        """Return what reads every file of a copy."""
        shared: dict[str, Callable[[], bytes]] = {name: (self.base.folder / name).read_bytes for name in self.base.shared}
        return shared | {name: partial(own.__getitem__, name) for name in own}

    def _publish(self, copy: Copy, own: dict[str, bytes], new: Path, target: Path) -> None:
        """Check a copy, then put it in its place whole."""
        if self.archive is None:
            fill_folder(new, self.base.folder, self.base.shared, own)
            self.check.read(copy, own, new)
            swap_in(new, target, new.with_name(OLD))
            return
        first = self.staging / FIRST
        if self.check.first is None:
            shutil.rmtree(first, ignore_errors=True)
            fill_folder(first, self.base.folder, self.base.shared, own)
        self.check.read(copy, own, first)
        unfinished = new.with_name(target.name)
        self.archive.write(unfinished, own, copy.values)
        os.replace(unfinished, target)


class _Clock:
    """Says what this process has worked since it was last asked."""

    def __init__(self) -> None:
        self.last = process_time()

    def read(self) -> float:
        now, last = process_time(), self.last
        self.last = now
        return now - last


def _say_whose(source: Source, problem: Problem) -> Problem:
    """Return a problem of a finished page with the name of the copy before its address; others say themselves where they are."""
    found = problem.place
    return replace(problem, place=replace(found, path=f"{source.slug}/{found.path}")) if found.path.endswith(".html") else problem
