"""typst, which PDFs and pictures are made with: in this process or, where this one is going to fork, in one beside it.

typst keeps threads of its own. A process that was forked from one with such threads would wait for them for ever.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing.pool import Pool
from typing import Any

_beside: list[tuple[int, Pool]] = []
"""The process beside this one, with the number of the one that may ask it: forked ones inherit the list, and may not."""


class CannotTypeset(Exception):
    """What typst says of a text that it cannot lay out."""


@contextmanager
def typesetting_beside(wanted: bool) -> Iterator[None]:
    """Let typst run in a process of its own until the end, if that is wanted: this one may then be forked at any time."""
    if not wanted:
        yield
        return
    with multiprocessing.get_context("fork").Pool(1) as pool:  # which ends by itself where this process is killed
        _beside.append((os.getpid(), pool))
        try:
            yield
        finally:
            _beside.pop()


def typeset(text: bytes, values: Mapping[str, str], **options: Any) -> list[bytes]:
    """Return what typst makes of a text with the fonts it brings: one file, or a picture of each page. Raises CannotTypeset.

    The text finds its values in `given`, as strings: typst never reads them as code.
    """
    given = ", ".join(f"{name}: {_quote(value)}" for name, value in values.items())
    whole = f"#let given = ({given or ':'})\n".encode() + text
    if _beside and _beside[-1][0] == os.getpid():
        return _beside[-1][1].apply(_typeset, (whole, options))
    return _typeset(whole, options)


def _quote(value: str) -> str:
    """Return a string as typst writes it: only these two characters mean something in one."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typeset(text: bytes, options: dict[str, Any]) -> list[bytes]:
    import typst

    try:
        made = _load_compiler().compile(text, **options)
    except typst.TypstError as error:
        raise CannotTypeset(error.message) from None
    return made if isinstance(made, list) else [made]


@lru_cache(maxsize=1)
def _load_compiler() -> Any:
    """Return typst with the fonts it brings: made once, for that takes as long as a small picture."""
    import typst

    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
