"""The table of queries: what people type, and where they should be led first."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("queries.txt")


class Row(NamedTuple):
    """What a person types, and the addresses that would each be a right first answer; none: nothing to be found."""

    query: str
    accepted: tuple[str, ...]


def read_table() -> list[Row]:
    """Return the rows of queries.txt."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    pairs = [line.split(" => ") for line in lines]
    return [Row(query.strip(), () if right.strip() == "nothing" else tuple(right.strip().split(" | "))) for query, right in pairs]


ROWS = read_table()
