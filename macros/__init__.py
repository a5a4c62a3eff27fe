"""Centre Guide: structured assessment criteria in, a guidance site out.

mkdocs-macros loads this package and calls `define_env`, which registers the authors' vocabulary and nothing else.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Give the pages in docs/ every macro of `macros.vocabulary`."""
    from macros.set_aside import set_aside
    from macros.vocabulary import MACROS
    from macros.vocabulary.shared import Macro, call  # the core must be importable without this

    def bind(macro: Macro) -> Macro:
        return lambda *arguments: show(macro, arguments)

    def show(macro: Macro, arguments: tuple[str, ...]) -> str:
        guide = env.conf["extra"]["guide"]
        made = call(guide, macro, env.page.url, *arguments)
        return set_aside(guide.renderer, made, env.conf["extra"].setdefault("set_aside", []))

    for name, macro in MACROS.items():
        env.macro(bind(macro), name)
