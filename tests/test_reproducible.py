"""Same input, same bytes."""

from __future__ import annotations

from tests.conftest import Project, read_tree


def test_two_builds_are_byte_identical(tiny: Project) -> None:
    """Two builds of the same data differ in no byte, whatever Python's hash seed, the language, the clock and the terminal."""
    odd = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "COLUMNS": "50"}
    for name, seed, around in (("one", "1", {}), ("two", "2", odd)):
        done = tiny.run("build", "--no-cache", "--out", name, SOURCE_DATE_EPOCH="0", PYTHONHASHSEED=seed, **around)
        assert done.returncode == 0, done.stderr

    assert read_tree(tiny.root / "one") == read_tree(tiny.root / "two")


def test_plain_mkdocs_builds_the_same_bytes(tiny: Project) -> None:
    """`mkdocs build` gives what `centre-guide build` gives: the preview and the published site cannot differ."""
    import subprocess
    import sys

    tiny.run("build", "--no-cache", "--out", "ours", SOURCE_DATE_EPOCH="0")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "plain"]
    environment = {"SOURCE_DATE_EPOCH": "0", "PATH": ""}
    done = subprocess.run(command, cwd=tiny.root, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr

    assert read_tree(tiny.root / "plain") == read_tree(tiny.root / "ours")
