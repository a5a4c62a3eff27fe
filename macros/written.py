"""Hand-written pages once more: what a page that MkDocs has made says in the copy of another centre.

A page is read, its macros called, its Markdown rendered and its body laid out by the same steps as in a build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from macros.frame import Frame, split_frame
from macros.guide import Guide
from macros.hooks import page_entry
from macros.layout import GAPS
from macros.policy import seal_page
from macros.search import SearchEntry

__all__ = ["Laid", "Page", "Written"]


@dataclass(frozen=True)
class Laid:
    """What a hand-written page says in one copy."""

    parts: dict[str, Any]
    entry: SearchEntry
    """What the search knows of it."""


@dataclass(frozen=True)
class Written:
    """The hand-written pages of a site that MkDocs has made."""

    config: MkDocsConfig
    rendered: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The Markdown of each page that was laid out last, by address, and what became of it: what macros make is not in it."""
    sources: dict[str, str] = field(default_factory=dict)
    """What stands in the file of each page that was laid out, by address."""

    def __post_init__(self) -> None:
        """Compile each page once, however many copies it is laid out for."""
        environment = self.config.plugins["macros"].env
        environment.from_string = lru_cache(maxsize=None)(environment.from_string)

    def list_pages(self) -> Iterator[Page]:
        """Yield all of them."""
        return (file.page for file in self.config.extra["files"].documentation_pages() if file.page is not None)

    def make_frame(self, page: Page) -> Frame:
        """Return the theme's page with a gap for the body."""
        page.meta["parts"] |= {"body": GAPS.body}
        context = get_context(self.config.extra["nav"], self.config.extra["files"], self.config, page)
        page.active = True
        rendered = self.config.extra["env"].get_template(page.meta.get("template", "main.html")).render(context)
        page.active = False
        return split_frame(seal_page(rendered))

    def lay_out(self, page: Page, guide: Guide) -> Laid:
        """Return what a page says in the copy of a guide."""
        config, files = self.config, self.config.extra["files"]
        config.extra["guide"] = guide
        if page.url not in self.sources:
            page.read_source(config)
            self.sources[page.url] = page.markdown or ""
        page.markdown = config.plugins.on_page_markdown(self.sources[page.url], page=page, config=config, files=files)
        page.content = config.plugins.on_page_content(self._render(page), page=page, config=config, files=files)
        return Laid(page.meta["parts"], page_entry(guide, page))

    def _render(self, page: Page) -> str:
        """Return the Markdown of a page as HTML, which is that of the copy before where the Markdown is."""
        markdown = page.markdown or ""
        if self.rendered.get(page.url, ("", ""))[0] != markdown:
            page.render(self.config, self.config.extra["files"])
            self.rendered[page.url] = markdown, page.content or ""
        return self.rendered[page.url][1]
