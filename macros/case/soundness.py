"""What makes a CASE package sound and no JSON Schema can say: nothing twice, nothing dangling, one tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

LISTS = ("CFItems", "CFAssociations")


def find_faults(package: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in a package of the right form: the identifier it is wrong with, and what to do."""
    document = package["CFDocument"]["identifier"]
    yield from _find_twice(package, document)
    items = {item["identifier"] for item in package.get("CFItems") or ()}
    parents: dict[str, list[str]] = {}
    for association in package.get("CFAssociations") or ():
        yield from _find_dangling(association, items, document)
        if association["associationType"] == "isChildOf":
            child, parent = (association[end]["identifier"] for end in ("originNodeURI", "destinationNodeURI"))
            parents.setdefault(child, []).append(parent)
    yield from _find_loops(parents, document)
    for child, above in parents.items():
        if len(above) > 1:
            yield child, f"belongs to {len(above)} places: keep one"


def _find_twice(package: dict[str, Any], document: str) -> Iterator[tuple[str, str]]:
    objects = [one for name in LISTS for one in package.get(name) or ()]
    definitions = package.get("CFDefinitions") or {}
    objects += [one for defined in definitions.values() if isinstance(defined, list) for one in defined]
    counts = Counter([document, *(one["identifier"] for one in objects)])
    for identifier, count in counts.items():
        if count > 1:
            yield identifier, f"stands {count} times: give each thing an identifier of its own"


def _find_dangling(association: dict[str, Any], items: set[str], document: str) -> Iterator[tuple[str, str]]:
    """Yield ends that lead nowhere. What replaces an item may stand in another package."""
    origin, destination = (association[end]["identifier"] for end in ("originNodeURI", "destinationNodeURI"))
    if origin not in items:
        yield origin, "is said to belong somewhere and is not in the package: add it or delete the association"
    if association["associationType"] == "isChildOf" and destination not in {*items, document}:
        yield destination, "has something below it and is not in the package: add it or delete the association"


def _find_loops(parents: dict[str, list[str]], document: str) -> Iterator[tuple[str, str]]:
    safe = {document}
    for start in parents:
        path: dict[str, None] = {}
        here = start
        while here not in safe and here not in path and parents.get(here):
            path[here] = None
            here = parents[here][0]
        if here in path:
            yield here, "lies below itself: correct its place"
        safe |= path.keys()
