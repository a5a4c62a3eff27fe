"""Whatever is kept, shared out or left undone: the site has the bytes of a build from nothing by one process.

Each change is one that somebody can make: nothing is mocked, and what is upgraded is upgraded.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, Project, copy_tiny, read_tree

NEWER = "newer"
"""The folder of packages that Python looks through first: what is put there is what the build runs with."""


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return an edit that replaces text in a file."""

    def edit(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text, name
        (root / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def delete_an_example(root: Path) -> None:
    """Delete a file."""
    (root / "data" / "examples" / "QX12-A1" / "1.1.yml").unlink()


def rename_a_source(root: Path) -> None:
    """Rename an entry and everything that names it."""
    (root / "data" / "sources" / "board-manual.yml").rename(root / "data" / "sources" / "board-book.yml")
    for path in (*(root / "data").rglob("*.yml"), *(root / "data" / "verbs").glob("*.yml")):
        path.write_text(path.read_text(encoding="utf-8").replace("board-manual", "board-book"), encoding="utf-8")


def add(name: str, text: str) -> Callable[[Path], None]:
    """Return an edit that adds a file."""

    def edit(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return edit


def rename_a_page(root: Path) -> None:
    """Rename a page that nobody leads to yet."""
    (root / "docs" / "more.md").rename(root / "docs" / "further.md")


def add_a_centre(root: Path) -> None:
    """Add the file of a centre and its logo."""
    add("data/centres/harbour.yml", PLAIN)(root)
    add("data/centres/harbour.svg", LOGO)(root)


def shadow_the_theme(root: Path) -> None:
    """Add a file that stands in the place of one of the theme's."""
    theme = importlib.util.find_spec("material")
    assert theme and theme.origin
    [sheet] = (Path(theme.origin).parent / "templates").glob("assets/stylesheets/main.*.min.css")
    add(f"overrides/assets/stylesheets/{sheet.name}", f"{sheet.read_text(encoding='utf-8')}\n.ours {{ color: inherit }}\n")(root)


def put_newer(root: Path, name: str) -> Path:
    """Put a copy of an installed package before it, so that it is the one that runs; return its folder."""
    spec = importlib.util.find_spec(name)
    assert spec and spec.origin
    shutil.copytree(Path(spec.origin).parent, root / NEWER / name, ignore=shutil.ignore_patterns("__pycache__"))
    return root / NEWER / name


def upgrade_a_dependency(root: Path) -> None:
    """Let another release of a library run, one that says nothing of itself: what it prints is not what the last one printed."""
    code = put_newer(root, "jinja2") / "utils.py"
    other = 'def concat(seq):\n    return "".join(seq).replace("Level 5", "Level five")\n'
    code.write_text(code.read_text(encoding="utf-8").replace('concat = "".join', other), encoding="utf-8")


def change_modes(root: Path) -> None:
    """Let one page be read by its owner alone, and let another be a link, with nothing else about it changed."""
    pages = [root / "kept" / "QX12-A1" / number / "index.html" for number in ("1.1", "1.2")]
    pages[0].chmod(0o600)
    pages[1].rename(root / "elsewhere.html")
    pages[1].symlink_to(root / "elsewhere.html")
    replace("docs/about.md", "# About", "# More about")(root)


def swap_two_pages(root: Path) -> None:
    """Let each of two pages of the published site hold what the other held."""
    one, other = (root / "kept" / "QX12-A1" / number / "index.html" for number in ("1.1", "1.2"))
    (one_held, other_held) = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_held)
    other.write_bytes(one_held)


CHANGES: dict[str, Callable[[Path], None]] = {
    "an edit": replace("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do"),
    "an edit of what others show": replace("data/criteria/QX12-A1.yml", "topic: Dangers of oil", "topic: What oil does"),
    "an edit of a verb, behind a link": replace("data/verbs/outline.yml", "gist: ", "gist: Now "),
    "a unit retitled": replace("data/criteria/QX12-A1.yml", "short_title: ", "short_title: New "),
    "a renamed entry": rename_a_source,
    "a deletion": delete_an_example,
    "a page": replace("docs/about.md", "# About", "# About this"),
    "a new page": add("docs/more.md", "# More\n\nWords.\n"),
    "a renamed page": rename_a_page,
    "a template of ours": replace("overrides/fragments/criterion.html", "In brief", "Briefly"),
    "the frame of pages": replace("overrides/main.html", "</body>", "<!-- new --></body>"),
    "a file in the place of the theme's": shadow_the_theme,
    "a style sheet": replace("overrides/assets/stylesheets/guide.css", "}", "}\n"),
    "a browser library": replace("node_modules/minisearch/dist/umd/index.js", "use strict", "use strict "),
    "the settings": replace("mkdocs.yml", "site_name: ", "site_name: New "),
    "the code": replace("macros/pages.py", ": command verb", ": a command verb"),
    "an upgraded dependency": upgrade_a_dependency,
    "a dependency edited by hand": replace(f"{NEWER}/jinja2/utils.py", "Level five", "level five"),
    "a dependency as it was": lambda root: shutil.rmtree(root / NEWER / "jinja2"),
    "pages of the site swapped": swap_two_pages,
    "pages of the site with other rights": change_modes,
}
KILLED_AT = {
    "data is read": ("read", "/data/verbs/tend.yml"),
    "what the data says is kept": ("write", "/.cache/data."),
    "pages are written": ("write", "/verbs/outline/index.html"),
    "the new site is summed": ("read", "/new/verbs/tend/index.html"),
    "the pages are kept": ("write", "/.cache/pages/"),
    "the record is written": ("write", "/.cache/builds/"),
}
"""When a build is killed: as it opens a file, to read or to write, whose path holds this. The last two come after the swap."""
KILL = """\
import os, signal, sys
how, _, where = os.environ.get("KILL_AT", "").partition(" ")
def kill(event, given):
    if event == "open" and where in str(given[0]) and (how == "write") == bool(given[2] & os.O_WRONLY):
        os.kill(os.getpid(), signal.SIGKILL)
if where:
    sys.addaudithook(kill)
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that is changed again and again, and built with everything that earlier builds have kept.

    Its data and its pages are shared out in small pieces, and a folder of its data is behind a link.
    """
    project = copy_tiny(tmp_path_factory.mktemp("same") / "tiny")
    for name in ("overrides", "macros"):
        (project.root / name).unlink()
        shutil.copytree(ROOT / name, project.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (project.root / "node_modules").unlink()
    for name in ("minisearch/dist/umd", "@zip.js/zip.js/dist", "sax/lib", "markdown-it/dist/browser"):
        shutil.copytree(ROOT / "node_modules" / name, project.root / "node_modules" / name)
    for module in ("macros/output.py", "macros/ahead.py"):
        replace(module, "CHUNK = 25", "CHUNK = 2")(project.root)
    replace("macros/ahead.py", "FEW = 200", "FEW = 2")(project.root)
    (project.root / "data" / "verbs").rename(project.root / "verbs-elsewhere")
    (project.root / "data" / "verbs").symlink_to(project.root / "verbs-elsewhere")
    project.write(f"{NEWER}/sitecustomize.py", KILL)
    build(project, "--quick", "--out", "kept")
    return project


def build(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build with the project's own code; return what came of it."""
    command = [sys.executable, "-m", "macros", "build", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(project.root / NEWER), "SOURCE_DATE_EPOCH": "0", **environment}
    done = subprocess.run(command, cwd=project.root, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == (-signal.SIGKILL if "KILL_AT" in environment else 0), done.stderr
    return done


def read_modes(folder: Path) -> dict[str, int]:
    """Return what each file of a site is, and who may read it."""
    return {path.relative_to(folder).as_posix(): path.lstat().st_mode for path in folder.rglob("*")}


def test_shared_out_gives_what_one_process_gives(kept: Project) -> None:
    """Nothing that is kept is used: two processes understand the data and write the pages, or one does both."""
    for jobs in ("1", "2"):
        build(kept, "--quick", "--out", f"jobs-{jobs}", "--jobs", jobs, "--no-cache")

    assert read_tree(kept.root / "jobs-2") == read_tree(kept.root / "jobs-1") == read_tree(kept.root / "kept")


@pytest.mark.parametrize("change", CHANGES)
def test_kept_and_shared_out_gives_what_nothing_kept_gives(change: str, kept: Project) -> None:
    """After any change, a build by two processes with all that is kept writes what one process writes from nothing."""
    CHANGES[change](kept.root)
    before = read_tree(kept.root / "kept")
    build(kept, "--quick", "--out", "kept", "--jobs", "2")
    build(kept, "--quick", "--out", "cold", "--jobs", "1", "--no-cache")

    assert read_tree(kept.root / "kept") == read_tree(kept.root / "cold") != before
    assert read_modes(kept.root / "kept") == read_modes(kept.root / "cold")
    assert sum(path.stat().st_size for path in (kept.root / ".cache").rglob("*") if path.is_file()) < 10_000_000


@pytest.mark.parametrize("moment", KILLED_AT)
def test_killed_build_leaves_nothing_that_is_believed(moment: str, kept: Project) -> None:
    """A build that is killed leaves the published site whole, and what it has kept makes no later build say anything stale."""
    before = read_tree(kept.root / "kept")
    replace("data/verbs/outline.yml", "gist: ", "gist: Later ")(kept.root)
    build(kept, "--quick", "--out", "kept", "--jobs", "2", KILL_AT=" ".join(KILLED_AT[moment]))
    killed = read_tree(kept.root / "kept")
    replace("data/verbs/outline.yml", "gist: Later ", "gist: ")(kept.root)
    build(kept, "--quick", "--out", "kept", "--jobs", "2")

    swapped = moment in ("the pages are kept", "the record is written")
    assert (killed == before) is not swapped
    assert read_tree(kept.root / "kept") == before


def test_whole_site_with_its_downloads(tiny: Project) -> None:
    """Downloads are found where nothing has changed, and made where a criterion, a centre or the library that writes them has."""
    build(tiny)
    idle = build(tiny, "--out", "idle", "--jobs", "2")
    replace("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do")(tiny.root)
    add_a_centre(tiny.root)
    writer = put_newer(tiny.root, "xlsxwriter") / "app.py"
    writer.write_text(writer.read_text(encoding="utf-8").replace("Microsoft Excel", "Another Excel"), encoding="utf-8")
    changed = build(tiny, "--jobs", "2")
    cold = build(tiny, "--out", "cold", "--jobs", "1", "--no-cache")
    site = read_tree(tiny.root / "site")

    assert "Made 0 files" in idle.stdout
    assert "; 0 have not changed" in cold.stdout and "; 0 have not changed" in changed.stdout
    assert site == read_tree(tiny.root / "cold")
    assert [name for name, held in read_tree(tiny.root / "idle").items() if name.endswith(".xlsx") and held == site[name]] == []
