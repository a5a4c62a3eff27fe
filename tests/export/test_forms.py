"""A form sets out what its data file says, tied to the criteria it serves; the code knows none of it."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from macros.catalogue import Catalogue
from macros.downloads import files_for_artefact, files_for_unit, served_by
from macros.export.checklist import make_locate
from macros.export.form import form_paper
from macros.export.make import make_paper
from macros.export.paper import Look
from macros.guide import Guide
from tests.conftest import Project
from tests.export.samples import SITE

REAL_FORMS = ("coaching-contract", "feedback-sheet", "reflective-log", "development-plan")


def open_form(guide: Guide, name: str = "night-sheet", site_url: str = SITE) -> docx.document.Document:
    """Return a form as python-docx reads it."""
    paper = form_paper(guide.catalogue, make_locate(guide.site, site_url), guide.catalogue.forms[name])
    return docx.Document(io.BytesIO(make_paper(paper)))


def texts(word: docx.document.Document, style: str) -> list[str]:
    """Return the texts of the paragraphs of a style in the body."""
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == style]


def test_form_has_what_its_file_says(tiny_guide: Guide) -> None:
    """Title, headings, standing text, short entries, boxes with help, choices and tables come from the data, in order."""
    word = open_form(tiny_guide)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]

    assert (texts(word, "Title"), texts(word, "Heading 1")) == (["Night sheet"], ["The keeper"])
    assert [text for text in texts(word, "Normal") if text] == [
        "The keeper stays awake.", "all night", "in fog", "Weather: \u00a0Calm    \u00a0Storm    ",
    ]  # fmt: skip
    assert tables == [
        [["To fill in", "Entry"], ["Name", ""]],
        [["Remarks Anything seen."], [""]],
        [["Hour", "Oil left"], ["Dusk", ""], ["Midnight", ""], ["", ""]],
    ]


def test_guidance_names_criteria_numbers_and_what_to_leave_out(tiny_guide: Guide) -> None:
    """All help has the style that is deleted at one go; numbers and advice on anonymity come from where they are written."""
    found = texts(open_form(tiny_guide), Look.GUIDANCE)

    assert [text for text in found if text not in ("How to use this form",)][1:] == [
        "Keep it dry. See the watch log.",
        "The least to reach: 2 ways of trimming (QX12-A1 AC 1.1)",
        "Watch log, before you attach it: Leave out the names of ships.",
        "Serves QX12-A1 AC 11.1, QX12-A1 AC 1.1",
        "Write before dusk.",
    ]


def test_number_in_a_form_follows_the_criterion(tiny: Project) -> None:
    """A number is written once, with its criterion; a form that needs it says the new one."""
    tiny.edit("data/criteria/QX12-A1.yml", 'value: "2"\n        unit: ways', 'value: "5"\n        unit: ways')

    assert "The least to reach: 5 ways of trimming (QX12-A1 AC 1.1)" in texts(open_form(tiny.guide()), Look.GUIDANCE)


def test_links_lead_to_the_site_where_it_has_an_address(tiny_guide: Guide) -> None:
    """A criterion and an entry named in guidance are one click away, or plain text."""
    linked, plain = open_form(tiny_guide), open_form(tiny_guide, site_url="")
    addresses = [link.address for paragraph in linked.paragraphs for link in paragraph.hyperlinks]

    assert addresses == [f"{SITE}evidence/#watch-log", f"{SITE}QX12-A1/11.1/", f"{SITE}QX12-A1/1.1/"]
    assert [link for paragraph in plain.paragraphs for link in paragraph.hyperlinks] == []


@pytest.mark.parametrize("name", REAL_FORMS)
def test_form_can_be_read_by_everyone(name: str, guide: Guide) -> None:
    """Headings are real, tables repeat their first row and merge no cells, boxes have names, English is British."""
    word = open_form(guide, name)
    names = [mark.get(qn("w:val")) for mark in word.element.iter(qn("w:alias"))]

    assert len(texts(word, "Heading 1")) == len(guide.catalogue.forms[name].sections)
    assert {len(list(table._tbl.iter(qn("w:tblHeader")))) for table in word.tables} == {1}
    assert [*word.element.iter(qn("w:gridSpan")), *word.element.iter(qn("w:vMerge"))] == []
    assert all(names) and len(names) == sum(len(f.choices) for s in guide.catalogue.forms[name].sections for f in s.fields)
    assert {mark.get(qn("w:val")) for mark in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


@pytest.mark.parametrize("name", REAL_FORMS)
def test_form_serves_what_its_evidence_is_for(name: str, catalogue: Catalogue) -> None:
    """A form names at least one criterion that needs the evidence it becomes."""
    form = catalogue.forms[name]
    needed = {use.criterion for artefact in form.artefacts for use in catalogue.artefacts[artefact].needed_by}

    assert needed & {*served_by(form)}


def test_forms_stand_with_their_unit_and_evidence(catalogue: Catalogue) -> None:
    """A unit offers its own files and then what serves it; a piece of evidence offers what becomes it."""
    log, plan = catalogue.artefacts["coaching-log"], catalogue.artefacts["action-plan"]
    stems = {unit: [file.stem for file in files_for_unit(catalogue, catalogue.units[unit])] for unit in catalogue.units}

    assert [file.address for file in files_for_artefact(catalogue, log)] == ["downloads/coaching-log.xlsx"]
    assert [file.address for file in files_for_artefact(catalogue, plan)] == ["downloads/development-plan.docx"]
    assert stems["8580-501"][0] == "8580-501-assignment-template"
    assert stems["8580-501"][-4:] == ["coaching-log", "coaching-contract", "feedback-sheet", "reflective-log"]
    assert [unit for unit in stems if "development-plan" in stems[unit]] == ["8580-503"]
