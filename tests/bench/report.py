"""Figures → tables to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.measured import Target
from tests.bench.builders import COLD
from tests.bench.builds import Builds
from tests.bench.results import Row
from tests.bench.targets import HUGO, compare, find_exponent

HEAD = ("size", "tool", "case", "cores", "CPU s", "wall s", "peak MB", "files", "MB", "× Hugo", "k")
SMALLER = {"M": "S", "L": "M"}


def show_builds(builds: Builds) -> Iterator[str]:
    """Yield the lines of the first table, then the parts of our own build."""
    yield from show_table(HEAD, [_list_cells(builds, row) for row in builds.rows])
    yield "CPU: user and system, all processes. Peak: the largest process. × Hugo: CPU, Hugo's full cold build on one core."
    yield "Cold: nothing kept of an earlier build. The tools in Python are compiled already, ours with its templates."
    yield "k: CPU of a cold build grows as pages to the power of k, from the next smaller size. Median of the rounds."
    for name, fault in builds.absent.items():
        yield f"Not measured: {name} {fault}"
    for size, parts in builds.parts.items():
        own = {name: seconds for name, seconds in parts.items() if name != "all"}
        rest = parts.get("all", 0) - sum(own.values())
        longest_first = sorted({**own, "the rest": rest}.items(), key=lambda each: -each[1])
        rows = [(name, f"{seconds:.2f}") for name, seconds in longest_first]
        yield ""
        yield from show_table((f"our whole cold build at {size}, by part", "CPU s"), rows)


def _list_cells(builds: Builds, row: Row) -> tuple[str, ...]:
    if row.fault:
        return (row.size, row.tool, row.case, str(row.cores), row.fault, "", "", "", "", "", "")
    ratio = compare(row, builds.find(row.size, HUGO))
    smaller = SMALLER.get(row.size, "")
    k = find_exponent(builds, row.tool, smaller, row.size) if row.case == COLD and row.cores == 1 else None
    figures = (f"{row.cpu:.2f}", f"{row.wall:.2f}", str(row.peak), str(row.files), f"{row.bytes / 1e6:.1f}")
    return (
        row.size, row.tool, row.case, str(row.cores), *figures,
        f"{ratio:.2f}" if ratio else "", f"{k:.2f}" if k is not None else "",
    )  # fmt: skip


def show_targets(targets: Sequence[Target]) -> Iterator[str]:
    """Yield a line for each target: what was aimed at, what was measured, and whether that is enough."""
    words = {True: "met", False: "MISSED", None: "-"}
    rows = [(target.what, target.size, target.aim, target.measured, words[target.met]) for target in targets]
    return show_table(("target", "size", "aim", "measured", ""), rows)


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, with columns as wide as they need."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    for place, row in enumerate((head, *rows)):
        cells = (cell.rjust(width) if _is_figure(cell) else cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
        if not place:
            yield "  ".join("-" * width for width in widths)


def _is_figure(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").isdigit()
