"""Drafts written by real programs and by learners' habits, each with the verdicts it must get."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser

from macros.catalogue import Catalogue
from macros.guide import Guide
from macros.model import Criterion
from tests.drafts.checker import Checker, statuses
from tests.drafts.plan import SENTENCES, Draft, answer, by_number, plan, slips, with_topic, with_wording
from tests.drafts.sources import to_html, to_lines, to_markdown
from tests.drafts.word import WRITERS
from tests.export.conftest import Convert, convert
from tests.tools import find_pandoc

__all__ = ["convert"]  # a fixture

SHARE = 0.98
Form = Callable[[Criterion, int], str]

# Forms of a heading in every usual way; `{own}` is the unit's own number.
NUMBERS = [
    "{n}", "AC{n}", "AC {n}", "AC: {n}", "A.C. {n}", "{unit}/{n}", "{unit} AC {n}", "{own}-{n}", "{own} AC {n}", "{own}/{n}",
    "Unit {own} AC {n}", "Criterion {n}:", "Assessment criterion {n}", "Assessment Criteria {n} -", "{n})", "({n})", "{n}.",
    "[AC {n}]", "Task {n}", "LO2 AC {n}", "AC\u00a0{n}", "A\u00adC {n}", "Criterion no. {n}", "{unit}: {n}",
    "ILM {unit} AC {n}", "AC_{n}", "Learning outcome 2: AC {n}", "My answer to {n}", "AC {n} (350 words)", "{n} - 8 marks",
]  # fmt: skip

WORDINGS = {
    "number and wording": with_wording("{n} {w}"),
    "label and wording": with_wording("{unit} AC {n}: {w}"),
    "wording": with_wording("{w}"),
    "wording, number behind": with_wording("{w} (AC {n})"),
    "slips": with_wording("{w}", slips),
    "number and slips": with_wording("AC {n} {w}", slips),
    "number and topic": with_topic("{n} {w}"),
    "topic, number in brackets": with_topic("{w} ({n})"),
    "topic alone": with_topic("{w}"),
    "label and topic": with_topic("AC {n}: {w}"),
}

# writer, form, pattern (see plan), shared: which habits meet which way of writing
TABLE = [
    ("headings", "number and wording", "ffgfbftf", True),
    ("headings", "slips", "fgffbffft", False),
    ("headings", "number and topic", "fffgfbf", True),
    ("headings", "topic, number in brackets", "ffgffff", False),
    ("listed_first", "number and wording", "fffgf", False),
    ("listed_first", "label and topic", "ffffg", False),
    ("bold", "label and wording", "fgfbftf", True),
    ("bold", "slips", "ffgfffb", False),
    ("bold", "number and topic", "ffgffff", False),
    ("plain", "number and wording", "ffbfgft", False),
    ("plain", "wording", "ffgffff", False),
    ("plain", "number and slips", "fffgfff", True),
    ("lead", "label and wording", "ffgffff", False),
    ("lead", "label and topic", "fgfffff", False),
    ("table", "number and wording", "ffgfbff", False),
    ("table", "slips", "fffffgf", False),
    ("banner", "number and wording", "ffgffff", False),
    ("banner", "wording, number behind", "fgfffbf", False),
    ("counted", "wording", "ffgffff", False),
    ("counted", "slips", "ffffffg", False),
    ("linked", "topic alone", "fffffff", False),
    ("tracked", "number and wording", "ffgffff", False),
    ("tracked", "wording", "fgfffff", False),
    ("google", "number and wording", "ffgfbff", False),
    ("google", "slips", "ffffgff", False),
]


@pytest.fixture(scope="module")
def checker(browser: Browser, guide: Guide) -> Iterator[Checker]:
    """The checker, in a page of its own."""
    made = Checker(browser, guide)
    yield made
    made.page.close()


def compare(found: dict[str, Any], draft: Draft) -> tuple[list[str], list[str]]:
    """Return the cells that are wrong, and among them those that call an answer found which is not there."""
    got = statuses(found)
    if found["unit"] != draft.unit:
        return [f"unit {found['unit']}"], []
    wrong = [f"{number}: {got[number]}, not {wanted}" for number, wanted in draft.expected.items() if got[number] != wanted]
    false = [cell for cell in wrong if ": found" in cell or (": shared" in cell)]
    return wrong, false


def judge_all(results: dict[str, tuple[dict[str, Any], Draft]]) -> tuple[float, list[str], list[str]]:
    """Return the share of right cells over all drafts, the wrong ones and the falsely found."""
    wrong, false, cells = [], [], 0
    for name, (found, draft) in results.items():
        cells += len(draft.expected)
        bad, worse = compare(found, draft)
        wrong += [f"{name}: {cell}" for cell in bad]
        false += [f"{name}: {cell}" for cell in worse]
    return 1 - len(wrong) / cells, wrong, false


def test_every_form_of_a_number(checker: Checker, catalogue: Catalogue) -> None:
    """A heading by number alone, in any usual form, as a heading and as a plain line, finds exactly what is there."""
    results = {}
    for unit in catalogue.units.values():
        for form in NUMBERS:
            draft = plan(unit, by_number(form), "ffgfbff")
            for level in (2, 0):
                blocks = [
                    {"text": text, "level": 0 if at else level}
                    for section in draft.sections
                    for at, text in enumerate((section.heading, *section.paragraphs))
                ]
                results[f"{unit.id} {form} level {level}"] = (checker.check_blocks(blocks, unit.id), draft)

    share, wrong, false = judge_all(results)
    assert (wrong, false, share) == ([], [], 1)


def test_table_of_word_drafts(checker: Checker, catalogue: Catalogue, tmp_path: Path) -> None:
    """Word-shaped and Google-Docs-shaped drafts: at least 98 of 100 verdicts right, none falsely found."""
    results = {}
    for at, (writer, form, pattern, shared) in enumerate(TABLE):
        for unit in catalogue.units.values():
            draft = plan(unit, WORDINGS[form], pattern, shared=shared)
            path = WRITERS[writer](draft, tmp_path / f"{at}.docx")
            chosen = unit.id if "topic" in form else ""
            results[f"{writer}, {form}, {unit.id}"] = (checker.check_file(path, chosen), draft)

    share, wrong, false = judge_all(results)
    print(f"{share:.1%} of {sum(len(d.expected) for _, d in results.values())} verdicts right")
    assert false == []
    assert share >= SHARE, "\n".join(wrong)


def test_table_of_text_drafts(checker: Checker, catalogue: Catalogue, tmp_path: Path) -> None:
    """Pasted lines, text files and Markdown, in several encodings."""
    results = {}
    for unit in catalogue.units.values():
        for form in WORDINGS:
            if form.startswith("topic"):  # a line of text like any other, where no style tells it apart
                continue
            draft = plan(unit, WORDINGS[form], "ffgfffb")
            chosen = unit.id if "topic" in form else ""
            results[f"pasted, {form}, {unit.id}"] = (checker.check_text(to_lines(draft), chosen), draft)
            for name, text in {"a.md": to_markdown(draft).encode(), "b.txt": to_lines(draft).encode("utf-16")}.items():
                (tmp_path / name).write_bytes(text)
                results[f"{name}, {form}, {unit.id}"] = (checker.check_file(tmp_path / name, chosen), draft)

    share, wrong, false = judge_all(results)
    assert false == []
    assert share >= SHARE, "\n".join(wrong)


PROGRAMS = {
    # name of the file: how a heading looks, its form, pattern
    "html-heading.docx": ("heading", "number and wording", "ffgfbft"),
    "html-heading.odt": ("heading", "slips", "fgfffbf"),
    "html-bold.docx": ("bold", "label and wording", "fffgffb"),
    "html-bold.odt": ("bold", "number and topic", "ffgffff"),
    "html-table.docx": ("table", "wording", "fgffbff"),
    "html-table.odt": ("table", "number and slips", "ffffgff"),
}


def test_table_of_libreoffice_drafts(checker: Checker, catalogue: Catalogue, convert: Convert, tmp_path: Path) -> None:
    """LibreOffice writes DOCX and ODT with headings, bold lines and tables."""
    drafts: dict[str, Draft] = {}
    results = {}
    for name, (look, form, pattern) in PROGRAMS.items():
        for unit in catalogue.units.values():
            drafts[f"{unit.id}-{name}"] = plan(unit, WORDINGS[form], pattern)
            source = to_html(drafts[f"{unit.id}-{name}"], look)
            (tmp_path / f"{unit.id}-{name}.html").write_text(source, encoding="utf-8")
    for kind, wanted in {"odt": "odt:writer8", "docx": "docx:MS Word 2007 XML"}.items():
        sources = [tmp_path / f"{name}.html" for name in drafts if name.endswith(kind)]
        convert(sources, wanted, tmp_path)
    for name, draft in drafts.items():
        chosen = draft.unit if PROGRAMS[name.removeprefix(f"{draft.unit}-")][1].endswith("topic") else ""
        results[name] = (checker.check_file(tmp_path / f"{name}.{name.rsplit('.', 1)[1]}", chosen), draft)

    share, wrong, false = judge_all(results)
    assert false == []
    assert share >= SHARE, "\n".join(wrong)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_table_of_pandoc_drafts(checker: Checker, catalogue: Catalogue, tmp_path: Path, kind: str) -> None:
    """Pandoc writes DOCX and ODT from Markdown."""
    pandoc = find_pandoc()
    if pandoc is None:
        pytest.skip("pandoc is not here")
    results = {}
    for at, form in enumerate(("number and wording", "slips", "number and topic")):
        unit = list(catalogue.units.values())[at % len(catalogue.units)]
        draft = plan(unit, WORDINGS[form], "ffgfffb")
        target = tmp_path / f"{at}.{kind}"
        subprocess.run([pandoc, "-f", "markdown", "-o", str(target)], input=to_markdown(draft), text=True, check=True)
        results[form] = (checker.check_file(target, unit.id if "topic" in form else ""), draft)

    share, wrong, false = judge_all(results)
    assert false == []
    assert share >= SHARE, "\n".join(wrong)


# Headings that look like ours and are none: what each draft must not call found.
TRAPS = {
    "own numbering": ["# 1.1 Background", "{text}", "# 1.2 Aims of this paper", "{text}", "# 2.1 Methodology", "{text}"],
    "decimals": ["2.1 million days were lost.", "{text}", "1.2 of every three came from new teams.", "{text}"],
    "a sentence": ["AC 2.1 asks what makes a good coach, and so does AC 2.2.", "{text}"],
    "a deeper number": ["# 2.1.1 Knowledge of an effective coach", "{text}"],
    "a number of three digits": ["# AC 1.100", "{text}", "# AC 11.1", "{text}", "# AC 1.10", "{text}"],
    "another qualification": ["# 8588-500 AC 2.1", "{text}", "# Unit 500 of 8588, AC 1.2", "{text}"],
    "another unit": ["# 8580-501 AC 1.1", "{text}", "# 501/2.1", "{text}", "# 503-3.1", "{text}"],
    "nothing but a list": ["{wordings}", "Introduction", "{text}"],
    "references": ["# References", "2.1 Effective coach and mentor skills", "Crumb, A. (2019) Bread and listening. Flour Press."],
    "percentages": ["2.1% of coaches", "{text}", "£1.2m", "{text}", "3.4x", "{text}"],
    "bullets of a conclusion": ["Conclusion", "- AC 2.1 helped me see it", "{text}", "AC 2.2 was the hardest", "{text}"],
    "all criteria, then one text": ["{wordings}", "{text}"],
    "a date": ["1.2.2024 Meeting on coaching barriers", "{text}", "3.1.24", "{text}"],
    "only TODO": ["# AC 2.1", "TODO", "# AC 2.2", "[Write about skills here]", "# AC 2.3", "tbc"],
    "one word": ["# AC 2.1", "Later.", "# AC 2.2", "See appendix."],
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_nothing_is_falsely_found(checker: Checker, catalogue: Catalogue, name: str) -> None:
    """What only looks like a heading of a criterion, or has no answer under it, is never found."""
    text = " ".join(SENTENCES[:2])
    wordings = "\n\n".join(criterion.wording for criterion in catalogue.units["8580-500"].criteria)
    lines = [line.format(text=text, wordings=wordings) for line in TRAPS[name]]
    found = {*statuses(checker.check_text("\n\n".join(lines), "8580-500")).values()}

    assert "found" not in found
    assert "shared" not in found or name == "all criteria, then one text"


# Headings that name more than one criterion, and lines of criteria with one text below: which are claimed together.
TOGETHER = {
    "and": (["# AC 1.1 and AC 1.2", "{text}"], {"1.1", "1.2"}),
    "a list": (["# 4.1, 4.2", "{text}"], {"4.1", "4.2"}),
    "a range": (["# AC 3.1-3.3", "{text}"], {"3.1", "3.2", "3.3"}),
    "a range with spaces": (["# AC 3.1 \u2013 3.3 Contracting", "{text}"], {"3.1", "3.2", "3.3"}),
    "all lines of an outcome": (["LO1", "1.1 {1.1}", "1.2 {1.2}", "1.3 {1.3}", "{text}", "{text}"], {"1.1", "1.2", "1.3"}),
    "two outcomes in turn": (
        ["Learning outcome 2", "{2.1}", "{2.2}", "{2.3}", "{text}", "Learning outcome 4", "{4.1}", "{4.2}", "{text}"],
        {"2.1", "2.2", "2.3", "4.1", "4.2"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_what_shares_one_text_is_claimed_together(checker: Checker, catalogue: Catalogue, name: str) -> None:
    """One text for several criteria is found for none of them alone."""
    lines, together = TOGETHER[name]
    wordings = {criterion.number: criterion.wording for criterion in catalogue.units["8580-500"].criteria}
    text = " ".join(SENTENCES[:2])
    filled = [re.sub(r"\{(.*?)\}", lambda found: {"text": text, **wordings}[found[1]], line) for line in lines]
    got = statuses(checker.check_text("\n\n".join(filled), "8580-500"))

    assert {number for number, status in got.items() if status == "shared"} == together
    assert set(got.values()) == {"shared", "missing"}


# Criteria pasted before the answers: what is listed is no answer, and does not hide the answer that comes after it.
LISTED = {
    "contents without tabs": "Contents {all numbered} Introduction {text} {answers}",
    "reminder of each outcome": "{reminders}",
    "listed, then answered at once": "{all} {answers}",
}


@pytest.mark.parametrize("name", LISTED)
def test_lists_of_criteria_hide_no_answer(checker: Checker, catalogue: Catalogue, name: str) -> None:
    """All criteria but 2.2 are answered by number alone, after a list of all of them: exactly that one is missing."""
    criteria = catalogue.units["8580-500"].criteria
    text = " ".join(SENTENCES[:2])

    def answers(some: list[Criterion]) -> list[str]:
        return [line for one in some if one.number != "2.2" for line in (f"AC {one.number}", text)]

    outcomes = [list(group) for _, group in itertools.groupby(criteria, key=lambda one: one.outcome)]
    parts = {
        "{text}": [text],
        "{all}": [one.wording for one in criteria],
        "{all numbered}": [f"{one.number} {one.wording} {at + 3}" for at, one in enumerate(criteria)],
        "{answers}": answers(list(criteria)),
        "{reminders}": [line for some in outcomes for line in (*(one.wording for one in some), *answers(some))],
    }
    lines = [line for part in re.findall(r"\{.*?\}|\w+", LISTED[name]) for line in parts.get(part, [part])]
    got = statuses(checker.check_text("\n".join(lines), "8580-500"))

    assert {number: status for number, status in got.items() if status != "found"} == {"2.2": "missing"}


def test_learning_outcome_between_criteria_counts_for_none(checker: Checker) -> None:
    """The line that opens the next outcome is not taken for an answer to the criterion before it."""
    text = " ".join(SENTENCES[:2])
    got = statuses(checker.check_text(f"AC 1.2\n{text}\nAC 1.3\nLearning outcome 2: Understand it\nAC 2.1\n{text}", "8580-500"))

    assert (got["1.2"], got["1.3"], got["2.1"]) == ("found", "wording", "found")


def test_other_forms_of_trouble_are_named(checker: Checker) -> None:
    """A number nothing has, words of another qualification, another unit, a number that disagrees with its wording."""
    text = " ".join(SENTENCES[:2])
    lines = [
        "# 8580-500 AC 3.9", text, "# 8588-500 AC 1.1", text,
        "# AC 2.2 Review a model or process which should be followed when formally coaching", text,
        "This meets 8580-500 AC 7.7 as well, within a minimum of eighteen hours.", "# 8580-501 AC 2.1", text,
    ]  # fmt: skip
    found = checker.check_text("\n\n".join(lines), "8580-500")
    verdicts = {verdict["id"]: verdict for verdict in found["criteria"]}

    assert {item["number"] for item in found["unknown"]} == {"3.9", "7.7"}
    assert [item["phrase"] for item in found["others"]] == ["8588-500", "minimum of eighteen hours"]
    assert verdicts["8580-500/1.1"]["status"] == "other"
    assert verdicts["8580-500/3.1"]["status"] == "found" and verdicts["8580-500/3.1"]["places"][0]["differs"] == "8580-500/2.2"
    assert found["elsewhere"] == ["8580-501"]


def fill_template(source: bytes, path: Path, skipped: str, *, tidy: bool = True) -> Path:
    """Write under each heading of a template but one, as a learner would; tidy: take the guidance out."""
    document = Document(io.BytesIO(source))
    for paragraph in list(document.paragraphs):
        if paragraph.style.name == "Guidance" and tidy:
            paragraph._p.getparent().remove(paragraph._p)
        elif paragraph.style.name == "Heading 2" and not paragraph.text.startswith(f"{skipped}:"):
            for text in reversed(answer(len(paragraph.text))):
                added = document.add_paragraph(text)
                paragraph._p.addnext(added._p)
    document.save(str(path))
    return path


@pytest.mark.parametrize("unit", ["8580-500", "8580-501", "8580-503"])
def test_filled_template_is_fully_covered(checker: Checker, built_site: Path, tmp_path: Path, unit: str) -> None:
    """The template with text under each heading is found whole; with one section left empty, exactly that one is not."""
    source = (built_site / "downloads" / f"{unit}-assignment-template.docx").read_bytes()
    whole = statuses(checker.check_file(fill_template(source, tmp_path / "whole.docx", "none")))
    assert set(whole.values()) == {"found"}
    for number in whole:
        found = statuses(checker.check_file(fill_template(source, tmp_path / "part.docx", f"{unit} AC {number}")))
        assert {name for name, status in found.items() if status != "found"} == {number}


def test_a_section_cut_out_of_the_template_is_missing(checker: Checker, built_site: Path, tmp_path: Path) -> None:
    """Heading and all removed: exactly that criterion is missing, though the list of appendices still names it."""
    source = (built_site / "downloads" / "8580-501-assignment-template.docx").read_bytes()
    path = fill_template(source, tmp_path / "cut.docx", "8580-501 AC 2.1")
    document = Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("8580-501 AC 2.1:") and paragraph.style.name.startswith("Heading"):
            paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))
    found = statuses(checker.check_file(path))

    assert {name: status for name, status in found.items() if status != "found"} == {"2.1": "missing"}


def test_guidance_left_in_is_reported_and_not_counted(checker: Checker, built_site: Path, tmp_path: Path) -> None:
    """The untouched template answers nothing; filled in with its guidance left, the words are the learner's alone."""
    source = (built_site / "downloads" / "8580-500-assignment-template.docx").read_bytes()
    (tmp_path / "untouched.docx").write_bytes(source)
    untouched = checker.check_file(tmp_path / "untouched.docx")
    assert set(statuses(untouched).values()) == {"unfinished"}
    tidy = checker.check_file(fill_template(source, tmp_path / "tidy.docx", "none"))
    left = checker.check_file(fill_template(source, tmp_path / "left.docx", "none", tidy=False))

    assert [verdict["words"] for verdict in left["criteria"]] == [verdict["words"] for verdict in tidy["criteria"]]
    assert all(verdict["left"] for verdict in left["criteria"]) and not any(verdict["left"] for verdict in tidy["criteria"])


