"""data/ → Catalogue: what a data file may hold, and what its author is told when it holds something else."""

from __future__ import annotations

import re
import time

import pytest

from tests.conftest import Project

A1 = "data/criteria/QX12-A1.yml"
OUTLINE = "data/verbs/outline.yml"
LINE = re.compile(r"^[^:\n]+\.yml:[1-9]\d*:[1-9]\d*: [a-z]+(-[a-z]+)*: \S[^\n]+$")


def only(problems: list[str]) -> str:
    """Return the one problem there is."""
    assert len(problems) == 1, "\n".join(problems)
    return problems[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "said"),
    [
        # a field that no one knows, with the nearest name, at any depth
        (OUTLINE, "gist: Give", "gits: Give", "field-known", "unknown field 'gits' (did you mean 'gist'?): rename or delete it"),
        (A1, "    topic: Dangers", "    topik: Dangers", "field-known", "did you mean 'topic'?"),
        (A1, "        guide_only: true", "        guideonly: true", "field-known", "did you mean 'guide_only'?"),
        ("data/levels.yml", "    name: Reasons", "    nmae: Reasons", "field-known", "did you mean 'name'?"),
        (OUTLINE, "slip: Listing", "xyzzy: 1\nslip: Listing", "field-known", "unknown field 'xyzzy': rename or delete it"),
        # a field that is missing
        (OUTLINE, "slip: Listing without a reason.\n", "", "field-there", "the field 'slip' is missing: add it"),
        (A1, "    topic: Dangers of oil\n", "", "field-there", "the field 'topic' is missing"),
        # a value of another type
        (OUTLINE, "slip: Listing without a reason.", "slip: [a, b]", "value-fits", "slip: must be text"),
        (OUTLINE, "slip: Listing without a reason.", "slip: {a: b}", "value-fits", "slip: must be text"),
        (OUTLINE, "slip: Listing without a reason.", "slip:", "value-fits", "and is empty"),
        (OUTLINE, "near: [weigh-up]", "near: weigh-up", "value-fits", "near: must be a list (lines that start with `- `)"),
        (A1, "        guide_only: true", "        guide_only: perhaps", "value-fits", "guide_only: must be true or false"),
        (A1, "    brief:\n      do: Name the dangers.\n      depth: Say what follows from each.\n      avoid: A copied label.\n",
         "    brief: text\n", "value-fits", "brief: must hold fields"),
        ("data/search.yml", "  wick: [lamp]", "  - wick", "value-fits", "also: must hold lines of the form"),
        # too few
        (OUTLINE, "  - Does each step have a reason?\n", "", "value-fits", "checks: needs more lines in this list"),
        # a word that is not one of the allowed ones
        (
            A1, "        kind: stated", "        kind: statd",
            "value-fits", "'statd' is not one of stated, editorial (did you mean 'stated'?)",
        ),
        ("data/sources/board-manual.yml", "trust: awarding-body", "trust: high", "value-fits",
         "'high' is not one of awarding-body, centre, literature, third-party"),
        # text that may not be published
        (OUTLINE, "slip: Listing", "slip: '{{ 7*7 }} Listing", "yaml-syntax", ""),
        (OUTLINE, "gist: Give", "gist: Give {% x %}", "text-allowed", "gist: holds template code ('{%'): write it in words"),
        (A1, "QX12-A1/1.10\n", "QX12-A1/1.010\n", "text-allowed", "does not have the form of a criterion id"),
    ],
)  # fmt: skip
def test_a_slip_is_reported_where_it_stands(tiny: Project, name: str, old: str, new: str, rule: str, said: str) -> None:
    """One slip gives one problem, in the file and on the line where it was made, that says what to do."""
    tiny.edit(name, old, new)
    changed = (tiny.root / name).read_text(encoding="utf-8").split("\n")
    problem = only(tiny.problems())

    assert LINE.match(problem)
    assert problem.startswith(f"{name}:") and f": {rule}: " in problem
    assert said in problem
    assert int(problem.split(":")[1]) <= len(changed)


