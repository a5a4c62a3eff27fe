"""The wheel, built and installed into an empty environment: a centre needs nothing else to publish its copy."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from macros.libraries import LIBRARIES
from tests.conftest import ROOT, read_tree

PIP = ("-m", "pip", "--disable-pip-version-check", "-qq")


def run(*command: object, within: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a program as on a machine without the project: nothing in its surroundings leads back here."""
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(within), "LANG": "C.UTF-8", **settings}
    return subprocess.run([str(word) for word in command], cwd=within, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the project, built from a copy of what version control holds, and the browser libraries."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    (source / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    made = [sys.executable, *PIP, "wheel", ".", "--no-deps", "--no-build-isolation", "-w", str(out)]
    done = subprocess.run(made, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a new environment that has the wheel and what the wheel says it needs, in the locked versions."""
    folder = tmp_path_factory.mktemp("environment")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = re.findall(r"^([A-Za-z0-9._-]+==[^ ;\\]+(?: ;[^\\\n]*)?)", lock, re.MULTILINE)
    (folder / "versions.txt").write_text("\n".join(locked), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    install = [folder / "venv/bin/python", *PIP, "install", "-c", folder / "versions.txt", wheel]
    done = subprocess.run([str(word) for word in install], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "venv/bin/centre-guide"


def test_wheel_holds_the_code_the_guide_and_the_libraries(wheel: Path) -> None:
    """Every file of the code, the data, the pages and the look is there, with the browser libraries and their licences."""
    held = set(zipfile.ZipFile(wheel).namelist())
    folders = ("macros", "data", "docs", "overrides", "mkdocs.yml", "LICENSE", "NOTICE.md", "CHANGELOG.md")
    tracked = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    wanted = {name if name.startswith("macros/") else f"macros/included/{name}" for name in tracked if (ROOT / name).is_file()}
    wanted |= {f"macros/included/node_modules/{library.package_path}" for library in LIBRARIES}

    assert sorted(wanted - held) == []
    assert sum("LICENSE" in name for name in held if "/node_modules/" in name) == len(LIBRARIES)
    assert not [name for name in held if "__pycache__" in name or name.startswith(("tests/", "macros/included/site"))]


def test_a_centre_publishes_from_the_wheel_alone(installed: Path, wheel: Path, tmp_path: Path) -> None:
    """Begin a centre, build its copy, build it again: the same bytes as from a clone, and nothing is written but the copy."""
    assert run(installed, "new", "centre", "my-college", within=tmp_path).returncode == 0
    shutil.copy(wheel, tmp_path)
    recipe = yaml.safe_load((tmp_path / "my-college/hosting/gitlab-pages.yml").read_text(encoding="utf-8"))["pages"]["script"]
    with_tool = {"PATH": f"{installed.parent}:/usr/bin:/bin"}
    done = run("bash", "-e", "-c", recipe[0], within=tmp_path, **with_tool)
    assert done.returncode == 0, done.stderr
    before = read_tree(installed.parents[1] / "lib")
    assert recipe[1].startswith("centre-guide build --centre my-college/centre.yml ")
    first = run(installed, "build", "--centre", "my-college/centre.yml", within=tmp_path)
    assert first.returncode == 0, first.stderr
    assert run(installed, "check", within=tmp_path).stdout.startswith("Fine: ")
    build = [sys.executable, "-m", "macros", "build", "--centre", str(tmp_path / "my-college"), "--out", str(tmp_path / "cloned")]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    made, same = read_tree(tmp_path / "my-college/site"), read_tree(tmp_path / "cloned")
    assert sorted(made) == sorted(same)
    assert [name for name, content in made.items() if content != same[name]] == []
    after = read_tree(installed.parents[1] / "lib")
    assert [name for name in after if "__pycache__" not in name and after[name] != before.get(name)] == []


@pytest.mark.parametrize("command", [["new", "verb", "tend"], ["edition", "freeze", "1"], ["schema"], ["migrate"]], ids=" ".join)
def test_the_included_guide_is_never_changed(installed: Path, tmp_path: Path, command: list[str]) -> None:
    """A command that changes a guide wants one of your own, and says where to run it."""
    done = run(installed, *command, within=tmp_path)

    assert done.returncode == 2
    assert "there is no guide here, and this command changes one" in done.stderr