def drop_styles(path: Path) -> Path:
    """Make every paragraph but headings an ordinary one, as programs do that know no styles of others."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.style.name in ("Guidance", "Evidence", "Note"):
            paragraph.style = document.styles["Normal"]
    document.save(str(path))
    return path


@pytest.mark.parametrize("unit", ["8580-500", "8580-501", "8580-503"])
def test_guidance_without_its_style_is_known_by_its_words(checker: Checker, built_site: Path, tmp_path: Path, unit: str) -> None:
    """A template that lost its styles, or was pasted as text, answers nothing; filled in, the words are the learner's alone."""
    source = (built_site / "downloads" / f"{unit}-assignment-template.docx").read_bytes()
    (tmp_path / "untouched.docx").write_bytes(source)
    pasted = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(source)).paragraphs)
    untouched = checker.check_file(drop_styles(tmp_path / "untouched.docx"))
    tidy = checker.check_file(fill_template(source, tmp_path / "tidy.docx", "none"))
    left = checker.check_file(drop_styles(fill_template(source, tmp_path / "left.docx", "none", tidy=False)))

    assert set(statuses(untouched).values()) == {"unfinished"}
    assert not {"found", "shared", "few"} & set(statuses(checker.check_text(pasted, unit)).values())
    assert [verdict["words"] for verdict in left["criteria"]] == [verdict["words"] for verdict in tidy["criteria"]]


