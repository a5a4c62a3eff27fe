"""A build that would change nothing is not made; whatever could change a byte of the site makes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from macros import standing as module
from macros.build import build_site
from macros.mkdocs_run import find_unproved
from macros.standing import DEFAULTS, BuildOptions, find_place, find_standing, sum_inputs
from macros.sums import sum_file, sum_folder, sum_installed
from tests.conftest import ROOT, Project, copy_tiny

QUICK = BuildOptions(quick=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The miniature project, built quickly with a record; a test puts back what it changes."""
    project = copy_tiny(tmp_path_factory.mktemp("standing") / "tiny")
    (project.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", project.root / "overrides")
    build_site(project.root, project.root / "out", QUICK, show=lambda words: None)
    return project


def stands(project: Project, options: BuildOptions = QUICK) -> bool:
    """Return whether the next build would find nothing to do."""
    return find_standing(project.root, project.root / "out", options, lambda words: None) is not None


def append(name: str) -> Callable[[Path], None]:
    """Return an edit that adds a line to a file."""

    def edit(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write("\n")

    return edit


def move(name: str, to: str) -> Callable[[Path], None]:
    """Return an edit that renames a file."""
    return lambda root: (root / name).rename(root / to)


def alter_a_byte(root: Path) -> None:
    """Alter one byte of a published page and put its dates back."""
    page = root / "out" / "about" / "index.html"
    about, content = page.stat(), page.read_bytes()
    page.write_bytes(content[:-5] + b"X" + content[-4:])
    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))


