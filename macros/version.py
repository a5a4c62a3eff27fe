"""Which version of the tool is at work."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

TOOL = "centre-guide"


@cache
def find_version() -> str:
    """Return the version of the tool; `unknown` where it is run without being installed."""
    try:
        return version(TOOL)
    except PackageNotFoundError:
        return "unknown"
