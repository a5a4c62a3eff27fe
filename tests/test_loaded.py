"""Modules that wait until somebody asks for what is in them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import Project

ASK = """
import sys
from macros.loaded import LateModule, list_modules, list_packages, load_late
load_late("wave"), load_late("os"), load_late("no_such_module")
import wave
list(list_modules()), list(list_packages())
print(type(sys.modules["wave"]) is LateModule, type(sys.modules["os"]) is LateModule, "no_such_module" in sys.modules)
{use}
print(type(sys.modules["wave"]) is LateModule, wave.WAVE_FORMAT_PCM)
"""


@pytest.mark.parametrize("use", ["wave.Error", "from wave import Error", "import wave as w; w.open"])
def test_a_module_is_loaded_by_the_first_who_uses_it(use: str) -> None:
    """And not by those who only name it, nor by a list of what is loaded; one that is there already stays."""
    done = subprocess.run([sys.executable, "-c", ASK.format(use=f"{use}")], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["True False False", "False 1"], done.stderr


def test_pages_ask_nothing_of_git(tiny: Project) -> None:
    """No page can show what the macros plugin would ask: a build is the same, and as fast, in a repository and outside."""
    told, own = tiny.root / "asked", tiny.root / "programs"
    own.mkdir()
    (own / "git").write_text(f"#!/bin/sh\ntouch {told}\n")
    (own / "git").chmod(0o755)
    done = tiny.run("build", "--quick", "--out", "out", PATH=f"{own}{os.pathsep}{os.environ['PATH']}")

    assert done.returncode == 0, done.stderr
    assert not told.exists()