@pytest.mark.parametrize("name", ["{unit}-checklist.docx", "{unit}-checklist.md", "evidence-matrix.docx"])
def test_our_own_lists_are_no_answers(checker: Checker, built_site: Path, name: str) -> None:
    """A checklist or the matrix chosen in place of the draft has every number and many wordings, and answers nothing."""
    for unit in ("8580-500", "8580-501", "8580-503"):
        got = statuses(checker.check_file(built_site / "downloads" / name.format(unit=unit), unit))
        assert not {"found", "shared"} & set(got.values()), got


# The same drafts after LibreOffice has opened them and saved them in its own way.
SAVED_AGAIN = [
    ("headings", "number and wording", "ffgfbft"),
    ("bold", "slips", "ffgfffb"),
    ("table", "number and wording", "ffgfbff"),
    ("banner", "label and wording", "ffgffff"),
    ("lead", "label and wording", "ffgffff"),
    ("counted", "number and topic", "fffffff"),
    ("tracked", "number and wording", "ffgffff"),
    ("google", "slips", "ffffgff"),
]


def test_table_of_drafts_saved_by_libreoffice(checker: Checker, catalogue: Catalogue, convert: Convert, tmp_path: Path) -> None:
    """Counted headings, tracked changes, boxes and tables survive a change of program, as ODT and as DOCX."""
    drafts, results = {}, {}
    for at, (writer, form, pattern) in enumerate(SAVED_AGAIN):
        unit = list(catalogue.units.values())[at % len(catalogue.units)]
        drafts[f"{at}-{writer}"] = plan(unit, counted_topic if writer == "counted" else WORDINGS[form], pattern)
        WRITERS[writer](drafts[f"{at}-{writer}"], tmp_path / f"{at}-{writer}.docx")
    for kind, wanted in {"odt": "odt:writer8", "docx": "docx:MS Word 2007 XML"}.items():
        convert([tmp_path / f"{name}.docx" for name in drafts], wanted, tmp_path / kind)
        for name, draft in drafts.items():
            chosen = draft.unit if "counted" in name else ""
            results[f"{name}.{kind}"] = (checker.check_file(tmp_path / kind / f"{name}.{kind}", chosen), draft)

    share, wrong, false = judge_all(results)
    assert false == []
    assert share >= SHARE, "\n".join(wrong)


