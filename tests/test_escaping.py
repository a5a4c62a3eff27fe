"""Plain text in the data is plain text in the site, whatever it looks like: it never becomes markup, script or template."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from macros.wording import wording_sum
from tests.conftest import TINY as SOURCE
from tests.conftest import Project, _copy, read_tree
from tests.found import read_entries, read_first

A1 = "data/criteria/QX12-A1.yml"
SITE_NAME = "Guide to keeping a lighthouse"

HOSTILE = [
    # HTML
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</title></h1><b>x", "<!-- -->",
    "&lt;", "&amp;lt;", "a & b",
    # Markdown
    "# heading", "* list", "1. list", "> quote", "*x* _y_ **z**", "[a](b)", "![x](y)", "`code`", "a    b", "\\*x\\*",
    "https://example.org", "<https://example.org>", "| a | b |",
    # extensions of Markdown
    "::: warning", '!!! note "x"', "{: .x }", '--8<-- "mkdocs.yml"', "[^1]: x", "[TOC]", "~~x~~ ==y== ^^z^^",
    # what scripts and templates might read
    "</script>", "]]>", "${x}", "{x}", "%s", "\\u003c",
]  # fmt: skip
EVERYTHING = " and ".join(HOSTILE)
NUMBERED = [(f"1.{number}", f"t{number}", text) for number, text in enumerate(HOSTILE, start=20)]
each = pytest.mark.parametrize(("number", "slug", "text"), NUMBERED, ids=HOSTILE)


def read(project: Project, name: str) -> Any:
    """Return what stands in a data file."""
    return yaml.safe_load((project.root / name).read_text(encoding="utf-8"))


def write(project: Project, name: str, value: Any) -> None:
    """Write a data file; the YAML library quotes what needs it."""
    project.write(name, yaml.safe_dump(json.loads(json.dumps(value)), sort_keys=False, allow_unicode=True, width=10_000))


def plant(project: Project) -> None:
    """Put every hostile text into every kind of entry: a criterion, verb, term, theory, artefact and source for each of them."""
    unit, edition = read(project, A1), read(project, "data/editions/1.yml")
    verb = read(project, "data/verbs/tend.yml")
    others = {
        "terms": ("oil", "name"), "theories": ("wick-cycle", "name"), "artefacts": ("watch-log", "name"),
        "sources": ("board-manual", "title"),
    }  # fmt: skip
    models = {folder: read(project, f"data/{folder}/{model}.yml") for folder, (model, _) in others.items()}
    for number, slug, text in NUMBERED:
        criterion = copy.deepcopy(unit["criteria"][1])
        criterion |= {"id": f"QX12-A1/{number}", "wording": f"Do {text} well", "topic": text, "verbs": [slug]}
        criterion["parts"] = [{"id": "only", "text": text}]
        unit["criteria"].append(criterion)
        edition["wording"][criterion["id"]] = wording_sum(criterion["wording"])
        write(project, f"data/verbs/{slug}.yml", verb | {"id": slug, "name": text, "gist": text})
        for folder, (_, field) in others.items():
            write(project, f"data/{folder}/{slug}.yml", models[folder] | {"id": slug, field: text})
    unit |= {"title": EVERYTHING, "short_title": EVERYTHING, "assignment": EVERYTHING, "credit_note": EVERYTHING}
    unit["aliases"] = HOSTILE
    unit["outcomes"][0]["title"] = EVERYTHING
    unit["feeds"][0]["what"] = EVERYTHING
    write(project, A1, unit)
    write(project, "data/editions/1.yml", edition)
    singles = {"qualifications/QX12": "title", "examples/QX12-A1/1.1": "prompt", "checklists/first-night": "title"}
    for name, field in singles.items():
        write(project, f"data/{name}.yml", read(project, f"data/{name}.yml") | {field: EVERYTHING})
    levels = read(project, "data/levels.yml")
    levels["axes"] += [levels["axes"][0] | {"id": slug, "name": text} for _, slug, text in NUMBERED]
    write(project, "data/levels.yml", levels)
    write(project, "data/search.yml", {"also": {"wick": HOSTILE}})
    (project.root / "data/addresses.yml").unlink()
    calls = [f'{{{{ link("QX12-A1/{number}") }}}}\n\n- {{{{ criterion("QX12-A1/{number}") }}}}\n' for number, _, _ in NUMBERED]
    project.write("docs/note.md", "# Note\n\n" + "\n".join(calls))
    project.write("docs/parts.md", '# Parts\n\n{{ unit_checklist("QX12-A1") }}\n\n{{ unit("QX12-A1") }}\n')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny project with all hostile texts in it, built once."""
    project = _copy(SOURCE, tmp_path_factory.mktemp("hostile") / "tiny")
    plant(project)
    done = project.run("build")
    assert done.returncode == 0, done.stderr
    return project.root / "site"


