"""A fleet gives every centre the copy that a build of its own would give, and one centre's fault is no other's."""

from __future__ import annotations

import os
import shutil
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.crawl import parse_content, read_page
from macros.errors import DataError
from macros.files import write_file
from macros.fleet.archive import MOST_BYTES, Archive, PackedValues
from macros.fleet.bare import Bare
from macros.fleet.centres import find_sources
from macros.fleet.checking import Check
from macros.fleet.cut import Key, Values, cut_file
from macros.fleet.place import fill_folder
from macros.fleet.record import Ground, Record, list_left, sum_source, sum_tree, write_record
from macros.fleet.run import Fleet, FleetOptions, make_fleet
from macros.fleet.tokens import OPEN, token
from macros.libraries import LIBRARIES
from macros.offline import write_archive
from macros.sums import find_package
from tests.centres import LOGO, NASTY, PLAIN
from tests.conftest import ROOT, TINY, Project, _copy, read_tree

ROOTED = PLAIN.replace("harbour", "pier").replace("The Harbour School", "Pier College").replace("Harbour", "Pier")
ROOTED = ROOTED.replace("contacts:", "site_url: https://pier.example/\ncontacts:", 1)
ROOTED = ROOTED.replace("contacts:", "awarding_copy: https://preferred.example/\ncontacts:", 1)
ROOTED = ROOTED.replace("about: QX12-A1/1.2\n    text: Bring your own can.", "about: QX12-B7\n    text: Ask first.")
SISTER = PLAIN.replace("harbour", "sister").replace("The Harbour School", "Sister & Co").replace("Harbour", "Sister")
SISTER = SISTER[: SISTER.index("rules:")] + SISTER[SISTER.index("accessibility:") :]
CENTRES = {"harbour": PLAIN, "nasty": NASTY, "pier": ROOTED, "sister": SISTER}
"""Without an address; in a folder, with every trick and a unit less; at the root of a host; like the first, saying little."""


