"""What is aimed at, held against the figures of a run: ratios within it, and what a reader's browser needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log

from macros.measured import Target
from tests.bench.builders import COLD, EDITED, EVERYTHING, GUIDE, OURS, SAME
from tests.bench.builds import Builds
from tests.bench.results import Row

HUGO, ELEVENTY, ZENSICAL, MATERIAL = "Hugo", "Eleventy", "Zensical", "Material with macros"
MEMORY = 300
STEEPEST = 1.10


def list_build_targets(builds: Builds) -> list[Target]:
    """Return each target of the builds that this run can tell about."""
    sizes = [size for size in builds.sizes if size in ("M", "L")]
    targets = [target for size in sizes for target in _list_for(builds, size)]
    targets += _list_steepness(builds)
    if "L" in builds.sizes:
        row = builds.find("L", OURS)
        peak = row.peak if row else 0
        targets.append(_hold("peak memory, cold", "L", f"at most {MEMORY} MB", peak, lambda value: value <= MEMORY, "{:.0f} MB"))
    if GUIDE in builds.sizes:
        ratio = compare(builds.find(GUIDE, OURS), builds.find(GUIDE, MATERIAL))
        aim = f"no slower than {MATERIAL}, same pages"
        targets.append(_hold("shipped guide, cold", GUIDE, aim, ratio, lambda value: value <= 1, f"{{:.2f}} × {MATERIAL}"))
    return targets


def _list_for(builds: Builds, size: str) -> Iterator[Target]:
    hugo, ours = builds.find(size, HUGO), builds.find(size, OURS)
    times = "{:.2f} × Hugo"
    yield _hold("cold, one process", size, "at most 3 × Hugo", compare(ours, hugo), lambda value: value <= 3, times)
    for other in (ZENSICAL, ELEVENTY):
        ratio = compare(ours, builds.find(size, other))
        yield _hold("cold, one process", size, f"less than {other}", ratio, lambda value: value < 1, f"{{:.2f}} × {other}")
    wall = compare(builds.find(size, OURS, COLD, 2), builds.find(size, HUGO, COLD, 2), "wall")
    yield _hold("cold, two cores, on the clock", size, "at most 2 × Hugo", wall, lambda value: value <= 2, times)
    for case, most in ((EDITED, 1.0), (SAME, 0.5)):
        aim = f"at most {most:g} × Hugo's full build"
        for tool in (OURS, EVERYTHING):
            name = case if tool == OURS else f"{case}, everything"
            ratio = compare(builds.find(size, tool, case), hugo)
            yield _hold(name, size, aim, ratio, lambda value, most=most: value <= most, times)


def _list_steepness(builds: Builds) -> Iterator[Target]:
    ours, hugo = (find_exponent(builds, tool, "M", "L") for tool in (OURS, HUGO))
    if ours is not None:
        aim = f"at most {STEEPEST}, or no worse than Hugo's ({hugo:.2f})" if hugo else f"at most {STEEPEST}"
        yield _hold("scaling exponent", "M to L", aim, ours, lambda value: value <= max(STEEPEST, hugo or 0), "{:.2f}")


def find_exponent(builds: Builds, tool: str, small: str, large: str) -> float | None:
    """Return k where the processor time of a cold build grows as pages to the power of k."""
    rows = [builds.find(size, tool) for size in (small, large)]
    if small not in builds.sizes or large not in builds.sizes or None in rows:
        return None
    pages = builds.sizes[large]["pages"] / builds.sizes[small]["pages"]
    return log(rows[1].cpu / rows[0].cpu) / log(pages)  # type: ignore[union-attr]


def compare(row: Row | None, with_row: Row | None, what: str = "cpu") -> float | None:
    """Return how many times the other's figure one row has; none where one of them is not there."""
    if row is None or with_row is None or not getattr(with_row, what):
        return None
    return float(getattr(row, what) / getattr(with_row, what))


def _hold(what: str, size: str, aim: str, value: float | None, enough: Callable[[float], bool], words: str) -> Target:
    if value is None:
        return Target(what, size, aim, "not measured", None)
    return Target(what, size, aim, words.format(value), enough(value))
