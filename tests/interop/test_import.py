"""A guide to another qualification begins with its framework: nothing is lost unsaid, and what comes back is what went in.

`bee-yard.case.json` is fictional, as another system would write it: its own identifiers and addresses, types with other
names, a level too many, a level too few, numbers of three forms, associations and fields we have no place for.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from macros.case import find_faults, list_case, make_package
from macros.case.files import write_json
from macros.check import load_checked
from macros.errors import DataError
from macros.guide import Guide
from macros.intake.from_case import read_case
from macros.intake.from_csv import read_table
from macros.intake.project import REPORT, Imported, import_framework
from tests.conftest import ROOT, TINY, Project, read_tree
from tests.interop.conftest import BEES

HERE = Path(__file__).parent
TABLE, MAP = HERE / "bee-yard.csv", HERE / "bee-yard.map.yml"
REAL = re.compile(r"8580|8588|coaching|\bILM\b", re.IGNORECASE)


def package_text(folder: Path) -> str:
    """The package that a project publishes, as the bytes of its file."""
    catalogue = load_checked(folder)
    (qualification,) = catalogue.qualifications.values()
    return write_json(make_package(catalogue, qualification))


@pytest.mark.parametrize("name", ["guide", "tiny_guide"])
def test_export_import_export_is_identical(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The package of a guide, imported and exported again, has the same bytes; the import says that everything fitted."""
    guide: Guide = request.getfixturevalue(name)
    (text,) = {text for address, text in list_case(guide.catalogue) if "/CFPackages/" in address}
    file = tmp_path / "package.json"
    file.write_text(text, encoding="utf-8")
    made = import_framework(ROOT, read_case(file), "", str(file), tmp_path / "guide")

    assert package_text(tmp_path / "guide") == text
    assert made.notes == ()
    assert set(load_checked(tmp_path / "guide").criteria) == set(guide.catalogue.criteria)


def test_foreign_framework_comes_back_the_same_after_one_round(bees: Imported, tmp_path: Path) -> None:
    """What was folded once needs no folding again: the second export has the bytes of the first."""
    first = package_text(bees.folder)
    file = tmp_path / "package.json"
    file.write_text(first, encoding="utf-8")
    made = import_framework(ROOT, read_case(file), "BY2", str(file), tmp_path / "guide")

    assert package_text(tmp_path / "guide") == first
    assert [note for note in made.notes if "exported from here" in note or "not kept" in note] == []
    assert list(find_faults(json.loads(first))) == []


def test_numbers_and_identifiers_are_kept(bees: Imported) -> None:
    """A number of our form stays; any other gets one and is still printed in an export. Identifiers stay in every case."""
    source = {item["identifier"]: item for item in json.loads(BEES.read_text(encoding="utf-8"))["CFItems"]}
    criteria = load_checked(bees.folder).criteria
    exported = {item["identifier"]: item for item in json.loads(package_text(bees.folder))["CFItems"]}

    assert [criterion for criterion in criteria if criterion.startswith("BY2-HV1/1.")] == [
        f"BY2-HV1/{number}" for number in ("1.1", "1.10", "1.11", "1.2", "1.100")
    ]
    assert {"BY2-HV1/11.1", "BY2-HV2/2.3.1", "BY2-HV2/2.3.10", "BY2-HV3/1.1"} <= set(criteria)
    for criterion in criteria.values():
        assert criterion.exchange is not None
        item = source[criterion.exchange.identifier]
        assert " ".join(item["fullStatement"].split()) == criterion.wording
        assert exported[criterion.exchange.identifier]["humanCodingScheme"] == item["humanCodingScheme"]


def test_what_ended_is_retired(bees: Imported) -> None:
    """A last day, its reason and a successor become a retired criterion."""
    retired = load_checked(bees.folder).criteria["BY2-HV3/1.2"].retired

    assert retired is not None
    assert (retired.date, retired.reason) == ("2026-01-31", "Joined with A1 by the Meadow Board.")
    assert list(retired.successors) == ["BY2-HV3/1.1"]


def test_verbs_are_taken_from_the_framework(bees: Imported) -> None:
    """Verbs come from the keywords that stand in the wording, else from the words it begins with; the rest are drafts."""
    catalogue = load_checked(bees.folder)

    assert [str(verb) for verb in catalogue.criteria["BY2-HV1/11.1"].verbs] == ["carry-out", "record"]
    assert [str(verb) for verb in catalogue.criteria["BY2-HV1/11.2"].verbs] == ["show-that"]
    assert catalogue.verbs["gently-brush"].core.text.startswith("Draft:")