@cache
def page(site: Path, address: str) -> html.HtmlElement:
    """Return a built page."""
    return html.document_fromstring((site / address / "index.html").read_text(encoding="utf-8"))


def texts(root: html.HtmlElement, path: str, **values: str) -> list[str]:
    """Return the text of the elements at a path, spaces at the ends apart."""
    return [element if isinstance(element, str) else element.text_content().strip() for element in root.xpath(path, **values)]


def words(text: str) -> str:
    """Return text with white space folded, as a browser shows it."""
    return " ".join(text.split())


@each
def test_criterion_page(site: Path, number: str, slug: str, text: str) -> None:
    """Title, heading, menu, wording and part of a criterion's page are the very text."""
    root = page(site, f"QX12-A1/{number}")
    label = f"QX12-A1 AC {number}"

    assert words(texts(root, "//title")[0]) == words(f"{label}: {text} · {SITE_NAME}")
    assert texts(root, "//h1/span[@class='criterion__topic']") == [text]
    assert texts(root, "//*[@data-wording]") == [f"Do {text} well"]
    assert texts(root, "//ul[@class='parts']//label/span") == [text]
    assert f"{number} {text}" in texts(root, "//nav[@class='site-menu']//ul//ul//a")
    assert texts(root, "//p[@class='print-line']/span[1]") == [f"{label}: {text}"]
    assert f"{text[:1].upper()}{text[1:].lower()} {text}" in texts(root, "//div[@class='verb-demand']/p[1]")
    assert texts(root, "//a[@class='verb-tag']") == [text]


@each
def test_other_pages(site: Path, number: str, slug: str, text: str) -> None:
    """Lists, cards, tables and the pages written in Markdown show the very text."""
    unit, verb = page(site, "QX12-A1"), page(site, f"verbs/{slug}")
    card = "//li[@id=$id]"

    assert texts(unit, f"{card}//p[@class='criterion-card__wording']", id=f"ac-{number}") == [f"Do {text} well"]
    assert texts(unit, f"{card}/p[1]/a/text()[last()]", id=f"ac-{number}")[0].strip() == text
    assert texts(verb, "//p[@class='lead']") == [text]
    assert texts(verb, "//h1")[0].lower() == text.lower()
    assert texts(page(site, "terms"), "//h2[@id=$id]", id=slug) == [text]
    assert texts(page(site, "theories"), "//h2[@id=$id]", id=slug) == [text]
    assert texts(page(site, "evidence"), "//h3[@id=$id]", id=slug) == [text]
    assert text in texts(page(site, "evidence"), "//table[@class='matrix']//th[@scope='row']/a")
    assert texts(page(site, "about"), "//li[@id=$id]//strong", id=f"source-{slug}") == [text]
    assert texts(page(site, "verbs"), "//tr[@id=$id]/th", id=f"axis-{slug}") == [text]
    assert text in texts(page(site, "verbs"), "//svg//text[@class='picture__name']")
    assert f"QX12-A1 AC {number} {text}" in texts(page(site, "note"), "//a")
    assert f"Do {text} well" in texts(page(site, "note"), "//li//blockquote/p")
    assert f"Do {text} well" in texts(page(site, "parts"), "//p[@class='unit-checklist__wording']")


