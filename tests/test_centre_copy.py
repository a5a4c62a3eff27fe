"""The copy of a centre: what it shows of the centre, what it leaves out, and what it never changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.centres import LOGO, NAME, NASTY, PLAIN, SAID, SHORT, TRICKS
from tests.conftest import ROOT, TINY, Project, _copy, read_tree

WORDING = {"QX12-A1/1.2": "Outline the dangers of lamp oil"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The miniature project with a plain centre and a nasty one; two of its pages name a unit that one leaves out."""
    made = _copy(TINY, tmp_path_factory.mktemp("centres") / "tiny")
    for name, text in (("harbour", PLAIN), ("nasty", NASTY)):
        made.write(f"data/centres/{name}.yml", text)
        made.write(f"data/centres/{name}.svg", LOGO)
    made.write(
        "docs/extra.md",
        '# Extra\n\nSee {{ link("QX12-B7/1.1") }}.\n\n{{ criterion("QX12-B7/1.1") }}\n\n{{ downloads("QX12-B7") }}\n\n'
        '{{ house_rules() }}\n',
    )
    return made


def build(project: Project, centre: str, out: str) -> Path:
    done = project.run("build", "--centre", centre, "--out", out, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return project.root / out


@pytest.fixture(scope="module")
def harbour(project: Project) -> Path:
    """The copy of the plain centre, which offers every unit."""
    return build(project, "harbour", "first")


@pytest.fixture(scope="module")
def nasty(project: Project, harbour: Path) -> Path:
    """The copy of the nasty centre, built after the plain one."""
    return build(project, "nasty", "copies/nasty")


def page(site: Path, name: str) -> lxml_html.HtmlElement:
    return lxml_html.parse(str(site / name / "index.html"), parser=lxml_html.HTMLParser(encoding="utf-8")).getroot()


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_one_centre_leaves_nothing_in_the_copy_of_another(project: Project, harbour: Path, nasty: Path) -> None:
    """Built first and built again after another centre, a copy has the same bytes; no string of one stands in the other."""
    again = read_tree(build(project, "harbour", "again"))

    assert again == read_tree(harbour)
    assert [name for name, content in again.items() if b"Brien" in content] == []
    assert [name for name, content in read_tree(nasty).items() if b"Harbour" in content] == []


def test_the_name_stands_on_every_page(nasty: Path) -> None:
    """Title, header, foot and the page for no address say whose copy it is, letter for letter."""
    pages = [name for name in read_tree(nasty) if name.endswith("index.html")]
    live = [name for name in pages if (nasty / name).read_text(encoding="utf-8").count("md-footer")]

    assert len(live) > 15
    for name in [*live, "404.html"]:
        root = lxml_html.parse(str(nasty / name), parser=lxml_html.HTMLParser(encoding="utf-8")).getroot()
        assert SHORT in root.findtext(".//title")
        assert f"published by {NAME}." in words(root.find(".//footer"))
        assert root.find(".//header//img").get("src").endswith("assets/images/centre-logo.svg")


def test_every_string_is_shown_as_it_was_written(nasty: Path) -> None:
    """Markup, formulas, snippets and macros of a centre are text: nothing of them becomes an element."""
    about, unit, criterion = (page(nasty, name) for name in ("centre", "QX12-A1", "QX12-A1/1.2"))

    assert all(" ".join(trick.split()) in words(about) for trick in TRICKS)
    assert SAID in words(unit)
    assert TRICKS[0] in words(criterion.find_class("house-note")[0])
    for root in (about, unit, criterion, page(nasty, "accessibility"), page(nasty, "evidence")):
        assert [image for image in root.iter("img") if "onerror" in image.attrib] == []
        assert "alert(" not in "".join(script.text or "" for script in root.iter("script"))
        assert [link for link in root.iter("a") if re.match(r"(javascript|data):", link.get("href", ""))] == []


def test_a_note_stands_beside_the_wording_and_never_in_it(harbour: Path, nasty: Path, tiny_site: Path) -> None:
    """The wording is the same in every copy, in sight, and outside the centre's note, which says whose it is."""
    quoted = {words(page(site, "QX12-A1/1.2").find_class("criterion__wording")[0].find(".//blockquote"))
              for site in (harbour, nasty, tiny_site)}  # fmt: skip
    note = page(nasty, "QX12-A1/1.2").find_class("house-note")

    assert len(quoted) == 1 and WORDING["QX12-A1/1.2"] in quoted.pop()
    assert [words(one.find_class("house-note__from")[0]) for one in note] == [f"Note from {SHORT}"] * 2
    assert [one.findall("p")[1].get("lang") for one in note] == ["cy", "cy"]
    assert not any(one.xpath(".//*[@data-wording]") for one in note)


def test_the_data_of_a_copy_are_those_of_the_awarding_copy(nasty: Path, tiny_site: Path) -> None:
    """What other systems read of an offered criterion has the same wording, and nothing of the centre."""
    ours, theirs = (
        json.loads((site / "api/v1/criteria/QX12-A1/1.2.json").read_text(encoding="utf-8")) for site in (nasty, tiny_site)
    )

    assert ours["wording"] == theirs["wording"] == WORDING["QX12-A1/1.2"]
    assert "Brien" not in json.dumps(ours)


def test_a_unit_not_offered_is_left_out_whole_and_its_links_explained(nasty: Path) -> None:
    """No page, file or menu line of the unit is there; a link to it leads to the reason, a macro about it says so."""
    extra, reason = page(nasty, "extra"), page(nasty, "not-offered")

    assert [name for name in read_tree(nasty) if name.startswith(("QX12-B7", "downloads/QX12-B7"))] == []
    assert "../not-offered/#QX12-B7" in [link.get("href") for link in extra.iter("a")]
    assert words(extra).count(f"{SHORT} does not offer QX12-B7") == 2
    assert reason.get_element_by_id("QX12-B7") is not None
    assert f"{NAME} offers 1 of the 2 units" in words(reason)


def test_a_copy_with_one_unit_speaks_of_one(nasty: Path, harbour: Path) -> None:
    """Where no unit gives another anything there is no picture of it, and the words beside the unit are in the singular."""
    alone, together = (page(site, "") for site in (nasty, harbour))

    assert [len(home.find_class("picture--units")) for home in (alone, together)] == [0, 1]
    assert f"{SHORT} offers this unit." in words(alone)


COUNTED = re.compile(
    r"\b(?:both|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|[1-9]\d)"
    r"\s(?:of the (?:\w+\s)?)?(?:\w+\s)?(?:units|assignments|criteria)\b|\blast (?:two|three) lists\b",
    re.IGNORECASE,
)  # fmt: skip


def test_no_sentence_counts_what_a_copy_may_leave_out() -> None:
    """Pages written by hand and checklists are in every copy, so none says how many units or criteria there are."""
    files = [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/verbs/*.md"), *ROOT.glob("data/checklists/*.yml")]
    counted = {path.name: found for path in files if (found := COUNTED.findall(path.read_text(encoding="utf-8")))}

    assert len(files) > 20 and counted == {}


def test_a_copy_that_offers_all_has_no_page_of_what_is_missing(harbour: Path, tiny_site: Path) -> None:
    """The explanation is only where there is something to explain, and the centre's page only in its copy."""
    assert not (harbour / "not-offered").exists()
    assert (harbour / "centre/index.html").exists()
    assert not (tiny_site / "centre").exists()


def test_a_rule_that_is_not_given_is_a_question(harbour: Path) -> None:
    """A centre's own rule is shown as its rule; where it has none, the page says what to ask and claims nothing."""
    said = " ".join(map(words, page(harbour, "centre").get_element_by_id("rules").getparent().iter("dt", "dd")))

    assert "Drafts Rule of Harbour One draft is read." in said
    assert "Referencing Ask your centre: Which style" in said
    assert said.count("Rule of Harbour") == 1


def test_the_statement_names_who_enforces_the_law_where_the_centre_is(harbour: Path, nasty: Path, tiny_site: Path) -> None:
    """Scotland has one body and Northern Ireland another; no statement claims that everything is met."""
    scottish, northern, neutral = (words(page(site, "accessibility")) for site in (harbour, nasty, tiny_site))

    assert "Equality and Human Rights Commission (EHRC)" in scottish and "(EASS)" in scottish
    assert "Equality Commission for Northern Ireland (ECNI)" in northern and "EHRC" not in northern
    assert "Prepared on 1 January 2026, last reviewed on 1 February 2026" in scottish
    assert "None is listed yet" in scottish and TRICKS[0] in northern
    assert not any("fully compliant" in said for said in (scottish, northern, neutral))


def test_forms_of_a_centre_stand_with_the_evidence(harbour: Path) -> None:
    """A form of the centre's own is on the evidence page and with the criterion it serves."""
    assert "Oil slip Form of Harbour" in words(page(harbour, "evidence"))
    assert "Oil slip Form of Harbour serves this criterion too" in words(page(harbour, "QX12-A1/1.2"))


def test_the_look_is_the_centre_s(nasty: Path) -> None:
    """Colours are hex digits and nothing else, and the manifest has the first of them and names the copy."""
    (sheet,) = nasty.glob("assets/stylesheets/brand.*.css")
    style = sheet.read_text(encoding="utf-8")
    manifest = json.loads((nasty / "manifest.webmanifest").read_text(encoding="utf-8"))

    assert re.fullmatch(r"/\*[^*]*\*/\n:root \{\n(  --brand-[a-z-]+: #[0-9a-f]{6};\n)+\}\n?", style)
    assert (manifest["theme_color"], manifest["short_name"], manifest["start_url"]) == ("#fff200", SHORT, ".")
    assert (nasty / manifest["icons"][0]["src"]).is_file()


def test_a_copy_records_no_addresses(project: Project, nasty: Path) -> None:
    """The record of addresses is the awarding copy's alone."""
    assert "/centre/" not in (project.root / "data/addresses.yml").read_text(encoding="utf-8")


def test_a_copy_has_the_address_of_its_centre(nasty: Path, harbour: Path) -> None:
    """Canonical links name the centre's address, sub-folder and all; a centre without one has none, never the awarding copy's."""
    assert 'rel="canonical" href="https://obrien.example:8443/~sons/coaching.guide/centre/"' in (
        nasty / "centre/index.html"
    ).read_text(encoding="utf-8")
    assert 'rel="canonical"' not in (harbour / "centre/index.html").read_text(encoding="utf-8")
