"""What a draft for the tests holds: for each criterion whether it is answered, and how its heading is written.

The expected verdicts follow from the plan, never from the checker. People and figures are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.model import Criterion, Unit

FULL, GONE, BARE, TODO, SHARED = "found", "missing", "wording", "unfinished", "shared"
"""How a criterion stands in a draft, by the verdict it must get."""


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    numbers: tuple[str, ...]
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A draft as its writer would type it, whatever the program."""

    unit: str
    sections: tuple[Section, ...]
    expected: dict[str, str]
    wordings: tuple[str, ...]
    """Every wording of the unit, as a learner pastes them at the top."""


SENTENCES = (
    "Our line managers began with two people each, and what they noticed in the first month shaped everything after it.",
    "2.1 million working days were lost in the trade last year, and 1.2 of every three came from teams with a new manager.",
    "I compared the notes of both clients (see AC 1.1) before I drew a conclusion: the earlier survey had asked managers only.",
    "The evidence is thin in places: the sample was small, it asked about intentions, and nobody was followed for a year.",
    "That is why I would rank trust first and technique second, although the framework puts them the other way round.",
    "One client, whom I call Client A, stopped after 3.4 sessions on average and said why in the feedback at the end.",
)


def answer(at: int) -> tuple[str, ...]:
    """Return an answer of a few paragraphs; a different one for each place."""
    return tuple(SENTENCES[(at + step) % len(SENTENCES)] for step in range(3))


def plan(unit: Unit, form: Callable[[Criterion, int], str], pattern: str, *, shared: bool = False) -> Draft:
    """Return a draft of a unit. `pattern` has one letter for each criterion in turn: f full, g gone, b bare, t TODO."""
    kinds = {"f": FULL, "g": GONE, "b": BARE, "t": TODO}
    sections, expected = [], {}
    criteria = [criterion for criterion in unit.criteria if not criterion.retired]
    for at, criterion in enumerate(criteria):
        kind = kinds[pattern[at % len(pattern)]]
        expected[criterion.number] = kind
        paragraphs = {FULL: answer(at), TODO: ("TODO: write this part",)}.get(kind, ())
        if kind != GONE:
            sections.append(Section((criterion.number,), form(criterion, at), paragraphs))
    if shared:
        first, second = criteria[-2:]
        sections = [section for section in sections if not {first.number, second.number} & set(section.numbers)]
        numbers = (first.number, second.number)
        sections.append(Section(numbers, f"AC {first.number} and {second.number}", answer(3)))
        expected |= {first.number: SHARED, second.number: SHARED}
    return Draft(unit.id, tuple(sections), expected, tuple(criterion.wording for criterion in criteria))


# ---- forms of a heading ----


def by_number(template: str) -> Callable[[Criterion, int], str]:
    """Return a form that writes the number alone, as `AC {n}` or `{unit}/{n}`."""
    return lambda criterion, at: template.format(
        n=criterion.number, unit=criterion.unit_id, own=criterion.unit_id.rsplit("-", 1)[1]
    )


def with_wording(template: str, slip: Callable[[str, int], str] = lambda text, at: text) -> Callable[[Criterion, int], str]:
    """Return a form that writes number and wording, as `{n} {w}`, or the wording alone."""
    return lambda criterion, at: template.format(n=criterion.number, unit=criterion.unit_id, w=slip(criterion.wording, at))


def with_topic(template: str) -> Callable[[Criterion, int], str]:
    """Return a form that writes the number and the topic in our words."""
    return lambda criterion, at: template.format(n=criterion.number, w=criterion.topic)


def slips(text: str, at: int) -> str:
    """Return a wording as hands and word processors change it: another change for each place."""
    words = text.split()
    middle = len(words) // 2
    changes = (
        lambda: text.upper(),
        lambda: text.replace(" and ", " & ").replace("organisation", "organization"),
        lambda: " ".join(word[:3] + "\u00ad" + word[3:] if len(word) > 6 else word for word in words),
        lambda: "\u00a0".join(words),
        lambda: f"\u201c{text}\u201d".replace("-", "\u2011"),
        lambda: " ".join(words[:middle] + words[middle + 1 :]),
        lambda: " ".join(word[:2] + word[3] + word[2] + word[4:] if len(word) > 7 else word for word in words),
        lambda: (
            " ".join(word[:-1] if index == middle and len(word) > 5 else word for index, word in enumerate(words)).lower() + "."
        ),
        lambda: " ".join(words[: max(8, len(words) - 2)]) + " \u2026",
    )
    return changes[at % len(changes)]()
