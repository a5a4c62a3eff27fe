"""data/addresses.yml: every address ever published. Lines are added after a build that succeeded, and never removed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.errors import DataError
from macros.load import load_file
from macros.model import Registry

HEADER = """\
# Every address and anchor this guide has ever published. A build adds new lines; nothing removes one.
# A link that a verifier has pasted into feedback must still work in ten years.
addresses:
"""


def record_addresses(project: Path, published: Iterable[str]) -> int:
    """Add addresses that are not recorded yet; return how many were added. Leaves the file alone when none is new."""
    path = project / "data" / "addresses.yml"
    recorded: tuple[str, ...] = ()
    if path.exists():
        entry, _, problems = load_file(path, Registry, project)
        if problems:
            raise DataError(problems)  # what cannot be read must not be replaced
        recorded = tuple(entry.addresses) if isinstance(entry, Registry) else ()
    new = sorted(set(published) - set(recorded))
    if new:
        text = HEADER + "".join(f"  - {address}\n" for address in sorted({*recorded, *new}))
        unfinished = path.with_name(f"{path.name}.new")  # a record cut short by a full disk would be lost for ever
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    return len(new)
