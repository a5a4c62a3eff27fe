"""Macros that show what differs from centre to centre; in the awarding copy, what to ask."""

from __future__ import annotations

from markupsafe import Markup

from macros.guide import Guide
from macros.hosting import list_hosting
from macros.house import ENFORCERS, list_house_rules
from macros.vocabulary.shared import find, show


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


def hosting_recipe(guide: Guide, page: str, name: str) -> Markup:
    """A file that puts a copy on a host, as `centre-guide new centre my-college` writes it.

    Example: hosting_recipe("gitlab-pages.yml")
    """
    return show(guide, "macros/hosting_recipe.html", page, name=name, text=find(list_hosting("my-college"), name, "recipe"))
