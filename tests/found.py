"""What the search of a built site knows, read back from its scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

SHARED = r"\(window\.centreGuideParts=window\.centreGuideParts\|\|\{\}\)"
STATEMENT = re.compile(rf'(?:window\.centreGuide=|{SHARED}\["([^"]+)"\]=)(.*);')


def read_first(site: Path) -> dict[str, Any]:
    """Return what the first script holds: units, words, numbers for ranking."""
    return _read_script(site / "search" / "guide.js")[""]


def read_parts(site: Path) -> dict[str, Any]:
    """Return every part by its name, wherever it stands."""
    parts = {key: value for path in sorted((site / "search").rglob("*.js")) for key, value in _read_script(path).items()}
    return {key: value for key, value in parts.items() if key}


def read_entries(site: Path) -> dict[int, dict[str, Any]]:
    """Return everything that can be found, as it is shown, by its number."""
    first, found = read_first(site), {}
    for key, block in read_parts(site).items():
        if key.startswith("entries "):
            start = int(key.removeprefix("entries ")) * first["block"]
            for place, values in enumerate(zip(*block.values(), strict=True)):
                kind = first["kinds"][first["kind"][start + place]]
                found[start + place] = {"kind": kind, **dict(zip(block, values, strict=True))}
    return dict(sorted(found.items()))


def _read_script(path: Path) -> dict[str, Any]:
    lines = path.read_text(encoding="utf-8").splitlines()
    statements = [found for line in lines if (found := STATEMENT.fullmatch(line))]
    assert len(statements) >= len(lines) - 1  # the copy for disks says in one line that it is one
    return {found[1] or "": json.loads(found[2]) for found in statements}
