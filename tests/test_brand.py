"""A centre's file becomes a brand, or says what is wrong with it; and it begins with one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.brand import Brand, list_replaced, list_warnings, load_brand
from macros.docs_check import check_everything
from macros.errors import DataError
from macros.load import load_catalogue
from tests.centres import LOGO, PLAIN
from tests.conftest import TINY, Project

CATALOGUE = load_catalogue(TINY / "data")[0]


def settle(project: Project) -> Project:
    project.write("data/centres/harbour.yml", PLAIN)
    project.write("data/centres/harbour.svg", LOGO)
    return project


@pytest.fixture
def harbour(tmp_path: Path) -> Project:
    """A folder with one centre, for tests that hold it against the miniature guide."""
    return settle(Project(tmp_path / "guide"))


@pytest.fixture
def harbour_project(tiny: Project) -> Project:
    """The miniature project with one centre, to run commands in."""
    return settle(tiny)


def load(project: Project, where: str = "harbour") -> Brand:
    return load_brand(project.root, CATALOGUE, where)


def faults(project: Project, where: str = "harbour") -> list[str]:
    try:
        load(project, where)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_centre_is_found_by_name_and_by_file(harbour: Project, tmp_path: Path) -> None:
    """A file in data/centres has a name; one in a folder of its own has a path, or the path of its folder."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "centre.yml").write_text(PLAIN.replace("id: harbour", "id: elsewhere"), encoding="utf-8")
    (own / "harbour.svg").write_text(LOGO, encoding="utf-8")

    assert load(harbour).centre.id == "harbour"
    assert {load(harbour, str(place)).centre.id for place in (own, own / "centre.yml")} == {"elsewhere"}


def test_an_unknown_centre_is_told_the_nearest(harbour: Project) -> None:
    """A slip in the name of a centre says which one may have been meant."""
    assert faults(harbour, "habour") == [
        "data/centres:1:1: centre-known: no centre has the name 'habour' (did you mean 'harbour'?): "
        "correct it, or give the path of the centre's file"
    ]


def test_every_problem_of_a_centre_is_told_at_once(harbour: Project) -> None:
    """Rules hold for a centre outside data/ too, and all that is wrong is said in one run, with line and column."""
    harbour.edit("data/centres/harbour.yml", "2027-02-01", "2027-02-30")
    harbour.edit("data/centres/harbour.yml", "01632 960000", "ring us")
    harbour.edit("data/centres/harbour.yml", "about: QX12-A1/1.2", "about: QX12-A1/9.9")
    (harbour.root / "data" / "centres").rename(harbour.root / "elsewhere")
    found = faults(harbour, str(harbour.root / "elsewhere" / "harbour.yml"))

    assert [problem.split(": ")[1] for problem in found] == ["centre-reachable", "centre-dated", "reference-known"]
    assert all(problem.startswith("elsewhere/harbour.yml:") for problem in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "'{{ 7*7 }}'"),
        ("name", "'{% raw %}'"),
        ("name", '"Harbour\\n# Heading"'),
        ("name", '"Harbour \\u202e loohcS"'),
        ("name", '"Harbour\\u0007"'),
        ("name", "''"),
        ("id", "../harbour"),
        ("id", "/etc"),
        ("id", "Harbour"),
        ("id", "con"),
        ("logo", "../secret.svg"),
        ("logo", "/etc/passwd"),
        ("logo", "https://evil.example/logo.svg"),
        ("logo", "harbour.html"),
        ("colours", '{primary: "red;}body{display:none", accent: "#000000"}'),
        ("colours", '{primary: "url(x)", accent: "#000000"}'),
        ("site_url", "javascript:alert(1)//"),
        ("site_url", "https://evil.example/\"><script>/"),
        ("site_url", "https://harbour.example/../"),
        ("contacts", "[{name: Us, email: 'a@b.example\"><script>'}]"),
        ("contacts", "[{name: Us, page: 'javascript:alert(1)'}]"),
        ("contacts", "[{name: Us, page: 'data:text/html,x'}]"),
        ("contacts", "[]"),
        ("units", "[]"),
        ("language", "'\"><script>'"),
        ("version", "3"),
        ("wording", "{QX12-A1/1.1: Ours instead}"),
    ],
)
def test_what_could_do_harm_is_refused_where_it_stands(harbour: Project, field: str, value: str) -> None:
    """A string that could become code, an address outside the copy, or another file, is refused at its line."""
    lines = [line for line in PLAIN.splitlines() if not line.startswith(f"{field}:")]
    kept = "\n".join(lines)
    if field == "contacts":
        kept = kept.replace("  - name: The duty keeper\n    telephone: 01632 960000\n", "")
    harbour.write("data/centres/harbour.yml", f"{kept}\n{field}: {value}\n")
    last = kept.count("\n") + 2
    found = faults(harbour)

    assert found
    assert all(problem.startswith(f"data/centres/harbour.yml:{last}:") for problem in found), found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: The Harbour School\n", 'name: ""\n'),
        ("short_name: Harbour\n", ""),
        ("logo: harbour.svg", "logo: ../secret.svg"),
        ('primary: "#204060"', "primary: red"),
        ("    telephone: 01632 960000\n", "    mobile: 1\n"),
        ("units: [QX12-A1, QX12-B7]", "units: []"),
        ("  nation: scotland\n", "  nation: atlantis\n"),
        ("dates:\n", "wording: ours\ndates:\n"),
    ],
)
def test_a_field_that_cannot_be_read_hides_no_fault_of_others(harbour: Project, old: str, new: str) -> None:
    """Every problem comes in one run: those of form, and what rules say of all that can be read; nothing is said twice."""
    harbour.edit("data/centres/harbour.yml", old, new)
    of_form = faults(harbour)
    harbour.edit("data/centres/harbour.yml", "about: QX12-A1/1.2", "about: QX12-A1/9.9")
    found = faults(harbour)

    assert of_form and ["reference-known" in problem for problem in found if problem not in of_form] == [True]
    assert len(found) == len(of_form) + 1 == len(set(found))


