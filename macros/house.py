"""What differs from centre to centre: a centre's own rule where it gives one, else what to ask. No rule is ever assumed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.model import Centre, Nation

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class HouseRule:
    """A rule that each centre makes for itself."""

    topic: str
    question: str
    """What a learner should ask where the centre has said nothing."""
    rule: str | None = None
    """What the centre has said."""


ASKED = {
    "word_counts": ("Length", "How long may an assignment be, what counts towards it, and what happens above it?"),
    "drafts": ("Drafts", "Does somebody read a draft, how often, and by when must it arrive?"),
    "resubmission": ("Resubmission", "After a referral, how often may you hand in again, and by when?"),
    "referencing": ("Referencing", "Which style of references do your assessors want?"),
}
"""Each field of a centre's rules: its topic, and what to ask."""


def list_house_rules(centre: Centre | None) -> list[HouseRule]:
    """Return every topic that differs from centre to centre, with a centre's rule where it gives one."""
    return [
        HouseRule(topic, question, getattr(centre.rules, name) if centre else None) for name, (topic, question) in ASKED.items()
    ]


@dataclass(frozen=True)
class Enforcer:
    """Who enforces the accessibility regulations in a nation, and whom to turn to there."""

    name: str
    short_name: str
    advice: str
    advice_page: str = ""


EHRC = Enforcer(
    "Equality and Human Rights Commission",
    "EHRC",
    "Equality Advisory and Support Service (EASS)",
    "https://www.equalityadvisoryservice.com/",
)
ECNI = Enforcer(
    "Equality Commission for Northern Ireland",
    "ECNI",
    "Equality Commission for Northern Ireland (ECNI)",
)
ENFORCERS = {Nation.ENGLAND: EHRC, Nation.SCOTLAND: EHRC, Nation.WALES: EHRC, Nation.NORTHERN_IRELAND: ECNI}
"""As the government's sample accessibility statement says."""


def say_date(written: str) -> str:
    """Return a day as people write it, from YYYY-MM-DD."""
    day = date.fromisoformat(written)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
