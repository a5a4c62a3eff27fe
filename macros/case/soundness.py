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
        if association["associationType"] == "isChildOf":
            yield from _find_dangling(association, items, document)
            child, parent = (association[end]["identifier"] for end in ("originNodeURI", "destinationNodeURI"))
            parents.setdefault(child, []).append(parent)
    yield from _find_loops(parents, document)


def _find_twice(package: dict[str, Any], document: str) -> Iterator[tuple[str, str]]:
    objects = [one for name in LISTS for one in package.get(name) or ()]
    definitions = package.get("CFDefinitions") or {}
    objects += [one for defined in definitions.values() if isinstance(defined, list) for one in defined if "identifier" in one]
    counts = Counter([document, *(one["identifier"] for one in objects)])
    for identifier, count in counts.items():
        if count > 1:
            yield identifier, f"stands {count} times: give each thing an identifier of its own"


def find_shared(package: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what belongs to several places: allowed by the standard, and never so in a package of ours."""
    places = [one["originNodeURI"]["identifier"] for one in package["CFAssociations"] if one["associationType"] == "isChildOf"]
    for identifier, count in Counter(places).items():
        if count > 1:
            yield identifier, f"belongs to {count} places: keep one"


def _find_dangling(association: dict[str, Any], items: set[str], document: str) -> Iterator[tuple[str, str]]:
    """Yield ends that lead nowhere. Other associations may lead to another package."""
    origin, destination = (association[end]["identifier"] for end in ("originNodeURI", "destinationNodeURI"))
    if origin not in items:
        yield origin, "is said to belong somewhere and is not in the package: add it or delete the association"
    if destination not in {*items, document}:
        yield destination, "has something below it and is not in the package: add it or delete the association"


def _find_loops(parents: dict[str, list[str]], document: str) -> Iterator[tuple[str, str]]:
    """Yield what lies below itself: what is left when everything that leads to the top has been taken away."""
    waiting = {child: set(above) - {document} for child, above in parents.items()}
    safe = [child for child, above in waiting.items() if not above & waiting.keys()]
    below: dict[str, list[str]] = {}
    for child, above in waiting.items():
        for parent in above:
            below.setdefault(parent, []).append(child)
    settled = set(safe)
    while safe:
        for child in below.get(safe.pop(), []):
            if child not in settled and not (waiting[child] & waiting.keys()) - settled:
                settled.add(child)
                safe.append(child)
    for child in sorted(waiting.keys() - settled)[:1]:
        yield child, "lies below itself, or below something that does: correct its place"
