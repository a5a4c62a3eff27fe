"""`centre-guide diff`: what differs between two frozen editions, what was recorded of it, and what was not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from macros.diff.compare import Difference, compare_values
from macros.freeze import freeze_edition
from macros.load import load_catalogue
from tests.conftest import Project
from tests.evolved import DATE, evolve

FIRST, SECOND = "data/editions/1.yml", "data/editions/2.yml"
A1 = "data/criteria/QX12-A1.yml"


def freeze(project: Project, edition: str) -> None:
    """Freeze the newest edition."""
    freeze_edition(project.root, load_catalogue(project.root / "data")[0], edition)


@pytest.fixture
def frozen(tiny: Project) -> Project:
    """The miniature guide with its first edition frozen."""
    freeze(tiny, "1")
    return tiny


def next_edition(project: Project, changes: str = "") -> None:
    """Begin a second edition with the wording of the first, and freeze it."""
    text = (project.root / FIRST).read_text(encoding="utf-8").replace('id: "1"', 'id: "2"')
    before, wording = text[: text.index("changes:")], text[text.index("wording:") :]
    project.write(SECOND, before + changes + wording)
    freeze(project, "2")


def diff(project: Project) -> dict[str, Any]:
    """What the command says as JSON, by the id of the entry."""
    done = project.run("diff", "1", "2", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert (said["version"], said["from"]["id"], said["to"]["id"]) == (1, "1", "2")
    return {entry["id"]: entry for entry in said["entries"]} | {"unrecorded": said["unrecorded"]}


def test_nothing_differs(frozen: Project) -> None:
    """Two editions that read the same differ in nothing, for people and for programs."""
    next_edition(frozen)

    assert diff(frozen) == {"unrecorded": []}
    assert "The two read the same." in frozen.run("diff", "1", "2").stdout


def test_recorded_and_unrecorded_differences_are_told_apart(frozen: Project) -> None:
    """A record of one part covers that part alone; everything else is named as not recorded."""
    frozen.edit(A1, "text: The dangers of oil\n", "text: Every danger of oil\n")
    frozen.edit(A1, "do: Name the dangers.", "do: Name each danger.")
    frozen.edit("data/verbs/tend.yml", "slip: Listing without a reason.", "slip: Listing without any reason.")
    about = "criterion: QX12-A1/1.2, part: dangers, effect: clearer"
    next_edition(frozen, f'changes:\n  - {{{about}, date: "{DATE}", reason: Every one counts}}\n')
    said = diff(frozen)

    assert said["QX12-A1/1.2"]["differences"] == [
        {"field": "brief.do", "part": None, "before": "Name the dangers.", "after": "Name each danger.", "recorded": False},
        {"field": "parts", "part": "dangers", "before": "dangers; The dangers of oil", "after": "dangers; Every danger of oil",
         "recorded": True},
    ]  # fmt: skip
    assert [change["effect"] for change in said["QX12-A1/1.2"]["changes"]] == ["clearer"]
    assert said["unrecorded"] == ["QX12-A1/1.2", "tend"]


def test_people_read_effect_reason_and_what_is_not_recorded(frozen: Project) -> None:
    """The text names the criterion, the effect in words, the reason, both readings, and what no edition records."""
    frozen.edit(A1, "do: Name the dangers.", "do: Name each danger.")
    frozen.edit(A1, "topic: Replacing the lamp", "topic: A new lamp")
    change = f'changes:\n  - {{criterion: QX12-A1/1.2, effect: may-need-more, date: "{DATE}", reason: Each one counts}}\n'
    next_edition(frozen, change)

    assert frozen.run("diff", "1", "2").stdout == f"""\
From edition 1 (2026-01-01) to edition 2 (2026-01-01)

QX12-A1 AC 1.2 Dangers of oil
  May need more, {DATE}: Each one counts
    Work that followed the guide as it was may lack something. Look at it again before you hand it
    in.
  brief: do
    - Name the dangers.
    + Name each danger.

