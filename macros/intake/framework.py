"""A framework as it comes from outside, before it is folded into units, outcomes and criteria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Node:
    """Something with a statement, and what stands below it."""

    key: str
    """What the source calls it: a CASE identifier, or the line of a table."""
    statement: str
    kind: str = ""
    """`unit`, `outcome` or `criterion`, where the source says so."""
    code: str = ""
    """The number it prints."""
    identifier: str = ""
    """Its CASE identifier."""
    changed: str = ""
    keywords: tuple[str, ...] = ()
    """Words the source gives it; command verbs may be among them."""
    ended: str = ""
    """The last day it applied, as YYYY-MM-DD."""
    reason: str = ""
    successors: tuple[str, ...] = ()
    """The keys of what replaces it."""
    below: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this and everything below it, in order."""
        yield self
        for node in self.below:
            yield from node.walk()


@dataclass(frozen=True)
class Concept:
    """A command verb that the source defines."""

    name: str
    code: str
    identifier: str
    changed: str


@dataclass(frozen=True)
class Framework:
    """A qualification as another system describes it."""

    title: str
    owner: str
    level: str
    edition: str
    date: str
    """When it last changed, as YYYY-MM-DD."""
    top: tuple[Node, ...]
    identifier: str = ""
    changed: str = ""
    uri_base: str = ""
    """What its addresses begin with, where they are of our form."""
    concepts: tuple[Concept, ...] = ()
    verbs_named: bool = False
    """Whether every keyword is a verb."""
    package: dict[str, object] = field(default_factory=dict, repr=False)
    """The package it was read from, to compare with what a re-export would hold."""

    def walk(self) -> Iterator[Node]:
        """Yield every node, in order."""
        for node in self.top:
            yield from node.walk()
