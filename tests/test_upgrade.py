"""`centre-guide upgrade-notes`: what a newer guide changes for a copy, for its centre's notes, and for its downloads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.brand import load_brand
from macros.export.make import list_downloads
from macros.freeze import find_changed, freeze_edition
from macros.load import load_catalogue
from macros.offer import make_copy
from macros.upgrade.notes import make_upgrade_notes
from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, Project
from tests.evolved import evolve

A1 = "data/criteria/QX12-A1.yml"
NOTES = """\
notes:
  - about: QX12-A1
    text: Bring a coat.
  - about: QX12-B7/2.1
    text: See [trimming](QX12-A1/1.1) and [oil](term:oil).
"""


@pytest.fixture
def frozen(tiny: Project) -> Project:
    """The miniature guide with its first edition frozen, and a plain centre."""
    freeze_edition(tiny.root, load_catalogue(tiny.root / "data")[0], "1")
    tiny.write("data/centres/harbour.yml", PLAIN)
    tiny.write("data/centres/harbour.svg", LOGO)
    return tiny


def ask(project: Project, *arguments: str) -> dict[str, Any]:
    """What the command says as JSON."""
    done = project.run("upgrade-notes", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


def why(said: dict[str, Any]) -> dict[str, list[str]]:
    return {note["about"] or note["text"]: note["why"] for note in said["notes"]}


def test_nothing_has_changed(frozen: Project) -> None:
    """The same edition, the same data: nothing is to be done."""
    said = ask(frozen, "--from", "1", "--centre", "harbour")

    assert (said["entries"], said["notes"], said["downloads"], said["centre"]) == ([], [], [], "The Harbour School")
    assert "Nothing has changed" in frozen.run("upgrade-notes", "--from", "1").stdout


def test_notes_beside_what_changed_are_named_by_line(frozen: Project) -> None:
    """A note on a criterion, a note on its unit, one that leads there, and a form that serves it; never the others."""
    frozen.edit("data/centres/harbour.yml", "notes:\n", NOTES)
    frozen.edit(A1, "do: Name the dangers.", "do: Name each danger.")
    said = ask(frozen, "--from", "1", "--centre", "harbour")
    reason = "QX12-A1 AC 1.2 Dangers of oil: reads otherwise; no edition records why"
    lines = (frozen.root / "data/centres/harbour.yml").read_text(encoding="utf-8").splitlines()

    assert why(said) == {"QX12-A1": [reason], "QX12-A1/1.2": [reason], "Oil slip": [reason]}
    for note in said["notes"]:
        shown = note["about"] or note["text"]
        assert note["file"] == "data/centres/harbour.yml" and lines[note["line"] - 1].endswith(shown)


def test_what_ended_names_what_to_read_instead(frozen: Project) -> None:
    """Moved, split and renamed: a note beside it, or a link in a note to it, says so, with where the chain ends today."""
    frozen.edit("data/centres/harbour.yml", "notes:\n", NOTES)
    evolve(frozen)
    freeze_edition(frozen.root, load_catalogue(frozen.root / "data")[0], "2")
    found = why(ask(frozen, "--from", "1", "--centre", "harbour"))

    assert found["QX12-A1/1.2"] == ["QX12-A1 AC 1.2 Dangers of oil: has ended (moved): read QX12-B7/1.4 instead"]
    assert found["Oil slip"] == found["QX12-A1/1.2"]
    assert found["QX12-B7/2.1"] == [
        "it leads to QX12-A1 AC 1.1 Trimming, by its new name: Clearer",
        "it leads to the term 'oil': has ended (moved): read lamp-oil instead",
    ]


def test_people_read_what_to_do(frozen: Project) -> None:
    """The text names the editions, the centre, the change with both readings, the notes and the downloads."""
    frozen.edit(A1, "do: Name the dangers.", "do: Name each danger.")
    said = frozen.run("upgrade-notes", "--from", "1", "--centre", "harbour").stdout

    assert said.startswith(
        "From edition 1 (2026-01-01) to the guide as it is now, edition 1 (2026-01-01)\nFor The Harbour School\n"
    )
    assert "    brief: do [not recorded]\n      - Name the dangers.\n      + Name each danger.\n" in said
    assert "Your notes and forms to read again:\n  data/centres/harbour.yml:" in said
    assert "\n  downloads/QX12-A1-assignment-template.docx  (QX12-A1/1.2)\n" in said


def test_units_not_offered_are_set_apart(frozen: Project) -> None:
    """What has changed there is named in one line, and touches neither notes nor downloads."""
    frozen.edit("data/centres/harbour.yml", "units: [QX12-A1, QX12-B7]", "units: [QX12-A1]")
    frozen.edit("data/criteria/QX12-B7.yml", "short_title: The log", "short_title: A log")
    said = ask(frozen, "--from", "1", "--centre", "harbour")

    assert (said["entries"], said["not_offered"], said["downloads"]) == ([], ["QX12-B7"], [])


def test_the_copy_says_what_it_was_built_from(frozen: Project, tmp_path: Path) -> None:
    """Edition and centre are read from the copy; a centre whose file is not here is named."""
    manifest = json.loads((ROOT / "tests/api-v1/provenance-example.json").read_text(encoding="utf-8"))
    copy = tmp_path / "copy"
    (copy / "api/v1").mkdir(parents=True)
    (copy / "index.html").write_text("<p>", encoding="utf-8")
    (copy / "api/v1/provenance.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert ask(frozen, str(copy))["notes_looked_at"] is True

    manifest["centre"] = {"id": "elsewhere", "label": "Elsewhere"}
    (copy / "api/v1/provenance.json").write_text(json.dumps(manifest), encoding="utf-8")
    frozen.edit(A1, "do: Name the dangers.", "do: Name each danger.")
    said = frozen.run("upgrade-notes", str(copy)).stdout
    assert "The notes of Elsewhere were not looked at: give its file with --centre." in said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "name the copy, as a folder or an address"),
        (("--from", "11"), 1, "there is no edition '11' (did you mean '1'?)"),
        (("nowhere",), 1, "The copy could not be read: nowhere is no folder here"),
        (("--from", "1", "--centre", "harbor"), 1, "did you mean 'harbour'?"),
        (("data",), 1, "data holds no index.html"),
    ],
)
def test_what_is_missing_is_a_sentence(frozen: Project, arguments: tuple[str, ...], status: int, said: str) -> None:
    """Nothing named, an edition, a copy or a centre that is not there."""
    done = frozen.run("upgrade-notes", *arguments)

    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr


EDITS = [
    (A1, "do: Name the dangers.", "do: Name each danger."),
    (A1, "topic: Dangers of oil", "topic: What oil can do"),
    (A1, "text: How a lamp is trimmed\n", "text: How any lamp is trimmed\n"),
    (A1, 'value: "2"', 'value: "3"'),
    (A1, "short_title: The lamp", "short_title: A lamp"),
    ("data/verbs/outline.yml", "slip: ", "slip: Above all, "),
    ("data/artefacts/watch-log.yml", "name: Watch log", "name: Night log"),
]


@pytest.mark.parametrize(("name", "old", "new"), EDITS, ids=[new for _, _, new in EDITS])
def test_no_download_that_changes_is_passed_over(frozen: Project, name: str, old: str, new: str) -> None:
    """Every file that would be made otherwise after a change is among those named."""
    before = {download.address: download.make() for download in list_downloads(frozen.guide())}
    text = (frozen.root / name).read_text(encoding="utf-8")
    assert old in text
    frozen.write(name, text.replace(old, new))
    guide = frozen.guide()
    changed = {download.address for download in list_downloads(guide) if download.make() != before[download.address]}
    named = {touched.file.address for touched in make_upgrade_notes(guide.catalogue, "1").files}

    assert changed and changed <= named


def test_a_copy_with_fewer_units_has_not_changed(catalogue: Any) -> None:
    """What is left out because a centre does not offer it is no change since the edition."""
    brand = load_brand(ROOT, catalogue, "northgate-training")
    copy = make_copy(catalogue, brand.centre)

    assert copy.absent
    assert set(find_changed(copy)) <= set(find_changed(catalogue))
