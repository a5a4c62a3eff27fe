"""The recipes for hosts that build the copy themselves: valid by their hosts' schemas, and their steps run in a clean copy."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from macros.hosting import list_hosting
from tests.conftest import Project, read_tree
from tests.hosting.clean import check_out, put_environment, run_steps

GAP = rb"\$(?:\{copies|place|base|folder|name|id|here|repository|within|setup|tool|lies|pattern|missing|shared)\b"
ADDRESS = "https://school.pages.example/guide"
PLAIN, ODD = "my-college", "centres of ours/St. Mary's"
"""Where a centre may have its folder: names that a shell would take apart are names too."""


@pytest.fixture
def checked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A clean copy of the miniature guide."""
    return check_out(tmp_path / "guide", monkeypatch)


def start_centre(checked_out: Project, place: str) -> str:
    """Let `new centre` write a centre into a folder of that copy."""
    done = checked_out.run("new", "centre", "my-college", "--out", place)
    assert done.returncode == 0, done.stderr
    put_environment(checked_out.root)
    return place


def read_recipe(checked_out: Project, place: str, name: str) -> dict:
    """Return a recipe as its host reads it."""
    return yaml.safe_load((checked_out.root / place / "hosting" / name).read_text(encoding="utf-8"))


def find_faults(path: Path, schema: str) -> str:
    """Return what a host's published schema finds wrong with a file, as check-jsonschema carries it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout if done.returncode else ""


def test_github_pages(checked_out: Project) -> None:
    """The workflow is valid, may do what publishing needs and no more, and what it builds is what it uploads."""
    place = start_centre(checked_out, ODD)
    recipe = read_recipe(checked_out, place, "github-pages.yml")
    assert find_faults(checked_out.root / place / "hosting/github-pages.yml", "github-workflows") == ""
    (job,) = recipe["jobs"].values()
    environment = {name: step["env"][name] for step in job["steps"] for name in step.get("env", {})}
    assert environment == {"SITE_ADDRESS": "${{ steps.pages.outputs.base_url }}"}
    run_steps([step["run"] for step in job["steps"] if "run" in step], checked_out.root, SITE_ADDRESS=ADDRESS)

    (uploaded,) = (step["with"]["path"] for step in job["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert recipe["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert_published(checked_out.root / uploaded)


def test_gitlab_pages(checked_out: Project) -> None:
    """The job has the name that GitLab publishes, is valid, and leaves the site where GitLab looks for it."""
    place = start_centre(checked_out, PLAIN)
    recipe = read_recipe(checked_out, place, "gitlab-pages.yml")
    assert find_faults(checked_out.root / place / "hosting/gitlab-pages.yml", "gitlab-ci") == ""
    run_steps(recipe["pages"]["script"], checked_out.root, CI_PAGES_URL=ADDRESS)

    assert recipe["pages"]["artifacts"]["paths"] == ["public"]
    assert_published(checked_out.root / "public")


def assert_published(site: Path) -> None:
    """The copy of the new centre stands there, and knows its address."""
    page = (site / "centre" / "index.html").read_text(encoding="utf-8")
    assert "My College" in page and f'rel="canonical" href="{ADDRESS}/centre/"' in page
    assert (site / "404.html").is_file() and (site / "_headers").is_file()


@pytest.mark.parametrize(
    ("schema", "name", "right", "slip"),
    [
        ("github-workflows", "github-pages.yml", "    steps:", "    step:"),
        ("gitlab-ci", "gitlab-pages.yml", "  script:", "  script: {a: 1}\n  after:"),
    ],
)
def test_schema_sees_a_slip(tmp_path: Path, schema: str, name: str, right: str, slip: str) -> None:
    """The schemas are the hosts' own, and not so wide that anything fits."""
    text = list_hosting("my-college")[name]
    assert text.count(right) == 1
    (tmp_path / name).write_text(text.replace(right, slip), encoding="utf-8")

    assert find_faults(tmp_path / name, schema) != ""


