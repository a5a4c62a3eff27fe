"""The vocabulary of hand-written pages: every macro works, and a slip in a call is reported where it stands."""

from __future__ import annotations

import pytest
from lxml import html

from macros.guide import Guide
from macros.vocabulary import MACROS
from tests.conftest import Project, read_tree
from tests.seen import read_words

PAGE = "docs/note.md"

# The arguments of a call that works, and what the reader then sees.
GOOD = {
    "link": (("QX12-A1/1.10",), "QX12-A1 AC 1.10 Replacing the lamp"),
    "unit": (("QX12-A1",), "Keeping the lamp"),
    "units": ((), "Keeping the log"),
    "assignments": ((), "QX12-A1, Task One"),
    "criterion": (("QX12-A1/1.2",), "Outline the dangers of lamp oil"),
    "parts": (("QX12-A1/1.1",), "Two ways of trimming are weighed up"),
    "verb": (("weigh-up",), "Set two sides against each other and decide."),
    "compare": (("outline",), "Say what happens and what follows."),
    "example": (("QX12-A1/1.1",), "Gull Rock is a fictional light with one keeper."),
    "checklist": (("first-night",), "Fill the can."),
    "downloads": (("QX12-A1",), "QX12-A1 checklist (PDF)"),
    "house_rules": ((), "Ask your centre: Which style of references"),
    "accessibility_statement": ((), "This statement is about the guide itself."),
    "hosting_recipe": (("gitlab-pages.yml",), "--centre my-college/centre.yml"),
    "data_files": ((), "api/v1/catalogue.json"),
    "case_packages": ((), "ims/case/v1p1/CFPackages/"),
    "glossary_files": ((), "api/v1/verbs.ttl"),
    "mappings": ((), "Outline how a lamp is trimmed"),
    "unit_checklist": (("QX12-A1",), "One whole night"),
    "superseded": (("QX12",), "QX13"),
    "edition": ((), "edition 1 of 2026-01-01"),
    "find_box": ((), "Find a criterion"),
    "draft_check": ((), "Choose your draft"),
    "feedback_tool": ((), "QX12-A1 AC 1.10 Replacing the lamp Weigh up when a lamp should be replaced"),
    "chosen_criteria": ((), "?ac=A1-1.1,B7-1.1"),
    "provenance": ((), "with a sum of every wording"),
    "verbs": ((), "Weigh up"),
    "levels": ((), "Reasons"),
    "examples": ((), "How is the Gull Rock lamp trimmed, and which cut suits it?"),
    "evidence_matrix": (("QX12-A1",), "Watch log"),
    "evidence": ((), "One line for each hour."),
    "forms": ((), "One sheet for each night, signed at dawn."),
    "terms": ((), "What the lamp burns."),
    "theories": ((), "It says nothing about wind."),
    "sources": ((), "The manual of the Board"),
    "oddities": ((), "The manual calls the wick a cord."),
    "editions": ((), "Edition 1 2026-01-01 newest"),
    "changes": ((), "The Board no longer asks for a month"),
    "picture": (("units",), "The hours the log records"),
    "my_progress": ((), "are sent nowhere"),
    "reading_list": ((), "Find out from the text"),
    "field_reference": ((), "starting point"),
    "rule_reference": ((), "wording-unaltered"),
    "command_reference": ((), "build"),
    "speed_figures": ((), "No run of the benchmark is kept in this project."),
}  # fmt: skip

# The macros that take an id: one that nothing has, and the nearest.
UNKNOWN = {
    "link": ("verb:outlin", "verb:outline"),
    "unit": ("QX12-A2", "QX12-A1"),
    "criterion": ("QX12-A1/1.3", "QX12-A1/1.2"),
    "parts": ("QX12-A1/1.100", "QX12-A1/1.10"),
    "verb": ("weigh_up", "weigh-up"),
    "compare": ("verb:tend", "tend"),
    "example": ("QX12-A1/1.2", "QX12-A1/1.1"),
    "checklist": ("first-nigth", "first-night"),
    "downloads": ("QX12-B8", "QX12-B7"),
    "unit_checklist": ("QX12-B8", "QX12-B7"),
    "superseded": ("QX13", "QX12"),
    "evidence_matrix": ("QX12A1", "QX12-A1"),
    "picture": ("verbs-depth", "verb-depth"),
    "hosting_recipe": ("ngnix.conf", "nginx.conf"),
}