# Every thing in the fictional framework that has no place here, and the words in which the report names it.
UNFITTING = (
    '"Work with living things" is a level that has no place here',
    'a) "with the lid on" stands below a criterion: it became a part of 11.2',
    'HV/4 "An empty module" has no criterion below it and was left out.',
    'Some criteria of HV/2 "Keeping records of a colony" stand in no learning outcome',
    'The criterion A1 "Choose combs that may be taken" got the number 1.1 in BY2-HV3.',
    "White space or hidden characters were taken out of criterion 1.3",
    "is how a wording begins: gently brush.",
    "adoptionStatus of the CFDocument is not kept.",
    "abbreviatedStatement of 1 CFItems is not kept.",
    "uri of 19 CFItems would read otherwise",
    "conceptKeywords of 5 CFItems would read otherwise",
    "1 of 27 CFAssociations (exactMatchOf) would not be",
    "1 of 27 CFAssociations (precedes) would not be",
    "keywords of 5 CFConcepts is not kept.",
    "3 of 3 CFItemTypes would not be",
    "CFRubrics of the package is not kept.",
)


@pytest.mark.parametrize("said", UNFITTING)
def test_report_says_what_did_not_fit(bees: Imported, said: str) -> None:
    """Nothing is dropped in silence: it stands in what is printed and in the report beside the data."""
    assert any(said in note for note in bees.notes)
    assert said in (bees.folder / REPORT).read_text(encoding="utf-8")


def test_imported_project_builds_without_a_line_of_code_changed(bees: Imported, bee_site: Path) -> None:
    """The new project has the code as it is, passes every check, builds, and says nothing of the qualification it came from."""
    project, site = Project(bees.folder), bee_site
    check = project.run("check")

    assert (check.returncode, check.stderr) == (0, "")
    for criterion in load_checked(project.root).criteria:
        assert (site / criterion / "index.html").is_file(), criterion
    assert {"BY2-moodle.csv", "BY2-canvas.csv", "BY2-HV1-checklist.pdf"} <= {path.name for path in (site / "downloads").iterdir()}
    own = {name: text for name, text in read_tree(site).items() if name.endswith((".html", ".json", "guide.js", ".csv", ".md"))}
    assert [name for name, text in own.items() if REAL.search(text.decode())] == []
    code = {name: text for name, text in read_tree(ROOT / "macros").items() if "__pycache__" not in name}
    assert {name: text for name, text in read_tree(project.root / "macros").items() if "__pycache__" not in name} == code


def broken(change: Any) -> str:
    """The fictional package with a change."""
    package = json.loads(BEES.read_text(encoding="utf-8"))
    change(package)
    return json.dumps(package)


