"""An edition is frozen once: complete, the same bytes each time, never overwritten, readable for as long as there is a guide."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros import snapshot
from macros.freeze import find_changed, freeze_edition, to_yaml
from macros.load import load_catalogue
from macros.snapshot import snapshot_sum
from tests.conftest import Project, read_tree

CONTRACT = Path(__file__).parent / "snapshot-v1"
SNAPSHOTS = "data/snapshots"
UNITS = ["QX12-A1.yml", "QX12-B7.yml"]
A1 = "data/criteria/QX12-A1.yml"


@pytest.fixture
def frozen(tiny: Project) -> Project:
    """The miniature project with its edition frozen."""
    freeze_edition(tiny.root, load_catalogue(tiny.root / "data")[0], "1")
    return tiny


def test_freeze_writes_one_file_for_each_unit(tiny: Project) -> None:
    """The snapshot lies in a folder of its own, and the guide is as sound as before."""
    done = tiny.run("edition", "freeze", "1")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"Wrote {SNAPSHOTS}/1/{name}" for name in UNITS]
    assert sorted(path.name for path in (tiny.root / SNAPSHOTS / "1").iterdir()) == UNITS
    assert not [path for path in (tiny.root / SNAPSHOTS).iterdir() if path.name != "1"]
    assert tiny.all_problems() == []


def test_the_same_data_gives_the_same_bytes(frozen: Project, tmp_path: Path) -> None:
    """Freezing again changes nothing and says so; freezing elsewhere gives the same files."""
    before = read_tree(frozen.root / SNAPSHOTS)
    again = frozen.run("edition", "freeze", "1")
    shutil.rmtree(frozen.root / SNAPSHOTS)
    afresh = frozen.run("edition", "freeze", "1", PYTHONHASHSEED="7")

    assert (again.returncode, again.stdout) == (0, "Edition 1 is frozen already, and reads the same. Nothing was written.\n")
    assert afresh.returncode == 0
    assert read_tree(frozen.root / SNAPSHOTS) == before


@pytest.mark.parametrize(
    ("edition", "edits", "place", "said"),
    [
        # an edition there is none of, with the nearest
        ("11", (), "data/editions:1:1", "there is no edition '11' (did you mean '1'?): name one that has a file here"),
        ("xyz", (), "data/editions:1:1", "there is no edition 'xyz': name one"),
        # one that is frozen with another text
        ("1", ((A1, "text: The dangers of oil", "text: All dangers of oil"),), "data/editions/1.yml:1:1",
         "edition 1 is frozen already and the data reads otherwise now: write a new file in data/editions"),
    ],
)  # fmt: skip
def test_freeze_is_refused(
    frozen: Project, edition: str, edits: tuple[tuple[str, str, str], ...], place: str, said: str
) -> None:
    """What was frozen stays; the author is told where and what to do."""
    before = read_tree(frozen.root / SNAPSHOTS)
    for edit in edits:
        frozen.edit(*edit)
    done = frozen.run("edition", "freeze", edition)

    assert done.returncode == 1
    assert done.stderr.startswith(f"{place}: edition-frozen: {said}")
    assert read_tree(frozen.root / SNAPSHOTS) == before


def test_only_the_newest_edition_can_be_frozen(tiny: Project) -> None:
    """The data is that of the newest edition; an older one can no longer be had from it."""
    text = (tiny.root / "data/editions/1.yml").read_text(encoding="utf-8")
    head, _, locked = text.partition("changes:\n")
    later = head.replace('id: "1"', 'id: "2"').replace("2026-01-01", "2026-06-01")
    tiny.write("data/editions/2.yml", f"{later}wording:{locked.partition('wording:')[2]}")
    done = tiny.run("edition", "freeze", "1")

    assert done.returncode == 1
    assert "edition 1 is not the newest, so the data is no longer as it was: freeze 2" in done.stderr
    assert not (tiny.root / SNAPSHOTS).exists()


def test_unsound_data_is_not_frozen(tiny: Project) -> None:
    """Data that does not pass every check, and pages that do not, are not kept for ever."""
    tiny.edit(A1, "verbs: [outline, weigh-up]", "verbs: [outlin, weigh-up]")
    done = tiny.run("edition", "freeze", "1")

    assert done.returncode == 1
    assert "did you mean 'outline'?" in done.stderr
    assert not (tiny.root / SNAPSHOTS).exists()


def test_a_damaged_snapshot_is_reported_where_it_is_damaged(frozen: Project) -> None:
    """The one loader reads snapshots too: a slip has its line, its column and the nearest name."""
    name = f"{SNAPSHOTS}/1/QX12-B7.yml"
    frozen.edit(name, "approach:\n", "aproach:\n")

    assert frozen.problems() == [
        f"{name}:22:1: field-known: unknown field 'aproach' (did you mean 'approach'?): rename or delete it"
    ]


def test_a_snapshot_without_its_edition_is_reported(frozen: Project) -> None:
    """A snapshot belongs to a record in data/editions; without it the nearest is named."""
    text = (frozen.root / "data/editions/1.yml").read_text(encoding="utf-8")
    (frozen.root / "data/editions/1.yml").unlink()
    frozen.write("data/editions/11.yml", text.replace('id: "1"', 'id: "11"'))
    said = [problem.split(": ", 1)[1] for problem in frozen.problems()]

    what = "no edition has the id '1' (did you mean '11'?): restore its file in data/editions"
    assert said == 2 * [f"snapshot-has-edition: {what}"]


def test_a_snapshot_in_the_wrong_folder_is_reported(frozen: Project) -> None:
    """A copy under another name is no other edition."""
    shutil.copytree(frozen.root / SNAPSHOTS / "1", frozen.root / SNAPSHOTS / "2")

    assert {problem.split(": ")[1] for problem in frozen.problems()} == {"file-name-is-id"}


def test_nothing_is_added_to_a_frozen_edition(frozen: Project) -> None:
    """A draft for which there is no open edition is refused before anything is written."""
    before = read_tree(frozen.root / "data")
    options = {"--wording": "Outline all", "--verb": "outline", "--reason": "x", "--date": "2026-03-01"}
    done = frozen.run("new", "criterion", "QX12-A1/1.99", *(word for option in options.items() for word in option))

    assert done.returncode == 1
    assert "1 is frozen: write a file for a new edition in data/editions first" in done.stderr
    assert read_tree(frozen.root / "data") == before


def test_a_snapshot_says_what_the_page_said(frozen: Project) -> None:
    """A frozen criterion holds the wording and all guidance of its page, numbers that look alike apart."""
    catalogue = load_catalogue(frozen.root / "data")[0]
    edition = catalogue.snapshots["1"]
    live, kept = catalogue.criteria["QX12-A1/1.1"], edition.criteria["QX12-A1/1.1"]

    assert list(edition.criteria) == list(catalogue.criteria)
    assert kept.wording == live.wording
    assert [(part.id, part.text) for part in kept.parts] == [(part.id, part.text) for part in live.parts]
    assert [point.text for point in kept.starting_points] == [point.text for point in live.starting_points]
    assert kept.example is not None
    assert [passage.text for passage in kept.example.level_5] == [p.text for p in catalogue.examples[live.id].level_5]
    assert edition.criteria["QX12-B7/2.1"].retired is not None
    assert len({c.wording for c in (edition.criteria[f"QX12-A1/{n}"] for n in ("1.1", "1.10", "11.1"))}) == 3


def test_live_guidance_that_has_moved_on_is_known(frozen: Project) -> None:
    """A changed criterion is named, and so is every criterion of a changed verb; nothing else is."""
    assert find_changed(load_catalogue(frozen.root / "data")[0]) == ()

    frozen.edit(A1, "text: The dangers of oil", "text: All dangers of oil")
    assert find_changed(load_catalogue(frozen.root / "data")[0]) == ("QX12-A1/1.2",)

    frozen.edit("data/verbs/tend.yml", "slip: Listing", "slip: Only listing")
    users = {c.id for c in load_catalogue(frozen.root / "data")[0].criteria.values() if "tend" in c.verbs}
    assert users and set(find_changed(load_catalogue(frozen.root / "data")[0])) == {"QX12-A1/1.2", *users}

    said = frozen.run("check").stdout
    assert "Changed since the newest frozen edition, and marked so on their pages: QX12-A1/1.2, " in said


def test_a_snapshot_of_version_1_stays_readable(tiny: Project) -> None:
    """The contract: files frozen in the first version are read, whole and unaltered, whatever has become of the model."""
    shutil.copytree(CONTRACT, tiny.root / SNAPSHOTS / "1")
    catalogue, problems = load_catalogue(tiny.root / "data")

    assert [problem for problem in problems if SNAPSHOTS in problem.place.path] == []
    assert [(unit.id, snapshot_sum(unit)) for unit in catalogue.frozen_units.values()] == [
        ("1/QX12-A1", "e20b3dea9a70631fa5f1fad466c1f380fdd367fb2456f4375c324f302f5567d7"),
        ("1/QX12-B7", "c7231963ffaea731c92d89373a2be0a8fb345c538ea80f7195baabda6b9fac72"),
    ]
    for unit in catalogue.frozen_units.values():
        stored = (CONTRACT / f"{unit.unit}.yml").read_text(encoding="utf-8")
        assert to_yaml(tiny.root, unit) == stored


def test_the_contract_shows_every_field() -> None:
    """A field that no stored snapshot holds is a field whose reading no one has tried."""
    written = "".join(path.read_text(encoding="utf-8") for path in CONTRACT.iterdir())
    kinds = [getattr(snapshot, name) for name in snapshot.__all__ if name.startswith("Frozen")]
    lacking = [f"{kind.__name__}.{name}" for kind in kinds for name in kind.model_fields if f"{name}:" not in written]

    assert len(kinds) > 15
    assert lacking == []
