"""A clean copy of the project, as a host would check it out, and the steps of a recipe run in it as a script.

What the set-up would install is there already, by way of the environment of the tests: `make setup` runs, and finds it done.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from macros import bootstrap
from tests.conftest import ROOT, TINY, Project

LOCKS = ("requirements.lock", "requirements-node.lock", "package.json", "package-lock.json")
CHECKED_OUT = (".dockerignore", "Makefile", "pyproject.toml", *LOCKS)
FOLDERS = ("macros", "overrides")


def check_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a copy of the miniature guide with the real tool in it, which nothing has been installed in or built from."""
    shutil.copytree(TINY, target, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    for name in CHECKED_OUT:
        shutil.copyfile(ROOT / name, target / name)
    monkeypatch.setenv("PYTHON", sys.executable)
    return Project(target)


def put_environment(folder: Path) -> None:
    """Make the environment that `make setup` would make, of the packages that are here, with the marks that say so."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / ".venv")], check=True)
    own = sysconfig.get_path("purelib", vars={"base": str(folder / ".venv"), "platbase": str(folder / ".venv")})
    Path(own, "here.pth").write_text(f"{folder}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    program = folder / ".venv" / "bin" / "centre-guide"
    program.write_text(f"#!{folder}/.venv/bin/python\nfrom macros.cli import run\nrun()\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    state = bootstrap.digest(str(folder / "requirements.lock"), str(folder / "pyproject.toml"))
    (folder / ".venv" / ".installed").write_text(state + sys.version, encoding="utf-8")


def run_steps(steps: list[str], folder: Path, **environment: str) -> None:
    """Run the steps of a recipe as its host would: each in a shell that stops at the first failure."""
    variables = {**os.environ, **environment}
    for step in steps:
        done = subprocess.run(["bash", "-e", "-c", step], cwd=folder, env=variables, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