def add_centres(project: Project, names: list[str]) -> Project:
    """Give a project some centres."""
    for name in names:
        project.write(f"data/centres/{name}.yml", CENTRES[name])
        project.write(f"data/centres/{name}.svg", LOGO)
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The miniature project with four centres; one of its pages shows what differs from centre to centre."""
    made = add_centres(_copy(TINY, tmp_path_factory.mktemp("fleet") / "tiny"), list(CENTRES))
    made.edit("mkdocs.yml", "extra:\n", "extra:\n  awarding_copy: https://awarding.example/\n")
    made.write(
        "docs/my_extra.md",
        '# Extra\n\nSee {{ link("QX12-B7/1.1") }}.\n\n{{ criterion("QX12-B7/1.1") }}\n\n{{ house_rules() }}\n',
    )
    return made


@pytest.fixture(scope="module")
def fleet(project: Project) -> Path:
    """The copies of the four centres, made together in two processes."""
    done = project.run("fleet", "--out", "fleet", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return project.root / "fleet"


def test_archive_holds_the_copy(project: Project, fleet: Path) -> None:
    """One archive for each centre has the same files as its folder, and is left alone by a second run."""
    done = project.run("fleet", "--out", "zips", "--archive")
    assert done.returncode == 0, done.stderr
    again = project.run("fleet", "--out", "zips", "--archive")
    for centre in CENTRES:
        with zipfile.ZipFile(project.root / "zips" / f"{centre}.zip") as archive:
            held = {name: archive.read(name) for name in archive.namelist()}  # which holds each against its sum
        assert held == read_tree(fleet / centre), centre

    assert "4 made" in done.stdout and "4 unchanged" in again.stdout
    there = sorted(path.name for path in (project.root / "zips").iterdir())
    assert there == [".fleet", *(f"{name}.zip" for name in sorted(CENTRES))]


@pytest.mark.parametrize(("most", "length"), [(MOST_BYTES, 0), (MOST_BYTES, 9), (MOST_BYTES, 9999), (1000, 9)])
def test_archives_are_those_of_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, length: int) -> None:
    """What is written quickly has the bytes that the library writes; what has no room in the plain form, it writes itself."""
    monkeypatch.setattr("macros.fleet.archive.MOST_BYTES", most)
    pages = {"x/y.html": f"<p>{token('name')}</p>{'-' * 999}{token('name')}", "ŵ.html": token("name")}
    shared = {"a.js": b"x" * 999, f"{'d/' * 60}f.png": b"\x89PNG", "empty.txt": b""}
    for address, content in shared.items():
        write_file(tmp_path / "base", address, content)
    cut = {address: cut_file(address, page) for address, page in pages.items()}
    values = Values({"name": "O'Brien " * length}, str)
    own = {address: one.join(values) for address, one in cut.items()} | {"own.css": b"own" * 99}
    archive = Archive(SimpleNamespace(shared=shared, folder=tmp_path / "base", cut=cut), date(2026, 1, 1))  # type: ignore[arg-type]
    archive.write(tmp_path / "ours.zip", own, values)

    with zipfile.ZipFile(tmp_path / "ours.zip") as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == shared | own
        assert opened.getinfo("x/y.html").compress_size < 100 + 2 * len(own["ŵ.html"])
    packed = {address: archive.pack(address, content, PackedValues(values)) for address, content in own.items()}
    write_archive(tmp_path / "theirs.zip", (archive.shared | packed).items(), date(2026, 1, 1))
    assert (tmp_path / "ours.zip").read_bytes() == (tmp_path / "theirs.zip").read_bytes()


@pytest.mark.parametrize("centre", CENTRES)
def test_copy_equals_a_build_of_its_own(project: Project, fleet: Path, centre: str) -> None:
    """Every file of a copy has the bytes that `build --centre` gives, archive and documents included."""
    done = project.run("build", "--centre", centre, "--out", f"full/{centre}", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    ours, theirs = read_tree(fleet / centre), read_tree(project.root / "full" / centre)

    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_no_string_of_one_centre_stands_in_the_copy_of_another(fleet: Path) -> None:
    """What is shared on disk says nothing of anybody."""
    words = {"harbour": b"Harbour", "nasty": b"Brien", "pier": b"Pier College", "sister": b"Sister &"}
    found = [
        f"{word.decode()} in {other}/{name}"
        for centre, word in words.items()
        for other in words
        if other != centre
        for name, content in read_tree(fleet / other).items()
        if word in content
    ]

    assert found == []
    assert [name for name, content in read_tree(fleet).items() if OPEN.encode() in content] == []


def test_what_two_copies_share_is_on_disk_once(fleet: Path) -> None:
    """Scripts, fonts, data and all other files without a word of a centre are the same file in copies of a shape."""
    ours, theirs = (
        {path.relative_to(fleet / name).as_posix(): path.stat().st_ino for path in (fleet / name).rglob("*") if path.is_file()}
        for name in ("harbour", "sister")
    )
    same = [name for name in ours if ours[name] == theirs[name]]

    assert "api/v1/catalogue.json" in same and "assets/javascripts/minisearch" in " ".join(same)
    assert "index.html" not in same and len(same) > len(ours) / 3


def test_copies_in_the_other_form_are_named(tmp_path: Path) -> None:
    """What was made as a folder and now is one archive, or the other way, is named; what no record tells of is not ours."""
    for name in ("ash", "birch"):
        (tmp_path / name).mkdir()
        (tmp_path / f"{name}.zip").touch()
    write_record(tmp_path, "ash", Record("inputs"))
    said = Fleet(tmp_path, (), left=tuple(list_left(tmp_path, ["ash", "birch", "cedar"], archived=True))).summary()

    (named,) = said.splitlines()[1:]
    assert named.startswith(f"{tmp_path / 'ash'}: an earlier run wrote it") and "Delete it" in named
    assert list_left(tmp_path, ["ash", "birch", "cedar"], archived=False) == ["ash.zip"]


def test_second_run_makes_only_what_has_changed(tmp_path: Path) -> None:
    """A copy is left alone until its centre changes, or somebody has touched it."""
    project = add_centres(_copy(TINY, tmp_path / "tiny"), ["harbour", "sister", "pier"])
    folder = project.root / "out"
    project.write("data/centres/third.yml", SISTER.replace("sister", "third"))
    project.write("data/centres/third.svg", LOGO)
    three = ("--only", "harbour", "--only", "sister", "--only", "third", "--jobs", "2")
    project.run("fleet", "--out", "out", *three)  # enough of one shape for more than one process
    stood = {name: (folder / name).stat().st_ino for name in ("harbour", "sister")}
    idle = project.run("fleet", "--out", "out", *three)
    project.edit("data/centres/sister.yml", "name: Sister & Co", "name: Sister and Company")
    edited = project.run("fleet", "--out", "out")
    now = {name: (folder / name).stat().st_ino for name in ("harbour", "sister")}

    page = folder / "third" / "index.html"
    sound, state, seen = page.read_bytes(), page.stat(), sum_tree(folder / "third")
    page.write_bytes(sound.replace(b"<", b"[", 1))
    os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))  # so that nothing can be seen from outside
    assert sum_tree(folder / "third") == seen
    anew = project.run("fleet", "--out", "out", "--only", "third", "--no-cache")

    assert "1 made, 0 unchanged" in anew.stdout
    assert page.read_bytes() == sound
    assert "0 made, 3 unchanged" in idle.stdout
    assert "2 made, 2 unchanged" in edited.stdout, edited.stderr
    assert now["harbour"] == stood["harbour"] and now["sister"] != stood["sister"]
    assert b"Sister and Company" in (folder / "sister/index.html").read_bytes()
    data = "api/v1/catalogue.json"
    assert (folder / "sister" / data).stat().st_ino == (folder / "harbour" / data).stat().st_ino

    (folder / "harbour/index.html").write_text("altered by hand")
    project.write("data/centres/pier.yml", ROOTED.replace("units: [QX12-A1", "units: [QX12-A9"))
    (project.root / "data/centres/sister.yml").unlink()
    third = project.run("fleet", "--out", "out")

    assert third.returncode == 1 and "1 made, 1 unchanged, 1 failed" in third.stdout
    assert f"{project.place('data/centres/pier.yml', 'QX12-A9')}: reference-known: no unit has the id 'QX12-A9'" in third.stderr
    assert "altered" not in (folder / "harbour/index.html").read_text()
    assert (folder / "pier/index.html").is_file(), "a faulty centre keeps the copy it had"
    assert "out/sister: no centre has this name any more" in third.stdout and (folder / "sister/index.html").is_file()
    assert sorted(path.name for path in folder.iterdir()) == [".fleet", "harbour", "pier", "sister", "third"]

    newer = tmp_path / "newer" / "material"
    shutil.copytree(find_package("material"), newer, ignore=shutil.ignore_patterns("__pycache__", ".icons"))
    [sheet] = newer.glob("templates/assets/stylesheets/main.*.min.css")
    sheet.write_text(f"{sheet.read_text()}\n.newer {{ color: inherit }}\n")
    upgraded = project.run("fleet", "--out", "out", "--only", "harbour", PYTHONPATH=f"{tmp_path / 'newer'}:{ROOT}")

    assert "1 made, 0 unchanged" in upgraded.stdout, upgraded.stderr
    assert [name for name, held in read_tree(folder / "harbour").items() if name.endswith(".css") and b".newer " in held]


def put_behind_a_link(root: Path) -> None:
    """Move a folder of the data away, and leave a link to it."""
    (root / "data/verbs").rename(root / "verbs")
    (root / "data/verbs").symlink_to(root / "verbs")


def test_whatever_copies_are_made_from_counts(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data behind a link, a browser library, a variable that the settings name, the date of the build: each makes copies anew."""
    tiny.edit("mkdocs.yml", "extra:\n", "extra:\n  awarding_copy: !ENV [AWARDING, '']\n")
    put_behind_a_link(tiny.root)
    (tiny.root / "node_modules").unlink()
    for library in LIBRARIES:
        tiny.write(f"node_modules/{library.package_path}", "1")
    sums = [Ground(tiny.root).sum]
    tiny.edit("data/verbs/tend.yml", "gist: ", "gist: Now ")
    sums.append(Ground(tiny.root).sum)
    tiny.write(f"node_modules/{LIBRARIES[0].package_path}", "2")
    sums.append(Ground(tiny.root).sum)
    for variable in ("AWARDING", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(variable, "1700000000")
        sums.append(Ground(tiny.root).sum)
    add_centres(tiny, ["harbour"])

    assert len(set(sums)) == len(sums)
    assert Ground(tiny.root).sum == sums[-1], "one centre is no other's concern"


def test_what_changes_under_the_hands_of_a_run_is_noticed(tiny: Project) -> None:
    """Data, a page or a template that is written to while copies are made, even if that is taken back, leaves no record."""
    (tiny.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", tiny.root / "overrides")
    for name, still in (("data/verbs/tend.yml", True), ("docs/about.md", True), ("overrides/fragments/unit.html", False)):
        ground = Ground(tiny.root)
        assert ground.is_unchanged() and ground.has_same_look()
        (tiny.root / name).write_bytes((tiny.root / name).read_bytes())
        assert not ground.is_unchanged()
        assert ground.has_same_look() is still


def test_strict_run_refuses_what_another_has_published(tiny: Project) -> None:
    """A copy that stands with a replaced colour is unchanged for a run that is not strict, and a fault for one that is."""
    add_centres(tiny, ["harbour"])
    tiny.edit("data/centres/harbour.yml", "#204060", "#e0e0e0")
    tiny.write("out/harbour/search/guide.js", "")
    [source] = find_sources(tiny.root, None, ())
    record = Record(sum_source(source, Ground(tiny.root).sum), sum_tree(tiny.root / "out/harbour"))
    write_record(tiny.root / "out", "harbour", record)
    easy, strict = (make_fleet(tiny.root, tiny.root / "out", FleetOptions(strict=each), show=len) for each in (False, True))

    assert (easy.count("unchanged"), strict.count("failed")) == (1, 1)
    assert "#e0e0e0" in str(strict.problems[0])


def test_odd_requests_are_explained(tiny: Project) -> None:
    """A slip in a name gets the nearest, a centre that stands twice is named, and what is no copy is not replaced."""
    add_centres(tiny, ["harbour"])
    tiny.write("more/harbour/centre.yml", PLAIN)
    tiny.write("out/harbour/thesis.txt", "mine")
    slip = tiny.run("fleet", "--out", "out", "--only", "harbur")
    twice = tiny.run("fleet", "--out", "out", "--centres", "more")
    odd = tiny.run("fleet", "--out", "out")

    assert (slip.returncode, twice.returncode, odd.returncode) == (1, 1, 1)
    assert "no centre has the name 'harbur' (did you mean 'harbour'?)" in slip.stderr
    assert "more/harbour/centre.yml:1:1: centre-once: data/centres/harbour.yml has the same name" in twice.stderr
    assert "holds something else than a built guide" in odd.stderr
    assert (tiny.root / "out/harbour/thesis.txt").read_text() == "mine"


def test_token_without_a_value_stops_the_copy() -> None:
    """A string of a centre that nobody has a value for, or in a kind of file nobody can write, is a fault and never published."""
    cut = cut_file("a.html", f"a {token('name')} b {token('own-text')}")
    values = Values({"name": "O'Brien & <Co>"}, lambda slot: "")

    assert values[Key(".html", "name")] == b"O&#39;Brien &amp; &lt;Co&gt;"
    assert values[Key(".html.jsonld", "name")] == b"O'Brien \\u0026 \\u003cCo\\u003e"
    assert values[Key(".html.md", "name")] == b"O&#39;Brien &amp; &lt;Co&gt;"
    with pytest.raises(DataError, match="no value for 'own-text'"):
        cut.join(values)
    with pytest.raises(DataError, match="cannot write this kind of file"):
        cut_file("a.csv", token("name"))
    with pytest.raises(DataError, match="a part of a token is left"):
        cut_file("a.html", f"cut short: {OPEN}name")


PAGE = (
    "<!doctype html><html><head><meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\"><title>{}</title>"
    "</head><body>{}</body></html>"
)


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ('<h2 id="there">x</h2><a href="../">up</a>', ""),
        # an anchor that a shared page leads to is missing on the copy's own page
        ("<h2>x</h2>", "leads to the anchor 'there', which own/index.html does not have"),
        # the copy's own page leads nowhere
        ('<h2 id="there">x</h2><a href="../gone/">y</a>', "leads to gone/index.html, which does not exist"),
        ('<h2 id="there">x</h2><a href="../#no">y</a>', "leads to the anchor 'no', which index.html does not have"),
        # what the policy would stop
        ('<h2 id="there">x</h2><p onclick="x()">y</p>', "the attribute onclick would be ignored"),
        ('<h2 id="there">x</h2><i id="there"></i>', "the id 'there' stands twice"),
    ],
)
def test_a_fault_of_a_second_copy_is_found(tmp_path: Path, page: str, problem: str) -> None:
    """Pages that are a copy's own are read in every copy, and so is every link that leads to them."""
    for copy, body in (("one", '<h2 id="there">x</h2>'), ("two", page)):
        (tmp_path / copy / "own").mkdir(parents=True)
        (tmp_path / copy / "index.html").write_text(PAGE.format(f"Home · {copy}", '<h1 id="top"><a href="own/#there">x</a></h1>'))
        (tmp_path / copy / "own/index.html").write_text(PAGE.format(f"Own · {copy}", body))
    check = Check()
    check.read_first(tmp_path / "one", "/", "one", {"own/index.html"})
    own = {"own/index.html": (tmp_path / "two/own/index.html").read_bytes()}
    try:
        check.read_other(tmp_path / "two", "/", "two", own)
        said = ""
    except DataError as error:
        said = str(error)

    assert problem in said and bool(problem) == bool(said)


