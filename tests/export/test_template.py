"""The assignment template is the reader's own document: every criterion a real heading, our help easy to remove."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from macros.export.checklist import make_locate
from macros.export.make import make_paper
from macros.export.paper import Look
from macros.export.template import assignment_template
from macros.guide import Guide
from tests.export.samples import SITE

OUTSIDE_THE_BODY = ("w:tbl", "w:sdt", "w:txbxContent", "w:hdr", "w:ftr")


def open_template(guide: Guide, unit: str, site_url: str = SITE) -> docx.document.Document:
    """Return the template of a unit as python-docx reads it."""
    paper = assignment_template(guide.catalogue, make_locate(guide.site, site_url), guide.catalogue.units[unit])
    return docx.Document(io.BytesIO(make_paper(paper)))


def headings(word: docx.document.Document) -> list[tuple[str, str]]:
    """Return the style and text of each heading of the body, in order."""
    return [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]


def test_each_criterion_is_a_heading_in_its_exact_wording(tiny_guide: Guide) -> None:
    """Outcomes are headings of the first level, criteria of the second, with id and wording; 1.10 stays 1.10."""
    assert headings(open_template(tiny_guide, "QX12-A1")) == [
        ("Heading 1", "Learning outcome 1: Understand the lamp"),
        ("Heading 2", "QX12-A1 AC 1.1: Outline how a lamp is trimmed and weigh up two ways of trimming it"),
        ("Heading 2", "QX12-A1 AC 1.2: Outline the dangers of lamp oil"),
        ("Heading 2", "QX12-A1 AC 1.10: Weigh up when a lamp should be replaced"),
        ("Heading 1", "Learning outcome 11"),
        ("Heading 2", "QX12-A1 AC 11.1: Tend a lamp through one night"),
        ("Heading 1", "References"),
        ("Heading 1", "Appendices"),
    ]


@pytest.mark.parametrize("unit", ["8580-500", "8580-501", "8580-503"])
def test_no_criterion_is_missing(unit: str, guide: Guide) -> None:
    """Each template of the guide has every criterion of its unit, once, in order."""
    live = [criterion for criterion in guide.catalogue.units[unit].criteria if not criterion.retired]
    found = [text for style, text in headings(open_template(guide, unit)) if style == "Heading 2"]

    assert found == [f"{criterion.label}: {criterion.wording}" for criterion in live]


def test_headings_stand_in_the_body(tiny_guide: Guide) -> None:
    """No heading hides in a table or a control, where neither navigation pane nor table of contents would find it."""
    word = open_template(tiny_guide, "QX12-A1")
    styles = {style.style_id for style in word.styles if style.name.startswith("Heading")}
    marks = [mark for mark in word.element.iter(qn("w:pStyle")) if mark.get(qn("w:val")) in styles]
    hidden = [mark for mark in marks for name in OUTSIDE_THE_BODY if next(mark.iterancestors(qn(name)), None) is not None]

    assert len(marks) == 8
    assert hidden == []


def test_our_help_can_be_removed_at_one_go(tiny_guide: Guide) -> None:
    """All that is ours has a style of its own; without it, headings, evidence lines and room to write remain."""
    word = open_template(tiny_guide, "QX12-B7")
    help_texts = [p.text for p in word.paragraphs if p.style.name == Look.GUIDANCE]
    left = [p.text for p in word.paragraphs if p.style.name not in (Look.GUIDANCE, "toc 1", "toc 2", "TOC Heading")]

    criterion = tiny_guide.catalogue.criteria["QX12-B7/1.1"]
    verb = tiny_guide.catalogue.verbs[criterion.verbs[0]]
    assert [text for text in (f"{verb.name.capitalize()}: {verb.gist}", criterion.parts[0].text) if text not in help_texts] == []
    written = left[left.index("Learning outcome 1") :]
    heading = f"QX12-B7 AC 1.1: {criterion.wording}"
    assert written[:4] == ["Learning outcome 1", heading, "", "Evidence (appendix, entry, page): …"]


def test_evidence_lines_name_what_the_criterion_needs(tiny_guide: Guide) -> None:
    """The line for the proof is filled in with evidence the criterion asks for, not with what is only advised."""
    evidence = [p.text for p in open_template(tiny_guide, "QX12-A1").paragraphs if p.style.name == Look.EVIDENCE]

    assert [text.partition(": ")[2] for text in evidence] == ["…", "…", "…", "Watch log …"]


def test_appendices_are_listed_with_what_they_serve(tiny_guide: Guide) -> None:
    """The list of appendices holds the unit's evidence and room for more; its first row is repeated, no cell is merged."""
    word = open_template(tiny_guide, "QX12-A1")
    details, appendices = word.tables

    assert [cell.text for cell in appendices.rows[1].cells] == ["", "Watch log", "QX12-A1 AC 11.1", ""]
    assert len(appendices.rows) > 2
    assert all(len(list(table._tbl.iter(qn("w:tblHeader")))) == 1 for table in (details, appendices))
    assert [*word.element.iter(qn("w:gridSpan")), *word.element.iter(qn("w:vMerge"))] == []


def test_table_of_contents_is_a_field_that_is_right_at_once(tiny_guide: Guide) -> None:
    """The table of contents can be updated, and lists every heading, as a link, before it ever was."""
    word = open_template(tiny_guide, "QX12-A1")
    codes = [code.text.split()[0] for code in word.element.iter(qn("w:instrText"))]
    listed = [p for p in word.paragraphs if p.style.name.startswith("toc ")]
    marks = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    targets = [link.get(qn("w:anchor")) for p in listed for link in p._p.iter(qn("w:hyperlink"))]

    assert codes == ["TOC"]
    assert [p.text for p in listed] == [text for _, text in headings(word)]
    assert len(set(targets)) == 8
    assert set(targets) <= marks


def test_footer_has_edition_and_page_numbers(tiny_guide: Guide) -> None:
    """Every page says which edition of the guidance it was made from, and its number."""
    footer = open_template(tiny_guide, "QX12-A1").sections[0].footer.paragraphs[0]
    fields = [field.get(qn("w:instr")).strip() for field in footer._p.iter(qn("w:fldSimple"))]

    assert footer.text.startswith("Guidance edition 1 of ")
    assert fields == ["PAGE", "NUMPAGES"]


def test_guidance_leads_to_the_page_where_the_site_has_an_address(tiny_guide: Guide) -> None:
    """The page of a criterion is one click away, and nothing leads nowhere."""
    linked, plain = open_template(tiny_guide, "QX12-A1"), open_template(tiny_guide, "QX12-A1", "")
    addresses = {link.address for p in linked.paragraphs for link in p.hyperlinks}

    assert "https://guide.example.org/lamps/QX12-A1/1.10/" in addresses
    assert {link.address for p in plain.paragraphs for link in p.hyperlinks} == {""}


def test_template_is_english_and_says_what_it_is(tiny_guide: Guide) -> None:
    """Spelling is checked as British English; the file has its own title and opens without compatibility mode."""
    word = open_template(tiny_guide, "QX12-A1")
    languages = {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))}
    modes = [s.get(qn("w:val")) for s in word.settings.element.iter(qn("w:compatSetting")) if "Mode" in s.get(qn("w:name"))]

    assert (languages, modes) == ({"en-GB"}, ["15"])
    assert (word.core_properties.title, word.core_properties.author) == ("QX12-A1: Keeping the lamp", "Centre Guide")
