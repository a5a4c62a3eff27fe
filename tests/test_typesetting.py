"""typst is asked in one place, and beside a process that forks, so that no process waits for threads that are not its own."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from macros.typesetting import CannotTypeset, typeset, typesetting_beside
from tests.conftest import ROOT

FORKS = """
from macros.parallel import do_all
from macros.typesetting import typeset, typesetting_beside

def work(number: int) -> int:
    return len(typeset(b"= Lamps", {}, format="pdf"))

with typesetting_beside(True):
    one = work(0)
    print({one, *do_all(range(3), work, 2), work(0)} == {one})
"""


def test_forked_processes_typeset_too() -> None:
    """A process that has typeset, then forks, and its children that typeset too: all get the same, and none waits for ever."""
    done = subprocess.run([sys.executable, "-c", FORKS], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert done.stdout == "True\n", done.stderr


@pytest.mark.parametrize(
    "value",
    ["", "\\", '"', '\\"', 'a\\", x: "', "\n\r\n\t\0", "\\u{41} \\n $x$ #x", "ŵ – 🏮", '"); #panic() //'],
)
def test_values_are_never_read_as_code(value: str) -> None:
    """Whatever a value says, the text gets these very letters."""
    expected = "".join(f"{byte}, " for byte in value.encode())

    assert typeset(f"#assert.eq(array(bytes(given.value)), ({expected}))".encode(), {"value": value, "other": ""}, format="png")


@pytest.mark.parametrize("beside", [False, True])
def test_fault_is_said_from_either_process(beside: bool) -> None:
    """What typst finds wrong comes back from the process beside this one as it does from this one."""
    with typesetting_beside(beside), pytest.raises(CannotTypeset, match="unclosed delimiter"):
        typeset(b"#text(", {}, format="pdf")


def test_typst_is_asked_in_one_place() -> None:
    """No other module loads it: the next process that is forked would hang."""
    loads = [
        path.name
        for path in (ROOT / "macros").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(name.name == "typst" for name in node.names)
    ]

    assert set(loads) == {"typesetting.py"}