def write_page(project: Project, line: str) -> None:
    """Write a page whose seventh line is the one given."""
    project.write(PAGE, f"---\ntitle: Note\n---\n\n# Note\n\n{line}\n")


def test_every_macro_is_tried() -> None:
    """A macro without a line above is one that no one has tried; the macro reference shows the real guide's ids only."""
    assert {*GOOD, "macro_reference"} == set(MACROS)


@pytest.mark.parametrize("name", GOOD)
def test_macro_renders(tiny_guide: Guide, name: str) -> None:
    """A macro gives one line of HTML in which the data can be read."""
    arguments, seen = GOOD[name]
    shown = str(MACROS[name](tiny_guide, "note/", *arguments))

    assert "\n" not in shown and "{{" not in shown
    assert seen in read_words(html.fromstring(f"<div>{shown}</div>"))


def test_macro_reference_shows_every_macro(guide: Guide) -> None:
    """The reference of the real guide names each macro and shows its example."""
    shown = html.fromstring(f"<div>{MACROS['macro_reference'](guide, 'contribute/macros/')}</div>").text_content()

    assert [name for name in MACROS if f"{name}(" not in shown] == []


@pytest.mark.parametrize("name", GOOD)
def test_good_calls_pass_check(tiny: Project, name: str) -> None:
    """What renders is no problem in a page."""
    write_page(tiny, f"See {{{{ {name}({', '.join(map(repr, GOOD[name][0]))}) }}}}.")

    assert tiny.all_problems() == []


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_id_is_reported(tiny: Project, name: str) -> None:
    """An id of nothing is reported in the page, on the line, at the macro, with the nearest id."""
    wrong, nearest = UNKNOWN[name]
    write_page(tiny, f'See {{{{ {name}("{wrong}") }}}}.')
    problems = tiny.all_problems()

    assert len(problems) == 1
    assert problems[0].startswith(f"{PAGE}:7:8: macro-argument: no") and repr(wrong) in problems[0]
    assert problems[0].endswith(f"(did you mean {nearest!r}?): correct the id")


def test_every_macro_with_an_id_refuses_an_unknown_one() -> None:
    """The table above leaves no macro out."""
    assert set(UNKNOWN) == {name for name, (arguments, _) in GOOD.items() if arguments}


@pytest.mark.parametrize(
    ("line", "place", "rule", "said"),
    [
        # a macro that does not exist, with and without a call
        ('See {{ vreb("tend") }}.', "7:8", "macro-known", "there is no macro 'vreb' (did you mean 'verb'?): correct the name"),
        ("{{ unts() }}", "7:4", "macro-known", "did you mean 'units'?"),
        ("{{ xyzzy }}", "7:4", "macro-known", "there is no macro 'xyzzy': correct the name"),
        # braces and quotes
        ("{{ units() }", "7:1", "macro-syntax", "look at the braces and quotes"),
        ("{{ units( }}", "7:1", "macro-syntax", "look at the braces and quotes"),
        ('{{ verb("tend) }}', "7:1", "macro-syntax", "look at the braces and quotes"),
        ("{% oops %}", "7:1", "macro-syntax", "'oops'"),
        # too few and too many arguments, by place and by name
        ("{{ verb() }}", "7:4", "macro-argument", "'verb' was given the wrong arguments"),
        ('{{ verb("tend", "outline") }}', "7:4", "macro-argument", "see the macro reference"),
        ("{{ units(3) }}", "7:4", "macro-argument", "'units' was given the wrong arguments"),
        ('{{ link("verb:tend", txt="x") }}', "7:4", "macro-argument", "'txt'"),
        # something else than text
        ("{{ link(3) }}", "7:4", "macro-argument", "wrong arguments"),
        ("{{ link(none) }}", "7:4", "macro-argument", "wrong arguments"),
        ("{{ verb([1]) }}", "7:4", "macro-argument", "wrong arguments"),
        # links between pages; what stands in code is none
        ("[a](terms.md#b), `[c](d.md)`, [e](https://f.example/g.md) [h](trems.md)", "7:63", "page-known",
         "there is no page 'trems.md' (did you mean 'terms.md'?): correct the link"),
        ("[a](../mkdocs.md)", "7:5", "page-known", "there is no page '../mkdocs.md'"),
        # the place is the call, not the same word before it, nor a call that is right
        ('A verb is {{ verb("tent") }}.', "7:14", "macro-argument", "did you mean 'tend'?"),
        ('{{ link("verb:tend") }} and {{ link("verb:tent") }}', "7:32", "macro-argument", "did you mean 'verb:tend'?"),
    ],
)  # fmt: skip
def test_a_slip_in_a_call_is_reported(tiny: Project, line: str, place: str, rule: str, said: str) -> None:
    """One slip gives one problem, where it stands, that says what to do."""
    write_page(tiny, line)
    problems = tiny.all_problems()

    assert len(problems) == 1, "\n".join(problems)
    assert problems[0].startswith(f"{PAGE}:{place}: {rule}: ")
    assert said in problems[0]


