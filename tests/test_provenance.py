"""Every copy says which edition its criteria are from: on its pages, in a picture, and in a file for programs."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from macros.api import list_data
from macros.brand import load_brand
from macros.catalogue import Catalogue
from macros.guide import Guide, make_guide
from macros.look import list_look
from macros.wording import wording_sum
from tests.conftest import ROOT

MANIFEST, BADGE = "api/v1/provenance.json", "assets/images/edition-badge.svg"
SVG = "{http://www.w3.org/2000/svg}"


def manifest(guide: Guide) -> dict[str, object]:
    return dict(json.loads(dict(list_data(guide.site))[MANIFEST]))


def test_the_manifest_has_the_sum_of_every_wording(guide: Guide) -> None:
    """Edition, tool and each criterion with the sum that the edition locks; no centre in the awarding copy."""
    said, edition = manifest(guide), guide.catalogue.edition
    assert edition is not None

    assert said["edition"] == {"id": edition.id, "date": edition.date}
    assert {one["id"]: one["sha256"] for one in said["criteria"]} == edition.wording  # type: ignore[attr-defined]
    assert (said["centre"], said["tool"]["name"], said["explained"]) == (None, "centre-guide", "provenance/")  # type: ignore[index]
    assert all(unit["offered"] for unit in said["units"])  # type: ignore[attr-defined]


def test_the_manifest_of_a_centre_says_what_it_leaves_out(catalogue: Catalogue) -> None:
    """The centre by name, the criteria it offers, and each unit it does not with the page that explains it."""
    copy = make_guide(ROOT, catalogue, brand=load_brand(ROOT, catalogue, "northgate-training"))
    said = manifest(copy)
    left_out = [unit for unit in said["units"] if not unit["offered"]]  # type: ignore[attr-defined]

    assert said["centre"] == {"id": "northgate-training", "label": "Northgate Training (fictional)"}
    assert [(unit["id"], unit["address"]) for unit in left_out] == [("8580-503", "not-offered/#8580-503")]
    assert [one["id"] for one in said["criteria"]] == list(copy.catalogue.criteria)  # type: ignore[attr-defined]


def test_white_space_makes_no_other_sum() -> None:
    """A wording copied from a page, with its line breaks, has the sum of the manifest; a letter more has another."""
    assert wording_sum("Outline  the\n dangers") == wording_sum("Outline the dangers") != wording_sum("Outline the dangers.")


def test_every_live_page_names_the_edition_and_leads_to_the_check(tiny_site: Path) -> None:
    """At its foot; and beside the wording of a criterion."""
    pages = [path for path in tiny_site.rglob("index.html") if "md-footer" in path.read_text(encoding="utf-8")]
    assert len(pages) > 15
    for path in pages:
        page = lxml_html.document_fromstring(path.read_bytes())
        [badge] = page.find_class("edition-badge")
        assert " ".join(badge.text_content().split()) == "Criteria as in edition 1 How to check"
        assert (path.parent / badge.get("href") / "index.html").resolve() == tiny_site / "provenance/index.html"

    criterion = lxml_html.document_fromstring((tiny_site / "QX12-A1/1.2/index.html").read_bytes())
    [beside] = criterion.find_class("wording__edition")
    assert (beside.text, beside.get("href")) == ("Wording as in edition 1", "../../provenance/")
    assert beside.getparent().getparent().get("class") == "wording"


def test_the_badge_is_a_picture_that_says_it_in_words(tiny_site: Path, catalogue: Catalogue) -> None:
    """It names the edition for eyes and for screen readers, runs nothing, and has the colours of the copy."""
    badge = etree.parse(tiny_site / BADGE).getroot()
    assert badge.get("aria-label") == badge.findtext(f"{SVG}title") == "Criteria as in edition 1"
    assert {element.tag.removeprefix(SVG) for element in badge.iter()} == {"svg", "title", "rect", "path", "g", "text"}

    brand = load_brand(ROOT, catalogue, "northgate-training")
    copy = dict(list_look(make_guide(ROOT, catalogue, brand=brand), "A copy", brand.favicon_address))[BADGE].decode()
    assert brand.palette.values["brand-primary"] in copy and "as in edition 2026.2" in copy
