"""A fleet: every centre of a project → its copy in a folder of its own. A faulty centre is named, and the others publish.

Centres of one shape are made one after the other from one base, in as many processes as are wanted; so memory does not grow with
their number. Each copy is written beside the one it replaces, checked, and put in its place whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from tqdm import tqdm

from macros.brand import list_replaced, load_brand, load_centre
from macros.catalogue import Catalogue
from macros.docs_check import check_everything
from macros.errors import DataError, Place, Problem, show_path
from macros.export.checklist import read_edition
from macros.fleet.archive import Archive
from macros.fleet.base import make_base
from macros.fleet.centres import Source, find_sources
from macros.fleet.checking import Check
from macros.fleet.make import Maker
from macros.fleet.outcome import FAILED, KEPT, MADE, Outcome
from macros.fleet.place import adopt_files
from macros.fleet.record import Ground, Record, find_target, list_left, list_strangers, read_record, sum_source, sum_tree
from macros.fleet.tokens import Shape, find_shape
from macros.libraries import LIBRARIES, find_library
from macros.offer import offer_units
from macros.parallel import count_cores, do_all, left_at_rest
from macros.staging import clear_abandoned, staged
from macros.typesetting import typesetting_beside

Show = Callable[[str], object]
FEW = 2
"""With so many copies of a shape, none is made beside another: the first is made alone."""
STAGED = "fleet"
"""What copies that are not yet finished are called by, beside those that are published."""


@dataclass(frozen=True)
class FleetOptions:
    """What can be chosen about a fleet."""

    only: tuple[str, ...] = ()
    """The names of the centres to make; all where there is none."""
    centres: Path | None = None
    """A folder with more centres."""
    jobs: int = 0
    """How many processes may work on it; 0 for as many as the machine has cores."""
    strict: bool = False
    """Whether a colour that cannot be read stops a copy."""
    archive: bool = False
    """Whether each copy is one archive in place of a folder."""
    no_cache: bool = False
    """Whether all copies are made anew, however unchanged they look."""


@dataclass(frozen=True)
class Fleet:
    """What a run has made."""

    out: Path
    outcomes: tuple[Outcome, ...]
    strangers: tuple[str, ...] = field(default=())
    """Copies of centres that are no more."""
    left: tuple[str, ...] = field(default=())
    """Copies in the other form, folder or archive, of an earlier run."""

    @property
    def problems(self) -> list[Problem]:
        """All that has to be mended."""
        return sorted({problem for outcome in self.outcomes for problem in outcome.problems})

    @property
    def warnings(self) -> list[str]:
        """The colours that were replaced in copies made now."""
        return [warning for outcome in self.outcomes for warning in outcome.warnings]

    def count(self, state: str) -> int:
        """Return how many centres came to a state."""
        return sum(outcome.state == state for outcome in self.outcomes)

    def summary(self) -> str:
        """Say what was made, what was left alone, and what someone has to look at."""
        lines = [f"{self.out}: {', '.join(f'{self.count(state)} {state}' for state in (MADE, KEPT, FAILED))}."]
        lines += [
            f"{self.out / name}: no centre has this name any more. It is still there: delete it to withdraw it."
            for name in self.strangers
        ]
        lines += [
            f"{self.out / name}: an earlier run wrote it in this form, and it is as it was. Delete it if nobody needs it."
            for name in self.left
        ]
        return "\n".join(lines)


def make_fleet(project: Path, out: Path, options: FleetOptions, *, show: Show = print) -> Fleet:
    """Make the copies of all centres in a folder. Raises DataError, and touches none, where what they share is faulty."""
    show("Checking the data and the pages")
    ground = Ground(project)
    sources = find_sources(project, options.centres, options.only)
    catalogue = check_everything(project, with_centres=False)
    for library in LIBRARIES:
        find_library(project, library)
    out.mkdir(parents=True, exist_ok=True)
    clear_abandoned(out / STAGED)
    work = _Work(project, out, catalogue, ground, options)
    bar = tqdm(total=len(sources), desc="Making copies", unit="copy", leave=False, disable=None)
    with typesetting_beside(work.jobs > 1), bar:
        outcomes: list[Outcome] = []
        waiting: dict[Shape, list[Source]] = {}
        by_slug = {source.slug: source for source in sources}
        for outcome in do_all(sources, work.look_at, work.jobs):
            if outcome.shape:
                waiting.setdefault(outcome.shape, []).append(by_slug[outcome.slug])
            else:
                outcomes.append(outcome)
                bar.update()
        for outcome in work.make_shapes(waiting):
            outcomes.append(outcome)
            bar.update()
    strangers = () if options.only else list_strangers(out, set(by_slug))
    left = list_left(out, by_slug, archived=options.archive)
    return Fleet(out, tuple(sorted(outcomes, key=lambda outcome: outcome.slug)), tuple(strangers), tuple(left))


@dataclass(frozen=True, repr=False)
class _Work:
    project: Path
    out: Path
    catalogue: Catalogue
    ground: Ground
    options: FleetOptions

    @property
    def jobs(self) -> int:
        return self.options.jobs or count_cores()

    def look_at(self, source: Source) -> Outcome:
        """Find out whether a copy has to be made, and of which shape it is."""
        target = find_target(self.out, source.slug, archived=self.options.archive)
        try:
            record = read_record(self.out, source.slug)
            kept = self._looks_unchanged(source, record, target)
            if kept and not self.options.strict:  # a run that was not strict may have made it
                return Outcome(source.slug, KEPT)
            _refuse_odd_target(target, self.project, known=bool(record.inputs))
            centre, origin = load_centre(self.project, self.catalogue, str(source.path))
            if centre.id != source.slug:
                message = f"the id is {str(centre.id)!r} and the copy would be called {source.slug!r}: make them the same"
                raise DataError([Problem(origin.place("id"), "file-name-is-id", message)])
            if self.options.strict and (replaced := list_replaced(load_brand(self.project, self.catalogue, str(source.path)))):
                raise DataError(replaced)
        except DataError as error:
            return Outcome(source.slug, FAILED, error.problems)
        if kept:
            return Outcome(source.slug, KEPT)
        return Outcome(source.slug, MADE, shape=find_shape(centre, tuple(self.catalogue.units)))

    def _looks_unchanged(self, source: Source, record: Record, target: Path) -> bool:
        """Return whether all that a copy is made from is the same, and no file of it has another size or time."""
        same = not self.options.no_cache and record.inputs == sum_source(source, self.ground.sum)
        return same and record.tree == sum_tree(target)

    def make_shapes(self, waiting: Mapping[Shape, Sequence[Source]]) -> Iterator[Outcome]:
        """Make the copies of all shapes. One with few copies has no use for a second core, so another is made beside it."""
        shapes = sorted(waiting, key=astuple)
        few = [shape for shape in shapes if len(waiting[shape]) <= FEW]
        for outcomes in do_all(few, lambda shape: [*self.make_shape(shape, waiting[shape], 1)], self.jobs):
            yield from outcomes
        for shape in shapes:
            if shape not in few:
                yield from self.make_shape(shape, waiting[shape], self.jobs)

    def make_shape(self, shape: Shape, sources: Sequence[Source], jobs: int) -> Iterator[Outcome]:
        """Make the copies of one shape: the first alone, to be read whole, then the others side by side."""
        left = sorted(sources, key=lambda source: source.slug)
        try:
            with staged(self.out / STAGED, show_path(self.out, self.project)) as staging:
                base = make_base(self.project, offer_units(self.catalogue, shape.units), shape, staging / "base", jobs)
                published = next((folder for source in sources if (folder := self.out / source.slug).is_dir()), None)
                if published:
                    adopt_files(base.folder, base.shared, published)
                sound = self.ground.is_unchanged()
                archive = Archive(base, read_edition(self.catalogue)[0]) if self.options.archive else None
                anew = self.options.no_cache
                maker = Maker(base, self.catalogue, staging, self.out, self.ground, sound, archive, Check(), anew)
                while left and maker.check.first is None:
                    yield maker.make(left.pop(0))
                    maker.check.refuse_broken()
                with left_at_rest():
                    yield from do_all(left, maker.make, jobs)
        except DataError as error:
            yield from (Outcome(source.slug, FAILED, error.problems) for source in left)


def _refuse_odd_target(target: Path, project: Path, *, known: bool) -> None:
    """Never replace a folder that was not made by a build."""
    made_by_us = known or (target / "search" / "guide.js").is_file()
    if target.exists() and not made_by_us and not (target.is_dir() and not any(target.iterdir())):
        message = "holds something else than a built guide: name another folder with `--out`"
        raise DataError([Problem(Place(show_path(target, project)), "target-is-ours", message)])