def test_check_says_all_of_a_centre_at_once(harbour_project: Project) -> None:
    """`centre-guide check` reads the centres of a fleet in the same way."""
    harbour_project.edit("data/centres/harbour.yml", "short_name: Harbour\n", "")
    harbour_project.edit("data/centres/harbour.yml", "about: QX12-A1/1.2", "about: QX12-A1/9.9")

    assert sorted(problem.split(": ")[1] for problem in harbour_project.problems()) == ["field-there", "reference-known"]


def test_a_newer_file_says_that_the_tool_is_too_old(harbour: Project) -> None:
    """A centre that upgrades its file before its tool is told which of the two to change."""
    harbour.edit("data/centres/harbour.yml", "version: 2", "version: 3")

    assert "is written in form 3, which this tool is too old to read: install a newer Centre Guide" in faults(harbour)[0]


def test_a_logo_that_is_a_link_is_refused(harbour: Project, tmp_path: Path) -> None:
    """A picture must be a file of its own: a link could publish any file of the machine."""
    (tmp_path / "private.svg").write_text(LOGO, encoding="utf-8")
    (harbour.root / "data/centres/harbour.svg").unlink()
    (harbour.root / "data/centres/harbour.svg").symlink_to(tmp_path / "private.svg")

    assert ["picture-shown: 'harbour.svg' is a link to another file" in problem for problem in faults(harbour)] == [True]


def test_a_replaced_colour_shows_both_shades(harbour: Project) -> None:
    """A colour too pale to read is replaced, and the warning shows the given and the used shade with their contrasts."""
    harbour.edit("data/centres/harbour.yml", "#a05a00", "#ffee00")
    warnings = [str(warning) for warning in list_replaced(load(harbour))]

    assert [warning.split(": ")[1] for warning in warnings] == ["colour-readable"] * 2
    assert all(warning.startswith("data/centres/harbour.yml:6:") for warning in warnings)
    assert "#ffee00 has 1.0" in warnings[0] and "is used, the nearest shade, with 3.0" in warnings[0]


def test_strict_refuses_what_would_be_replaced(harbour_project: Project) -> None:
    """With --strict a colour is never changed: nothing is built."""
    harbour_project.edit("data/centres/harbour.yml", "#a05a00", "#ffee00")
    done = harbour_project.run("build", "--centre", "harbour", "--strict")

    assert done.returncode == 1
    assert "data/centres/harbour.yml:6:" in done.stderr and "colour-readable" in done.stderr
    assert not (harbour_project.root / "copies").exists()