@pytest.mark.parametrize(("name", "schema"), [("github-pages.yml", "github-workflows"), ("gitlab-pages.yml", "gitlab-ci")])
def test_recipes_for_a_centre_that_has_a_wheel(tmp_path: Path, name: str, schema: str) -> None:
    """Without the guide's repository the tool comes from the wheel in the centre's own; test_wheel.py runs the steps."""
    text = list_hosting("my-college", from_wheel=True)[name]
    (tmp_path / name).write_text(text, encoding="utf-8")

    assert find_faults(tmp_path / name, schema) == ""
    assert "pip install ./centre_guide-*.whl" in text and "  centre-guide build --centre my-college/centre.yml" in text
    assert not re.search(r"\$[a-z]|make |\.venv", text)
    container = list_hosting("my-college", from_wheel=True)["Containerfile"].splitlines()
    assert [line for line in container if line.startswith("RUN ")] == [
        "RUN python -m pip install ./centre_guide-*.whl",
        "RUN centre-guide build --centre my-college/centre.yml --out image/www "
        "&& cp my-college/hosting/nginx.conf image/nginx.conf",
    ]


def test_container_file(checked_out: Project, tmp_path: Path) -> None:
    """Its steps, run without an engine in folders of their own, put the site and the recipe for nginx where nginx looks."""
    place = start_centre(checked_out, ODD)
    stages = run_container_file(checked_out.root, place, tmp_path / "image")
    image = tmp_path / "image" / stages[-1]

    recipe = (image / "etc/nginx/conf.d/default.conf").read_text(encoding="utf-8")
    assert recipe == (checked_out.root / place / "hosting/nginx.conf").read_text(encoding="utf-8")
    (root,) = re.findall(r"^ +root (\S+);", recipe, re.MULTILINE)
    assert "My College" in (image / root[1:] / "centre/index.html").read_text(encoding="utf-8")
    for included in re.findall(r"include (/\S+);", recipe):
        assert (image / included[1:]).is_file()


def run_container_file(context: Path, place: str, rooms: Path) -> list[str]:
    """Do what an engine does with the lines of a container file, a folder standing for each stage; return the stages' names."""
    stages: list[str] = []
    here = rooms
    ignored = [line for line in (context / ".dockerignore").read_text(encoding="utf-8").split("\n") if line]
    for line in (context / place / "hosting/Containerfile").read_text(encoding="utf-8").splitlines():
        step, _, rest = line.partition(" ")
        words = shlex.split(rest)
        if step == "FROM":
            assert re.fullmatch(r"docker\.io/library/[a-z]+:[\d.]+", words[0]), "an image is named whole, with its version"
            stages.append(words[2] if words[1:2] == ["AS"] else str(len(stages)))
            here = rooms / stages[-1]
            here.mkdir(parents=True)
        elif step == "WORKDIR":
            here = rooms / stages[-1] / rest[1:]
            here.mkdir(parents=True)
        elif step == "COPY" and words == [".", "."]:
            shutil.copytree(context, here, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*ignored))
            put_environment(here)
        elif step == "COPY":
            source = rooms / words[0].removeprefix("--from=") / words[1][1:]
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            target = rooms / stages[-1] / words[2][1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            copy(source, target)
        elif step == "RUN":
            run_steps([rest], here)
        else:
            assert line.startswith("#") or not line, line
    return stages


def test_new_centre_says_what_it_has_written(checked_out: Project) -> None:
    """The files for hosts are named with the others, and none of them has a gap left."""
    done = checked_out.run("new", "centre", "my-college")
    written = {f"my-college/{name}": text for name, text in read_tree(checked_out.root / "my-college").items()}

    assert sorted(done.stdout.replace("Wrote ", "").split()) == sorted(written)
    assert sum("/hosting/" in name for name in written) == 6
    assert [name for name, text in written.items() if re.search(GAP, text)] == []
