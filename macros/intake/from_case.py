"""A CASE package, 1.0 or 1.1 → a framework. Whatever the file holds, the author gets problems with a place, never a traceback."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from macros.case import CASE_ROOT, find_faults
from macros.errors import DataError, Place, Problem
from macros.intake.framework import Concept, Framework, Node

LARGEST = 20_000_000
MOST_ITEMS = 5_000
DEEPEST = 20
UUID = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
MOMENT_FORM = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$"
DAY_FORM = r"^\d{4}-\d\d-\d\d$"
HALF_A_LETTER = re.compile("[\ud800-\udfff]")
KINDS = {"criteri": "criterion", "outcome": "outcome", "objective": "outcome", "unit": "unit", "module": "unit"}
"""Words in the name of an item's type, and what they make of it."""


def _exists(written: str) -> str:
    """Refuse a day that is in no calendar."""
    if written:
        datetime.fromisoformat(written)
    return written


Moment = Annotated[str, Field(pattern=MOMENT_FORM), AfterValidator(_exists)]
Day = Annotated[str, Field(pattern=f"{DAY_FORM}|^$"), AfterValidator(_exists)]


class _Form(BaseModel):
    """What is read of an object; whatever else it holds shows up in the comparison with a re-export."""

    model_config = ConfigDict(extra="ignore", strict=True)


class _Object(_Form):
    identifier: str = Field(pattern=UUID)
    lastChangeDateTime: Moment  # noqa: N815 - the name in the standard


class _Document(_Object):
    uri: str = ""
    title: str = Field(min_length=1)
    creator: str = Field(min_length=1)
    version: str = ""


class _Item(_Object):
    fullStatement: str = Field(min_length=1)  # noqa: N815
    humanCodingScheme: str = ""  # noqa: N815
    CFItemType: str = ""
    conceptKeywords: list[str] = []  # noqa: N815
    educationLevel: list[str] = []  # noqa: N815
    statusEndDate: Day = ""  # noqa: N815
    notes: str = ""


class _End(_Form):
    identifier: str


class _Association(_Form):
    identifier: str = Field(pattern=UUID)
    associationType: str  # noqa: N815
    originNodeURI: _End  # noqa: N815
    destinationNodeURI: _End  # noqa: N815
    sequenceNumber: int | None = None  # noqa: N815


class _Concept(_Object):
    title: str = Field(min_length=1)
    hierarchyCode: str = ""  # noqa: N815


class _Definitions(_Form):
    CFConcepts: list[_Concept] = []


class _Package(_Form):
    CFDocument: _Document
    CFItems: list[_Item] = Field(min_length=1, max_length=MOST_ITEMS)
    CFAssociations: list[_Association] = []
    CFDefinitions: _Definitions = _Definitions()


def read_case(path: Path) -> Framework:
    """Read a package; raise DataError with every problem of its form and of its tree."""
    text = read_text(path, LARGEST)
    content = _parse(text, path)
    try:
        package = _Package.model_validate(content)
    except ValidationError as error:
        raise DataError(_explain(detail, content, text, path) for detail in error.errors()) from None
    _lower_identifiers(content)
    package = _Package.model_validate(content)
    if faults := list(find_faults(content)):
        raise DataError(Problem(_find_place(path, text, key), "case-sound", f"{key} {message}") for key, message in faults)
    return _Builder(package, content, path, text).framework()


def read_text(path: Path, largest: int) -> str:
    """Return the text of a file from outside, or raise DataError saying what is wrong with it."""
    try:
        if (size := path.stat().st_size) > largest:
            raise DataError(
                [Problem(Place(str(path)), "file-readable", f"is {size:,} bytes long, more than {largest:,}: split it")]
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError([Problem(Place(str(path)), "file-readable", f"cannot be opened: {error.strerror}")]) from None
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start}): save it as UTF-8"
        raise DataError([Problem(Place(str(path)), "file-readable", message)]) from None


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        content = _without_nulls(json.loads(text))
        whole = json.dumps(content, ensure_ascii=False)  # what cannot be written again is refused too
    except json.JSONDecodeError as error:
        raise DataError(
            [Problem(Place(str(path), error.lineno, error.colno), "json-syntax", f"{error.msg}: mend the file")]
        ) from None
    except (RecursionError, ValueError):
        message = "is nested too deep, or holds a number that is too long: no CASE package is like that"
        raise DataError([Problem(Place(str(path)), "json-syntax", message)]) from None
    if isinstance(content, dict) and set(content) == {"CFPackage"}:
        content = content["CFPackage"]  # some servers wrap it
    if not isinstance(content, dict) or "CFDocument" not in content:
        message = "is not a CASE package: it has no `CFDocument`. Take the file that `/CFPackages/<id>` answers"
        raise DataError([Problem(Place(str(path)), "case-form", message)])
    if HALF_A_LETTER.search(whole):
        raise DataError([Problem(Place(str(path)), "json-syntax", "holds half a letter (a lone surrogate): mend the text")])
    return content


