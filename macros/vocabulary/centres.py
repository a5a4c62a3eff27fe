"""Macros that show what differs from centre to centre; in the awarding copy, what to ask."""

from __future__ import annotations

from markupsafe import Markup

from macros.guide import Guide
from macros.house import ENFORCERS, list_house_rules
from macros.vocabulary.shared import show


def house_rules(guide: Guide, page: str) -> Markup:
    """Length, drafts, resubmission and referencing: the centre's rule where it gives one, else what to ask.

    Example: house_rules()
    """
    return show(guide, "macros/house_rules.html", page, rules=list_house_rules(guide.catalogue.centre))


def accessibility_statement(guide: Guide, page: str) -> Markup:
    """The accessibility statement: of the centre in its copy, else of the guide.

    Example: accessibility_statement()
    """
    centre = guide.catalogue.centre
    enforcer = ENFORCERS[centre.accessibility.nation] if centre else None
    return show(guide, "macros/accessibility_statement.html", page, enforcer=enforcer)
