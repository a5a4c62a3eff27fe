"""What all published files have in common."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The form of the schemas."""


class Published(BaseModel):
    """Anything in a published file. Every field is always there; what is not known is null."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Pointer(Published):
    """Another entry: enough to show it, and where to read more."""

    id: str
    """Its id, which never changes."""
    label: str
    """Its printed name."""
    address: str
    """Its page, relative to the start of the site."""
    data: str | None
    """Its own data file, relative to the start of the site; null where it has none."""


class Edition(Published):
    """The edition of the guidance that the file was made from."""

    id: str
    """Its id, such as 2026.1."""
    date: str
    """Its date, as YYYY-MM-DD."""


class Retired(Published):
    """Why an entry no longer applies."""

    kind: Literal["retired", "moved", "split", "merged"]
    """retired: nothing follows it; moved: it has another id; split: into several; merged: with others, into one."""
    date: str
    """Since when, as YYYY-MM-DD."""
    reason: str
    """Why, as plain text."""
    successors: tuple[Pointer, ...]
    """What to read instead; may be empty."""


class File(Published):
    """What every published file has."""

    version: Literal[1]
    """The version of the published form."""
    schema_address: str
    """The JSON Schema of this file, relative to the start of the site."""
    edition: Edition | None
    """The edition it was made from; null where there is none yet."""
    notice: str
    """To whom the wording of the criteria belongs. Keep it with the wording."""


class Outcome(Published):
    """A learning outcome."""

    number: str
    """Its number, as text."""
    title: str | None
    """Its title, where it is known."""


def write_notice(owners: str) -> str:
    """Return the notice of a file that holds wording of these owners."""
    return (
        f"The wording of the criteria belongs to the awarding organisation{f' ({owners})' if owners else ''} and is quoted for "
        "identification. No licence of this guide covers it. Not published or endorsed by the awarding organisation."
    )
