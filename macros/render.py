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

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.addresses import SiteMap
from macros.assets import find_asset
from macros.catalogue import Catalogue
from macros.citation import cite, short_reference
from macros.compiled import FRAGMENTS
from macros.fragments import FragmentEnvironment
from macros.freeze import has_changed
from macros.house import say_date
from macros.model import Criterion, Unit
from macros.prose import is_plain, parse_prose, plain_text
from macros.templates import WithoutBreaks

# Characters that mean something to Markdown, as character references: a macro's output passes through Markdown unread.
MARKDOWN_SAFE = {mark: f"&#{ord(mark)};" for mark in "*_`[]\\~^!{}|"}
LINE_BREAKS = re.compile(r"\s*\n\s*")


def escape_held(text: str) -> Markup:
    """Return text as an element may hold it: quotes mean nothing there, and weigh six bytes each where they are escaped."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def protect(fragment: str) -> Markup:
    """Return finished HTML as one line that Markdown leaves as it is."""
    line = LINE_BREAKS.sub(" ", str(fragment))
    for mark, safe in MARKDOWN_SAFE.items():  # one mark after the other: many times faster than `translate`
        line = line.replace(mark, safe)
    return Markup(line)


@dataclass(frozen=True)
class Pinned:
    """Where a live page stands in the newest frozen edition."""

    edition: str
    date: str
    link: str


class _Place:
    """Where links start from: the page that is being rendered."""

    page = ""


@dataclass(frozen=True)
class Renderer:
    """Renders fragments for one site."""

    fragments: Path
    site: SiteMap
    assets: Mapping[str, str] = field(default_factory=dict)
    """The names that style sheets and scripts are published under."""
    _place: _Place = field(default_factory=_Place, init=False, repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue the site is made from."""
        return self.site.catalogue

    def render(self, template: str, page: str, **context: Any) -> Markup:
        """Return a fragment as finished HTML for the page at address `page`."""
        before, self._place.page = self._place.page, page
        try:
            return Markup(self._environment.get_template(template).render(page=page, **context))
        finally:
            self._place.page = before

    def render_for_markdown(self, template: str, page: str, **context: Any) -> Markup:
        """Return a fragment that can stand in a Markdown page: one line that Markdown leaves as it is."""
        return protect(self.render(template, page, **context)).strip()

    def find_asset(self, address: str) -> str:
        """Return the address that a style sheet or script has in the site."""
        return find_asset(self.assets, address)

    @cached_property
    def _environment(self) -> FragmentEnvironment:
        environment = FragmentEnvironment(
            loader=self._make_loader(),
            autoescape=True,
            optimized=False,  # there is hardly anything in them that could be worked out before
            extensions=[WithoutBreaks],
            bytecode_cache=FRAGMENTS,
            auto_reload=False,  # looking at every file again for every include costs more than rendering it
            cache_size=-1,  # all are kept, so that none has to be counted
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

    def _serve(self, environment: FragmentEnvironment) -> None:
        """Let templates see this site."""
        environment.tests.update(plain=is_plain)
        environment.filters.update(spans=parse_prose, plain=plain_text, citation=partial(cite, self.catalogue))
        environment.filters.update(held=escape_held, reference=partial(short_reference, self.catalogue), in_words=say_date)
        environment.serve(
            catalogue=self.catalogue,
            pages=self.site.pages,
            centre=self.catalogue.centre,
            link=self._link,
            file=self._file,
            asset=self.find_asset,
            pinned=self._pinned,
            changed=self._has_changed,
        )

    def _link(self, target: Any) -> str:
        return self.site.link(self._place.page, target)

    def _file(self, address: str) -> str:
        return self.site.relative(self._place.page, self.find_asset(address))

    def _pinned(self, entry: Unit | Criterion) -> Pinned | None:
        snapshot, address = self.catalogue.newest_snapshot, self.site.pinned(entry)
        if snapshot is None or address is None:
            return None
        return Pinned(snapshot.edition, snapshot.date, self.site.relative(self._place.page, address))

    def _has_changed(self, entry: Unit | Criterion) -> bool:
        criteria = entry.criteria if isinstance(entry, Unit) else (entry,)
        return any(has_changed(self.catalogue, criterion) for criterion in criteria)
