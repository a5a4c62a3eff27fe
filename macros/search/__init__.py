"""Catalogue and hand-written pages → what the search in the browser knows: finished scripts by address, no input.

`entries` says what can be found, `words` what a text is found by, `postings` which words stand in which entry,
`parts` how all of it is cut into files, of which the browser loads those that a question needs.
"""

from macros.search.entries import SearchEntry, in_use, list_entries, list_own_entries
from macros.search.parts import SEARCH_SCRIPT, make_scripts, note_disk

__all__ = ["SEARCH_SCRIPT", "SearchEntry", "in_use", "list_entries", "list_own_entries", "make_scripts", "note_disk"]