@each
def test_list_of_headings(site: Path, number: str, slug: str, text: str) -> None:
    """The list of a page's headings has the very text."""
    for address in ("terms", "theories"):
        assert texts(page(site, address), "//details[@class='toc']//a[@href=$link]", link=f"#{slug}") == [words(text)]


def test_titles_of_a_unit(site: Path) -> None:
    """The texts of a unit, all of them in a row, come out as they are wherever they are shown."""
    unit, start = page(site, "QX12-A1"), page(site, "")

    assert words(texts(unit, "//title")[0]) == words(f"QX12-A1: {EVERYTHING} · {SITE_NAME}")
    assert texts(unit, "//h1/span[@class='criterion__topic']") == [EVERYTHING]
    assert unit.xpath("string(//meta[@name='description']/@content)").startswith(f"{EVERYTHING}, QX12-A1: all ")
    assert texts(unit, "//h3[@id='outcome-1']") == [f"Learning outcome 1: {EVERYTHING}"]
    assert texts(unit, "//p[@class='crumbs']")[0] == f"{EVERYTHING} (QX12) › {EVERYTHING}"
    assert f"QX12-A1 {EVERYTHING}" in texts(start, "//nav[@class='site-menu']//a")
    assert texts(start, "//h3[@id='unit-card-QX12-A1']") == [EVERYTHING]
    assert texts(page(site, "parts"), "//h3[@id='unit-card-QX12-A1']") == [EVERYTHING]
    assert words("".join(texts(start, "//svg/desc"))) == words(f"QX12-A1 gives QX12-B7: {EVERYTHING}.")
    assert words(texts(start, "//svg//text[@class='picture__label']")[0]) == words(EVERYTHING)
    assert page(site, "checklists").xpath("string(//section[@id='first-night']/@aria-label)") == EVERYTHING
    assert EVERYTHING in texts(page(site, "examples"), "//li[@class='example-list__item']/p[1]/a/text()[last()]")[0]


def test_search_data(site: Path) -> None:
    """The search data parses back to the same texts and could stand inside a page."""
    scripts = [path.read_text(encoding="utf-8") for path in sorted((site / "search").rglob("*.js"))]
    data, entries = read_first(site), read_entries(site).values()
    titles = [(entry["kind"], entry["title"]) for entry in entries]

    assert "<" not in "".join(scripts)
    for kind in ("Criterion", "Term", "Model or theory", "Evidence"):
        assert [text for text in HOSTILE if (kind, text) not in titles] == []
    assert ("Unit", EVERYTHING) in titles
    assert {entry["summary"] for entry in entries} >= {f"Do {text} well" for text in HOSTILE}
    assert data["units"][0]["names"] == [EVERYTHING, *HOSTILE]
    assert data["also"]["wick"] == HOSTILE


