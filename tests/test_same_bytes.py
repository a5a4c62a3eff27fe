"""Whatever is kept, shared out or left undone: the site has the bytes of a build from nothing by one process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Project, copy_tiny, read_tree


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit that replaces text in a file."""

    def edit(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, name
        (root / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def delete_an_example(root: Path) -> None:
    """Delete a file."""
    (root / "data" / "examples" / "QX12-A1" / "1.1.yml").unlink()


def rename_a_source(root: Path) -> None:
    """Rename an entry and everything that names it."""
    (root / "data" / "sources" / "board-manual.yml").rename(root / "data" / "sources" / "board-book.yml")
    for path in (root / "data").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("board-manual", "board-book"), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "an edit": replace("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do"),
    "an edit of what others show": replace("data/criteria/QX12-A1.yml", "topic: Dangers of oil", "topic: What oil does"),
    "an edit of a verb": replace("data/verbs/outline.yml", "gist: ", "gist: Now "),
    "a unit retitled": replace("data/criteria/QX12-A1.yml", "short_title: ", "short_title: New "),
    "a renamed entry": rename_a_source,
    "a deletion": delete_an_example,
    "a page": replace("docs/about.md", "# About", "# About this"),
    "a template of ours": replace("overrides/fragments/criterion.html", "In brief", "Briefly"),
    "a template of the theme's": replace("overrides/main.html", "{% block", "<!-- new -->{% block"),
    "a style sheet": replace("overrides/assets/stylesheets/guide.css", "}", "}\n"),
    "the settings": replace("mkdocs.yml", "site_name: ", "site_name: New "),
    "the code": replace("macros/pages.py", ": command verb", ": a command verb"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that is changed again and again, and built with everything that earlier builds have kept."""
    project = copy_tiny(tmp_path_factory.mktemp("same") / "tiny")
    for name in ("overrides", "macros"):
        (project.root / name).unlink()
        shutil.copytree(ROOT / name, project.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    build(project, "--out", "kept")
    return project


def build(project: Project, *arguments: str) -> None:
    """Build quickly, with the project's own code."""
    command = [sys.executable, "-m", "macros", "build", "--quick", *arguments]
    environment = {**os.environ, "PYTHONPATH": "", "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("change", CHANGES)
def test_kept_and_shared_out_gives_what_nothing_kept_gives(change: str, kept: Project) -> None:
    """After any change, a build by two processes with all that is kept writes what one process writes from nothing."""
    CHANGES[change](kept.root)
    before = read_tree(kept.root / "kept")
    build(kept, "--out", "kept", "--jobs", "2")
    build(kept, "--out", "cold", "--jobs", "1", "--no-cache")

    assert read_tree(kept.root / "kept") == read_tree(kept.root / "cold") != before
    assert sum(path.stat().st_size for path in (kept.root / ".cache").rglob("*") if path.is_file()) < 10_000_000