def _item(package: Any, **changes: Any) -> None:
    package["CFItems"][2].update(changes)


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    # what is no package at all
    "empty": ("", "json-syntax"),
    "half a file": (BEES.read_text(encoding="utf-8")[:5000], "json-syntax"),
    "not UTF-8": (b"\xff\xfe{\x00", "is not UTF-8 text (byte 0): save it as UTF-8"),
    "a list": ("[]", "is not a CASE package"),
    "a web page": ("<!doctype html>", "json-syntax"),
    "too deep": ("[" * 100_000, "is nested too deep"),
    "deep and whole": ('{"a":' * 900 + "1" + "}" * 900, "json-syntax"),
    "a number without end": ('{"CFDocument":' + "9" * 5000 + "}", "holds a number that is too long"),
    "half a letter": (broken(lambda p: _item(p, fullStatement="Say \ud800")), "holds half a letter"),
    # fields of the wrong kind
    "no items": (broken(lambda p: p.update(CFItems=[])), "CFItems: "),
    "items that are text": (broken(lambda p: p.update(CFItems=["x"])), "CFItems[0]"),
    "a statement that is a number": (broken(lambda p: _item(p, fullStatement=1)), "CFItems[2].fullStatement: "),
    "no identifier": (broken(lambda p: p["CFItems"][2].pop("identifier")), "CFItems[2].identifier: "),
    "an identifier that is a path": (broken(lambda p: _item(p, identifier="../../etc/passwd")), "CFItems[2].identifier: "),
    "a day in no calendar": (broken(lambda p: _item(p, lastChangeDateTime="2026-02-30T00:00:00Z")), "lastChangeDateTime: "),
    "too many items": (broken(lambda p: p.update(CFItems=p["CFItems"] * 300)), "CFItems: "),
    # a tree that is none
    "an item twice": (broken(lambda p: p["CFItems"].append(p["CFItems"][2])), "case-sound"),
    "a parent that is not there": (broken(lambda p: p["CFItems"].pop(1)), "is not in the package"),
    "a circle": (
        broken(lambda p: p["CFAssociations"][0].update(destinationNodeURI=p["CFAssociations"][2]["originNodeURI"])),
        "lies below itself",
    ),
    # text that data may not hold
    "template code": (broken(lambda p: _item(p, fullStatement="State {{ secret }}")), "holds template code"),
    "nothing but white space": (broken(lambda p: p["CFItems"][3].update(fullStatement=" \n ")), "is empty"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_package_is_refused_whole(tiny: Project, case: str) -> None:
    """Corrupt, hostile or huge: one clear line with the file's name, no traceback, nothing left behind."""
    content, said = HOSTILE[case]
    tiny.write("in.json", content)
    with pytest.raises(DataError) as refused:
        import_framework(tiny.root, read_case(tiny.root / "in.json"), "BY2", "in.json", tiny.root / "out")

    assert said in str(refused.value)
    assert all("in.json" in problem.place.path for problem in refused.value.problems)
    assert not (tiny.root / "out").exists()
    assert not list(tiny.root.glob(".out-*"))


def test_package_too_large_is_refused_unread(tmp_path: Path) -> None:
    """A file beyond any framework is not even opened."""
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(20_000_001)

    with pytest.raises(DataError, match="more than 20,000,000: split it"):
        read_case(path)


def test_names_from_outside_never_lead_out_of_the_project(tmp_path: Path) -> None:
    """A version, a number or a code that looks like a path becomes no path."""
    package = json.loads(BEES.read_text(encoding="utf-8"))
    package["CFDocument"]["version"] = "../../../escaped"
    package["CFItems"][1]["humanCodingScheme"] = "../../x"
    package["CFDefinitions"]["CFConcepts"][0]["hierarchyCode"] = "../../../y"
    (tmp_path / "in.json").write_text(json.dumps(package), encoding="utf-8")
    import_framework(ROOT, read_case(tmp_path / "in.json"), "BY2", "in.json", tmp_path / "deep" / "er" / "out")

    assert {path.name for path in tmp_path.iterdir()} == {"in.json", "deep"}
    assert {path.name for path in (tmp_path / "deep" / "er").iterdir()} == {"out"}


def test_a_folder_in_use_is_left_alone(tiny: Project) -> None:
    """An import never writes into a folder that holds something."""
    tiny.write("holiday/photo.txt", "precious")
    done = tiny.run("import", "case", str(BEES), "--id", "BY2", "--out", "holiday")

    assert (done.returncode, "target-is-empty" in done.stderr) == (1, True)
    assert read_tree(tiny.root / "holiday") == {"photo.txt": b"precious"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["case", "nowhere.json"], 1, "nowhere.json:1:1: file-readable: cannot be opened"),
        (["case", str(BEES)], 1, "give it with `--id`"),
        (["case", str(BEES), "--id", "../x"], 2, "letters and digits alone"),
        (["csv", str(TABLE)], 2, "--map"),
        (["csv", str(TABLE), "--map", "nowhere.yml"], 1, "file-readable"),
    ],
)
def test_slips_on_the_command_line(tiny: Project, arguments: list[str], status: int, said: str) -> None:
    """What is missing is said in a line, with the status for problems or for wrong usage."""
    done = tiny.run("import", *arguments)

    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_command_makes_a_project_named_by_its_qualification(tiny: Project) -> None:
    """Without `--out` the folder has the id of the qualification; what is printed says how to go on."""
    done = tiny.run("import", "csv", str(TABLE), "--map", str(MAP))

    assert done.returncode == 0, done.stderr
    assert "Made 2 units with 6 criteria" in done.stdout
    assert (tiny.root / "BY2" / "data" / "qualifications" / "BY2.yml").is_file()


