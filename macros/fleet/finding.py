"""The search of a copy: what all copies of a shape are found by is counted once, in a copy only what is its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from macros.catalogue import Catalogue
from macros.search import SearchEntry
from macros.search.parts import number_entries
from macros.search.postings import Index, SharedIndex, make_index


class Finding:
    """Makes the search indexes of the copies of a shape."""

    def __init__(self, catalogue: Catalogue, entries: Collection[SearchEntry], own: Collection[str]) -> None:
        """Count all entries but those at addresses that are each copy's own."""
        self.same = catalogue.spelling.same
        self.fixed = {number: entry for number, entry in number_entries(entries).items() if entry.address not in own}
        self.shared = SharedIndex(self.fixed, self.same)

    def count(self, numbered: Mapping[int, SearchEntry]) -> Index:
        """Return the index of the entries of a copy."""
        if any(numbered.get(number) is not entry for number, entry in self.fixed.items()):
            return make_index(numbered, self.same)  # numbered otherwise, so nothing that was counted can be used
        return self.shared.add({number: entry for number, entry in numbered.items() if number not in self.fixed})
