"""Entries → the scripts the browser loads: one that it begins with, and parts of which it takes what a question needs.

A small catalogue has its parts in the first script. In a large one each is a file, named by its content: an edited
criterion changes the part it stands in, those of the words that came or went, and the script that names them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from macros.addresses import SiteMap
from macros.downloads import OFFLINE, list_files
from macros.script import to_global, to_shared, write_value
from macros.search.entries import SearchEntry, in_use, list_ended
from macros.search.postings import FIELDS, Index, average, make_index
from macros.search.words import SMALL_WORDS

SEARCH_SCRIPT = "search/guide.js"
"""The script that the browser loads when search is first opened."""
PARTS = "search/parts/"
"""Where the parts of a large catalogue stand."""
BLOCK = 16
"""Entries whose titles and summaries are loaded together. A unit begins a block, so that a criterion that is added to it
leaves the numbers of other units alone."""
SHOWN = ("address", "label", "title", "summary")
"""What is shown of an entry, beside its kind."""
WHOLE = 200_000
"""Letters that the parts may have together to stand in the first script: some hundred criteria."""
PART = 20_000
"""Letters that the postings in one part have at most, where not a single word has more."""
REMEMBERED = 256
"""Blocks that are kept as they are written: copies have most of theirs in common."""
ON_DISK = "window.centreGuide.disk=true;\n"


def make_scripts(
    site: SiteMap, entries: Iterable[SearchEntry], count: Callable[[Mapping[int, SearchEntry]], Index] | None = None
) -> Mapping[str, bytes]:
    """Return every script of the search, by address. They work from disk too, where a fetch does not.

    `count` makes the index where most of it is known already.
    """
    numbered = number_entries(entries)
    index = count(numbered) if count else make_index(numbered, site.catalogue.spelling.same)
    blocks = list(_list_blocks(numbered))
    size = sum(map(len, (*index.terms.values(), *blocks)))
    words = cut_words(index.terms, PART) if size > WHOLE else {"": list(index.terms)}
    parts = {f"words {prefix}": index.write(terms) for prefix, terms in words.items()}
    parts |= {f"entries {place}": block for place, block in enumerate(blocks)}
    scripts = {key: to_shared("centreGuideParts", key, written).encode() for key, written in parts.items()}
    names = {key: hashlib.sha256(script).hexdigest()[:12] for key, script in scripts.items()} if size > WHOLE else {}
    first = to_global("centreGuide", _describe(site, numbered, index) | _list_words(index, words) | {"files": names})
    files = {f"{PARTS}part.{names[key]}.js": script for key, script in scripts.items() if names}
    return {SEARCH_SCRIPT: first.encode() + b"".join(() if names else scripts.values()), **files}


def note_disk(script: bytes) -> bytes:
    """Return the first script of the copy that opens from disk: links name index.html, what only the web has is not found."""
    return script + ON_DISK.encode()


def number_entries(entries: Iterable[SearchEntry]) -> dict[int, SearchEntry]:
    """Give each entry its number: what all units share comes first, kind by kind, then each unit with its own."""
    shared, units = {}, {}
    for entry in entries:
        group = units.setdefault(entry.unit, []) if entry.unit else shared.setdefault(entry.kind, [])
        group.append(entry)
    numbered, start = {}, 0
    for group in (*shared.values(), *units.values()):
        numbered |= {start + place: entry for place, entry in enumerate(group)}
        start += -(-len(group) // BLOCK) * BLOCK
    return numbered


def _list_blocks(numbered: Mapping[int, SearchEntry]) -> Iterator[str]:
    """Yield what is shown of the entries, block by block, as a script says it."""
    places = {entry.address: number for number, entry in numbered.items()}
    for _, numbers in groupby(numbered, lambda number: number // BLOCK):
        entries = tuple(numbered[number] for number in numbers)
        yield _write_block(entries, tuple(tuple(places[other] for other in one.related if other in places) for one in entries))


@lru_cache(maxsize=REMEMBERED)
def _write_block(entries: tuple[SearchEntry, ...], related: tuple[tuple[int, ...], ...]) -> str:
    """Return what is shown of some entries, each field as a list, with the numbers of those related to each."""
    return write_value({name: [getattr(entry, name) for entry in entries] for name in SHOWN} | {"related": related})


def cut_words(terms: Mapping[str, str], limit: int, prefix: str = "") -> dict[str, list[str]]:
    """Cut sorted terms into parts of at most `limit` letters, by how they begin.

    What begins with the same letters stays together as long as it fits. So a part keeps its bounds when others change,
    and what a word may begin is spread over few parts.
    """
    if len(terms) == 1 or _size(terms.values()) <= limit:
        return {prefix: list(terms)}
    groups = {start: dict(group) for start, group in groupby(terms.items(), lambda item: item[0][: len(prefix) + 1])}
    rest, found = set(groups), {}
    for start in sorted(groups, key=lambda start: (-_size(groups[start].values()), start)):
        if start == prefix or _size(post for kept in rest for post in groups[kept].values()) <= limit:
            continue
        rest.remove(start)
        found |= cut_words(groups[start], limit, start)
    if rest:
        found[prefix] = [term for start in sorted(rest) for term in groups[start]]
    return dict(sorted(found.items()))


def _size(postings: Iterable[str]) -> int:
    return sum(map(len, postings))


def _list_words(index: Index, words: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return every term under the beginning that its part is named by, without it; and those that only pages have."""
    return {
        "words": {prefix: " ".join([term[len(prefix) :] for term in terms]) for prefix, terms in words.items()},
        "passing": " ".join(index.passing),
    }


def _describe(site: SiteMap, numbered: Mapping[int, SearchEntry], index: Index) -> dict[str, Any]:
    """Return what is needed for every question: the numbers that ranking needs, units and ids, other words people use."""
    catalogue = site.catalogue
    places = {entry.address: number for number, entry in numbered.items()}
    kinds = list(dict.fromkeys(entry.kind for entry in numbered.values()))
    every = range(max(numbered, default=-1) + 1)
    offline = {file.address for file in list_files(catalogue) if file.kind == OFFLINE}
    return {
        "count": len(numbered),
        "fields": FIELDS,
        "kinds": kinds,
        "kind": [kinds.index(numbered[number].kind) if number in numbered else -1 for number in every],
        "lengths": [[lengths.get(number, 0) for number in every] for lengths in index.lengths],
        "average": [average(lengths.values(), len(numbered)) for lengths in index.lengths],
        "titles": [index.titles.get(number, 0) for number in every],
        "block": BLOCK,
        "online": [number for number, entry in numbered.items() if entry.address in offline],
        "units": [
            {
                "id": unit.id,
                "number": unit.number,
                "names": [unit.title, *unit.aliases],
                "entry": places[site.address(unit)],
                "criteria": [criterion.number for criterion in in_use(unit.criteria)],
            }
            for unit in catalogue.units.values()
        ],
        "ended": {name: [places[address] for address in addresses] for name, addresses in list_ended(site)},
        "small": sorted(SMALL_WORDS),
        "same": dict(sorted(catalogue.spelling.same.items())),
        "also": {word: list(others) for word, others in sorted(catalogue.spelling.also.items())},
    }
