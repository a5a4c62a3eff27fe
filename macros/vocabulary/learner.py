"""Macros that put a tool for learners on a page: what they have covered, and what an assessor's feedback sends them to read."""

from __future__ import annotations

from markupsafe import Markup

from macros.guide import Guide
from macros.vocabulary.shared import show


def my_progress(guide: Guide, page: str) -> Markup:
    """What a learner has ticked and noted in this browser, with what is left; saved to a file and loaded from one.

    Example: my_progress()
    """
    return show(guide, "macros/my_progress.html", page)


def reading_list(guide: Guide, page: str) -> Markup:
    """A form for an assessor's feedback, which gives the criteria it mentions as a reading list.

    Example: reading_list()
    """
    return show(guide, "macros/reading_list.html", page)
