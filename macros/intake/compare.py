"""What a package held and a re-export does not: found by comparing the two, so that nothing is lost unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

Object = dict[str, Any]


def compare_packages(before: Object, after: Object) -> Iterator[str]:
    """Yield a sentence for each kind of difference; nothing where both say the same."""
    if not before:
        return
    yield from _compare_fields("CFDocument", [(before["CFDocument"], after["CFDocument"])])
    for name, (old, new) in _lists(before, after).items():
        known = {one["identifier"]: one for one in new if isinstance(one.get("identifier"), str)}
        lost = [one for one in old if one.get("identifier") not in known]
        kinds = Counter(f" ({one['associationType']})" if "associationType" in one else "" for one in lost)
        for kind, count in sorted(kinds.items()):
            yield f"{count} of {len(old)} {name}{kind} would not be in a package exported from here."
        yield from _compare_fields(name, [(one, known[one["identifier"]]) for one in old if one.get("identifier") in known])
    for name in sorted(before.keys() - {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions"}):
        if before[name]:
            yield f"{name} of the package is not kept."


def _lists(before: Object, after: Object) -> dict[str, tuple[list[Object], list[Object]]]:
    """Return every list of both packages, those of the definitions too."""
    found = {name: (before.get(name) or [], after.get(name) or []) for name in ("CFItems", "CFAssociations")}
    old, new = before.get("CFDefinitions") or {}, after.get("CFDefinitions") or {}
    for name in sorted({*old, *new}):
        if isinstance(old.get(name), list):
            found[name] = ([one for one in old[name] if isinstance(one, dict)], new.get(name, []))
    return found


def _compare_fields(name: str, pairs: list[tuple[Object, Object]]) -> Iterator[str]:
    gone: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for old, new in pairs:
        gone.update(field for field in old if field not in new)
        other.update(field for field in old if field in new and old[field] != new[field])
    for field, count in sorted(gone.items()):
        yield f"{field} of {_some(count, name)} is not kept."
    for field, count in sorted(other.items()):
        yield f"{field} of {_some(count, name)} would read otherwise in a package exported from here."


def _some(count: int, name: str) -> str:
    return f"the {name}" if name == "CFDocument" else f"{count} {name}"
