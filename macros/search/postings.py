"""Entries with their numbers → the index: which terms stand in which entries, how often and in which field.

It holds exactly what MiniSearch counts when it is given the texts, so that MiniSearch ranks in the browser without them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from json.encoder import encode_basestring as quote
from operator import sub

from macros.script import keep_in_script
from macros.search.entries import PAGE, SearchEntry
from macros.search.words import Terms, drop_small, list_words

FIELDS = ("label", "title", "keywords", "kind", "summary", "text")
"""What an entry is found by; a posting names a field by its place here."""
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
REMEMBERED = 4096
"""Terms whose postings are kept from one copy to the next: most of what copies say of themselves they say in the same words."""
Group = tuple[int, int]
"""A field, and how often a term stands in it."""


@dataclass
class Index:
    """What is known of each term, and of each entry by its number."""

    terms: dict[str, str] = field(default_factory=dict)
    """Each term's postings as text, sorted by term."""
    passing: list[str] = field(default_factory=list)
    """Terms that only the text of pages has, sorted: it may quote a slip, so it does not say how a word is spelt."""
    lengths: list[dict[int, int]] = field(default_factory=lambda: [{} for _ in FIELDS])
    """For each field: how many different words it has in each entry."""
    titles: dict[int, int] = field(default_factory=dict)
    """How many different terms the title of each entry has, without small words."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Each term with its postings, as a script says them."""

    def write(self, terms: Iterable[str]) -> str:
        """Return some terms with their postings, as a script says them."""
        return keep_in_script(f"{{{','.join(map(self.written.__getitem__, terms))}}}")


@dataclass
class Count:
    """What is counted in entries."""

    postings: defaultdict[tuple[str, int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    """The numbers of the entries in which a term stands in a field so many times."""
    said: set[str] = field(default_factory=set)
    """Terms that stand elsewhere than in the text of a page."""
    index: Index = field(default_factory=Index)
    """Lengths and titles; its terms are written when all has been counted."""


def make_index(entries: Mapping[int, SearchEntry], same: Mapping[str, str]) -> Index:
    """Return the index of entries, by their numbers in rising order."""
    count = count_words(entries, Terms(same))
    count.index.terms = {term: " ".join(groups.values()) for term, groups in _write_groups(count.postings).items()}
    count.index.written = {term: write_member(term, postings) for term, postings in count.index.terms.items()}
    count.index.passing = [term for term in count.index.terms if term not in count.said]
    return count.index


class SharedIndex:
    """The index of what many copies have in common, counted once; each copy adds a few entries of its own."""

    def __init__(self, entries: Mapping[int, SearchEntry], same: Mapping[str, str]) -> None:
        self.term_of = Terms(same)
        self.count = count_words(entries, self.term_of)
        self.groups = _write_groups(self.count.postings)
        self.terms = {term: " ".join(groups.values()) for term, groups in self.groups.items()}
        self.written = {term: write_member(term, postings) for term, postings in self.terms.items()}
        self.passing = [term for term in self.terms if term not in self.count.said]
        self.join = lru_cache(maxsize=REMEMBERED)(self._join)

    def add(self, entries: Mapping[int, SearchEntry]) -> Index:
        """Return the index of the shared entries and of these: what `make_index` gives for all of them."""
        own, shared = count_words(entries, self.term_of), self.count.index
        groups: defaultdict[str, list[tuple[int, int, tuple[int, ...]]]] = defaultdict(list)
        for (term, place, times), numbers in own.postings.items():
            groups[term].append((place, times, tuple(numbers)))
        found = {term: self.join(term, tuple(places)) for term, places in groups.items()}
        terms = self.terms | {term: postings for term, (postings, _) in found.items()}
        if len(terms) > len(self.terms):
            terms = {term: terms[term] for term in sorted(terms)}
        new = (term for term in found if not (term in self.terms or term in own.said))
        passing = sorted([*(term for term in self.passing if term not in own.said), *new])
        lengths = [theirs | ours for theirs, ours in zip(shared.lengths, own.index.lengths, strict=True)]
        written = self.written | {term: member for term, (_, member) in found.items()}
        return Index(terms, passing, lengths, shared.titles | own.index.titles, written)

    def _join(self, term: str, groups: tuple[tuple[int, int, tuple[int, ...]], ...]) -> tuple[str, str]:
        """Return the postings of a term, with the entries of a copy in these groups; and the two as a script says them."""
        own = {(term, *group): sorted([*self.count.postings.get((term, *group), ()), *numbers]) for *group, numbers in groups}
        postings = " ".join(text for _, text in sorted((self.groups.get(term, {}) | _write_groups(own)[term]).items()))
        return postings, write_member(term, postings)


def write_member(term: str, postings: str) -> str:
    """Return a term with its postings, as a member of what a script says."""
    return f"{quote(term)}:{quote(postings)}"


def count_words(entries: Mapping[int, SearchEntry], terms: Terms) -> Count:
    """Return what is counted in entries."""
    count, term_of = Count(), terms.__getitem__
    index, postings, said = count.index, count.postings, count.said
    for number, entry in entries.items():
        for place, name in enumerate(FIELDS):
            words = list_words(getattr(entry, name))
            index.lengths[place][number] = len(set(words))
            counts = Counter(map(term_of, words))
            for term, times in counts.items():
                postings[term, place, times].append(number)
            if entry.kind != PAGE or name == "title":
                said.update(counts)
            if name == "title":
                index.titles[number] = len(drop_small(counts))
    return count


def _write_groups(postings: Mapping[tuple[str, int, int], list[int]]) -> dict[str, dict[Group, str]]:
    """Return each term's postings: for each field and count `<field>x<count>:` and the numbers of its entries."""
    written: defaultdict[str, dict[Group, str]] = defaultdict(dict)
    for (term, place, times), numbers in sorted(postings.items()):
        written[term][place, times] = f"{place}x{times}:{_write_numbers(numbers)}"
    return written


def _write_numbers(numbers: list[int]) -> str:
    """Return rising numbers as their steps, one letter for each in most cases."""
    return "".join(map(_STEPS.__getitem__, map(sub, numbers, (0, *numbers))))


class _Digits(dict[int, str]):
    """A number as letters, five bits in each, the lowest first; all but the last are marked, as in source maps."""

    def __missing__(self, number: int) -> str:
        rest, low = divmod(number, 32)
        self[number] = written = DIGITS[low + 32] + self[rest] if rest else DIGITS[low]
        return written


_STEPS = _Digits()


def average(lengths: Iterable[int], count: int) -> float:
    """Return the mean length of a field over all entries."""
    return sum(lengths) / count if count else 0