OWN = "Own · two"


@pytest.mark.parametrize(
    ("title", "whole", "slot", "sound"),
    [
        (OWN, '<h2 id="there">x</h2><a href="../">x</a>', '<a id="note" href="own/#there">x</a><img src="picture.svg">', True),
        (OWN, '<h2 id="there">x</h2><a href="../#note">up</a>', '<p id="note">x</p>', True),
        (OWN, '<h2 id="there">x</h2><a href="../#note">up</a>', "", False),
        (OWN, "<h2>x</h2>", "", False),
        (OWN, '<h2 id="there">x</h2><a href="../gone/">y</a>', "", False),
        (OWN, '<h2 id="there">x</h2><i id="there"></i>', "", False),
        ("", '<h2 id="there">x</h2>', "", False),
        ("Home · two", '<h2 id="there">x</h2>', "", False),
        (OWN, '<h2 id="there">x</h2>', '<a href="own/#gone">x</a>', False),
        (OWN, '<h2 id="there">x</h2>', '<a href="gone.pdf">x</a>', False),
        (OWN, '<h2 id="there">x</h2>', '<a href="../outside.pdf">x</a>', False),
        (OWN, '<h2 id="there">x</h2>', '<a href="/own/">x</a>', False),
        (OWN, '<h2 id="there">x</h2>', '<b id="top">x</b>', False),
        (OWN, '<h2 id="there">x</h2><b id="frame">x</b>', "", False),
        (OWN, '<h2 id="there">x</h2>', '<b id="a">x</b><b id="a">x</b>', False),
        (OWN, '<h2 id="there">x</h2>', '<b style="color: red">x</b>', False),
        (OWN, '<h2 id="there">x</h2>', "<script>x()</script>", False),
    ],
)
def test_what_a_copy_has_written_is_read_without_the_page_around_it(title: str, whole: str, slot: str, sound: bool) -> None:
    """Whatever a reading of the whole pages would find is found; what is sound passes."""
    home = PAGE.format("Home · one", '<h1 id="top"><a href="own/#there">x</a><a href="./">x</a></h1><link href="shared.css">')
    own = PAGE.format("Own · one", '<b id="frame"></b>')
    pages = {"index.html": home, "own/index.html": own}
    tables = [read_page(name, parse_content(page.encode()), "/") for name, page in pages.items()]
    bare = Bare(tables, "one", {"own/index.html"}, {"shared.css"})

    def has_file(address: str) -> bool:
        return address in ("picture.svg", "../outside.pdf")

    written = {"own/index.html": [whole.encode()]} | ({"index.html": [slot.encode()]} if slot else {})
    assert bare.is_sound([title], written, has_file, root="/", name="two") is sound


