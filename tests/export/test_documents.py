"""What downloads say, before they have a format."""

from __future__ import annotations

from itertools import chain

from macros.catalogue import Catalogue
from macros.export.document import NOTICE
from macros.guide import Guide
from tests.export.samples import make_checklist, make_list, make_matrix


def test_every_part_of_every_live_criterion(guide: Guide, catalogue: Catalogue) -> None:
    """The unit checklists together hold every part of every criterion, once, with the exact wording."""
    documents = [make_checklist(guide, unit=unit) for unit in catalogue.units]
    rows = list(chain.from_iterable(document.tables[0].rows for document in documents))

    assert [row.cells[:3] for row in rows] == [
        (criterion.label, criterion.wording, part.text) for criterion in catalogue.live_criteria for part in criterion.parts
    ]
    assert len(rows) == 118


def test_retired_criterion_is_left_out(tiny_guide: Guide) -> None:
    """No one is sent to work on a criterion that no longer applies."""
    document = make_checklist(tiny_guide, unit="QX12-B7")

    assert {row.cells[0] for row in document.tables[0].rows} == {"QX12-B7 AC 1.1"}


def test_reference_leads_back_where_the_site_has_an_address(tiny_guide: Guide) -> None:
    """A reference is a full link to the criterion's page, or plain text where nobody knows where the site will stand."""
    linked, plain = make_checklist(tiny_guide), make_checklist(tiny_guide, "")

    assert linked.tables[0].rows[0].address == "https://guide.example.org/lamps/QX12-A1/1.1/"
    assert {row.address for row in plain.tables[0].rows} == {""}


def test_document_says_edition_and_notice(tiny_guide: Guide) -> None:
    """Whoever holds a file knows which edition it is and whose the wording is."""
    documents = [make(tiny_guide) for make in (make_checklist, make_list, make_matrix)]

    assert {document.notice for document in documents} == {NOTICE}
    assert all(document.edition.startswith("Guidance edition 1 of ") for document in documents)


def test_own_addition_is_told_from_the_source(tiny_guide: Guide) -> None:
    """A reader sees which items of a list are ours."""
    assert [row.cells[3] for row in make_list(tiny_guide).tables[0].rows] == ["Source guide", "Our addition"]
