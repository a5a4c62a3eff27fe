"""Templates in overrides/fragments → finished HTML. The one place where data meets markup; everything is escaped.

A fragment receives what `render` is given plus `page` (the address it is for), `pages` (those written by hand), `catalogue`,
`centre` (whose copy it is, or none), `link` to an entry, `file` for a file's address from here, `asset` for the same from the
start of the site, and the filters below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.addresses import SiteMap
from macros.assets import find_asset
from macros.catalogue import Catalogue
from macros.citation import cite, short_reference
from macros.compiled import COMPILED
from macros.freeze import has_changed
from macros.house import say_date
from macros.model import Criterion, Unit
from macros.prose import is_plain, parse_prose, plain_text

# Characters that mean something to Markdown, as character references: a macro's output passes through Markdown unread.
MARKDOWN_SAFE = str.maketrans({mark: f"&#{ord(mark)};" for mark in "*_`[]\\~^!{}|"})
LINE_BREAKS = re.compile(r"\s*\n\s*")


def protect(fragment: str) -> Markup:
    """Return finished HTML as one line that Markdown leaves as it is."""
    return Markup(LINE_BREAKS.sub(" ", fragment).translate(MARKDOWN_SAFE))


@dataclass(frozen=True)
class Pinned:
    """Where a live page stands in the newest frozen edition."""

    edition: str
    date: str
    link: str


@dataclass(frozen=True)
class Renderer:
    """Renders fragments for one site."""

    fragments: Path
    site: SiteMap
    assets: Mapping[str, str] = field(default_factory=dict)
    """The names that style sheets and scripts are published under."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue the site is made from."""
        return self.site.catalogue

    def render(self, template: str, page: str, **context: Any) -> Markup:
        """Return a fragment as finished HTML for the page at address `page`."""
        return Markup(self._environment.get_template(template).render(page=page, **context))

    def render_for_markdown(self, template: str, page: str, **context: Any) -> Markup:
        """Return a fragment that can stand in a Markdown page: one line that Markdown leaves as it is."""
        return protect(self.render(template, page, **context)).strip()

    def find_asset(self, address: str) -> str:
        """Return the address that a style sheet or script has in the site."""
        return find_asset(self.assets, address)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=self._make_loader(),
            autoescape=True,
            bytecode_cache=COMPILED,
            auto_reload=False,  # looking at every file again for every include costs more than rendering it
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._serve(environment)
        return environment

    def _make_loader(self) -> BaseLoader:
        return FileSystemLoader(self.fragments)

    def move_to(self, site: SiteMap, assets: Mapping[str, str]) -> Renderer:
        """Return the renderer of another site that shares the compiled templates. This one may not be used after it."""
        moved = replace(self, site=site, assets=assets)
        moved.__dict__["_environment"] = self._environment
        moved._serve(self._environment)
        return moved

    def _serve(self, environment: Environment) -> None:
        """Let templates see this site."""
        environment.globals.update(catalogue=self.catalogue, link=self._link, file=self._file, pages=self.site.pages)
        environment.globals.update(centre=self.catalogue.centre, asset=self.find_asset)
        environment.globals.update(pinned=self._pinned, changed=self._has_changed)
        environment.tests.update(plain=is_plain)
        environment.filters.update(spans=parse_prose, plain=plain_text, citation=partial(cite, self.catalogue))
        environment.filters.update(reference=partial(short_reference, self.catalogue), in_words=say_date)

    @pass_context
    def _link(self, context: Context, target: Any) -> str:
        return self.site.link(context["page"], target)

    @pass_context
    def _file(self, context: Context, address: str) -> str:
        return self.site.relative(context["page"], self.find_asset(address))

    @pass_context
    def _pinned(self, context: Context, entry: Unit | Criterion) -> Pinned | None:
        snapshot, address = self.catalogue.newest_snapshot, self.site.pinned(entry)
        if snapshot is None or address is None:
            return None
        return Pinned(snapshot.edition, snapshot.date, self.site.relative(context["page"], address))

    def _has_changed(self, entry: Unit | Criterion) -> bool:
        criteria = entry.criteria if isinstance(entry, Unit) else (entry,)
        return any(has_changed(self.catalogue, criterion) for criterion in criteria)
