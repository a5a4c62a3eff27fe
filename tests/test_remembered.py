"""What was worked out from a text is found again by the same text alone, and a spoilt record is worked out anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from macros import ahead
from macros import remembered as module
from macros.check import check_project
from macros.remembered import Remembered
from macros.sums import sum_file
from tests.conftest import Project


def understand(project: Project, file: Path) -> tuple[int, int, object]:
    """Read a project; return how many files were new, how many were known, and what the data says."""
    parsed = Remembered(file)
    catalogue, problems = check_project(project.root, parsed)
    assert problems == []
    new, used = len(parsed.new), len(parsed.used)
    parsed.close()
    return new, used - new, [entry.model_dump() for _, entry in catalogue.entries()]


def test_only_a_changed_file_is_read_again(tiny: Project, tmp_path: Path) -> None:
    """The second time nothing is new, after an edit one file is; what the data says is what it says without anything kept."""
    file = tmp_path / "data"
    new, known, first = understand(tiny, file)
    assert new > 15 and known == 0
    assert understand(tiny, file) == (0, new, first)
    tiny.edit("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do")
    changed = understand(tiny, file)

    assert changed[:2] == (1, new - 1)
    assert changed[2] == understand(tiny, tmp_path / "other")[2] != first


def test_problem_is_never_kept(tiny: Project, tmp_path: Path) -> None:
    """A file with a problem is read, and reported with its place, each time."""
    file = tmp_path / "data"
    understand(tiny, file)
    tiny.edit("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: ''")
    for _ in range(2):
        parsed = Remembered(file)
        problems = check_project(tiny.root, parsed)[1]
        parsed.close()

        assert [problem.rule for problem in problems] == ["text-allowed"]
        assert problems[0].place.line > 1


def test_what_was_written_to_is_not_kept_under_its_old_sum(tiny: Project, tmp_path: Path) -> None:
    """A build sums its files first and reads them later: what somebody wrote in between is known by what was read."""
    path, before = tiny.root / "data/criteria/QX12-A1.yml", (tiny.root / "data/criteria/QX12-A1.yml").read_text(encoding="utf-8")
    parsed = Remembered(tmp_path / "data", {str(path): sum_file(str(path))})
    tiny.edit("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do")
    check_project(tiny.root, parsed)
    parsed.close()
    path.write_text(before, encoding="utf-8")

    assert understand(tiny, tmp_path / "data")[2] == understand(tiny, tmp_path / "other")[2]


def test_files_understood_by_other_processes_are_found(tiny: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them once; one with a problem is left to the loader, which reports it."""
    monkeypatch.setattr(ahead, "FEW", 2)
    monkeypatch.setattr(ahead, "CHUNK", 3)
    tiny.edit("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: ''")
    parsed = Remembered(tmp_path / "data")
    ahead.understand_ahead(tiny.root / "data", parsed, 2)
    problems = check_project(tiny.root, parsed)[1]

    assert [problem.rule for problem in problems] == ["text-allowed"]
    assert len(parsed.taken) > 10 > len(parsed.new)
    parsed.close()
    tiny.edit("data/criteria/QX12-A1.yml", "text: ''", "text: The dangers of oil")
    assert understand(tiny, tmp_path / "data")[0] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_where_the_disk_is_full_the_loader_reads(tiny: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other processes hand over finds no room: the data says the same all the same."""
    monkeypatch.setattr(ahead, "FEW", 2)
    monkeypatch.setattr(ahead, "CHUNK", 3)
    monkeypatch.setattr(module.tempfile, "TemporaryFile", partial(Path("/dev/full").open, "r+b"))
    parsed = Remembered(tmp_path / "data")
    ahead.understand_ahead(tiny.root / "data", parsed, 2)
    taken, (_, problems) = len(parsed.taken), check_project(tiny.root, parsed)
    parsed.close()

    assert (taken, problems) == (0, [])
    assert understand(tiny, tmp_path / "data")[0] == 0


def test_centres_are_not_read_ahead(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """There may be thousands, and a build asks for one of them or for none."""
    read: list[Path] = []
    monkeypatch.setattr(ahead, "FEW", 2)
    monkeypatch.setattr(ahead, "CHUNK", 1000)  # one piece of work, which is done in this process
    monkeypatch.setattr(ahead, "load_file", lambda path, *rest: read.append(path))
    tiny.write("data/centres/harbour.yml", "version: 2\n")
    ahead.understand_ahead(tiny.root / "data", Remembered(), 2)

    assert len(read) > 10
    assert [path for path in read if path.parent.name == "centres"] == []


@pytest.mark.parametrize("spoil", ["cut", "altered", "empty", "folder", "length"])
def test_spoilt_record_is_worked_out_anew(spoil: str, tmp_path: Path) -> None:
    """A file of records that was cut short or altered gives nothing that is not whole."""
    file = tmp_path / "records"
    first = Remembered(file)
    key = first.find_key(Path("a"), "text", "kind")
    first.keep(key, "value")
    first.find(key)
    first.close()
    whole = file.read_bytes()
    if spoil == "folder":
        file.unlink()
        file.mkdir()
    else:
        length = whole[: module.HEAD - 8] + b"\xff" * 8 + whole[module.HEAD :]
        file.write_bytes({"cut": whole[:-1], "altered": whole[:-2] + b"!.", "empty": b"", "length": length}[spoil])

    assert Remembered(file).find(key) is None
    if spoil != "folder":
        file.write_bytes(whole)
        assert Remembered(file).find(key) == "value"


def test_other_code_or_libraries_find_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same text under another version of anything is another text."""
    before = Remembered(tmp_path / "records").find_key(Path("a"), "text", "kind")
    monkeypatch.setattr(module, "sum_tools", lambda: "another pydantic")

    assert Remembered(tmp_path / "records").find_key(Path("a"), "text", "kind") != before
    asked = ((Path("a"), "b", "c"), (Path("b"), "b", "c"), (Path("a"), "c", "b"))
    assert len({Remembered().find_key(*each) for each in asked}) == 3


def test_what_is_not_used_is_forgotten(tmp_path: Path) -> None:
    """The file does not grow: it holds what the last build has used."""
    file = tmp_path / "records"
    for text in ("one", "two"):
        records = Remembered(file)
        key = records.find_key(Path("a"), text, "kind")
        records.keep(key, text * 100)
        records.find(key)
        records.close()

    assert len(Remembered(file).places) == 1