AROUND = "quotes-straight: typographic quotes stand around this text, which YAML takes for letters: type straight ones, or none"
OPENS = "quotes-straight: a typographic quote opens here, which YAML takes for a letter, so that the text ends"
SYNTAX = "yaml-syntax: a typographic quote (“) is a letter to YAML: type straight quotes around the whole text"


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        # around a whole text, in any pair that a word processor types
        ("slip: Listing without a reason.", "slip: “Listing without a reason.”", "“Listing", AROUND),
        ("slip: Listing without a reason.", "slip: ‘It’s a list.’", "‘It", AROUND),
        ("slip: Listing without a reason.", "slip: „Listing without a reason.“", "„Listing", AROUND),
        ("slip: Listing without a reason.", "slip: « Listing without a reason. »", "« Listing", AROUND),
        ("slip: Listing without a reason.", "slip: “Listing without a reason.\"", "“Listing", AROUND),
        ("near: [weigh-up]", "near: [“weigh-up”]", "“weigh-up", AROUND),
        # a comma, a hash or a colon between them ends the text, or is read as something else
        ("near: [weigh-up]", "near: [“weigh-up, tend”]", "“weigh-up", OPENS),
        ("slip: Listing without a reason.", "slip: “Listing # without a reason.”", "“Listing", OPENS),
        ("slip: Listing without a reason.", "slip: “Listing: without a reason.”", "“Listing", SYNTAX),
    ],
)
def test_typographic_quotes_are_no_quotes(tiny: Project, old: str, new: str, at: str, said: str) -> None:
    """Quotes as a word processor types them are told where they stand, once, instead of being shown."""
    tiny.edit(OUTLINE, old, new)

    assert only(tiny.problems()).startswith(f"{tiny.place(OUTLINE, at)}: {said}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # a quotation within prose, at either end or at both
        ("slip: Listing without a reason.", "slip: “Listing”, without a reason."),
        ("slip: Listing without a reason.", "slip: A reason is no “list”"),
        ("slip: Listing without a reason.", "slip: “Listing” is no “reason”"),
        ("slip: Listing without a reason.", "slip: ’Tis a list, as in the ’90s or ‘90s."),
        # a quotation that is meant
        ("slip: Listing without a reason.", "slip: '“Listing without a reason.”'"),
        ("slip: Listing without a reason.", "slip: >-\n  “Listing without a reason.”"),
        # what one asks oneself may well be in somebody's words
        ("  - Does each step have a reason?", "  - “Does each step have a reason?”"),
    ],
)
def test_a_quotation_is_left_alone(tiny: Project, old: str, new: str) -> None:
    """Nothing is said of quotes that readers are meant to see."""
    tiny.edit(OUTLINE, old, new)

    assert tiny.problems() == []


def test_what_stands_in_typographic_quotes_is_checked_too(tiny: Project) -> None:
    """All that is wrong with a file is said in one run."""
    tiny.edit(OUTLINE, "near: [weigh-up]", "near: [“weigh-up”, “Not A Slug”]")

    assert [problem.split(": ")[1] for problem in tiny.problems()] == ["quotes-straight", "quotes-straight", "text-allowed"]


