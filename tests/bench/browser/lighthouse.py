"""Lighthouse's scores for pages of a site: its mobile preset, the median of several runs."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.peers import HERE, install_node, node_version
from tests.tools import find_chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Scores:
    """The scores of one page, from 0 to 1, and what keeps them from 1."""

    size: str
    template: str
    address: str
    performance: float
    accessibility: float
    best_practices: float
    seo: float
    faults: list[str]
    fault: str = ""


class Lighthouse:
    """Lighthouse in an environment of its own."""

    def __init__(self, environments: Path) -> None:
        self.environment = environments / "lighthouse"

    def install(self) -> str:
        """Install it by its lock; return what went wrong, or nothing."""
        return install_node(HERE / "lighthouse", self.environment)

    def version(self) -> str:
        """Return which version it is."""
        return node_version(self.environment, "lighthouse")

    def score(self, size: str, template: str, root: str, address: str, runs: int) -> Scores:
        """Return the median scores of a page."""
        reports = [self._run(root + address) for _ in range(runs)]
        good = [report for report in reports if isinstance(report, dict)]
        if not good:
            return Scores(size, template, address, 0, 0, 0, 0, [], str(reports[0]))
        scores = [median(report["categories"][name]["score"] or 0 for report in good) for name in CATEGORIES]
        return Scores(size, template, address, *scores, _list_faults(good[-1]))

    def _run(self, url: str) -> dict | str:  # type: ignore[type-arg]
        out = self.environment / "report.json"
        out.unlink(missing_ok=True)
        command = [
            "node", "node_modules/lighthouse/cli/index.js", url, "--quiet", "--output=json", f"--output-path={out}",
            f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
        try:
            done = subprocess.run(
                command, cwd=self.environment, env=environment, capture_output=True, text=True, timeout=180, check=False
            )
        except subprocess.TimeoutExpired:
            return "took longer than 180 s"
        if not out.is_file():
            return (done.stderr or done.stdout).strip()[-200:] or "wrote no report"
        report: dict = json.loads(out.read_text(encoding="utf-8"))  # type: ignore[type-arg]
        return report.get("runtimeError", {}).get("message") or report


def _list_faults(report: dict) -> list[str]:  # type: ignore[type-arg]
    """Return the audits that count and are not passed, by category."""
    found = []
    for name in CATEGORIES:
        for audit in report["categories"][name]["auditRefs"]:
            score = report["audits"][audit["id"]]["score"]
            if audit["weight"] and score is not None and score < 0.9:
                shown = report["audits"][audit["id"]].get("displayValue", "")
                found.append(f"{name}: {audit['id']} {shown}".strip())
    return found
