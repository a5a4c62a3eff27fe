"""This project's own build, with the processor time of each of its parts.

Run in a project as `python -m tests.bench.ours REPORT`. Every function that writes something, among those the hooks know, is a
part, and so are the checks before and after it.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from macros import beside, build, mkdocs_run
from macros.errors import DataError

AROUND = ("check_everything", "crawl_site", "record_addresses", "sum_folder")
"""Parts of the build outside the hooks."""


class Parts:
    """Seconds of processor time by part, with what a part's own processes used and without what other parts within it did."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def watch(self, module: ModuleType, name: str) -> None:
        """Put a clock around a function of a module."""
        work = getattr(module, name)

        def timed(*arguments: Any, **named: Any) -> Any:
            before, others = read_clock(), sum(self.seconds.values())
            try:
                return work(*arguments, **named)
            finally:
                within = sum(self.seconds.values()) - others
                self.seconds[name] = self.seconds.get(name, 0) + read_clock() - before - within

        setattr(module, name, timed)


def read_clock() -> float:
    """Return the seconds of processor time used so far, by this process and those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def watch_build(parts: Parts) -> None:
    """Put clocks around the parts of the build, and around those of the hooks once MkDocs has read them."""
    for name in AROUND:
        parts.watch(build, name)
    load = mkdocs_run.load_config

    def load_watched(*arguments: Any, **named: Any) -> Any:
        config = load(*arguments, **named)
        for module in (*config.hooks.values(), beside):
            for name in sorted(name for name in vars(module) if name.startswith("write_")):
                parts.watch(module, name)
        return config

    mkdocs_run.load_config = load_watched


def main(report: Path) -> int:
    """Build the project in the current folder and write the seconds of each part."""
    parts = Parts()
    watch_build(parts)
    try:
        build.build_site(Path.cwd(), None, show=lambda words: None)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    parts.seconds["all"] = read_clock()
    report.write_text(json.dumps(parts.seconds), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
