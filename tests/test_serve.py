"""`centre-guide serve` as an author uses it: save a file, see the page change."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.build import build_site
from macros.errors import DataError
from macros.preview.server import forget_compiled
from macros.preview.site import ShownSite
from macros.standing import BuildOptions
from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, Project, read_tree

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def read(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode("utf-8")
    except OSError:
        return ""


def wait_until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.3)
    return False


@pytest.fixture
def preview(copied_project: Project, tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    """A running preview of a copy of the project: its folder, its address and what it prints."""
    port, said = free_port(), tmp_path / "said.txt"
    with said.open("w") as output:
        environment = dict(os.environ, PYTHONUNBUFFERED="1")
        command = [sys.executable, "-m", "macros", "serve", "--port", str(port)]
        running = subprocess.Popen(command, cwd=copied_project.root, stdout=output, stderr=output, env=environment)
        yield copied_project.root, f"http://127.0.0.1:{port}/", said
        running.terminate()
        running.wait(timeout=20)


def test_saved_file_shows_and_a_fault_keeps_the_last_good_page(preview: tuple[Path, str, Path]) -> None:
    """A saved change of data, docs or a template is shown; a fault is reported and the last good site stays."""
    project, url, said = preview
    assert wait_until(lambda: "__preview__" in read(url + "8580-500/2.1/"))

    changes = {
        "data/criteria/8580-500.yml": (r"topic: .*", "topic: Seen in the data", "8580-500/1.1/"),
        "docs/about.md": (r"^# .*", "# Seen in the docs", "about/"),
        "overrides/fragments/verb.html": (r"What it means", "Seen in the template", "verbs/analyse/"),
        "macros/pages.py": (r": command verb", ": seen in the code", "verbs/analyse/"),
    }
    for name, (old, new, page) in changes.items():
        text = (project / name).read_text(encoding="utf-8")
        (project / name).write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
        seen = new.removeprefix("topic: ").removeprefix("# ").removeprefix(": ")
        assert wait_until(lambda page=page, seen=seen: seen in read(url + page)), f"{name}: {said.read_text()}"

    (project / "data" / "verbs" / "analyse.yml").write_text("id: [")
    assert wait_until(lambda: "yaml-syntax" in said.read_text())
    assert "Seen in the template" in read(url + "verbs/analyse/")


def test_preview_shows_what_is_published(tiny: Project, tiny_site: Path, tmp_path: Path) -> None:
    """Every file has the bytes of a build, and what a build does not write is not there."""
    site = ShownSite(tiny.root, tmp_path)
    site.load([])

    assert [name for name, content in read_tree(tiny_site).items() if site.find(name) != content] == []
    assert site.find("nothing.txt") is None
    assert site.find("../data/levels.yml") is None


def test_preview_after_edits_shows_what_would_be_published(tiny: Project, tmp_path: Path) -> None:
    """A change of data is taken in without MkDocs, and still every page is that of a build, those written by hand too."""
    site = ShownSite(tiny.root, tmp_path)
    site.load([])
    site.find("about/")
    for name, old, new in EDITS:
        tiny.edit(name, old, new)
        site.load([name])
    build_site(tiny.root, tmp_path / "built", BuildOptions(quick=True, keep=False), show=lambda words: None)

    assert [name for name, content in read_tree(tmp_path / "built").items() if site.find(name) != content] == []


EDITS = [
    ("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: What oil may do"),
    ("data/qualifications/QX12.yml", "title: ", "title: New "),
]


def test_fault_leaves_what_was_shown(tiny: Project, tmp_path: Path) -> None:
    """A fault of the data or of a template raises what is to mend; every page is as it was, and the next good change shows."""
    site = ShownSite(tiny.root, tmp_path)
    site.load([])
    before = site.find("QX12-A1/1.1/")
    for name, old, new in (
        ("data/criteria/QX12-A1.yml", "text: The dangers of oil", "text: ''"),
        ("overrides/fragments/criterion.html", "{{ criterion.label }}", "{{ criterion.lable }}"),
        ("docs/about.md", "{{ sources() }}", "{{ sorces() }}"),
    ):
        path = tiny.root / name
        if not path.resolve().is_relative_to(tiny.root):
            (tiny.root / "overrides").unlink()
            shutil.copytree(ROOT / "overrides", tiny.root / "overrides")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(DataError, match=name.rpartition("/")[2]):
            site.load([name])
        assert site.find("QX12-A1/1.1/") == before, name
        path.write_text(text, encoding="utf-8")
    site.load(["overrides/fragments/criterion.html"])

    assert site.find("QX12-A1/1.1/") == before


def test_copy_of_a_centre_is_what_is_published_for_it(tiny: Project, tmp_path: Path) -> None:
    """With a centre, every file has the bytes of the build of its copy, once its file has been edited too."""
    tiny.write("college/centre.yml", PLAIN)
    tiny.write("college/harbour.svg", LOGO)
    file = str(tiny.root / "college" / "centre.yml")
    site = ShownSite(tiny.root, tmp_path, file)
    site.load([])
    before = site.find("QX12-A1/1.2/") or b""
    tiny.edit("college/centre.yml", "Bring your own can.", "Bring two cans.")
    site.load([file])
    build_site(tiny.root, tmp_path / "built", BuildOptions(quick=True, keep=False, centre=file), show=lambda words: None)

    assert b"Bring your own can." in before and b"Bring two cans." in (site.find("QX12-A1/1.2/") or b"")
    assert [name for name, content in read_tree(tmp_path / "built").items() if site.find(name) != content] == []


def test_fault_from_the_start_is_told_until_it_is_mended(tiny: Project, tmp_path: Path) -> None:
    """A centre that begins with a faulty file is told what to mend by every page it asks for, and then sees its copy."""
    tiny.write("college/centre.yml", PLAIN.replace("answer_within:", "answer_wihin:"))
    tiny.write("college/harbour.svg", LOGO)
    site = ShownSite(tiny.root, tmp_path, str(tiny.root / "college" / "centre.yml"))
    for ask in (lambda: site.load([]), lambda: site.find("QX12-A1/1.1/")):
        with pytest.raises(DataError, match="answer_within"):
            ask()
    tiny.write("college/centre.yml", PLAIN)
    site.load([])

    assert b"Bring your own can." in (site.find("QX12-A1/1.2/") or b"")


def test_page_by_hand_that_the_data_breaks_is_told_next(tiny: Project, tmp_path: Path) -> None:
    """A change of the data shows at once; what it breaks in a page written by hand is found after that, with its line."""
    manual = (tiny.root / "data/sources/board-manual.yml").read_text(encoding="utf-8")
    tiny.write("data/sources/other.yml", manual.replace("id: board-manual", "id: other"))
    tiny.edit("docs/about.md", "{{ sources() }}", '{{ sources() }}\n\n{{ link("source:other", "the other") }}')
    site = ShownSite(tiny.root, tmp_path)
    site.load([])
    (tiny.root / "data/sources/other.yml").unlink()
    site.load(["data/sources/other.yml"])

    assert site.find("QX12-A1/1.1/")
    list(iter(site.check, False))
    assert [(problem.place.path, problem.rule) for problem in site.broken] == [("docs/about.md", "macro-argument")]
    with pytest.raises(DataError, match=r"docs/about.md:\d+:\d+: macro-argument"):
        site.find("terms/")


def test_code_that_was_edited_twice_in_a_second_is_read_as_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python takes another text of the same size and second for the one it has compiled; the preview does not."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    source = tmp_path / "macros" / "keeper.py"
    source.parent.mkdir()

    def run(text: str) -> int:
        source.write_text(text, encoding="utf-8")
        os.utime(source, (1_800_000_000, 1_800_000_000))
        spec = importlib.util.spec_from_file_location("keeper", source)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return int(module.LAMPS)

    assert [run("LAMPS = 1"), run("LAMPS = 2")] == [1, 1]
    assert forget_compiled(tmp_path, ["data/units.yml", "macros/keeper.py"])
    assert run("LAMPS = 2") == 2
    assert not forget_compiled(tmp_path, ["data/units.yml"])


def test_what_does_not_depend_on_the_data_waits_for_nothing(
    tiny: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the data, a page, its style sheets, scripts and pictures come without another run of MkDocs."""
    site = ShownSite(tiny.root, tmp_path)
    site.load([])
    tiny.edit(*EDITS[0])
    site.load([EDITS[0][0]])
    monkeypatch.setattr(ShownSite, "_run_mkdocs", lambda *given: pytest.fail("MkDocs ran"))
    page = (site.find("QX12-A1/1.1/") or b"").decode()
    asked = [name.replace("../", "") for name in re.findall(r'(?:src|href)="([^"#]*(?:assets|manifest)[^"]*)"', page)]

    assert len(asked) > 5 and all(map(site.find, asked))
