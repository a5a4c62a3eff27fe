"""`make bench`: this project and other generators build the same pages; then a browser reads ours.

The tables are printed, and the figures are written where the documentation reads them.
"""

from __future__ import annotations

import argparse
import sys

from tests.bench.builds import measure_builds
from tests.bench.catalogue import ROOT
from tests.bench.reading import list_reading_targets, measure_reading, show_reading
from tests.bench.report import show_builds, show_targets
from tests.bench.results import record
from tests.bench.targets import list_build_targets

PLACE = ROOT / ".bench"
SIZES = ("guide", "S", "M", "L")


def main() -> int:
    """Measure what is asked for."""
    asked = _read_arguments()
    if "builds" in asked.only:
        builds = measure_builds(asked.sizes, PLACE, asked.limit, asked.rounds, asked.tools, _tell)
        targets = list_build_targets(builds)
        record("builds", {**vars(builds), "targets": targets})
        print("\n".join(["", *show_builds(builds), "", *show_targets(targets)]))
    if "browser" in asked.only:
        reading = measure_reading(asked.sizes, PLACE, asked.limit, asked.rounds, _tell)
        targets = list(list_reading_targets(reading))
        record("reading", {**vars(reading), "targets": targets})
        print("\n".join(["", *show_reading(reading), "", *show_targets(targets)]))
    return 0


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["guide", "S", "M"], help="guide, S, M, L (default: the first three)")
    parser.add_argument("--rounds", type=int, default=0, help="how often each is measured (default: 3, at L once)")
    parser.add_argument("--tools", nargs="+", default=(), help="only Centre Guide and these (everything: our whole build)")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a build is stopped (default: 900)")
    parser.add_argument("--only", choices=("builds", "browser"), nargs="+", default=("builds", "browser"), help="which tables")
    asked = parser.parse_args()
    if unknown := sorted(set(asked.sizes) - set(SIZES)):
        parser.error(f"there is no size {', '.join(unknown)}: choose from {', '.join(SIZES)}")
    return asked


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
