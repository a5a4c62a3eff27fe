"""A centre's file in an older form is read as it was meant, and written anew without losing a word or a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.load import load_file
from macros.model import Centre
from tests.centres import LOGO, PLAIN
from tests.conftest import Project, read_tree

OLD = PLAIN.replace("version: 2", "version: 1   # the first form")
FAULTS = """\
  # Found by our learners.
  faults:
    - No captions yet   # ask Ann
    - >-
      Two long lines, folded
      into one.
    - 'It''s: quoted'
"""
READ = ["No captions yet", "Two long lines, folded into one.", "It's: quoted"]


@pytest.fixture
def old(tiny: Project) -> Project:
    """The miniature project with a centre in the first form, which lists three faults in three ways of writing."""
    tiny.write("data/centres/harbour.yml", OLD + FAULTS)
    tiny.write("data/centres/harbour.svg", LOGO)
    return tiny


def read(project: Project) -> Centre:
    centre, _, problems = load_file(project.root / "data/centres/harbour.yml", Centre, project.root)
    assert isinstance(centre, Centre), problems
    return centre


def test_an_older_file_is_read(old: Project) -> None:
    """It passes every rule as it stands, and says what it always said."""
    assert old.problems() == []
    assert [fault.what for fault in read(old).accessibility.faults] == READ


def test_migrate_writes_the_newest_form_and_keeps_the_notes(old: Project) -> None:
    """The file says the same as before, in the newest form: notes, order and everything else are where they were."""
    before = read(old)
    done = old.run("migrate")
    text = (old.root / "data/centres/harbour.yml").read_text(encoding="utf-8")

    assert done.stdout == "Wrote data/centres/harbour.yml in the newest form\n"
    assert read(old) == before
    assert "version: 2   # the first form" in text and "# ask Ann" in text and "# Found by our learners." in text
    assert text.split("accessibility:")[0] == OLD.split("accessibility:")[0].replace("version: 1", "version: 2")
    assert old.run("migrate").stdout == "data/centres/harbour.yml is in the newest form already\n"


WAYS = {"none": "  faults: []\n", "left out": "", "in one line": "  faults: [one, 'two: three']\n"}


@pytest.mark.parametrize("ending", WAYS.values(), ids=WAYS)
def test_every_way_to_list_faults(old: Project, ending: str) -> None:
    """A list that is empty, missing or on one line becomes what it means."""
    old.write("data/centres/harbour.yml", OLD + ending)
    before = read(old)

    assert old.run("migrate", "data/centres/harbour.yml").returncode == 0
    assert read(old) == before


def test_a_fault_in_an_older_file_is_told_at_its_line(old: Project) -> None:
    """Problems name the line of the file as it is, and nothing is written while any file has one."""
    old.edit("data/centres/harbour.yml", "name: The Harbour School", "nome: The Harbour School")
    before = read_tree(old.root / "data/centres")
    done = old.run("migrate")

    assert done.returncode == 1
    assert "data/centres/harbour.yml:3:7: field-known: unknown field 'nome' (did you mean 'name'?)" in done.stderr
    assert read_tree(old.root / "data/centres") == before


@pytest.mark.parametrize("fault", ["- [a, list]", "- {no: field}"])
def test_nonsense_in_an_older_file_is_a_problem_and_no_traceback(old: Project, fault: str) -> None:
    """What the first form did not allow is not allowed now."""
    old.write("data/centres/harbour.yml", f"{OLD}  faults:\n    {fault}\n")
    done = old.run("migrate")

    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "data/centres/harbour.yml:" in done.stderr


def test_a_file_anywhere_can_be_named(old: Project, tmp_path: Path) -> None:
    """A centre in a folder of its own is named by its file or its folder."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "centre.yml").write_text(OLD + FAULTS, encoding="utf-8")

    assert old.run("migrate", str(own)).returncode == 0
    assert "version: 2" in (own / "centre.yml").read_text(encoding="utf-8")
    assert "version: 1" in (old.root / "data/centres/harbour.yml").read_text(encoding="utf-8")
