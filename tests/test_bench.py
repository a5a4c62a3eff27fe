"""The benchmark counts what it says it counts: the same text, a build that shows the edit, a ratio that can be missed."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from macros.measured import Target, read_runs
from tests.bench.builders import COLD, EDITED, OURS, RETITLED, Builder, edit_data
from tests.bench.builds import Builds
from tests.bench.measure import run
from tests.bench.report import show_builds
from tests.bench.results import Row, record
from tests.bench.targets import find_exponent, list_build_targets
from tests.bench.texts import list_texts, to_markdown
from tests.conftest import ROOT, Project

HERE = {"PYTHONPATH": str(ROOT)}


def row(size: str, tool: str, cpu: float, case: str = COLD, cores: int = 1, fault: str = "") -> Row:
    return Row(size, tool, case, cores, cpu, cpu, 100, 10, 1000, fault)


def test_our_build_is_timed_by_part(tiny: Project) -> None:
    """Each part of a whole build has its seconds, and together they are not more than the build took."""
    report = tiny.root / "parts.json"
    cost = run([sys.executable, "-m", "tests.bench.ours", str(report)], tiny.root, cores=1, limit=120, environment=HERE)

    assert cost.fault == ""
    parts = json.loads(report.read_text(encoding="utf-8"))
    assert {"write_pages", "write_scripts", "write_files", "check_everything", "crawl_site", "all"} <= set(parts)
    assert cost.cpu >= parts["all"] >= sum(seconds for name, seconds in parts.items() if name != "all") > 0


def test_what_is_compared_is_pages_and_search(tiny: Project) -> None:
    """The build that is held against other generators makes neither downloads nor redirects."""
    builder = Builder(OURS, tiny.root, tiny.root / "site", (".cache",))
    cost = builder.build(1, 120)

    assert cost.fault == ""
    assert (tiny.root / "site" / "QX12-A1" / "1.1" / "index.html").is_file()
    assert list((tiny.root / "site" / "search").iterdir())
    assert not (tiny.root / "site" / "downloads").exists()


def test_other_generators_get_the_text_of_our_pages(tiny_site: Path) -> None:
    """Every page is there in Markdown, with the words, links and siblings it has on ours."""
    texts = {text.address: text for text in list_texts(tiny_site.parent, tiny_site)}
    criterion = texts["QX12-A1/1.1/"]

    assert {"", "QX12-A1/", "QX12-B7/1.1/", "verbs/tend/", "terms/"} <= set(texts)
    assert (criterion.unit, criterion.topic) == ("QX12-A1", "1.1 Trimming the lamp")
    assert "> Outline how a lamp is trimmed and weigh up two ways of trimming it" in criterion.body
    assert "[weigh up](../../verbs/weigh-up/)" in criterion.body
    assert "- Watch one evening and note each step." in criterion.body
    assert "Copy link" not in criterion.body


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<h2>One <em>two</em></h2><p>A * star</p>", "## One *two*\n\nA \\* star\n"),
        ("<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>", "- One\n- Two\n\n    - Three\n"),
        ("<p>See <a href='../x/#part'>there</a>.<button>Copy</button></p>", "See [there](../x/).\n"),
        ("<dl><dt>What</dt><dd>That</dd></dl>", "What\n\nThat\n"),
        ("<p>1. is no list</p>", "1\\. is no list\n"),
        ("<table><tr><th>A</th><td>B</td></tr></table>", "A · B\n"),
    ],
)
def test_markdown_says_what_the_page_says(page: str, markdown: str) -> None:
    """Markdown means the same as the HTML it was made from."""
    assert to_markdown(html.fromstring(f"<article>{page}</article>")) == markdown


def test_edits_change_the_data_and_nothing_breaks(tiny: Project) -> None:
    """Both edits of the benchmark leave data that pass every check, and say their mark."""
    path = tiny.root / "data" / "criteria" / "QX12-A1.yml"
    edit_data(path, EDITED, "Mark1")
    edit_data(path, RETITLED, "Mark2")

    unit = tiny.guide().catalogue.units["QX12-A1"]
    assert (unit.title, unit.short_title) == ("Mark2 Keeping the lamp", "Mark2 The lamp")
    assert tiny.problems() == []
    assert "do: Mark1 Say how the wick is trimmed" in path.read_text(encoding="utf-8")


def test_a_page_that_does_not_show_the_edit_is_no_figure(tmp_path: Path) -> None:
    """A stale page is found out, also one that says something else."""
    builder = Builder("Any", tmp_path, tmp_path, ())
    (tmp_path / "index.html").write_text("<p>Old</p>", encoding="utf-8")

    assert builder.shows("", "Old")
    assert not builder.shows("", "New")
    assert not builder.shows("elsewhere/", "Old")


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("print('well')", ""),
        ("raise SystemExit('no such thing')", "failed (1): no such thing"),
        ("while True: pass", "stopped after 2 s"),
    ],
)
def test_what_fails_or_takes_too_long_says_so(tmp_path: Path, script: str, fault: str) -> None:
    """A run that gives no figure says why, and stops within its limit."""
    cost = run([sys.executable, "-c", script], tmp_path, cores=1, limit=2)

    assert cost.fault == fault
    assert cost.cpu > 0
    assert cost.peak > 1


def test_processor_time_counts_what_a_command_starts(tmp_path: Path) -> None:
    """The time of a process that the command has started is in its figure."""
    busy = "import time\nwhile time.process_time() < 1: pass"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    cost = run([sys.executable, "-c", starts], tmp_path, cores=1, limit=60)

    assert cost.cpu >= 1


def test_peak_is_that_of_the_command_and_of_what_it_starts(tmp_path: Path) -> None:
    """However much memory the benchmark itself has, and whichever of the processes is the largest."""
    ours = bytearray(150_000_000)
    large = "import time; kept = bytearray(60_000_000); time.sleep(0.3)"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}])"
    for script in (large, starts):
        assert 60 <= run([sys.executable, "-c", script], tmp_path, cores=1, limit=60).peak < 140
    assert ours


def test_targets_are_met_or_missed_by_the_ratio() -> None:
    """Twice Hugo meets three times Hugo, four times misses it; what was not measured is neither."""
    rows = [row("M", "Hugo", 1), row("M", "Centre Guide", 2), row("M", "Zensical", 1.5)]
    builds = Builds(rows=rows, sizes={"M": {"pages": 683}})
    found = {target.aim: target for target in list_build_targets(builds) if target.what == "cold, one process"}

    assert found["at most 3 × Hugo"].met is True
    assert found["at most 3 × Hugo"].measured == "2.00 × Hugo"
    assert found["less than Zensical"].met is False
    assert found["less than Eleventy"].met is None


def test_exponent_is_that_of_the_growth() -> None:
    """Eight times the pages at eight times the time is 1, at sixty-four times the time it is 2."""
    builds = Builds(sizes={"M": {"pages": 100}, "L": {"pages": 800}})
    for seconds, exponent in ((8.0, 1.0), (64.0, 2.0)):
        builds.rows = [row("M", "Hugo", 1), row("L", "Hugo", seconds)]

        assert find_exponent(builds, "Hugo", "M", "L") == pytest.approx(exponent)


def test_what_could_not_be_measured_is_named() -> None:
    """A tool that is not there, and a build that was stopped, stand in the table."""
    stopped = replace(row("M", "Slow", 1), fault="stopped after 900 s")
    builds = Builds(rows=[stopped], absent={"Gone": "could not be installed: why"})
    lines = "\n".join(show_builds(builds))

    assert "Not measured: Gone could not be installed: why" in lines
    assert "stopped after 900 s" in lines


def test_the_documentation_shows_what_was_recorded(tmp_path: Path) -> None:
    """Figures go through the file to the page: ratios, targets, and what was left out; the other section stays."""
    file = tmp_path / "docs" / "contribute" / "speed.json"
    file.parent.mkdir(parents=True)
    target = Target("cold", "M", "at most 3 × Hugo", "2.50 × Hugo", True)
    record("reading", {"versions": {}, "absent": {}, "targets": []}, file)
    builds = Builds(rows=[row("M", "Hugo", 2), row("M", "Centre Guide", 5), row("M", "Slow", 1, fault="stopped after 9 s")])
    record("builds", {**vars(builds), "absent": {"Gone": "why"}, "targets": [target]}, file)

    runs = read_runs(tmp_path)
    shown = runs["builds"]
    assert "reading" in runs and "search" not in runs
    assert [(figure.tool, figure.ratios) for figure in shown.figures] == [
        ("Hugo", ("1.00",)), ("Centre Guide", ("2.50",)), ("Slow", ("stopped after 9 s",)),
    ]  # fmt: skip
    assert shown.targets[0].measured == "2.50 × Hugo"
    assert shown.absent == (("Gone", "why"),)


def test_locks_of_other_generators_have_sums_and_no_address() -> None:
    """Every package of the benchmark is fixed by a sum, and no lock names a registry."""
    folder = ROOT / "tests" / "bench" / "peers"
    locks = [*folder.rglob("*.lock"), *folder.rglob("package-lock.json")]

    assert len(locks) == 4
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "sha256:" in text or '"integrity": "sha512-' in text
        assert not re.search("resolved|registry|npmjs|pypi|pythonhosted", text)
