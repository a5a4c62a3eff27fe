"""A text → the words it is found by. The browser reads what is typed in the same way (references.js, query.js)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SMALL = """
a an and are as at be between by can do does for from have how i if in is it its me mean means my need of on
or our should so that the their there this to was we what when where which who with you your
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that carry no meaning; a question is answered without them where it has others."""
WORD = re.compile(r"[^\W\d_]+|[0-9]+(?:\.[0-9]+)*")
PLAIN_WORD = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*")
"""The same in lower case without accents, as nearly all text is, where it takes half the time."""
POSSESSIVE = re.compile(r"[’']s(?![A-Za-z0-9_])")
FOREIGN = re.compile(r"[^\x00-\x7f]")


def list_words(text: str) -> list[str]:
    """Return words and numbers of a text, in lower case, without accents; `2.1` stays whole and `AC2.1` comes apart."""
    if not text.isascii():
        text = FOREIGN.sub(_simplify, unicodedata.normalize("NFKD", text))
    if "'" in text or "’" in text:
        text = POSSESSIVE.sub("", text)
    text = text.lower()
    return PLAIN_WORD.findall(text) if text.isascii() else WORD.findall(text)


def _simplify(found: re.Match[str]) -> str:
    return _simplify_letter(found[0])


@lru_cache(maxsize=4096)
def _simplify_letter(letter: str) -> str:
    """Return a letter beyond ASCII as it counts in a word: marks go, and numbers that are no digits part words."""
    kind = unicodedata.category(letter)[0]
    return {"M": "", "N": " "}.get(kind, letter)


def stem(word: str) -> str:
    """Cut an ending: enough for reviewing, reviews, reviewed and review to meet; it need not give a real word."""
    if word[0].isdigit() or len(word) < 4:
        return word
    base = re.sub("([^sui])s$", r"\1", re.sub("ies$", "y", word))
    cut = re.sub("(?:ing|ed)$", "", base)
    if cut != base and len(cut) > 3:
        base = re.sub(r"([^aeiouls])\1$", r"\1", cut)
    return base.removesuffix("e") if len(base) > 3 else base


class Terms(dict[str, str]):
    """The term that each word is found by, worked out once: another spelling is replaced, an ending cut."""

    def __init__(self, same: Mapping[str, str]) -> None:
        super().__init__()
        self.same = same

    def __missing__(self, word: str) -> str:
        self[word] = term = stem(self.same.get(word, word))
        return term


def drop_small(terms: Iterable[str]) -> set[str]:
    """Return terms without the small words, or all of them where there are no others."""
    every = set(terms)
    return every - SMALL_WORDS or every
