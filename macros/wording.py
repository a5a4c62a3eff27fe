"""The sum of a wording: what editions lock, what a copy tells of itself, and what `centre-guide verify` compares."""

from __future__ import annotations

import hashlib


def fold_white_space(wording: str) -> str:
    """Return a wording with every run of white space made one space."""
    return " ".join(wording.split())


def wording_sum(wording: str) -> str:
    """Return the SHA-256 of a wording, white space folded, as 64 hexadecimal digits."""
    return hashlib.sha256(fold_white_space(wording).encode()).hexdigest()