def test_an_argument_without_quotes(tiny: Project) -> None:
    """A forgotten quote is called by its name."""
    write_page(tiny, "{{ verb(tend) }}")

    assert f"{PAGE}:7:4: macro-argument: give 'verb' plain text in quotes" in tiny.all_problems()


def test_an_argument_may_be_named(tiny: Project) -> None:
    """What a build accepts, `check` accepts."""
    write_page(tiny, '{{ link("verb:tend", text="this") }} {{ link(target="term:oil") }}')

    assert tiny.all_problems() == []


def test_slips_in_several_pages_come_in_one_run(tiny: Project) -> None:
    """Every page is read to its end."""
    write_page(tiny, '{{ verb("tent") }}\n\n{{ unts() }}')
    tiny.edit("docs/terms.md", "{{ terms() }}", "{{ term() }}")

    assert [problem.split(": ")[:2] for problem in tiny.all_problems()] == [
        [f"{PAGE}:7:4", "macro-argument"], [f"{PAGE}:9:4", "macro-known"], ["docs/terms.md:7:4", "macro-known"]
    ]  # fmt: skip


@pytest.mark.parametrize("line", ['{{ verb("tent") }}', "{{ vreb() }}", "{{ units( }}", "{{ verb() }}"])
def test_nothing_is_published(tiny: Project, line: str) -> None:
    """A slip in a page ends `check` and `build` with 1 and the problem; no site appears and no address is recorded."""
    write_page(tiny, line)
    before = sorted(path.name for path in tiny.root.iterdir()), read_tree(tiny.root / "data")

    for command in ("check", "build"):
        done = tiny.run(command)
        assert done.returncode == 1
        assert f"{PAGE}:7:" in done.stderr + done.stdout and "Traceback" not in done.stderr
    assert (sorted(path.name for path in tiny.root.iterdir()), read_tree(tiny.root / "data")) == before


def test_what_is_published_stays(tiny: Project) -> None:
    """A build that fails leaves the site of the build before, every byte of it."""
    assert tiny.run("build").returncode == 0
    before = read_tree(tiny.root / "site")
    write_page(tiny, '{{ verb("tent") }}')

    assert tiny.run("build").returncode == 1
    assert read_tree(tiny.root / "site") == before


def test_a_macro_without_brackets_is_a_problem(tiny: Project) -> None:
    """`{{ units }}` would print how the macro is stored; the author is told to add brackets."""
    write_page(tiny, "{{ units }}")

    assert tiny.all_problems() == [f"{PAGE}:7:4: macro-argument: 'units' wants brackets after its name: units(...)"]


def test_a_page_that_is_not_utf_8_is_a_problem(tiny: Project) -> None:
    """A page saved in another encoding is named, not answered with a traceback."""
    tiny.write(PAGE, b"# Caf\xe9\n")

    assert tiny.all_problems() == [f"{PAGE}:1:1: file-readable: is not UTF-8 text (byte 5): save it as UTF-8"]


def test_a_bar_in_data_does_not_split_a_table(tiny: Project) -> None:
    """A link in a Markdown table stays in its cell, whatever its text."""
    tiny.edit("data/terms/oil.yml", "name: ", "name: left | ")
    write_page(tiny, '| a | b |\n|---|---|\n| {{ link("term:oil") }} | end |')
    done = tiny.run("build")
    assert done.returncode == 0, done.stderr

    assert "<td>end</td>" in (tiny.root / "site/note/index.html").read_text(encoding="utf-8")