@pytest.mark.parametrize(
    ("name", "old", "new", "at"),
    [
        # the value of the field that does not fit
        (OUTLINE, "slip: Listing", "slpi: Listing", "Listing without"),
        (A1, "        kind: stated", "        kind: statd", "statd"),
        (A1, "        guide_only: true", "        guide_only: perhaps", "perhaps"),
        # what is missing: the entry it is missing from
        (A1, "    topic: Dangers of oil\n", "", "id: QX12-A1/1.2\n"),
    ],
)
def test_place_is_exact(tiny: Project, name: str, old: str, new: str, at: str) -> None:
    """Line and column lead an editor to the very word."""
    tiny.edit(name, old, new)

    assert only(tiny.problems()).startswith(f"{tiny.place(name, at)}: ")


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        # a file without content, or with content of another kind
        (OUTLINE, "", "value-fits"),
        (OUTLINE, "# only a comment\n", "value-fits"),
        (OUTLINE, "- a\n- b\n", "value-fits"),
        (OUTLINE, "words\n", "value-fits"),
        # a file that cannot be read
        (OUTLINE, b"\xff\xfe", "file-readable"),
        (OUTLINE, "[" * 100_000, "not-too-deep"),
        (OUTLINE, b"a: b\n" * 10_000_000, "file-readable"),
        ("data/addresses.yml", "addresses: {a: b}\n", "value-fits"),
    ],
    ids=lambda value: str(value[:20]),
)
def test_a_file_of_another_kind_is_a_problem(tiny: Project, name: str, content: str | bytes, rule: str) -> None:
    """Whatever stands in a file, `check` ends within two seconds of work with a sentence; references to its entry stay quiet."""
    tiny.write(name, content)
    began = time.process_time()
    problem = only(tiny.problems())

    assert time.process_time() - began < 2
    assert LINE.match(problem) and f"{name}:1:" in problem and f": {rule}: " in problem
    assert ": : " not in problem


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # in a folder, in a folder of folders, of a unit
        ("data/verbs/tend.yml", "data/verbs/tends.yml", "the id is 'tend' but the file is named 'tends.yml'"),
        ("data/examples/QX12-A1/1.1.yml", "data/examples/QX12-A1/1.2.yml", "the id is 'QX12-A1/1.1' but the file is named"),
        ("data/examples/QX12-A1/1.1.yml", "data/examples/QX12-B7/1.1.yml", "the id is 'QX12-A1/1.1' but the file is named"),
        ("data/criteria/QX12-B7.yml", "data/criteria/QX12-B8.yml", "the id is 'QX12-B7' but the file is named 'QX12-B8.yml'"),
    ],
)
def test_file_name_is_the_id(tiny: Project, old: str, new: str, said: str) -> None:
    """A file is named after the entry in it."""
    (tiny.root / new).parent.mkdir(exist_ok=True)
    (tiny.root / old).rename(tiny.root / new)

    assert f"{new}:1:1: file-name-is-id: {said}" in only(tiny.problems())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        # another ending, another folder, at the top, at another depth
        ("data/verbs/hold.yaml", "nothing reads this file: a data file ends in .yml"),
        ("data/verbs/hold.yml.txt", "nothing reads this file"),
        ("data/vebs/hold.yml", "nothing reads this file (did you mean 'verbs'?)"),
        ("data/hold.yml", "nothing reads this file"),
        ("data/verbs/old/hold.yml", "nothing reads this file"),
        ("data/examples/1.1.yml", "nothing reads this file"),
    ],
)
def test_a_file_that_nothing_reads_is_reported(tiny: Project, name: str, said: str) -> None:
    """A file in the wrong place is a slip, not a silence."""
    tiny.write(name, "id: hold\n")

    assert only(tiny.problems()).startswith(f"{name}:1:1: file-is-read: {said}")


@pytest.mark.parametrize("name", ["data/README.md", "data/.DS_Store", "data/verbs/.gitkeep", "data/verb.schema.json"])
def test_files_that_belong_are_left_alone(tiny: Project, name: str) -> None:
    """Notes, hidden files and the schemas for editors may stand in data/."""
    tiny.write(name, "anything")

    assert tiny.problems() == []


def test_every_problem_comes_in_one_run(tiny: Project) -> None:
    """Slips in several files, of form and of sense, are all reported at once, in order of file and line."""
    tiny.edit("data/checklists/first-night.yml", "title:", "titel:")
    tiny.edit("data/terms/oil.yml", "basis: ours", "basis: mine")
    tiny.edit("data/verbs/tend.yml", "near: [outline]", "near: [outlien]")
    tiny.edit(A1, "theory: wick-cycle", "theory: wick-cicle")
    tiny.write("data/sources/second.yml", "id: second\nid: third\n")
    problems = tiny.problems()

    rules = [problem.split(": ")[1] for problem in problems]
    assert sorted(rules) == [
        "field-known", "no-duplicate", "reference-known", "reference-known", "value-fits",
    ]  # fmt: skip
    assert problems == sorted(problems, key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
    assert all(LINE.match(problem) for problem in problems)


def test_no_data_folder_is_a_problem(tiny: Project) -> None:
    """A project without data says so."""
    (tiny.root / "data").rename(tiny.root / "elsewhere")

    assert "data-there: there is no such folder" in only(tiny.problems())


def test_numbers_sort_as_people_count(tiny: Project) -> None:
    """1.2 comes before 1.10 wherever files are listed."""
    example = (tiny.root / "data/examples/QX12-A1/1.1.yml").read_text(encoding="utf-8")
    for number in ("1.10", "1.2"):
        written = example.replace("id: QX12-A1/1.1", f"id: QX12-A1/{number}").replace("parts: [trimming", "parts: [x")
        tiny.write(f"data/examples/QX12-A1/{number}.yml", written)
    from macros.load import load_catalogue

    examples = list(load_catalogue(tiny.root / "data")[0].examples)
    assert examples == ["QX12-A1/1.1", "QX12-A1/1.2", "QX12-A1/1.10"]
