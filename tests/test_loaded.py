"""Modules that wait until somebody asks for what is in them."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
