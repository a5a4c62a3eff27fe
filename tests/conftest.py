"""What all tests share: the real project, and projects in a temporary folder that a test may break.

`tiny` is tests/tiny, a complete guide to a fictional qualification: whatever works there knows nothing of the real one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.catalogue import Catalogue
from macros.check import check_project, load_checked
from macros.docs_check import check_everything
from macros.errors import DataError
from macros.guide import Guide, load_guide

ROOT = Path(__file__).resolve().parents[1]
TINY = ROOT / "tests" / "tiny"
PARTS = ("data", "docs", "overrides", "macros", "mkdocs.yml", "package.json")


@dataclass(frozen=True)
class Project:
    """A project folder that a test may change."""

    root: Path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that stands exactly once in a file, so that an edit can never miss unseen."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (self.root / name).write_text(text.replace(old, new), encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, with the folders above it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def place(self, name: str, text: str) -> str:
        """Return `path:line:column` of text that stands exactly once in a file."""
        before, _, after = (self.root / name).read_text(encoding="utf-8").partition(text)
        assert after and text not in after, f"{text!r} does not stand exactly once in {name}"
        return f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def problems(self) -> list[str]:
        """Return what `check` would print, without the pages in docs/."""
        return [str(problem) for problem in check_project(self.root)[1]]

    def all_problems(self) -> list[str]:
        """Return what `check` would print."""
        try:
            check_everything(self.root)
        except DataError as error:
            return [str(problem) for problem in error.problems]
        return []

    def guide(self, *, offline: bool = False) -> Guide:
        """Return the guide of this project, which must be sound."""
        return load_guide(self.root, offline=offline)

    def run(self, *arguments: str, within: str = ".", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command line in this project."""
        command = [sys.executable, "-m", "macros", *arguments]
        variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        return subprocess.run(command, cwd=self.root / within, env=variables, capture_output=True, text=True, timeout=120)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the real project."""
    return ROOT


@pytest.fixture(scope="session")
def catalogue(project: Path) -> Catalogue:
    """The real catalogue, which has passed its checks."""
    return load_checked(project)


@pytest.fixture(scope="session")
def guide(project: Path) -> Guide:
    """The real guide."""
    return load_guide(project)


@pytest.fixture
def copied_project(tmp_path: Path) -> Project:
    """A copy of the real project."""
    return _copy(ROOT, tmp_path / "project")


def copy_tiny(target: Path) -> Project:
    """Return a copy of the miniature project; the look, the code and the browser libraries are the real ones."""
    return _copy(TINY, target)


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    """A copy of the miniature project that a test may break."""
    return copy_tiny(tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide of the miniature project, for tests that only read it."""
    return load_guide(_copy(TINY, tmp_path_factory.mktemp("read-only") / "tiny").root)


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature project, built once."""
    project = _copy(TINY, tmp_path_factory.mktemp("built") / "tiny")
    done = project.run("build")
    assert done.returncode == 0, done.stderr
    return project.root / "site"


def _copy(source: Path, target: Path) -> Project:
    target.mkdir()
    for name in PARTS:
        origin = source / name if (source / name).exists() else ROOT / name
        if origin.is_file():
            shutil.copyfile(origin, target / name)
        elif origin.parent == source:
            shutil.copytree(origin, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (target / name).symlink_to(origin, target_is_directory=True)
    (target / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return Project(target)