def test_table_becomes_a_project(tmp_path: Path) -> None:
    """Rows become criteria: empty cells repeat what stands above, numbers and verbs are kept, what is missing is reported."""
    name, framework = read_table(TABLE, MAP)
    made = import_framework(ROOT, framework, name, str(TABLE), tmp_path / "guide")
    catalogue = load_checked(tmp_path / "guide")

    assert list(catalogue.criteria) == [
        f"BY2-{name}" for name in ("HV1/1.1", "HV1/1.10", "HV1/1.11", "HV1/11.1", "HV2/2.3.1", "HV2/2.3.2")
    ]
    assert [str(verb) for verb in catalogue.criteria["BY2-HV1/1.11"].verbs] == ["show-that", "record"]
    assert catalogue.units["BY2-HV1"].outcomes[1].title == "Put a hive together"
    assert any("'ponder' does not stand at its place" in note for note in made.notes)
    assert json.loads(package_text(tmp_path / "guide"))["CFDocument"]["uri"].startswith("https://frameworks.meadow.example/ims/")


TABLES: dict[str, tuple[tuple[str, str], str]] = {
    "a column that is not there": (
        ("wording: Statement", "wording: Statment"),
        "no column is called 'Statment' (did you mean 'Statement'?)",
    ),
    "an unknown field": (("  verbs: Words", "  verb: Words"), "unknown field 'verb' (did you mean 'verbs'?)"),
    "a date in words": (("2026-02-03", "3 February"), "is not a date: write it as YYYY-MM-DD"),
    "a row too short": (("HV2;Keeping records of a colony;2.3;;", "HV2;"), "bee.csv:6:1: csv-syntax: has 4 cells"),
    "a row without wording": ((";Carry out a check of the ground for damp", ";"), "bee.csv:3:1: wording-there"),
    "an open quote": (('"Show that the entrance', '"Show "that the entrance'), "csv-syntax"),
}


@pytest.mark.parametrize("case", TABLES)
def test_slips_in_a_table_are_reported(tmp_path: Path, case: str) -> None:
    """A slip in the table or its map is named with file, line and the nearest name."""
    (old, new), said = TABLES[case]
    for origin, name in ((TABLE, "bee.csv"), (MAP, "map.yml")):
        text = origin.read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(DataError) as refused:
        read_table(tmp_path / "bee.csv", tmp_path / "map.yml")
    assert said in str(refused.value)


def test_table_of_the_criteria_gives_the_criteria(guide: Guide, tmp_path: Path) -> None:
    """The criteria of this guide, written as a plain table, come back with the same ids and wordings."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(["u", "o", "n", "w", "v"])
    for criterion in guide.catalogue.criteria.values():
        verbs = ";".join(guide.catalogue.verbs[verb].name for verb in criterion.verbs)
        writer.writerow([criterion.unit_id, criterion.outcome, criterion.number, criterion.wording, verbs])
    (tmp_path / "in.csv").write_text(written.getvalue(), encoding="utf-8-sig")
    (tmp_path / "map.yml").write_text(
        'id: "8580"\ntitle: T\nawarding_organisation: A\nlevel: Level 5\ndate: "2026-01-01"\n'
        "columns: {unit: u, outcome: o, number: n, wording: w, verbs: v}\n",
        encoding="utf-8",
    )
    name, framework = read_table(tmp_path / "in.csv", tmp_path / "map.yml")
    import_framework(ROOT, framework, name, "in.csv", tmp_path / "guide")
    imported = load_checked(tmp_path / "guide")

    wordings = {key: criterion.wording for key, criterion in guide.catalogue.criteria.items()}
    assert {key: criterion.wording for key, criterion in imported.criteria.items()} == wordings
    assert set(imported.verbs) == {verb for criterion in guide.catalogue.criteria.values() for verb in criterion.verbs}


def test_first_pages_are_those_that_a_guide_needs() -> None:
    """The smallest guide there is has the same pages: one that templates link to is in both, or nothing builds."""
    pages, needed = ROOT / "macros/intake/pages", TINY / "docs"

    assert set(read_tree(pages)) == set(read_tree(needed))


def test_fiction_is_fiction() -> None:
    """The framework the tests import has nothing of the real one; else they would prove nothing."""
    assert [path.name for path in (BEES, TABLE, MAP) if REAL.search(path.read_text(encoding="utf-8"))] == []
    assert TINY.is_dir()
