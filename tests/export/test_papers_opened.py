"""LibreOffice opens the real templates and forms as a learner would: what it lays out is all there, on numbered pages."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from macros.export.make import list_downloads
from macros.guide import Guide
from macros.prose import plain_text
from tests.export.conftest import Convert
from tests.export.samples import SITE
from tests.export.test_forms import REAL_FORMS

UNITS = ("8580-500", "8580-501", "8580-503")


@pytest.fixture(scope="module")
def printed(guide: Guide, convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes PDFs of, in a folder: forms and checklists, and the templates of a guide without an address."""
    folder = tmp_path_factory.mktemp("papers")
    names = {*(f"{unit}-{kind}" for unit in UNITS for kind in ("assignment-template", "checklist")), *REAL_FORMS}
    bare = [download for download in list_downloads(guide, "") if "template" in download.address]
    for download in (*bare, *(download for download in list_downloads(guide, SITE) if "template" not in download.address)):
        path = folder / Path(download.address).name
        if path.suffix == ".docx" and path.stem in names:
            path.write_bytes(download.make())
        elif path.name in {f"{unit}-checklist.pdf" for unit in UNITS}:
            (folder / f"{path.stem}-own.pdf").write_bytes(download.make())
    convert(sorted(folder.glob("*.docx")), "pdf", folder)
    return folder


def _pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def _squeeze(text: str) -> str:
    """Return a text without white space: a line may end anywhere, and at hyphens."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", [*(f"{unit}-assignment-template" for unit in UNITS), *REAL_FORMS])
def test_pages_are_numbered_and_name_the_edition(name: str, printed: Path, guide: Guide) -> None:
    """The word processor fills in the numbers of the pages; each page says the edition."""
    pages = _pages(printed / f"{name}.pdf")
    edition = guide.catalogue.edition

    assert edition
    assert [page for page in pages if f"Guidance edition {edition.id} of" not in page] == []
    assert [number for number, page in enumerate(pages, start=1) if f"Page {number} of {len(pages)}" not in page] == []


@pytest.mark.parametrize("unit", UNITS)
def test_template_lays_out_every_criterion_twice(unit: str, printed: Path, guide: Guide) -> None:
    """Each wording stands in the table of contents, on a page before the answers begin, and again as a heading."""
    pages = [_squeeze(page) for page in _pages(printed / f"{unit}-assignment-template.pdf")]
    lines = [_squeeze(f"{c.label}: {c.wording}") for c in guide.catalogue.units[unit].criteria if not c.retired]

    assert [line for line in lines if line not in pages[1]] == []
    assert [line for line in lines if line not in "".join(pages[2:])] == []


@pytest.mark.parametrize("unit", UNITS)
def test_no_page_of_a_template_ends_with_a_heading(unit: str, printed: Path, guide: Guide) -> None:
    """A heading stands above its help; help that all kept together was torn off, and left it alone on half a page."""
    pages = [_squeeze(page).partition("Guidanceedition")[0] for page in _pages(printed / f"{unit}-assignment-template.pdf")]
    lines = tuple(_squeeze(f"{criterion.label}: {criterion.wording}") for criterion in guide.catalogue.units[unit].criteria)

    assert any(page for page in pages[2:])
    assert [number for number, page in enumerate(pages, start=1) if number > 2 and page.endswith(lines)] == []


@pytest.mark.parametrize("kind", ["checklist", "checklist-own"])
@pytest.mark.parametrize("unit", UNITS)
def test_no_criterion_of_a_checklist_is_parted_by_a_page(unit: str, kind: str, printed: Path, guide: Guide) -> None:
    """In Word's checklist and in the PDF, a criterion's heading, wording and parts stand on one page."""
    pages = [_squeeze(page) for page in _pages(printed / f"{unit}-{kind}.pdf")]
    parted = [
        criterion.label
        for criterion in guide.catalogue.units[unit].criteria
        if not criterion.retired
        and not any(
            all(_squeeze(text) in page for text in (f"{criterion.label} {criterion.topic}", *(p.text for p in criterion.parts)))
            for page in pages
        )
    ]

    assert parted == []


@pytest.mark.parametrize("name", REAL_FORMS)
def test_form_lays_out_all_it_asks(name: str, printed: Path, guide: Guide) -> None:
    """Every heading, text, question and column of the data file is on the pages."""
    laid_out = _squeeze(" ".join(_pages(printed / f"{name}.pdf")))
    form = guide.catalogue.forms[name]
    asked = [form.title, *(plain_text(text) for text in form.guidance)]
    for section in form.sections:
        asked += [section.title, *map(plain_text, (*section.guidance, *section.text, *section.points))]
        asked += [text for field in section.fields for text in (field.label, field.hint, *field.choices) if text]
        asked += [*(column.label for column in section.table.columns), *section.table.rows] if section.table else []

    assert [text for text in asked if _squeeze(text) not in laid_out] == []
