"""A citation names the criterion, opens its wording and says which edition was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.catalogue import Catalogue
from macros.citation import LONGEST, cite, short_reference, shorten
from macros.guide import Guide

SHORTENED = [
    # what fits is quoted whole
    ("Explain it", "Explain it"),
    ("x" * 60, "x" * 60),
    # longer is cut after a whole word, which may end exactly at the limit
    (
        "Explain the skills, and then all that follows, for each of them",
        "Explain the skills, and then all that follows, for each of …",
    ),
    ("a" * 60 + " b", "a" * 60 + " …"),
    ("a" * 55 + " bcdef", "a" * 55 + " …"),
    # no comma or dash is left hanging before the ellipsis
    ("a" * 55 + ", bcdefgh", "a" * 55 + " …"),
    ("a" * 50 + " – bcdefghijkl", "a" * 50 + " …"),
    # one endless word is cut inside
    ("a" * 70, "a" * 60 + " …"),
]  # fmt: skip


@pytest.mark.parametrize(("wording", "shown"), SHORTENED)
def test_quotation_is_cut_at_a_word(wording: str, shown: str) -> None:
    """A long wording ends with a whole word and an ellipsis."""
    assert shorten(wording) == shown


def test_citation_has_label_quotation_and_edition(catalogue: Catalogue) -> None:
    """The form that the verifiers' page describes."""
    quoted = "Critically explore the knowledge, skills, and behaviour of …"

    citation = cite(catalogue, catalogue.criteria["8580-500/2.1"])

    assert str(citation) == f'ILM 8580-500 AC 2.1, "{quoted}" (guidance edition {catalogue.edition.id})'
    assert citation.label == "ILM 8580-500 AC 2.1"


def test_every_quotation_opens_the_wording(catalogue: Catalogue) -> None:
    """What stands between the quotation marks is how the locked wording begins, character for character."""
    offenders = []
    for criterion in catalogue.criteria.values():
        quoted = shorten(criterion.wording).removesuffix(" …")
        if not criterion.wording.startswith(quoted) or len(quoted) > LONGEST or len(quoted) < LONGEST // 3:
            offenders.append(f"{criterion.id}: {quoted}")

    assert offenders == []


def test_organisation_comes_from_the_data(tiny_guide: Guide) -> None:
    """Another qualification is cited with its own awarding organisation and edition; 1.10 is not 1.1."""
    citation = cite(tiny_guide.catalogue, tiny_guide.catalogue.criteria["QX12-A1/1.10"])

    assert str(citation).startswith('The Fictional Board of Lights QX12-A1 AC 1.10, "')
    assert str(citation).endswith(f"(guidance edition {tiny_guide.catalogue.edition.id})")


def test_without_an_edition_none_is_named(tiny_guide: Guide) -> None:
    """A guide that has no edition yet cites without one."""
    catalogue = replace(tiny_guide.catalogue, editions={})

    assert "edition" not in str(cite(catalogue, catalogue.criteria["QX12-A1/1.1"]))


def test_short_reference_names_one_criterion_only(catalogue: Catalogue, tiny_guide: Guide) -> None:
    """The unit's own number is enough where no other unit has it; otherwise the full id stands."""
    twin = tiny_guide.catalogue.units["QX12-A1"]
    doubled = replace(tiny_guide.catalogue, units={**tiny_guide.catalogue.units, "QX13-A1": twin})

    assert short_reference(catalogue, catalogue.criteria["8580-500/2.1"]) == "500-2.1"
    assert short_reference(tiny_guide.catalogue, tiny_guide.catalogue.criteria["QX12-A1/1.10"]) == "A1-1.10"
    assert short_reference(doubled, doubled.criteria["QX12-A1/1.10"]) == "QX12-A1-1.10"
