"""Fragments that stand within a shared page and are different for each centre: in the base, each is a slot.

A slot names the fragment, the entry it is about and the page it stands on; a copy fills it by rendering that fragment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader
from markupsafe import Markup

from macros.contents import list_headings, page_words
from macros.errors import DataError, Place, Problem
from macros.fleet.cut import DISK, SLOT, THROUGH_MARKDOWN, WORDS, Key
from macros.fleet.tokens import IN_MARKDOWN, OPEN, token
from macros.guide import Guide
from macros.house import list_house_rules
from macros.model import Centre, Criterion, Unit
from macros.offline import name_files
from macros.render import Renderer, protect

NO_ENTRY = "''"
FRAGMENTS = {
    "centre/notes.html": "entry.id",
    "centre/serving.html": "criterion.id",
    "centre/evidence.html": NO_ENTRY,
    "centre/rules.html": NO_ENTRY,
}
"""The fragments, and what the page calls the id of the entry they are about."""
ABOUT: Mapping[str, Callable[[Centre], Iterable[str]]] = {
    "centre/notes.html": lambda centre: (note.about for note in centre.notes),
    "centre/serving.html": lambda centre: (criterion for form in centre.forms for criterion in form.criteria),
}
"""The entries of which a centre says something in a fragment. Of any other it says nothing, which is rendered once."""


@dataclass(frozen=True)
class SlottedRenderer(Renderer):
    """Renders fragments for a base."""

    def _make_loader(self) -> BaseLoader:
        slots = {name: token(f"{SLOT}{name};{{{{ {entry} }}}};{{{{ page }}}}") for name, entry in FRAGMENTS.items()}
        return ChoiceLoader([DictLoader(slots), super()._make_loader()])

    def render_for_markdown(self, template: str, page: str, **context: Any) -> Markup:
        """Return a fragment for a Markdown page, whose tokens say that they stand in one."""
        return Markup(super().render_for_markdown(template, page, **context).replace(OPEN, IN_MARKDOWN))


class Slots:
    """Fills the slots of one copy."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        centre = guide.catalogue.centre
        self.about = {template: frozenset(find(centre)) for template, find in ABOUT.items()} if centre else {}
        self.silent: dict[tuple[str, str], str] = {}
        """What each fragment is in each kind of file where the centre says nothing."""

    def fill(self, slot: Key) -> str:
        """Return the fragment that a slot names."""
        template, name, page = slot.name.removeprefix(SLOT).split(";")
        if name in self.about.get(template, (name,)):
            return self._render(slot.kind, template, name, page)
        key = (slot.kind, template)
        if key not in self.silent:
            self.silent[key] = self._render(slot.kind, template, name, page)
        return self.silent[key]

    def _render(self, kind: str, template: str, name: str, page: str) -> str:
        catalogue = self.guide.catalogue
        entry: Unit | Criterion | None = catalogue.units.get(name) or catalogue.criteria.get(name)
        rules = list_house_rules(catalogue.centre)
        written = str(self.guide.renderer.render(template, page, entry=entry, criterion=entry, rules=rules))
        if "<h2" in written and list_headings(written):
            message = "a heading here would be missing from the lists of headings: leave it out, or let fleets render the page"
            raise DataError([Problem(Place(f"overrides/fragments/{template}"), "fleet-can-write", message)])
        if kind == WORDS:
            return page_words(written)
        written = str(protect(written)) if kind in THROUGH_MARKDOWN.values() else written
        return name_files(written) if kind.startswith(DISK) else written
