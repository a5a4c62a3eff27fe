"""Work that is shared out among processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from macros import ahead
from macros.build import build_site
from macros.errors import DataError, Place, Problem
from macros.parallel import do_all
from macros.shell import problems_shown
from macros.standing import BuildOptions
from tests.conftest import Project

PLACES = range(5)


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """However many processes work on them."""
    assert list(do_all(PLACES, lambda place: place * place, jobs)) == [0, 1, 4, 9, 16]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_is_raised_here(jobs: int) -> None:
    """A problem found in another process is the same problem."""

    def work(place: int) -> int:
        if place == 3:
            raise DataError([Problem(Place("data/x.yml"), "rule", "mend it")])
        return place

    with pytest.raises(DataError, match="mend it"):
        list(do_all(PLACES, work, jobs))


def test_something_else_is_done_while_others_work(tmp_path: Path) -> None:
    """Once, by this process, before anybody waits for a result: the others have to see that it was done."""
    done, told = tmp_path / "done", []

    def work(place: int) -> bool:
        until = time.monotonic() + 30
        while not done.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return done.exists()

    def meanwhile() -> None:
        told.append(os.getpid())
        done.touch()

    assert list(do_all(PLACES, work, 2, meanwhile)) == [True] * 5
    assert told == [os.getpid()]


def test_a_process_that_the_system_stops_is_told() -> None:
    """Nobody waits for ever for what it would have said."""

    def work(place: int) -> int:
        if place == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return place

    with pytest.raises(MemoryError, match="--jobs 1"):
        list(do_all(PLACES, work, 2))


def test_a_build_says_what_to_do_about_a_process_that_was_stopped(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, no traceback."""
    monkeypatch.setattr(ahead, "FEW", 2)
    monkeypatch.setattr(ahead, "CHUNK", 2)
    monkeypatch.setattr(ahead, "load_file", lambda *given: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(SystemExit) as ended, problems_shown():
        build_site(tiny.root, None, BuildOptions(jobs=2))

    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("the system has stopped a process")