CHANGES = {
    # what the site is made from
    "a data file": append("data/criteria/QX12-A1.yml"),
    "the addresses": append("data/addresses.yml"),
    "a page": append("docs/about.md"),
    "a template of ours": append("overrides/fragments/unit.html"),
    "a template of the theme's": append("overrides/partials/header.html"),
    "a style sheet": append("overrides/assets/stylesheets/guide.css"),
    "the settings": append("mkdocs.yml"),
    "a new file": lambda root: (root / "docs" / "new.md").write_text("# New"),
    "a deleted file": lambda root: (root / "docs" / "go.md").unlink(),
    "a renamed file": move("docs/about.md", "docs/about-us.md"),
    "a renamed data file": move("data/verbs/tend.yml", "data/verbs/tending.yml"),
    # the site itself
    "a page of the site": alter_a_byte,
    "a file too many in the site": lambda root: (root / "out" / "more.txt").write_text("more"),
    "a file too few in the site": lambda root: (root / "out" / "404.html").unlink(),
    "no site": lambda root: shutil.rmtree(root / "out"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(change: str, built: Project, tmp_path: Path) -> None:
    """After a change of what the site is made from, or of the site, the proof fails; when that is taken back, it holds again."""
    assert stands(built)
    kept = tmp_path / "kept"
    shutil.copytree(built.root, kept, symlinks=True)
    CHANGES[change](built.root)
    seen = not stands(built)
    shutil.rmtree(built.root)
    shutil.copytree(kept, built.root, symlinks=True)

    assert seen
    assert stands(built)


@pytest.mark.parametrize("variable", ["SITE_URL", "SOURCE_DATE_EPOCH", "OWN"])
def test_surroundings_count(variable: str, built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that the settings name, or that a build reads, is part of what the site is made from."""
    settings = built.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n# !ENV [OWN, a]\n", encoding="utf-8")
    before = sum_inputs(built.root)
    monkeypatch.setenv(variable, "https://guide.example.org/")
    after = sum_inputs(built.root)
    settings.write_text(text, encoding="utf-8")

    assert before != after


@pytest.mark.parametrize(
    "options",
    [
        BuildOptions(quick=True, offline=True),
        BuildOptions(quick=True, site_url="https://guide.example.org/"),
        BuildOptions(quick=True, centre="northgate-training"),
        BuildOptions(),
    ],
)
def test_asking_for_something_else_is_another_build(options: BuildOptions, built: Project) -> None:
    """A record answers for what was asked then and for nothing else."""
    assert stands(built)
    assert not stands(built, options)


@pytest.mark.parametrize("spoil", ["cut", "altered", "empty"])
def test_spoilt_record_proves_nothing(spoil: str, built: Project) -> None:
    """A record that was cut short or altered is as good as none."""
    place = find_place(built.root, built.root / "out", QUICK)
    whole = place.read_text(encoding="utf-8")
    place.write_text({"cut": whole[:-1], "altered": whole.replace("about/", "abouT/", 1), "empty": ""}[spoil], encoding="utf-8")
    spoilt = not stands(built)
    place.write_text(whole, encoding="utf-8")

    assert spoilt
    assert stands(built)


def test_upgraded_package_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed is part of what the site is made from: by version, and by the sums that an installation lists."""
    about = tmp_path / "theme-1.0.dist-info"
    about.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    sums = []
    for name, text in (("METADATA", "Version: 1.0"), ("METADATA", "Version: 1.1"), ("RECORD", "theme.html,sha256=a,1")):
        (about / name).write_text(text)
        sums.append(tuple(sum_installed().items()))

    assert len(set(sums)) == 3


def test_changed_code_and_libraries_count(built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own code is summed file by file, and so is every module that a build has loaded and every file of the theme."""
    code = tmp_path / "macros"
    shutil.copytree(ROOT / "macros", code)
    monkeypatch.setattr(module, "CODE", code)
    before = sum_inputs(built.root)
    (code / "pages.py").write_text("# changed\n")
    changed = before != sum_inputs(built.root)
    monkeypatch.undo()
    record = module._read_record(find_place(built.root, built.root / "out", QUICK)) or {}

    assert changed
    for part in ("mkdocs/structure/pages.py", "markdown/core.py", "material/templates/base.html", "pydantic/main.py"):
        assert any(path.endswith(part) and found == sum_file(path) for path, found in record["loaded"].items()), part


def test_change_during_a_build_leaves_no_record(tmp_path: Path) -> None:
    """Whatever is edited while a build runs, even if it is taken back at once, the next build is made."""
    project = copy_tiny(tmp_path / "tiny")

    def meddle(words: str) -> None:
        page = project.root / "docs" / "about.md"
        page.write_bytes(page.read_bytes())

    build_site(project.root, project.root / "out", QUICK, show=meddle)
    assert not stands(project)
    build_site(project.root, project.root / "out", QUICK, show=lambda words: None)
    assert stands(project)


def test_without_cache_nothing_is_read_or_kept(tiny: Project) -> None:
    """--no-cache builds whatever stands, and leaves no record."""
    done = tiny.run("build", "--quick", "--out", "out", "--no-cache")

    assert done.returncode == 0, done.stderr
    assert not (tiny.root / ".cache").exists()
    assert "Nothing has changed" not in tiny.run("build", "--quick", "--out", "out").stdout
    assert "Nothing has changed" in tiny.run("build", "--quick", "--out", "out").stdout
    assert "Nothing has changed" not in tiny.run("build", "--quick", "--out", "out", "--no-cache").stdout


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", ""),
        ("verbose: false", "include_yaml: [more.yml]", "plugins: macros"),
        ("markdown_extensions:", "markdown_extensions:\n  pymdownx.snippets: {}", "markdown_extensions"),
        ("  - macros/hooks.py", "  - macros/hooks.py\n  - own.py", "hooks"),
        ("custom_dir: overrides", "custom_dir: look", "docs_dir, custom_dir, extra_templates"),
        ("site_name:", "INHERIT: base.yml\nsite_name:", "INHERIT"),
    ],
)
def test_what_may_read_more_is_never_recorded(old: str, new: str, found: str, tiny: Project) -> None:
    """With settings that let a build read files nobody lists, nothing is proved and everything is built."""
    (tiny.root / "own.py").write_text("")
    (tiny.root / "look").mkdir()
    (tiny.root / "base.yml").write_text("{}")
    if old:
        tiny.edit("mkdocs.yml", old, new)

    assert find_unproved(load_config(str(tiny.root / "mkdocs.yml"))) == found


def test_page_that_includes_a_file_is_never_recorded(tiny: Project) -> None:
    """A page may include any file of the project; then nothing is proved."""
    tiny.edit("docs/about.md", "{{ sources() }}", "{{ sources() }}\n\n{% include 'README.md' %}")

    assert find_unproved(load_config(str(tiny.root / "mkdocs.yml"))) == "about.md"


def test_proof_needs_no_heavy_library() -> None:
    """The command line and the proof load neither MkDocs nor what the data and the pages are read with."""
    heavy = {"mkdocs", "pydantic", "jinja2", "lxml", "yaml"}
    script = f"import sys, macros.cli, macros.standing; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_sums_go_by_content_and_name(tmp_path: Path) -> None:
    """Dates mean nothing; a name, a byte or a file more means something else."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 200_000)
    first = sum_folder(str(tmp_path))
    os.utime(tmp_path / "a" / "b", (0, 0))

    assert sum_folder(str(tmp_path)) == first == {"a/b": sum_file(str(tmp_path / "a" / "b"))}
    (tmp_path / "a" / "b").write_bytes(b"x" * 199_999 + b"y")
    assert sum_folder(str(tmp_path)) != first
    assert sum_file(str(tmp_path / "missing")) == ""
    assert DEFAULTS.keep