def counted_topic(criterion: Criterion, at: int) -> str:
    """Return the topic alone: the number is the word processor's, and in no letter of the text."""
    return criterion.topic


def test_numbers_that_begin_alike_stay_apart(browser: Browser, tiny_guide: Guide) -> None:
    """1.1, 1.10 and 11.1 of another qualification are three criteria; 1.11 and 1.100 are none."""
    checker = Checker(browser, tiny_guide)
    text = " ".join(SENTENCES[:2])
    for number, form in itertools.product(
        ("1.1", "1.2", "1.10", "11.1"), ("AC {}", "{}", "QX12-A1/{}", "A1 AC {}", "Criterion {}:")
    ):
        found = statuses(checker.check_text(f"# {form.format(number)}\n\n{text}", "QX12-A1"))
        assert {name for name, status in found.items() if status == "found"} == {number}
    for number in ("1.11", "1.100", "11.10", "111.1", "1.1.1"):
        found = checker.check_text(f"# AC {number}\n\n{text}\n\nTO FOLLOW: an electric lamp", "QX12-A1")
        assert set(statuses(found).values()) == {"missing"}
        assert [item["number"] for item in found["unknown"]] == ([number] if number.count(".") == 1 else [])
        assert [item["phrase"] for item in found["others"]] == ["electric lamp"]
    checker.page.close()
