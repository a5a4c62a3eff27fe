"""Phrases for gaps: one for every part, in the words of the criterion, and never an answer."""

from __future__ import annotations

import re

import pytest

from macros.catalogue import Catalogue
from macros.guide import Guide
from tests.test_data import WORDINGS

# What a sentence about a gap may say beside the words of the criterion and of its parts.
PLAIN = (
    "about also asks been both clear come connect criterion deal does draw every give have include itself learning look make "
    "many more name names need needed needs relates said says show shows stand still take than that them these this those "
    "three well were what where which whole whom work would your"
)


def stems(text: str) -> set[str]:
    """Return the first five letters of each longer word, so that analyse and analysis meet."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())}


@pytest.mark.parametrize("criterion", sorted(WORDINGS))
def test_every_part_has_a_phrase_in_the_words_of_its_criterion(catalogue: Catalogue, criterion: str) -> None:
    """A phrase says what is asked for and adds nothing: no theory, no example, no hint of an answer."""
    found = catalogue.criteria[criterion]
    allowed = stems(" ".join((found.wording, *(part.text for part in found.parts), PLAIN)))

    assert [part.id for part in found.parts if part.gap is None] == []
    for part in found.parts:
        assert sorted(stems(part.gap_phrase) - allowed) == [], part.id
        assert part.gap_phrase.startswith("The ") and part.gap_phrase != part.text


def test_no_phrase_blames_or_promises(catalogue: Catalogue) -> None:
    """Feedback names what is asked for; it neither scolds nor says what would pass."""
    phrases = [part.gap_phrase for criterion in catalogue.criteria.values() for part in criterion.parts]
    harsh = re.compile(r"\b(fail\w*|poor|weak|wrong|inadequate|insufficient|must|should have|pass|mark|refer\w*)\b", re.I)

    assert len(phrases) == 118
    assert [phrase for phrase in phrases if harsh.search(phrase)] == []


def test_a_part_without_a_phrase_is_quoted(tiny_guide: Guide) -> None:
    """A guide whose phrases are not written yet still has one for every part."""
    parts = tiny_guide.catalogue.criteria["QX12-A1/1.10"].parts

    assert [part.gap_phrase for part in parts] == ["The criterion also asks for this: “When to replace it”."]