def test_a_link_that_only_the_first_copy_has_is_no_fault_of_others(tmp_path: Path) -> None:
    """A note of the first centre may lead to its own forms; a copy without that note is not held to its links."""
    for copy, note, forms in (("one", '<a href="../own/#forms">x</a>', '<h2 id="forms">x</h2>'), ("two", "", "")):
        for page, body in (("noted", note), ("own", forms)):
            (tmp_path / copy / page).mkdir(parents=True)
            (tmp_path / copy / page / "index.html").write_text(PAGE.format(f"{page} · {copy}", body))
    check = Check()
    check.read_first(tmp_path / "one", "/", "one", {"own/index.html", "noted/index.html"})
    own = {page: (tmp_path / "two" / page).read_bytes() for page in {"own/index.html"} | check.own}

    check.read_other(tmp_path / "one", "/", "two", own)  # raises nothing


@pytest.mark.parametrize("opens_folders", [True, False])
def test_files_are_copied_where_links_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opens_folders: bool
) -> None:
    """On another file system a copy is complete all the same, also where the system takes no open folders."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    shared = {"a": b"content", "deep/er/b": b"more"}
    for address, content in shared.items():
        write_file(tmp_path / "base", address, content)
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "supports_dir_fd", {os.mkdir, os.link, os.open} if opens_folders else set())
    for _ in range(2):  # a folder that is there already is filled all the same
        fill_folder(tmp_path / "copy", tmp_path / "base", shared, {"own/c": b"own", "deep/d": b""})

    assert read_tree(tmp_path / "copy") == {**shared, "own/c": b"own", "deep/d": b""}
    assert (tmp_path / "copy/a").stat().st_ino != (tmp_path / "base/a").stat().st_ino


def test_example_centres_get_what_their_own_builds_give(tmp_path: Path) -> None:
    """The two complete examples of the real guide: one fleet, and a build for each, with the same bytes."""
    project = Project(ROOT)
    done = project.run("fleet", "--out", str(tmp_path / "fleet"))
    assert done.returncode == 0, done.stderr
    for path in sorted((ROOT / "data" / "centres").glob("*.yml")):
        built = project.run("build", "--centre", path.stem, "--out", str(tmp_path / path.stem))
        assert built.returncode == 0, built.stderr
        ours, theirs = read_tree(tmp_path / "fleet" / path.stem), read_tree(tmp_path / path.stem)
        assert sorted(ours) == sorted(theirs)
        assert [name for name in ours if ours[name] != theirs[name]] == []
