"""The theme's files without its icons: twelve thousand files that MkDocs would list, hold against its patterns and leave out."""

from __future__ import annotations

import os
from collections.abc import Iterator

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

ICONS = ".icons"


class ListsNoIcons(FileSystemLoader):
    """Finds every template, and lists all but the icons, which MkDocs never publishes: their folder begins with a dot."""

    def list_templates(self) -> list[str]:
        """Return the name of every template and other file of the theme."""
        return sorted({name for folder in self.searchpath for name in _list_names(folder)})


def _list_names(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ICONS]
        within = os.path.relpath(place, folder)
        yield from (os.path.normpath(os.path.join(within, name)).replace(os.sep, "/") for name in files)


def list_no_icons(theme: Theme) -> None:
    """Let a theme list its files without the icons."""
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = ListsNoIcons(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]