def test_a_copy_never_takes_the_place_of_the_awarding_copy(harbour_project: Project) -> None:
    """The folder site/ belongs to the awarding copy."""
    done = harbour_project.run("build", "--centre", "harbour", "--out", "site")

    assert done.returncode == 1
    assert "is for the awarding copy" in done.stderr


def test_another_centre_s_fault_does_not_stop_a_copy(harbour_project: Project) -> None:
    """Only the centre that is built has to be sound; check still names every fault."""
    harbour_project.write("data/centres/faulty.yml", "id: faulty\n")

    assert "data/centres/faulty.yml" in harbour_project.run("check").stderr
    assert check_everything(harbour_project.root, with_centres=False).units.keys() == {"QX12-A1", "QX12-B7"}


def test_new_centre_writes_what_builds(tiny: Project) -> None:
    """The first draft of a centre passes every rule, and says how to build it."""
    done = tiny.run("new", "centre", "my-college")

    steps = (tiny.root / "my-college/README.md").read_text(encoding="utf-8")

    assert done.stdout.splitlines()[:3] == [f"Wrote my-college/{name}" for name in ("centre.yml", "logo.svg", "README.md")]
    assert load(tiny, str(tiny.root / "my-college")).centre.units == ("QX12-A1", "QX12-B7")
    assert list_replaced(load(tiny, str(tiny.root / "my-college"))) == []
    assert 'In the folder above this one, run `centre-guide build --centre "my-college/centre.yml"`' in steps


def test_examples_that_a_centre_has_left_are_named(tiny: Project) -> None:
    """What `new centre` wrote for learners to read, and is still there, is warned of by its line; notes of the file are not."""
    tiny.run("new", "centre", "my-college")
    file = "my-college/centre.yml"
    warned = [str(warning).split(": ")[0] for warning in list_warnings(load(tiny, str(tiny.root / "my-college")))]
    contact, statement = (line for line in enumerate_lines(tiny.root / file) if "email: course-team@" in line[1])

    assert warned == [f"{file}:{contact[0]}:5", f"{file}:{statement[0]}:3", tiny.place(file, "logo.svg")]
    text = (tiny.root / file).read_text(encoding="utf-8").replace("course-team@your-centre.example", "team@harbour.example")
    tiny.write(file, text)
    tiny.write("my-college/logo.svg", LOGO)

    assert list_warnings(load(tiny, str(tiny.root / "my-college"))) == []

    # A note that was taken into use as it stood, and a centre that was given its name in one of two places.
    text = text.replace("# rules:\n#   word_counts: How", "rules:\n  word_counts: How")
    text = text.replace("\nname: My College", "\nname: Harbour")
    tiny.write(file, text.replace("short_name: My College", "short_name: Harbour"))
    warnings = [str(warning) for warning in list_warnings(load(tiny, str(tiny.root / "my-college")))]
    assert [warning.split(": ", 2)[2] for warning in warnings] == [
        "learners would read this example: write your own, or leave it out",
        "is 'My College' as we began it, and the centre is called 'Harbour': write whose statement it is",
    ]
    assert warnings[0].startswith(tiny.place(file, "How long an assignment may be").rpartition(":")[0])


def enumerate_lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines of a file with their numbers."""
    return list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "Evil", "nul", "a b", "x" * 41])
def test_new_centre_refuses_names_that_no_folder_can_have(tiny: Project, name: str) -> None:
    """A name that leads out of the folder, or that some system cannot have, is refused."""
    done = tiny.run("new", "centre", name)

    assert done.returncode == 1
    assert "cannot name a folder and an address everywhere" in done.stderr


def test_new_centre_overwrites_nothing(tiny: Project) -> None:
    """A folder with something in it is left alone."""
    tiny.write("my-college/centre.yml", "mine")
    done = tiny.run("new", "centre", "my-college")

    assert (done.returncode, (tiny.root / "my-college/centre.yml").read_text(encoding="utf-8")) == (1, "mine")
