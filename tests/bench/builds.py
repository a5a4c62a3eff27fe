"""The first table: how long this project and other generators take to build the same pages, side by side in one run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from compileall import compile_dir
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from lxml import html

from tests.bench.builders import (
    CASES,
    COLD,
    EDITED,
    EVERYTHING,
    FIRST,
    GUIDE,
    OURS,
    SAME,
    Builder,
    describe,
    lay_ours,
    lay_peer,
)
from tests.bench.catalogue import ROOT
from tests.bench.measure import Cost, count
from tests.bench.peers import PEERS, Hugo, HugoEveryUnit, Peer
from tests.bench.results import Row
from tests.bench.texts import Text, list_texts
from tests.seen import read_words

ROUNDS = {GUIDE: 3, "S": 3, "M": 3, "L": 1}
Show = Callable[[str], object]


@dataclass
class Builds:
    """All figures of a run."""

    rows: list[Row] = field(default_factory=list)
    sizes: dict[str, dict[str, int]] = field(default_factory=dict)
    parts: dict[str, dict[str, float]] = field(default_factory=dict)
    """Seconds of processor time of the parts of our whole build, cold, by size."""
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    """Words in the body of the same page, by size and tool: they all build the same text."""
    versions: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    """Tools that could not be installed, and why."""

    def find(self, size: str, tool: str, case: str = COLD, cores: int = 1) -> Row | None:
        """Return a row that has figures."""
        asked = (size, tool, case, cores)
        return next((row for row in self.rows if (row.size, row.tool, row.case, row.cores) == asked and not row.fault), None)


def measure_builds(
    sizes: Sequence[str], place: Path, limit: float, rounds: int, tools: Sequence[str], show: Show
) -> Builds:
    """Build every size with every tool; nothing a tool does wrong stops the others."""
    found = Builds()
    kinds = [kind for kind in PEERS if not tools or any(word in kind.name for word in tools)]
    found.absent |= {kind.name: "was left out of this run" for kind in PEERS if kind not in kinds}
    compile_dir(ROOT / "macros", quiet=1)  # as an installer has done with the packages of the others
    peers = list(_install(found, kinds, place / "environments", show))
    for size in sizes:
        folder = place / "work" / size
        shutil.rmtree(folder, ignore_errors=True)
        show(f"{size}: writing the catalogue, and its pages for the other generators")
        ours = lay_ours(folder, size)
        first = ours[0].build(2, limit)
        if first.fault:
            raise RuntimeError(f"{OURS} could not build {size}: {first.fault}")
        texts = list_texts(ours[0].work, ours[0].out)
        found.sizes[size] = {**describe(ours[0].work), "pages": len(texts)}
        ours = [builder for builder in ours if not tools or builder.name == OURS or builder.name.split(", ")[-1] in tools]
        builders = [*ours, *(lay_peer(folder, peer, texts) for peer in peers if _is_asked(peer, size))]
        _measure_size(found, size, builders, texts, rounds or ROUNDS[size], limit, show)
    return found


def _install(found: Builds, kinds: Sequence[type[Peer]], environments: Path, show: Show) -> Iterator[Peer]:
    for kind in kinds:
        peer = kind(environments)
        show(f"Installing {peer.name}")
        if fault := peer.install():
            found.absent[peer.name] = fault
            show(f"{peer.name}: {fault}")
        else:
            found.versions[peer.name] = peer.version()
            yield peer


def _is_asked(peer: Peer, size: str) -> bool:
    """Return whether a tool is measured at a size: menus of every unit differ only where there are many."""
    return not isinstance(peer, HugoEveryUnit) or size in ("M", "L")


def _is_case(builder: Builder, size: str, case: str) -> bool:
    """Return whether a case is worth its time: at L, other generators build all again whatever has changed."""
    if case == FIRST:
        return builder.name == OURS and size == GUIDE
    if builder.peer and builder.peer.variant:
        return case == COLD
    return size != "L" or builder.peer is None or isinstance(builder.peer, Hugo) or case in (COLD, EDITED)


def _measure_size(
    found: Builds, size: str, builders: list[Builder], texts: list[Text], rounds: int, limit: float, show: Show
) -> None:
    costs: dict[tuple[str, str, int], list[Cost]] = {}
    sizes: dict[str, tuple[int, int]] = {}
    for turn in range(rounds):
        for builder in builders:
            if any(cost.fault for costs_so_far in _costs_of(costs, builder.name) for cost in costs_so_far):
                continue  # it has failed or takes too long: that is its row
            for case in (case for case in CASES if _is_case(builder, size, case)):
                cost = _measure_case(builder, texts, case, 1, limit, f"Benchmark{turn}")
                costs.setdefault((builder.name, case, 1), []).append(cost)
                show(f"{size} {turn + 1}/{rounds} {builder.name}, {case}: {cost.fault or f'{cost.cpu:.2f} s of processor'}")
                if cost.fault:
                    break
                if case == COLD:
                    sizes[builder.name] = count(builder.out)
                    _note(found, size, builder, texts)
            else:
                cost = _measure_case(builder, texts, COLD, 2, limit, "")
                costs.setdefault((builder.name, COLD, 2), []).append(cost)
    for builder in builders:
        if builder.name == EVERYTHING:
            found.parts[size] = builder.list_parts(limit)
    for (tool, case, cores), each in costs.items():
        found.rows.append(_make_row(size, tool, case, cores, each, sizes.get(tool, (0, 0))))


def _costs_of(costs: dict[tuple[str, str, int], list[Cost]], name: str) -> Iterator[list[Cost]]:
    return (each for (tool, _, _), each in costs.items() if tool == name)


def _measure_case(builder: Builder, texts: list[Text], case: str, cores: int, limit: float, mark: str) -> Cost:
    """Build once; an edit that does not show on its page is no figure."""
    address = ""
    if case in (COLD, FIRST):
        builder.forget()
        if case == FIRST:
            builder.forget_compiled()
    elif case != SAME:
        mark = f"{mark}{'e' if case == EDITED else 't'}"
        address = builder.edit(texts, case, mark)
    cost = builder.build(cores, limit)
    if not cost.fault and address and not builder.shows(address, mark):
        return replace(cost, fault=f"the edit is not on the page {address}")
    return cost


def _note(found: Builds, size: str, builder: Builder, texts: list[Text]) -> None:
    page = next(text for text in texts if text.unit and text.address != f"{text.unit}/")
    path = builder.out / page.address / "index.html"
    body = html.fromstring(path.read_bytes()).find(".//article")
    found.words.setdefault(size, {})[builder.name] = len(read_words(body).split())


def _make_row(size: str, tool: str, case: str, cores: int, costs: list[Cost], made: tuple[int, int]) -> Row:
    fault = next((cost.fault for cost in costs if cost.fault), "")
    cpu, wall = (round(median(getattr(cost, name) for cost in costs), 3) for name in ("cpu", "wall"))
    return Row(size, tool, case, cores, cpu, wall, max(cost.peak for cost in costs), *made, fault)
