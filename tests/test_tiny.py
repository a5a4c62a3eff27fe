"""The miniature project is complete, and nothing in the code knows the real qualification."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import ROOT, TINY, Project, read_tree

# What the real qualification is called and numbered.
REAL = re.compile(rb"8580|8588|coaching", re.IGNORECASE)


def test_tiny_passes_check(tiny: Project) -> None:
    """A guide to another qualification passes every rule."""
    done = tiny.run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert "2 units, 5 criteria, 3 verbs" in done.stdout


def test_tiny_builds_every_page(tiny_site: Path) -> None:
    """A guide to another qualification is built whole: each unit, criterion (retired too), verb and hand-written page."""
    pages = {name for name in read_tree(tiny_site) if name.endswith("index.html")}

    criteria = {f"QX12-A1/{number}" for number in ("1.1", "1.2", "1.10", "11.1")} | {"QX12-B7/1.1", "QX12-B7/2.1"}
    verbs = {f"verbs/{verb}" for verb in ("outline", "weigh-up", "tend")}
    assert {f"{name}/index.html" for name in {"QX12-A1", "QX12-B7", "evidence", *criteria, *verbs}} <= pages


def test_retired_criterion_keeps_its_page(tiny_site: Path) -> None:
    """The page of a retired criterion says since when, why, and what to read instead."""
    page = (tiny_site / "QX12-B7" / "2.1" / "index.html").read_text(encoding="utf-8")

    assert "No longer in use since <time>2026-02-01</time>" in page
    assert "The Board no longer asks for a month." in page
    assert re.search(r'Read instead: <a [^>]*href="../../QX12-B7/1.1/"|Read instead: <a [^>]*href="../1.1/"', page)


def test_tiny_says_nothing_of_the_real_qualification() -> None:
    """The miniature project itself is free of the real subject; else the test below would prove nothing."""
    offenders = [name for name, content in read_tree(TINY).items() if REAL.search(content)]

    assert offenders == []


def test_code_and_look_know_no_qualification(tiny_site: Path) -> None:
    """No page or script made for another qualification mentions the real one."""
    made = {name: content for name, content in read_tree(tiny_site).items() if name.endswith((".html", "guide.js"))}
    offenders = [f"{name}: {found[0].decode()}" for name, content in made.items() if (found := REAL.search(content))]

    assert len(made) > 20
    assert offenders == []


def test_no_line_of_the_code_names_the_real_qualification() -> None:
    """Code, templates, styles and scripts are free of the real subject, in comments and examples too."""
    sources = [path for folder in ("macros", "overrides") for path in sorted((ROOT / folder).rglob("*"))]
    kinds = (".py", ".html", ".js", ".css", ".typ", ".md", ".svg", ".json")
    text = {path: path.read_bytes() for path in sources if path.suffix in kinds and "__pycache__" not in path.parts}
    offenders = [f"{path.relative_to(ROOT)}: {found[0].decode()}" for path, code in text.items() if (found := REAL.search(code))]

    assert len(text) > 100
    assert offenders == []


def test_macro_reference_shows_the_ids_of_its_own_guide(tiny: Project) -> None:
    """The examples on the authors' page are calls that work in any guide."""
    for page in ("contribute/data", "contribute/checks", "contribute/commands", "contribute/speed", "api"):
        tiny.write(f"docs/{page}.md", f"# {page}\n")
    tiny.write("docs/contribute/macros.md", "# Macros\n\n{{ macro_reference() }}\n")

    assert tiny.all_problems() == []
