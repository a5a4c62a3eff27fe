"""How the entries of a qualification are called in CASE: identifiers that never change, and canonical addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from uuid import UUID, uuid5

from macros.model import Exchange, Qualification

ROOT = "ims/case/v1p1/"
"""Where CASE files live, in this site and under every `uri_base`."""
GUIDES = UUID("9ba2c184-d3ba-4df3-8d27-4e4f884360ca")
"""The namespace of every qualification. Another value would give every entry another identifier."""


@lru_cache(maxsize=4096)  # those of a qualification and of its verbs are asked for on every page
def _derive(space: str, key: str) -> str:
    return str(uuid5(UUID(space), key))


@dataclass(frozen=True)
class Identity:
    """The names of one qualification and of all that belongs to it."""

    qualification: Qualification

    @cached_property
    def document(self) -> str:
        """The identifier of the qualification itself, in which all others are rooted."""
        stored = self.qualification.exchange
        return str(stored.identifier) if stored else _derive(str(GUIDES), f"qualification:{self.qualification.id}")

    def identifier(self, key: str, exchange: Exchange | None = None) -> str:
        """Return the identifier of an entry: the one it was imported with, else one made from its stored id."""
        return str(exchange.identifier) if exchange else _derive(self.document, key)

    def uri(self, kind: str, identifier: str) -> str:
        """Return the canonical address of something, the same in every copy of the guide."""
        base = self.qualification.uri_base
        return f"{base}{ROOT}{kind}/{identifier}" if base else f"urn:uuid:{identifier}"

    def link(self, kind: str, identifier: str, title: str) -> dict[str, str]:
        """Return a reference to something, as CASE writes it."""
        return {"title": title, "identifier": identifier, "uri": self.uri(kind, identifier)}
