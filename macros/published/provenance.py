"""What a copy of the guide says of itself, as it is published: whose it is, and a sum of every wording in it."""

from __future__ import annotations

from macros.published.shared import File, Published


class Tool(Published):
    """The program that built the copy."""

    name: str
    """Its name."""
    version: str
    """Its version."""


class Publisher(Published):
    """The centre whose copy it is."""

    id: str
    """Its short name."""
    label: str
    """Its name in full."""


class OfferedUnit(Published):
    """A unit of the guide, and whether the copy has it."""

    id: str
    """Its id."""
    label: str
    """Its official title."""
    address: str
    """Its page; where it is not offered, the explanation of that."""
    offered: bool
    """false where the centre does not offer it, so that it is left out whole."""


class WordingSum(Published):
    """The wording of one criterion, as a sum."""

    id: str
    """The id of the criterion."""
    address: str
    """Its page, relative to the start of the site."""
    sha256: str
    """The SHA-256 of its wording in UTF-8, with every run of white space made one space."""
    retired: bool
    """Whether it no longer applies."""


class ProvenanceFile(File):
    """Where a copy comes from: edition, tool, centre, and the sums that prove its wording."""

    tool: Tool
    """The program that built it."""
    centre: Publisher | None
    """The centre whose copy it is; null in the awarding copy."""
    units: tuple[OfferedUnit, ...]
    """Every unit of the guide, in order, those not offered at the end."""
    criteria: tuple[WordingSum, ...]
    """Every criterion of the copy, in order."""
    explained: str | None
    """The page that says how to check the copy; null where it has none."""
