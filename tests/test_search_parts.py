"""The index of the search: words are read as the browser reads them, and parts change as little as the data does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from macros.guide import Guide
from macros.search import SEARCH_SCRIPT, SearchEntry, list_entries, make_scripts
from macros.search.parts import BLOCK, PARTS, cut_words, number_entries
from macros.search.postings import make_index
from macros.search.words import Terms, list_words

UNITS = 40
LIMIT = 100


def entry(place: int, **fields: str) -> SearchEntry:
    values = {"kind": "Criterion", "label": "", "title": "", "summary": "", "keywords": "", "text": ""} | fields
    return SearchEntry(address=f"{place}/", **values)


def many_entries(guide: Guide, units: int = UNITS) -> list[SearchEntry]:
    """Return the entries of a guide many times, as if it had many units: each copy with a word of its own."""
    own = list(list_entries(guide.site))
    return own + [
        replace(one, address=f"{copy}/{one.address}", unit=f"{copy}-{one.unit}", text=f"{one.text} only{copy}")
        for copy in range(units)
        for one in own
        if one.unit
    ]


def changed(old: dict[str, bytes], new: dict[str, bytes]) -> Iterator[str]:
    """Yield the parts that came, by what they hold."""
    for name in new.keys() - old.keys():
        yield new[name].decode().partition('["')[2].partition('"]')[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AC2.1", ["ac", "2.1"]),
        ("8580-500/2.1.", ["8580", "500", "2.1"]),
        ("The client’s plan, clients' plans", ["the", "client", "plan", "clients", "plans"]),
        ("Schön, naïve ﬁt", ["schon", "naive", "fit"]),
        ("½ of 3²", ["1", "2", "of", "32"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    """Letters and numbers part; accents, possessives and marks go."""
    assert list_words(text) == words


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("reviewing", "review"),
        ("reviews", "review"),
        ("planned", "plan"),
        ("theories", "theory"),
        ("assess", "assess"),
        ("analysed", "analys"),
        ("2.10", "2.10"),
        ("grey", "gray"),
    ],
)
def test_words_meet_in_their_terms(word: str, term: str) -> None:
    """Endings are cut and other spellings replaced; numbers stay as they are."""
    assert Terms({"grey": "gray"})[word] == term


def test_postings_say_field_count_and_steps() -> None:
    """A term stands under each field and count with the numbers of its entries, as steps from one to the next."""
    entries = {0: entry(0, title="Lamp"), 1: entry(1, text="lamp, lamps"), 40: entry(40, title="A lamp")}
    index = make_index(entries, {})

    assert index.terms["lamp"] == "1x1:AoB 5x2:B"
    assert index.lengths[5] == {0: 0, 1: 2, 40: 0}
    assert index.titles == {0: 1, 1: 0, 40: 1}


def test_a_page_may_quote_a_slip() -> None:
    """What only the text of a page says is no evidence of how a word is spelt; its title is."""
    index = make_index({0: entry(0, kind="Page", title="Spelling words", text="speling")}, {})

    assert index.passing == ["pag", "spel"]


def test_words_are_cut_by_how_they_begin() -> None:
    """Every term stands in one part, under its beginning, and no part of several terms is too large."""
    three = {f"{first}{second}{third}": "x" * 9 for first in "abc" for second in "abcd" for third in "abcde"}
    terms = dict(sorted((three | {"a": "x" * 300, "ab": "x"}).items()))
    parts = cut_words(terms, LIMIT)

    assert sorted(term for part in parts.values() for term in part) == sorted(terms)
    assert all(term.startswith(start) for start, part in parts.items() for term in part)
    assert [start for start, part in parts.items() if sum(len(terms[term]) for term in part) > LIMIT and len(part) > 1] == []
    assert len(parts) < len(terms) / 4


def test_small_catalogue_is_one_script(guide: Guide) -> None:
    """The shipped guide has all of its index in the first script."""
    assert list(make_scripts(guide.site, list_entries(guide.site))) == [SEARCH_SCRIPT]


def test_a_unit_begins_a_block_after_what_all_share(guide: Guide) -> None:
    """A criterion that is added to a unit leaves the numbers of other units alone."""
    numbered = number_entries(list_entries(guide.site))
    first = {}
    for number, one in numbered.items():
        first.setdefault(one.unit, number)

    assert list(numbered) == sorted(numbered)
    assert next(iter(first)) == ""
    assert [number for number in first.values() if number % BLOCK] == []


def test_an_edited_criterion_changes_few_parts(guide: Guide) -> None:
    """One word more in one criterion: the part of that word is new, and no other part of words."""
    entries = many_entries(guide)
    place = next(place for place, one in enumerate(entries) if one.unit.startswith("7-") and one.kind == "Criterion")
    edited = [*entries[:place], replace(entries[place], summary=f"{entries[place].summary} zebra"), *entries[place + 1 :]]
    old, new = dict(make_scripts(guide.site, entries)), dict(make_scripts(guide.site, edited))

    assert len(old) > 60 and {name.startswith(PARTS) for name in old if name != SEARCH_SCRIPT} == {True}
    came = sorted(changed(old, new))
    assert [key.split()[0] for key in came] == ["entries", "words"]


def test_a_criterion_more_leaves_other_units_alone(guide: Guide) -> None:
    """What is shown of other units stays in the files it was in."""
    entries = many_entries(guide)
    place = next(place for place, one in enumerate(entries) if one.unit.startswith("7-") and one.kind == "Criterion")
    more = [*entries[:place], replace(entries[place], address="new/"), *entries[place:]]
    old, new = dict(make_scripts(guide.site, entries)), dict(make_scripts(guide.site, more))

    assert sum(key.startswith("entries") for key in changed(old, new)) == 1