QX12-A1 AC 1.10 A new lamp
  topic [not recorded]
    - Replacing the lamp
    + A new lamp

2 criteria differ.
Not recorded in an edition: QX12-A1/1.10.
"""


def test_everything_that_can_end_is_seen(frozen: Project) -> None:
    """Moved, split, merged, added and withdrawn: each criterion is listed with its record and what has become of it."""
    evolve(frozen)
    freeze(frozen, "2")
    said = diff(frozen)
    fields = {name: {found["field"] for found in said[name]["differences"]} for name in said if "/" in name}

    assert fields["QX12-A1/1.3"] == fields["QX12-A1/1.11"] == fields["QX12-B7/1.4"] == {"criterion"}
    assert all("retired" in fields[name] for name in ("QX12-A1/1.2", "QX12-A1/1.10", "QX12-A1/11.1", "QX12-B7/1.1"))
    assert {found["part"] for found in said["QX12-A1/1.1"]["differences"] if found["field"] == "parts"} == {
        "trimming", "two-ways", "trim", "straight-cut", "round-cut"
    }  # fmt: skip
    assert [change["effect"] for change in said["QX12-A1/1.10"]["changes"]] == ["withdrawn"]
    assert said["QX12-A1/1.10"]["differences"][-1]["after"].startswith(f"split; {DATE}; The Board has split it.")
    assert "QX12-B7/2.1" not in said


def test_editions_between_are_counted(frozen: Project) -> None:
    """From the first to the third edition, what the second recorded counts too; a record without a difference is shown."""
    next_edition(frozen, f'changes:\n  - {{criterion: QX12-A1/1.2, effect: clearer, date: "{DATE}", reason: Each one counts}}\n')
    third = (frozen.root / SECOND).read_text(encoding="utf-8").replace('id: "2"', 'id: "3"')
    frozen.write("data/editions/3.yml", third[: third.index("changes:")] + third[third.index("wording:") :])
    freeze(frozen, "3")
    done = frozen.run("diff", "1", "3")

    assert "Clearer, " in done.stdout and "Nothing in the frozen text differs." in done.stdout
    assert "Clearer, " not in frozen.run("diff", "2", "3").stdout


@pytest.mark.parametrize(
    ("older", "newer", "said"),
    [
        ("1", "12", "there is no edition '12' (did you mean '1'?): name one that is frozen"),
        ("2", "1", "edition 2 is not frozen: run `centre-guide edition freeze 2` first"),
    ],
)
def test_an_edition_that_is_not_frozen(frozen: Project, older: str, newer: str, said: str) -> None:
    """An edition that is unknown, or not frozen, is a problem that says what to do."""
    text = (frozen.root / FIRST).read_text(encoding="utf-8").replace('id: "1"', 'id: "2"')
    frozen.write(SECOND, text[: text.index("changes:")] + text[text.index("wording:") :])
    done = frozen.run("diff", older, newer)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"data/snapshots:1:1: diff: {said}")


def test_the_older_edition_comes_first(frozen: Project) -> None:
    """The other way round would tell what was added as gone."""
    next_edition(frozen)

    assert "2 is newer than 1: name the older one first" in frozen.run("diff", "2", "1").stderr


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # one more, one fewer, one reworded, others in their places
        (("a", "b"), ("a", "b", "c"), [(None, "c")]),
        (("a", "b", "c"), ("a", "c"), [("b", None)]),
        (("a", "b"), ("a", "B"), [("b", "B")]),
        # an order that changes is seen
        (("a", "b"), ("b", "a"), [(None, "b"), ("b", None)]),
        (("a",), ("a",), []),
    ],
)
def test_lists_are_compared_member_by_member(before: Any, after: Any, expected: Any) -> None:
    """What stays is not shown again."""
    assert list(compare_values("points", before, after)) == [Difference("points", old, new) for old, new in expected]
