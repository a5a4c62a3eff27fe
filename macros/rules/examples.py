"""Rules about worked examples: long enough to show the difference, too short to hand in, annotated in place."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.model import Example, Passage
from macros.rules.walk import report

SHORTEST, LONGEST = 120, 250


def count_words(passages: tuple[Passage, ...]) -> int:
    """Return the number of words in an answer."""
    return sum(len(passage.text.split()) for passage in passages)


def example_length(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """Each answer of a worked example has 120 to 250 words."""
    for example in catalogue.examples.values():
        for name in ("level_3", "level_5"):
            words = count_words(getattr(example, name))
            if not SHORTEST <= words <= LONGEST:
                message = f"has {words} words: write between {SHORTEST} and {LONGEST}"
                yield report(catalogue, example, (name,), message)


def example_annotated(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A worked example marks parts and verbs of its own criterion, and its Level 5 answer shows where the verb is met."""
    for example in catalogue.examples.values():
        criterion = catalogue.criteria.get(example.id)
        if criterion is None:
            continue  # reference-known says so
        parts = [part.id for part in criterion.parts]
        for name, place, passage in _passages(example):
            for index, part in enumerate(passage.parts):
                if part not in parts:
                    message = f"{criterion.label} has no part {str(part)!r}{suggest(part, parts)}: correct it"
                    yield report(catalogue, example, (name, place, "parts", index), message)
            if passage.verb and passage.verb not in criterion.verbs:
                message = f"{str(passage.verb)!r} is not a verb of {criterion.label} ({', '.join(criterion.verbs)}): correct it"
                yield report(catalogue, example, (name, place, "verb"), message)
        for verb in criterion.verbs:
            if not any(passage.verb == verb for passage in example.level_5):
                message = f"no passage says where the demand of {str(verb)!r} is met: add `verb: {verb}` to one"
                yield report(catalogue, example, ("level_5",), message)


def _passages(example: Example) -> Iterator[tuple[str, int, Passage]]:
    for name in ("level_3", "level_5"):
        for place, passage in enumerate(getattr(example, name)):
            yield name, place, passage
