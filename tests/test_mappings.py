"""Mappings between qualifications: read from both sides, honest about what is not known, and true to what was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html as lxml_html

from macros.api import list_data
from macros.catalogue import Catalogue
from macros.guide import Guide, make_guide
from macros.load import load_catalogue
from macros.mappings import NOT_MAPPED, WorkedOut, list_mappings
from macros.offer import offer_units
from macros.pages import list_pages, render_page
from macros.vocabulary import MACROS
from tests.conftest import Project
from tests.seen import read_words


def words(markup: object) -> str:
    """The text of a finished fragment."""
    return read_words(lxml_html.fragment_fromstring(str(markup), create_parent="div"))


@pytest.fixture
def mapping(tiny_guide: Guide) -> WorkedOut:
    """The mapping of the miniature guide."""
    (found,) = list_mappings(tiny_guide.catalogue)
    return found


FORWARD = [
    ("QX12-A1", "moved", "QX13-A1"),
    ("QX12-A1/1.1", "split", "QX13-A1/1.1 QX13-A1/1.3"),
    ("QX12-A1/1.2", "reworded", "QX13-A1/1.2"),
    ("QX12-A1/1.10", "not-mapped", ""),
    ("QX12-A1/11.1", "merged", "QX13-A1/1.11"),
    ("QX12-B7", "dropped", ""),
    ("QX12-B7/1.1", "same", "QX13-C9/1.1"),
    ("QX12-B7/2.1", "merged", "QX13-A1/1.11"),
]
BACKWARD = [
    ("QX13-A1", "moved", "QX12-A1"),
    ("QX13-A1/1.1", "merged", "QX12-A1/1.1"),
    ("QX13-A1/1.2", "reworded", "QX12-A1/1.2"),
    ("QX13-A1/1.3", "merged", "QX12-A1/1.1"),
    ("QX13-A1/1.10", "not-mapped", ""),
    ("QX13-A1/1.11", "split", "QX12-A1/11.1 QX12-B7/2.1"),
    ("QX13-A1/2.1", "dropped", ""),
    ("QX13-C9", "not-mapped", ""),
    ("QX13-C9/1.1", "same", "QX12-B7/1.1"),
]


def test_both_directions_are_whole(mapping: WorkedOut) -> None:
    """Every unit and criterion of either side has one line, in order, and the two directions agree."""
    for direction, expected in ((mapping.forward, FORWARD), (mapping.backward, BACKWARD)):
        rows = [(row.mapped.id, row.kind, " ".join(other.id for other in row.others)) for row in direction.rows]
        assert rows == expected


def test_each_side_is_told_in_its_own_words(mapping: WorkedOut) -> None:
    """What is new there was not dropped here, and what was split here is a part there."""
    told = {row.mapped.id: row.words for row in (*mapping.forward.rows, *mapping.backward.rows)}

    assert told["QX12-B7"] == "Dropped" and told["QX13-A1/2.1"] == "New"
    assert told["QX12-A1/1.1"] == "Split" and told["QX13-A1/1.3"] == "Part of one that was split"
    assert told["QX12-A1/11.1"] == "Merged with others" and told["QX13-A1/1.11"] == "Made from several"
    assert told["QX12-A1"] == "Moved" and told["QX13-A1"] == "Moved here"
    assert told["QX12-A1/1.10"] == told["QX13-A1/1.10"] == told["QX13-C9"] == "Not mapped"


def test_page_shows_both_directions(tiny_guide: Guide) -> None:
    """The page has a table for each direction, what differs, what is not mapped, and where it was read."""
    page = str(MACROS["mappings"](tiny_guide, "mapping/"))
    said = words(page)

    assert "From QX12 to QX13" in said and "From QX13 to QX12" in said
    assert "Split Answer both, in order." in said
    assert "Hours of watch [1] Nine Eight QX12-A1 AC 11.1" in said
    assert "Mirrors [1] Nothing One No single criterion here" in said
    assert "QX12-A1: AC 1.10 " in said and "QX13-C9: the unit (Keeping the mirror)" in said
    assert 'href="../QX12-A1/1.10/"' in page.replace("&#45;", "-")
    assert "QX13-A1: AC 1.10 (Weigh up when a lamp should be mended or replaced)" in said
    assert "Read in a manual with a page torn out." in said


def test_criterion_says_what_became_of_it(tiny_guide: Guide) -> None:
    """The page of a criterion names its counterparts, what differs in what it asks, and leads to the mapping."""
    pages = {page.address: page for page in list_pages(tiny_guide.catalogue)}
    said = {name: words(render_page(tiny_guide, pages[f"QX12-A1/{name}/"])) for name in ("1.1", "1.2", "11.1")}

    assert "In QX13: split (QX13-A1 AC 1.1, QX13-A1 AC 1.3). QX12 and QX13 side by side" in said["1.1"]
    assert "In QX13: reworded (QX13-A1 AC 1.2)." in said["1.2"]
    assert "Known to differ: Hours of watch (here: Nine; there: Eight)." in said["11.1"]
    assert 'href="../../mapping/#QX12-QX13"' in str(render_page(tiny_guide, pages["QX12-A1/1.1/"]))


def test_notice_of_a_successor_leads_to_the_mapping(tiny_guide: Guide) -> None:
    """Who reads that a qualification has a successor can go on to what became of it."""
    assert 'href="../mapping/#QX12-QX13"' in str(MACROS["superseded"](tiny_guide, "about/", "QX12")).replace("&#45;", "-")


def test_data_says_what_the_page_says(tiny_guide: Guide) -> None:
    """The file for other systems has both directions, with not-mapped as a fate of its own."""
    data = json.loads(dict(list_data(tiny_guide.site))["api/v1/mappings/QX12-QX13.json"])

    for way, expected in (("forward", FORWARD), ("backward", BACKWARD)):
        lines = [
            (line["entry"]["id"], line["fate"], " ".join(other["id"] for other in line["counterparts"])) for line in data[way]
        ]
        assert lines == expected
    assert [data[side]["in_guide"] for side in ("old", "new")] == [True, False]
    assert data["forward"][1]["note"] == "Answer both, in order."
    assert data["forward"][1]["entry"]["data"] == "api/v1/criteria/QX12-A1/1.1.json"
    assert data["backward"][1]["entry"]["address"] is None
    assert data["differences"][1]["old"] is None
    assert data["forward"][3]["sources"] == [] and data["forward"][5]["sources"][0]["id"] == "board-manual"


def test_copy_with_fewer_units_keeps_the_mapping(tiny: Project) -> None:
    """In the copy of a centre, lines about a unit it does not offer lead to the page that explains, and data files stay sound."""
    guide = tiny.guide()
    copy = make_guide(tiny.root, offer_units(guide.catalogue, ["QX12-A1"]))
    data = json.loads(dict(list_data(copy.site))["api/v1/mappings/QX12-QX13.json"])
    lines = {line["entry"]["id"]: line for line in data["forward"]}

    assert lines["QX12-B7/1.1"]["entry"]["address"] == "not-offered/#QX12-B7"
    assert lines["QX12-B7/1.1"]["entry"]["data"] is None
    assert [(name, line["fate"]) for name, line in lines.items()] == [row[:2] for row in FORWARD]
    assert "not-offered/#QX12-B7" in str(MACROS["mappings"](copy, "mapping/"))


def test_mapping_between_two_guides_here(tiny: Project) -> None:
    """Where both qualifications have data here, each side is linked to its own pages."""
    for old, new in (("data/criteria/QX12-B7.yml", "data/criteria/QX13-B7.yml"), ("", "")):
        if old:
            text = (tiny.root / old).read_text(encoding="utf-8")
            (tiny.root / new).write_text(text.replace("QX12-B7", "QX13-B7"), encoding="utf-8")
    tiny.write(
        "data/qualifications/QX13.yml",
        'id: QX13\ntitle: A later award\nawarding_organisation: The Board\nlevel: Level 5\ncredit: "3"\nunits: [QX13-B7]\n',
    )
    tiny.write(
        "data/mappings/QX12-QX13.yml",
        "id: QX12-QX13\nold: QX12\nnew: QX13\nsummary: Both are here.\nlines:\n  - kind: same\n    old: [QX12-B7/1.1]\n"
        "    new: [QX13-B7/1.1]\n    sources: [board-manual]\n",
    )
    catalogue, problems = load_catalogue(tiny.root / "data")
    (mapping,) = list_mappings(catalogue)
    row = mapping.row_of(catalogue.criteria["QX13-B7/1.1"])

    assert problems == []
    assert row and row.kind == "same" and row.others[0].entry is catalogue.criteria["QX12-B7/1.1"]
    assert not mapping.old.is_outside and not mapping.new.is_outside


# The real mapping


def test_nothing_of_the_real_criteria_is_guessed(catalogue: Catalogue) -> None:
    """No criterion of 8588 was read, so none is mapped: all 31 say so, and 8588 lists units alone."""
    (mapping,) = list_mappings(catalogue)
    criteria = [row for row in mapping.forward.rows if not row.mapped.is_unit]

    assert len(criteria) == 31 and {row.kind for row in criteria} == {NOT_MAPPED}
    assert [row.mapped.id for row in mapping.backward.rows] == ["8588-500", "8588-501", "8588-503"]


FACTS = [
    # unit, words of its title, credits, guided learning hours, number
    ("8588-500", "within an Organisational Context", "6 credits", "20 guided", "D/617/2906"),
    ("8588-501", "Undertaking Effective Coaching or Mentoring", "5 credits", "12 guided", "H/617/2907"),
    ("8588-503", "Reviewing Own Ability as a Coach or Mentor", "5 credits", "10 guided", "M/617/2909"),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact[0])
def test_units_of_the_successor_are_as_read(catalogue: Catalogue, fact: tuple[str, ...]) -> None:
    """Title, credits, hours and number of each unit of 8588 agree with a second record of what was read."""
    (mapping,) = list_mappings(catalogue)
    mapped = mapping.new.known[fact[0]]

    assert all(part in f"{mapped.text}; {mapped.facts}" for part in fact[1:])


def test_every_statement_rests_on_the_awarding_organisation(catalogue: Catalogue) -> None:
    """What is said of 8588 was read in its own texts; nothing rests on a centre or a help site."""
    (mapping,) = list_mappings(catalogue)
    said = (*mapping.entry.differences, *mapping.entry.lines)

    assert len(said) == 9
    assert all("ilm-8588" in each.sources for each in said)
    assert {catalogue.sources[name].trust.value for name in mapping.sources} == {"awarding-body"}


def test_site_offers_the_mapping_everywhere(built_site: Path, catalogue: Catalogue) -> None:
    """The menu, the notice of a successor and every page of a criterion lead to the page."""
    pages = {f"{name}/index.html": (built_site / name / "index.html").read_text(encoding="utf-8") for name in catalogue.criteria}
    unlinked = [name for name, page in pages.items() if 'mapping/#8580-8588"' not in page]

    assert unlinked == []
    assert 'mapping/#8580-8588"' in (built_site / "8580-500" / "index.html").read_text(encoding="utf-8")
    assert "not mapped; nothing is known of it" in pages["8580-500/2.1/index.html"]
