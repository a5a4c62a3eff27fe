"""Fixtures that build the real site, and the last lines of a run: which tools were not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tools import missing_tools

PROJECT = Path(__file__).resolve().parent.parent


def find_node() -> str:
    """Return the Node that the machine has or the set-up brought."""
    own = shutil.which("node", path=str(Path(sys.executable).parent))
    return shutil.which("node") or own or "node"


def build(project: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `centre-guide build` in a project folder."""
    command = [sys.executable, "-m", "macros", "build", "--out", str(out), *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def _built(out: Path, *options: str) -> Path:
    done = build(PROJECT, out, *options)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, freshly built."""
    return _built(tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def branded_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy of an example centre that offers every unit."""
    return _built(tmp_path_factory.mktemp("branded") / "site", "--centre", "coleg-glan-hafren")


@pytest.fixture(scope="session")
def offline_site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site to be opened from disk, as a reader unpacks it from the download."""
    folder = tmp_path_factory.mktemp("offline")
    [archive] = (built_site / "downloads").glob("*-offline.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tools that were not there."""
    for tool in missing_tools():
        source = f"Debian package {tool.package}" if tool.package else "`make test` installs it"
        terminalreporter.write_line(f"NOT RUN: {tool.name} is not on this machine ({source})", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI=true a missing tool that tests need is a failure, never a silent skip."""
    if os.environ.get("CI") == "true" and any(tool.required for tool in missing_tools()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
