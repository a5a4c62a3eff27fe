"""Whatever befalls a build, what is published keeps every byte, and the next build clears up after it."""

from __future__ import annotations

import glob
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import staging
from macros.errors import DataError
from macros.staging import clear_abandoned, staged, swap_in
from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, Project, read_tree

MARK = "search/guide.js"
"""What tells a built guide from another folder."""


def publish(out: Path) -> dict[str, bytes]:
    """Write a site that an earlier build has published, and return it."""
    for name, text in (("index.html", "published"), (MARK, "published"), ("a/b.html", "\0\n")):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_tree(out)


def list_left(out: Path) -> list[str]:
    """Return the names of what a build has left beside its target."""
    return sorted(path.name for path in out.parent.iterdir() if path.name.startswith(f".{out.name}-"))


# Faults of the disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte that an old site lies on."""
    yield from mount(tmp_path / "disk", "size=1m")


def mount(disk: Path, options: str) -> Iterator[Path]:
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("only root can mount a small disk here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_full_disk(tiny: Project, small_disk: Path) -> None:
    """A disk that fills up during a build is named, and the old site stays whole."""
    before = publish(small_disk / "site")
    done = tiny.run("build", "--out", str(small_disk / "site"))

    assert_named(done, "No space left on device")
    assert read_tree(small_disk / "site") == before and list_left(small_disk / "site") == []


def test_disk_that_can_only_be_read(tiny: Project, small_disk: Path) -> None:
    """A target where nothing may be written is named before anything is made."""
    before = publish(small_disk / "site")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = tiny.run("build", "--out", str(small_disk / "site"))

    assert_named(done, "Read-only file system")
    assert read_tree(small_disk / "site") == before


def test_limit_on_the_size_of_files(tiny: Project, tmp_path: Path) -> None:
    """A quota that stops a large file in the middle is a full disk to us, wherever tests run."""
    before = publish(tmp_path / "site")
    command = f'ulimit -f 8 && exec "{sys.executable}" -B -m macros build --no-cache --out "{tmp_path}/site"'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], cwd=tiny.root, env=environment, capture_output=True, text=True, check=False)

    assert_named(done, "File too large")
    assert read_tree(tmp_path / "site") == before and list_left(tmp_path / "site") == []


