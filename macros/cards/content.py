"""What each card says: from the catalogue alone, the same in every copy that offers the same units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.catalogue import Catalogue
from macros.model import Criterion, Entry, Qualification, Unit
from macros.offline import CARDS

SITE_CARD = f"{CARDS}site.png"
"""What stands for every page that has no card of its own."""


@dataclass(frozen=True)
class Card:
    """The words of a card."""

    address: str
    label: str
    """What stands largest: a printed id; on the card of the site, nothing."""
    text: str
    """The wording of a criterion, the title of a unit, character for character."""
    tags: tuple[str, ...]
    """Short words under it: command verbs, counts."""
    foot: str
    """Which qualification it is about, and whose the wording is."""


def card_address(entry: Entry | None) -> str:
    """Return the address of the card of an entry; the site's, where it has none of its own."""
    return f"{CARDS}{entry.id}.png" if isinstance(entry, Unit | Criterion) else SITE_CARD


def list_cards(catalogue: Catalogue) -> Iterator[tuple[Card, ...]]:
    """Yield the cards in groups that are drawn together: the site's, then each unit's with those of its criteria."""
    yield (_site_card(catalogue),)
    for unit in catalogue.units.values():
        foot = _say_whose(catalogue.qualification_of(unit))
        yield _unit_card(unit, foot), *(_criterion_card(catalogue, criterion, foot) for criterion in unit.criteria)


def _site_card(catalogue: Catalogue) -> Card:
    qualifications = catalogue.qualifications.values()
    counts = (_count(len(catalogue.units), "unit"), _count(len(catalogue.live_criteria), "criterion", "criteria"))
    titles = "; ".join(qualification.title for qualification in qualifications)
    whose = ", ".join(sorted({qualification.awarding_organisation for qualification in qualifications}))
    foot = f"Independent guide: not published or endorsed by {whose}" if whose else "Independent guide"
    return Card(SITE_CARD, "", titles, (*counts, _count(len(catalogue.verbs), "command verb")), foot)


def _unit_card(unit: Unit, foot: str) -> Card:
    live = [criterion for criterion in unit.criteria if not criterion.retired]
    return Card(card_address(unit), str(unit.id), unit.title, (_count(len(live), "criterion", "criteria"),), foot)


def _criterion_card(catalogue: Catalogue, criterion: Criterion, foot: str) -> Card:
    verbs = tuple(str(catalogue.verbs[verb].name) for verb in criterion.verbs)
    tags = ("No longer in use",) if criterion.retired else verbs
    return Card(card_address(criterion), criterion.label, criterion.wording, tags, foot)


def _say_whose(qualification: Qualification) -> str:
    return f"{qualification.title} ({qualification.id}). Wording of {qualification.awarding_organisation}, quoted"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
