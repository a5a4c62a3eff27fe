"""The command line as a person meets it: exit status, help, drafts, and a failed build that harms nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.reference import CommandHelp, list_commands
from tests.conftest import Project, read_tree

ADDED = ("--reason", "Added in this test", "--date", "2027-01-31")


@pytest.mark.parametrize("command", list_commands(), ids=lambda command: command.name)
def test_help_of_every_command_has_an_example(command: CommandHelp) -> None:
    """`--help` shows how the command is used."""
    assert re.search(rf"Examples?:\n\s+{command.name} ?", command.help)


def test_status_is_0_for_sound_data(tiny: Project) -> None:
    """A sound project passes and says what it holds."""
    done = tiny.run("check")

    assert done.returncode == 0
    assert done.stdout.startswith("Fine: 2 units")


def test_status_is_1_for_problems_and_no_traceback_is_shown(tiny: Project) -> None:
    """Problems are printed one to a line, counted, and end with status 1."""
    tiny.write("data/verbs/tend.yml", "[" * 1000)
    done = tiny.run("check")

    assert done.returncode == 1
    assert re.search(r"^data/verbs/tend\.yml:1:\d+: not-too-deep: ", done.stderr, re.MULTILINE)
    assert "Nothing was published" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["chek"], ["build", "--no-such"], ["new"], ["new", "verb"], ["new", "criterion", "x"]])
def test_status_is_2_for_wrong_usage(tiny: Project, arguments: list[str]) -> None:
    """A wrong command, option or argument ends with status 2 and says how to get help."""
    assert tiny.run(*arguments).returncode == 2


def test_outside_a_project_it_says_where_to_go(tiny: Project, tmp_path: Path) -> None:
    """In a folder without a guide the command ends with status 2 and one sentence."""
    empty = tmp_path / "empty"
    empty.mkdir()
    done = Project(empty).run("check")

    assert done.returncode == 2
    assert "there is no guide here" in done.stderr


def test_it_works_from_a_folder_inside_the_project(tiny: Project) -> None:
    """The project is found from any folder inside it."""
    assert tiny.run("check", within="docs").returncode == 0


DRAFTS: list[tuple[str, list[str], Callable[[Project], Path]]] = [
    (
        "unit",
        ["QX12-C3", "--title", "A new unit", "--wording", "Outline the new things", "--verb", "outline", *ADDED],
        lambda project: project.root / "data/criteria/QX12-C3.yml",
    ),
    (
        "criterion",
        ["QX12-A1/1.99", "--wording", "Outline: all of it", "--verb", "outline", *ADDED],
        lambda project: project.root / "data/criteria/QX12-A1.yml",
    ),
    ("verb", ["critically-tend"], lambda project: project.root / "data/verbs/critically-tend.yml"),
]


@pytest.mark.parametrize(("kind", "arguments", "file"), DRAFTS, ids=[draft[0] for draft in DRAFTS])
def test_draft_is_valid_and_publishes(
    tiny: Project, kind: str, arguments: list[str], file: Callable[[Project], Path]
) -> None:
    """A drafted entry passes every check and builds as it stands."""
    done = tiny.run("new", kind, *arguments)
    assert done.returncode == 0, done.stderr
    assert file(tiny).is_file()
    built = tiny.run("build")

    assert built.returncode == 0, built.stderr


def test_drafted_example_is_valid(tiny: Project) -> None:
    """An example can be drafted for a criterion that has none."""
    tiny.run("new", "criterion", "QX12-A1/1.99", "--wording", "Outline all of it", "--verb", "outline", *ADDED)
    done = tiny.run("new", "example", "QX12-A1/1.99")

    assert done.returncode == 0, done.stderr
    assert tiny.problems() == []


def test_drafted_criterion_is_recorded_with_its_reason(tiny: Project) -> None:
    """The edition learns of an added criterion: its sum, the date and the reason."""
    tiny.run("new", "criterion", "QX12-A1/1.99", "--wording", "Outline all of it", "--verb", "outline", *ADDED)
    edition = max((tiny.root / "data/editions").glob("*.yml")).read_text(encoding="utf-8")

    assert re.search(r"^  QX12-A1/1\.99: [0-9a-f]{64}$", edition, re.MULTILINE)
    assert "Added in this test" in edition


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verb", "tend"], "exists already"),
        (["verb", "Not A Slug"], "is not a short name"),
        (["example", "QX12-A1/9.9"], "is not a criterion here"),
        (["criterion", "QX12-Z9/1.1", "--wording", "Outline it", "--verb", "outline", *ADDED], "is not a unit here"),
        (["criterion", "QX12-A1/1.99", "--wording", "Outline it", "--verb", "outlien", *ADDED], "did you mean 'outline'?"),
        (["criterion", "QX12-A1/1.99", "--wording", "Tell it", "--verb", "outline", *ADDED], "does not stand in the wording"),
        (["unit", "../up", "--title", "x", "--wording", "Outline it", "--verb", "outline", *ADDED], "is not a unit id"),
    ],
)
def test_draft_that_cannot_be_valid_is_refused(tiny: Project, arguments: list[str], said: str) -> None:
    """A draft that would not pass is refused with a reason, and no file changes."""
    before = read_tree(tiny.root / "data")
    done = tiny.run("new", *arguments)

    assert done.returncode == 1
    assert said in done.stderr
    assert read_tree(tiny.root / "data") == before


FAULTS: list[tuple[str, str, str]] = [
    ("data/verbs/tend.yml", "id: [", "yaml-syntax"),
    ("docs/index.md", "# Start\n\n{{ criterion('QX12-A1/9.9') }}\n", "macro-argument"),
    ("docs/index.md", "# Start\n\n[nowhere](nowhere.md)\n", "page-known"),
    ("docs/index.md", "# Start\n\n[nowhere](evidence.md#nowhere)\n", "docs/index.md:3:11: site-builds"),
    ("docs/index.md", '# Start\n\n<a href="nowhere/">nowhere</a>\n', "link-leads-somewhere"),
    ("overrides/fragments/verb.html", "{{ verb.no_such_field }}", "site-builds"),
    ("mkdocs.yml", "site_name: x\nplugins: [no-such-plugin]\n", "site-builds"),
]


@pytest.mark.parametrize(("name", "text", "rule"), FAULTS, ids=[f"{name}-{rule}" for name, _, rule in FAULTS])
def test_failed_build_leaves_what_is_published(copied_project: Project, name: str, text: str, rule: str) -> None:
    """Whatever fails, the published folder keeps every byte and nothing is left beside it."""
    if not name.startswith(("data", "overrides", "mkdocs")):
        text = text.replace("QX12-A1", "8580-500")
    name = name.replace("tend", "analyse")
    copied_project.write("site/search/guide.js", "published")
    copied_project.write("site/index.html", "published")
    copied_project.write(name, text)
    done = copied_project.run("build")

    assert done.returncode == 1, done.stdout
    assert f"{rule}: " in done.stderr
    assert "Traceback" not in done.stderr
    assert read_tree(copied_project.root / "site") == {"index.html": b"published", "search/guide.js": b"published"}
    assert not list(copied_project.root.glob(".site-building-*"))


def test_build_never_replaces_a_folder_it_did_not_make(tiny: Project) -> None:
    """A folder with something else in it is refused."""
    tiny.write("holiday/photo.txt", "precious")
    done = tiny.run("build", "--out", "holiday")

    assert done.returncode == 1
    assert "target-is-ours" in done.stderr
    assert (tiny.root / "holiday/photo.txt").read_text() == "precious"


def test_code_of_the_project_in_the_current_directory_is_used(tiny: Project) -> None:
    """`centre-guide`, wherever it is installed, runs a project with that project's own code."""
    import subprocess
    import sys

    (tiny.root / "macros").unlink()
    tiny.write("macros/__init__.py", "")
    tiny.write("macros/__main__.py", "print('own code')")
    tiny.write("macros/cli.py", "")
    command = [str(Path(sys.executable).with_name("centre-guide")), "check"]
    done = subprocess.run(command, cwd=tiny.root, capture_output=True, text=True, check=False)

    assert "own code" in done.stdout, done.stderr


def test_help_on_the_site_is_as_wide_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """The authors' pages show the help of commands; its lines do not depend on the terminal of whoever builds the site."""
    wide = list_commands()
    monkeypatch.setenv("COLUMNS", "55")

    assert list_commands() == wide