def assert_named(done: subprocess.CompletedProcess[str], fault: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "site:1:1: target-can-be-written: " in done.stderr and fault in done.stderr
    assert "Traceback" not in done.stderr and "Nothing was published" in done.stderr


# A build that is killed


PAGES_ARE_WRITTEN, DOWNLOADS_ARE_WRITTEN, ALL_IS_WRITTEN = "new/QX12-A1/index.html", "new/downloads/*.docx", "new/_headers"
HOLD = """
import glob, os, sys, time

def hold(event, arguments):
    while event == "open" and set(glob.glob(os.environ["HOLD_AT"])) - set(os.environ["HOLD_NOT"].split(os.pathsep)):
        time.sleep(1)

sys.addaudithook(hold)
from macros.cli import main
main(prog_name="centre-guide")
"""
"""The command, which waits for its end at the first file that it opens when it has come so far: a busy machine may look late."""


def test_killed_build(tiny: Project) -> None:
    """Killed while it writes pages, downloads or checks links, a build leaves the old site whole; the next clears up."""
    out = tiny.root / "site"
    before = publish(out)
    for reached in (PAGES_ARE_WRITTEN, DOWNLOADS_ARE_WRITTEN, ALL_IS_WRITTEN):
        kill_when(tiny, out, reached)
        assert read_tree(out) == before, reached
    assert len(list_left(out)) == 1, "each build has cleared up after the one before, which left what it had made"
    done = tiny.run("build")

    assert done.returncode == 0, done.stderr
    assert list_left(out) == [] and (out / "QX12-A1" / "index.html").is_file()


def kill_when(tiny: Project, out: Path, reached: str, *arguments: str) -> None:
    """Build, and kill the build and whatever it has started when it has written a file."""
    command = [sys.executable, "-c", HOLD, *(arguments or ("build", "--no-cache"))]
    pattern = str(out.parent / f".{out.name}-*" / reached)
    known = glob.glob(pattern)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOLD_AT": pattern, "HOLD_NOT": os.pathsep.join(known)}
    build = subprocess.Popen(command, cwd=tiny.root, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    while build.poll() is None and set(glob.glob(pattern)) <= set(known):
        time.sleep(0.01)
    os.killpg(build.pid, signal.SIGKILL)
    assert build.wait(timeout=60) == -signal.SIGKILL


# The swap


def test_no_reader_ever_misses_the_site(tmp_path: Path) -> None:
    """While one site takes the place of another, a file is there each time somebody asks: the old or the new."""
    publish(tmp_path / "a")
    publish(tmp_path / "b")
    if not staging.exchange(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this disk cannot exchange two folders")
    missed, over = [], threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                (tmp_path / "a" / "index.html").read_bytes()
            except FileNotFoundError as error:
                missed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(300):
        swap_in(tmp_path / "b", tmp_path / "a", tmp_path / "old")
    over.set()
    reader.join()

    assert missed == []


def test_swap_that_fails_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two folders cannot be exchanged and the new one cannot be moved, the old one is where it was."""
    before = publish(tmp_path / "site")
    (tmp_path / "new").mkdir()
    monkeypatch.setattr(staging, "exchange", lambda one, other: False)
    rename = os.rename

    def refuse(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(OSError, match="No space"):
        swap_in(tmp_path / "new", tmp_path / "site", tmp_path / "old")

    assert read_tree(tmp_path / "site") == before


def test_killed_between_two_renames_the_old_site_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot exchange folders, what was killed in the one instant without a site is put right."""
    left = tmp_path / ".site-building-abcdefgh"
    before = publish(left / "old")
    (left / "lock").touch()
    with pytest.raises(DataError), staged(tmp_path / "site", "site"):
        raise DataError([])  # whatever the next build comes to

    assert read_tree(tmp_path / "site") == before and list_left(tmp_path / "site") == []


def test_killed_between_two_renames_the_old_copies_of_a_fleet_come_back(tmp_path: Path) -> None:
    """The same for each copy of a fleet, though the next run may be for another centre; one that has come through stays."""
    left = tmp_path / ".fleet-building-abcdefgh"
    before = publish(left / "copies" / "pier" / "old")
    publish(left / "copies" / "harbour" / "old")
    (left / "copies" / "wharf").mkdir()
    (left / "lock").touch()
    (tmp_path / "harbour").mkdir()
    clear_abandoned(tmp_path / "fleet")

    assert read_tree(tmp_path / "pier") == before and list((tmp_path / "harbour").iterdir()) == []
    assert not left.exists() and not (tmp_path / "wharf").exists()


def test_only_what_nobody_builds_is_cleared(tmp_path: Path) -> None:
    """Another build of the same site that is still at work is left alone, and so is whatever is named alike."""
    others = tmp_path / ".site-building-by-hand", tmp_path / ".site-abcdefgh"
    for other in others:
        other.mkdir()
    with staged(tmp_path / "site", "site") as first:
        with staged(tmp_path / "site", "site") as second:
            assert first.is_dir() and second.is_dir() and first != second
        assert first.is_dir() and not second.exists()

    assert not first.exists() and all(other.is_dir() for other in others)


# A fleet


def test_fleet_that_is_killed_or_has_no_room(tiny: Project, small_disk: Path) -> None:
    """Killed while it makes the copies, or on a full disk, a fleet leaves every old copy whole; the next clears up."""
    for name in ("harbour", "pier"):
        tiny.write(f"data/centres/{name}.yml", PLAIN.replace("harbour", name))
        tiny.write(f"data/centres/{name}.svg", LOGO)
    out = tiny.root / "copies"
    before = {name: publish(out / name) for name in ("harbour", "pier")}
    kill_when(tiny, out / "fleet", "base/index.html", "fleet", "--out", str(out))
    assert {name: read_tree(out / name) for name in before} == before
    assert len(list_left(out / "fleet")) == 1

    full = {name: publish(small_disk / name) for name in before}
    done = tiny.run("fleet", "--out", str(small_disk))
    assert done.returncode == 1 and "No space left on device" in done.stdout + done.stderr, done.stdout + done.stderr
    assert {name: read_tree(small_disk / name) for name in full} == full

    done = tiny.run("fleet", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert list_left(out / "fleet") == [] and (out / "pier" / "centre" / "index.html").is_file()
