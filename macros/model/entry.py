"""What every data file entry has in common, and the closed vocabularies they share.

The sentence under each field is shown in editors (JSON Schema) and on the site's data reference: write it once, there.
"""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from macros.fields import CriterionId, Identifier, Line, Moment, Prose, TermId, VerbId
from macros.model.lean import list_values, revive

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would ask every installed package whether it has one


class Entry(BaseModel):
    """Anything written in a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the values of the fields alone, for a lean entry."""
        return revive, (type(self), list_values(self))


class Trust(StrEnum):
    """How far a source can be relied on."""

    AWARDING_BODY = "awarding-body"
    CENTRE = "centre"
    LITERATURE = "literature"
    THIRD_PARTY = "third-party"


class Basis(StrEnum):
    """Whether a definition follows a published one or is our own reading."""

    PUBLISHED = "published"
    OURS = "ours"


class Link(StrEnum):
    """Whether a see-also stands in the source guide or is our suggestion."""

    STATED = "stated"
    EDITORIAL = "editorial"


class Status(StrEnum):
    """Whether the criterion itself asks for a quantity, or only the source guide's advice does."""

    CRITERION = "criterion"
    GUIDE_ONLY = "guide-only"


class End(StrEnum):
    """How an entry came to its end."""

    RETIRED = "retired"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


class Ending(Entry):
    """Why an entry no longer applies. Its page, address and anchors stay."""

    kind: End = End.RETIRED
    """retired: nothing follows it; moved: it has another id; split: into several; merged: with others, into one."""
    date: Line
    """When, as YYYY-MM-DD."""
    reason: Prose
    """Why it ended, and on whose authority."""


class Retirement(Ending):
    """Why a criterion no longer applies, and what to read instead."""

    successors: tuple[CriterionId, ...] = ()
    """What to read instead."""


class VerbRetirement(Ending):
    """Why a command verb is no longer used, and what to read instead."""

    successors: tuple[VerbId, ...] = ()
    """What to read instead."""


class TermRetirement(Ending):
    """Why a term is no longer used, and what to read instead."""

    successors: tuple[TermId, ...] = ()
    """What to read instead."""


class Exchange(Entry):
    """What another system knows an entry by, kept from the framework it was imported from. Never edit it."""

    identifier: Identifier
    """Its identifier in CASE."""
    changed: Moment
    """When the framework last changed it."""
    code: Line | None = None
    """The number the framework prints, where it is not the one here."""
