"""Downloads are made again only when something they are made from has changed, and a spoilt one never gets out."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from macros import kept as module
from macros.check import load_checked
from macros.export.make import list_downloads
from macros.guide import make_guide
from macros.included import find_cache
from macros.kept import DOWNLOADS, LIBRARIES, MOST, Kept
from macros.sums import find_package
from tests.conftest import ROOT, Project

SITE = "https://guide.example.org/lamps/"


def write(text: str) -> bytes:
    """Write a file, as a maker of downloads does."""
    return text.encode()


def make_all(project: Project, keep: bool = True) -> tuple[dict[str, bytes], Kept]:
    """Return every download of a project, and what had to be made."""
    kept = Kept(find_cache(project.root, DOWNLOADS) if keep else None)
    guide = make_guide(project.root, load_checked(project.root), kept=kept)
    return {download.address: download.make() for download in list_downloads(guide, SITE)}, kept


def test_second_build_makes_none(tiny: Project) -> None:
    """What has not changed is found, and has the bytes it would have if it were made."""
    first, made = make_all(tiny)
    again, found = make_all(tiny)

    assert len(made.made) > 15 and made.found == 0
    assert (found.made, found.found) == ([], len(made.made))
    assert again == first == make_all(tiny, keep=False)[0]


def test_edit_of_a_criterion_makes_its_files_alone(tiny: Project) -> None:
    """A part that is put differently changes the files of its unit and the whole guide, and nothing else."""
    make_all(tiny)
    tiny.edit("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do")
    made = make_all(tiny)[1].made

    assert {"downloads/QX12-A1-checklist.pdf", "downloads/QX12-guide.pdf"} <= set(made)
    assert [address for address in made if "QX12-A1" not in address and "guide" not in address] == []


def test_another_address_is_another_file(tiny: Project) -> None:
    """Links are part of what a file says: a site that moves makes them again."""
    make_all(tiny)
    kept = Kept(find_cache(tiny.root, DOWNLOADS))
    guide = make_guide(tiny.root, load_checked(tiny.root), kept=kept)
    moved = {download.address: download.make() for download in list_downloads(guide, "https://elsewhere.example/")}

    assert "downloads/QX12-A1-checklist.md" in kept.made
    assert b"https://elsewhere.example/" in moved["downloads/QX12-A1-checklist.md"]


@pytest.mark.parametrize("spoil", ["cut", "altered", "empty", "folder"])
def test_spoilt_file_is_made_again(spoil: str, tmp_path: Path) -> None:
    """A kept file that was cut short, altered or is no file at all is not handed out."""
    Kept(tmp_path).make("a", write, "content")
    [path] = tmp_path.iterdir()
    whole = path.read_bytes()
    if spoil == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes({"cut": whole[:-1], "altered": whole[:-1] + b"!", "empty": b""}[spoil])
    kept = Kept(tmp_path)

    assert kept.make("a", write, "content") == b"content"
    assert kept.made == ["a"]


def test_changed_code_makes_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes the code or updates a library sees the change in the files."""
    Kept(tmp_path).make("a", write, "content")
    monkeypatch.setattr(module, "read_tools", lambda: ("another typst",))
    kept = Kept(tmp_path)
    kept.make("a", write, "content")

    assert kept.made == ["a"]


def test_code_and_templates_count(tmp_path: Path) -> None:
    """The sum of the code changes with a module and with a template, and not with what Python leaves behind."""
    (tmp_path / "a.py").write_text("a")
    (tmp_path / "b.typ").write_text("b")
    sums = [module._sum_code(tmp_path)]
    for name, text in (("a.py", "aa"), ("b.typ", "bb"), ("c.pyc", "c")):
        (tmp_path / name).write_text(text)
        sums.append(module._sum_code(tmp_path))

    assert len(set(sums)) == 3 and sums[2] == sums[3]


def test_every_library_that_writes_files_counts() -> None:
    """A library imported by the writers is in the key, so that its update is noticed."""
    imported = set()
    for path in (ROOT / "macros" / "export").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported |= {name.split(".")[0] for name in names}

    assert imported - set(sys.stdlib_module_names) - {"macros", "yaml"} <= set(LIBRARIES)
    assert [library for library in LIBRARIES if not find_package(library)] == []


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A project that cannot be written to is built all the same."""
    (tmp_path / "file").write_text("in the way")

    assert Kept(tmp_path / "file" / "folder").make("a", write, "content") == b"content"


def test_oldest_files_go_first(tmp_path: Path) -> None:
    """The folder does not grow for ever: what was used longest ago is deleted."""
    for number in range(MOST + 2):
        (tmp_path / str(number)).write_bytes(b"")
        os.utime(tmp_path / str(number), (number, number))
    Kept(tmp_path).forget_oldest()

    assert {path.name for path in tmp_path.iterdir()} == {str(number) for number in range(2, MOST + 2)}


def test_no_file_of_this_build_is_forgotten(tmp_path: Path) -> None:
    """However many downloads a catalogue has, the next build finds all of them."""
    kept = Kept(tmp_path / "kept")
    for number in range(MOST + 20):
        kept.make(str(number), write, str(number))
    kept.forget_oldest()

    assert len(list((tmp_path / "kept").iterdir())) == MOST + 20


def test_nothing_is_kept_that_was_made_while_code_was_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was made by code that is no longer on disk is handed out and not kept."""
    monkeypatch.setattr(module, "is_code_unchanged", lambda: False)

    assert Kept(tmp_path).make("a", write, "content") == b"content"
    assert list(tmp_path.iterdir()) == []