def _without_nulls(value: Any) -> Any:
    """Return the content without what is null, which means not there."""
    if isinstance(value, dict):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [_without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _explain(detail: Any, content: Any, text: str, path: Path) -> Problem:
    """Say what a field lacks, at the object with the fault where it can be told."""
    place, here = Place(str(path)), content
    for step in detail["loc"]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(here, dict) and isinstance(here.get("identifier"), str):
            place = _find_place(path, text, here["identifier"])
    name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in detail["loc"]).lstrip(".")
    return Problem(place, "case-form", f"{name}: {detail['msg'][0].lower()}{detail['msg'][1:]}: correct it")


def _find_place(path: Path, text: str, word: str) -> Place:
    found = max(text.find(word), 0) if word else 0
    return Place(str(path), text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found))


def _lower_identifiers(value: Any) -> None:
    """Write every identifier in small letters, as the data does; a UUID is the same either way."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if isinstance(here.get("identifier"), str):
                here["identifier"] = here["identifier"].lower()
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here


class _Builder:
    """Puts the items of a package into their tree."""

    def __init__(self, package: _Package, content: dict[str, Any], path: Path, text: str) -> None:
        self.package, self.content, self.path, self.text = package, content, path, text
        self.items = {item.identifier: item for item in package.CFItems}
        self.below: dict[str, list[tuple[int, int, str]]] = {}
        self.successors: dict[str, list[str]] = {}
        self.placed: set[str] = set()
        for place, association in enumerate(package.CFAssociations):
            self._take(place, association)

    def _take(self, place: int, association: _Association) -> None:
        origin, destination = association.originNodeURI.identifier, association.destinationNodeURI.identifier
        if association.associationType == "replacedBy":
            self.successors.setdefault(origin, []).append(destination)
        elif association.associationType == "isChildOf" and origin not in self.placed:
            self.placed.add(origin)  # a second place is not kept, and shows in the comparison
            number = place if association.sequenceNumber is None else association.sequenceNumber
            self.below.setdefault(destination, []).append((number, place, origin))

    def framework(self) -> Framework:
        document = self.package.CFDocument
        top = [key for _, _, key in sorted(self.below.get(document.identifier, []))]
        top += [key for key in self.items if key not in self.placed]  # without a place of their own they come last
        levels = Counter(level for item in self.package.CFItems for level in item.educationLevel)
        ending = f"{CASE_ROOT}CFDocuments/{document.identifier}"
        return Framework(
            title=document.title,
            owner=document.creator,
            level=levels.most_common(1)[0][0] if levels else "",
            edition=document.version,
            date=document.lastChangeDateTime[:10],
            top=tuple(self._node(key, 1) for key in top),
            identifier=document.identifier,
            changed=document.lastChangeDateTime,
            uri_base=document.uri.removesuffix(ending) if document.uri.endswith(f"/{ending}") else "",
            concepts=tuple(
                Concept(one.title, one.hierarchyCode, one.identifier, one.lastChangeDateTime)
                for one in self.package.CFDefinitions.CFConcepts
            ),
            package=self.content,
        )

    def _node(self, key: str, depth: int) -> Node:
        if depth > DEEPEST:
            message = f"{key} stands more than {DEEPEST} levels deep: no framework is like that"
            raise DataError([Problem(_find_place(self.path, self.text, key), "case-sound", message)])
        item = self.items[key]
        said = item.CFItemType.lower()
        return Node(
            key=key,
            statement=item.fullStatement,
            kind=next((kind for word, kind in KINDS.items() if word in said), ""),
            code=item.humanCodingScheme,
            identifier=key,
            changed=item.lastChangeDateTime,
            keywords=tuple(item.conceptKeywords),
            ended=item.statusEndDate,
            reason=item.notes if item.statusEndDate else "",
            successors=tuple(self.successors.get(key, ())),
            below=tuple(self._node(child, depth + 1) for _, _, child in sorted(self.below.get(key, []))),
        )