def outlines(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield every page of a site."""
    for name, content in read_tree(folder).items():
        if name.endswith(".html"):
            yield name, html.document_fromstring(content.decode())


def test_no_element_is_made_from_data(site: Path, tiny_site: Path) -> None:
    """The site has the scripts, images, kinds of element and attributes that it has without these texts, and no others."""
    made: list[set[object]] = []
    for folder in (site, tiny_site):
        found: set[object] = set()
        for _, root in outlines(folder):
            inline = [e for e in root.iter("script") if not e.get("src")]
            data = [e for e in inline if e.get("type") == "application/ld+json"]
            assert all(json.loads(e.text or "")["@graph"] for e in data)
            found |= {("script", words(e.text or "")) for e in inline if e not in data}
            found |= {(e.tag, e.get("src", "").replace("../", "")) for e in root.iter("script", "img", "iframe")}
            found |= {e.tag for e in root.iter() if isinstance(e.tag, str)}
            found |= {name for e in root.iter() if isinstance(e.tag, str) for name in e.attrib}
        made.append({re.sub(r"(\.\./)*\.\.|\"base\": \"[^\"]*\"", "", str(item)) for item in found})
    assert made[0] == made[1]


def test_no_heading_link_or_emphasis_is_made_from_data(site: Path) -> None:
    """What would be a heading, a link, emphasis, a comment or a box, had anything read the texts as markup, is not there."""
    for name, root in outlines(site):
        headings = texts(root, "//h1|//h2|//h3|//h4|//h5|//h6")
        assert "heading" not in headings, name
        assert root.xpath("//@href[. = 'b' or . = 'y' or starts-with(., 'https:')]") == [], name
        assert {"x", "y", "z"}.isdisjoint(texts(root, "//em|//strong|//b|//i|//del|//mark|//u|//sup")), name
        own = root.xpath("//code[. = '?ac=']")  # the form of an address, on the page that explains it
        marked = root.xpath("//code|//pre|//*[contains(@class, 'warning') and not(contains(@class, 'example'))]")
        assert set(marked) == set(own), name
        assert root.xpath("//*[contains(concat(' ', @class, ' '), ' x ') or contains(@class, 'admonition')]") == [], name
        assert [comment for comment in root.xpath("//comment()") if not comment.text.strip()] == [], name
        assert "site_description:" not in root.text_content(), name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # template code, whole and in pieces
        ("{{ 7*7 }}", "topic: holds template code ('{{'): write it in words"),
        ("{% raw %}", "holds template code ('{%')"),
        ("{# note #}", "holds template code ('{#')"),
        ("a }} b", "holds template code ('}}')"),
        ("a %} b", "holds template code ('%}')"),
        # more than a line, hidden characters, nothing
        ("a\\nb", "must stand on one line: join the lines"),
        ("a\\tb", "must stand on one line"),
        ("a\\u202eb", "holds the hidden character U+202E: delete it"),
        ("a\\u200bb", "holds the hidden character U+200B"),
        ("a\\0b", "holds the hidden character U+0000"),
        ("   ", "is empty"),
    ],
)
def test_what_a_line_refuses(tiny: Project, text: str, said: str) -> None:
    """Text that no field may hold is refused where it stands, by `check` and by `build`."""
    tiny.edit(A1, "topic: Dangers of oil", f'topic: "{text}"')
    problems = tiny.problems()

    assert len(problems) == 1
    place = tiny.place(A1, f'"{text}"')
    assert problems[0].startswith(f"{place}: text-allowed: ") and said in problems[0]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}"])
@pytest.mark.parametrize(
    ("file", "old"),
    [
        (A1, "The manual calls the wick a cord. Write *wick*."),
        (A1, "The hours the log records"),
        ("data/terms/oil.yml", "What the lamp burns."),
        ("data/search.yml", "grey"),
        ("data/addresses.yml", "/terms/#oil"),
    ],
)
def test_templates_are_refused_everywhere(tiny: Project, file: str, old: str, text: str) -> None:
    """A template is refused in prose, in a line and in the lists of the tool itself; nothing is built."""
    tiny.edit(file, f"{old}\n", f"'{text}'\n")
    place = tiny.place(file, f"'{text}'")
    done = tiny.run("build")

    assert done.returncode == 1
    assert f"{place}: text-allowed: " in done.stderr + done.stdout
    assert not (tiny.root / "site").exists()


def test_spaces_at_the_ends_are_dropped(tiny: Project) -> None:
    """Four spaces before a line would be code in Markdown; here they are nothing."""
    tiny.edit(A1, "topic: Dangers of oil", 'topic: "    Dangers of oil  "')

    assert tiny.guide().catalogue.criteria["QX12-A1/1.2"].topic == "Dangers of oil"
