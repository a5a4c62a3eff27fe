"""Compiled templates are kept beside the code of the tool, and never say anything but what stands in the template now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from macros import compiled
from macros.compiled import BESIDE_CODE, Compiled
from tests.conftest import ROOT


def render(folder: Path, text: str, *, kind: str = "test", kept: bool = True) -> tuple[str, int]:
    """Render a template in a process of its own, as it were; return what it says, and how many were compiled."""
    cache = Compiled(kind, folder)
    cache.kept = kept
    environment = Environment(loader=DictLoader({"a/b.html": text}), bytecode_cache=cache, autoescape=True)
    found = environment.get_template("a/b.html").render(), len(cache.new)
    cache.close()
    return found


def test_a_template_is_compiled_again_when_its_words_change(tmp_path: Path) -> None:
    """The next process finds the code of the same words, and a changed template never says what it said before."""
    texts = ("one {{ 1 }}", "one {{ 1 }}", "two {{ 2 }}", "one {{ 1 }}")

    assert [render(tmp_path, text) for text in texts] == [("one 1", 1), ("one 1", 0), ("two 2", 1), ("one 1", 1)]
    assert len(list(tmp_path.iterdir())) == 1


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "altered": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_code_that_is_not_whole_is_compiled_again(tmp_path: Path, damage: str) -> None:
    """A file that was cut short or altered is as good as none."""
    render(tmp_path, "one")
    (file,) = tmp_path.iterdir()
    file.write_bytes(DAMAGES[damage](file.read_bytes()))

    assert [render(tmp_path, "one"), render(tmp_path, "one")] == [("one", 1), ("one", 0)]


def test_other_code_or_libraries_compile_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other code has compiled, or the same code with other libraries, is not taken; nor what is compiled in another way."""
    assert render(tmp_path, "one") == ("one", 1)
    assert render(tmp_path, "one", kind="other") == ("one", 1)
    monkeypatch.setattr(compiled, "sum_tools", lambda: "other")

    assert render(tmp_path, "one") == ("one", 1)


def test_nothing_is_kept_where_that_is_not_wanted_or_cannot_be(tmp_path: Path) -> None:
    """Without keeping, nothing is read or written; where the tool may not write beside its code, it goes on."""
    (tmp_path / "file").write_text("in the way")

    assert [render(tmp_path / "new", "one", kept=False) for _ in range(2)] == [("one", 1)] * 2
    assert not (tmp_path / "new").exists()
    assert [render(tmp_path / "file", "one") for _ in range(2)] == [("one", 1)] * 2


def test_kept_where_python_keeps_compiled_code() -> None:
    """The folder is one that Git, the wheel and the sums of the code leave out."""
    assert BESIDE_CODE == ROOT / "macros" / "__pycache__" / "templates"
