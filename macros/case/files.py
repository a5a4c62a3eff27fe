"""Every CASE file of the site: the paths of the standard that a plain file can answer, each with `.json` and without.

What needs a program on the server (limit, offset, sort, filter, fields, sign-in) is left out, and docs/api.md says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.case.identity import ROOT, Identity
from macros.case.package import Object, make_package
from macros.catalogue import Catalogue
from macros.model import Qualification

DISCOVERY = f"{ROOT}discovery/imscasev1p1_openapi3_v1p0.json"
DOCUMENTS = f"{ROOT}CFDocuments.json"
PATHS = {
    "CFDocuments": "A qualification.",
    "CFPackages": "A qualification with everything in it.",
    "CFItems": "A unit, learning outcome or criterion.",
    "CFItemAssociations": "An item and what it belongs to, what belongs to it and what replaces it.",
    "CFAssociations": "One statement about two items.",
    "CFItemTypes": "A kind of item.",
    "CFConcepts": "A command verb.",
}
"""The paths that take an identifier, and what each answers."""


def list_case(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every CASE file: its address, and its text."""
    for address, content in _list_contents(catalogue):
        text = write_json(content)
        yield address, text
        if address not in (DOCUMENTS, DISCOVERY):
            yield address.removesuffix(".json"), text


def list_case_addresses(catalogue: Catalogue) -> Iterator[str]:
    """Yield the address of every CASE file that must never be lost: of what has an id of its own.

    Outcomes, verbs and statements about items come and go with what the criteria say.
    """
    yield from (DOCUMENTS, DISCOVERY)
    for path in sorted(set(_list_lasting(catalogue))):
        yield from (f"{ROOT}{path}.json", f"{ROOT}{path}")


def list_packages(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the title of each qualification and the address of its package."""
    return [
        (str(qualification.title), f"{ROOT}CFPackages/{Identity(qualification).document}.json")
        for qualification in catalogue.qualifications.values()
    ]


def _list_lasting(catalogue: Catalogue) -> Iterator[str]:
    for qualification in catalogue.qualifications.values():
        identity = Identity(qualification)
        for kind in ("CFDocuments", "CFPackages"):
            yield f"{kind}/{identity.document}"
        units = [unit for unit in catalogue.units.values() if unit.qualification_id == qualification.id]
        for entry in (*units, *(criterion for unit in units for criterion in unit.criteria)):
            yield from _list_of_item(identity.identifier(entry.id, entry.exchange))


def list_item_addresses(qualification: Qualification, entry: str) -> Iterator[str]:
    """Yield the addresses of a unit or criterion that may be gone, from its id; it was not imported with an identifier."""
    for path in _list_of_item(Identity(qualification).identifier(entry)):
        yield from (f"{ROOT}{path}.json", f"{ROOT}{path}")


def _list_of_item(identifier: str) -> Iterator[str]:
    for kind in ("CFItems", "CFItemAssociations"):
        yield f"{kind}/{identifier}"


def _list_contents(catalogue: Catalogue) -> Iterator[tuple[str, Object]]:
    packages = [make_package(catalogue, qualification) for qualification in catalogue.qualifications.values()]
    found: dict[str, Object] = {}
    for package in packages:
        found |= {f"{ROOT}{path}.json": content for path, content in _answers(package)}
    yield from found.items()
    yield DOCUMENTS, {"CFDocuments": [_alone(package) for package in packages]}
    yield DISCOVERY, _discovery()


def write_json(content: Object) -> str:
    """Return the text of a CASE file."""
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _answers(package: Object) -> Iterator[tuple[str, Object]]:
    """Yield what each path answers with an identifier."""
    document = package["CFDocument"]
    yield f"CFDocuments/{document['identifier']}", _alone(package)
    yield f"CFPackages/{document['identifier']}", package
    home = {"CFDocumentURI": {name: document[name] for name in ("title", "identifier", "uri")}}
    about: dict[str, list[Object]] = {}
    for association in package["CFAssociations"]:
        yield f"CFAssociations/{association['identifier']}", association | home
        for end in ("originNodeURI", "destinationNodeURI"):
            about.setdefault(association[end]["identifier"], []).append(association)
    for item in package["CFItems"]:
        identifier = item["identifier"]
        yield f"CFItems/{identifier}", item | home
        related = [association | home for association in about.get(identifier, [])]
        yield f"CFItemAssociations/{identifier}", {"CFItem": item | home, "CFAssociations": related}
    for kind, defined in package["CFDefinitions"].items():
        for one in defined:
            yield f"{kind}/{one['identifier']}", {kind: [one]}


def _alone(package: Object) -> Object:
    """Return the document as it stands outside its package, which it then names."""
    document = package["CFDocument"]
    uri = document["uri"].replace("/CFDocuments/", "/CFPackages/")
    return document | {"CFPackageURI": {"title": document["title"], "identifier": document["identifier"], "uri": uri}}


def _discovery() -> Object:
    """Return what the service offers, as OpenAPI 3; the address of the service is relative to this file."""
    whose: list[Any] = [{"name": "sourcedId", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}]
    paths = {f"/{name}/{{sourcedId}}": _operation(f"get{name.removesuffix('s')}", says, whose) for name, says in PATHS.items()}
    paths["/CFDocuments.json"] = _operation("getAllCFDocuments", "Every qualification.", [])
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "CASE 1.1, as static files",
            "version": "1.1",
            "description": "A static subset of 1EdTech CASE 1.1: GET only, and no query parameter has an effect.",
        },
        "servers": [{"url": ".."}],
        "paths": paths,
    }


def _operation(name: str, says: str, parameters: list[Any]) -> Object:
    answers = {"200": {"description": says, "content": {"application/json": {"schema": {"type": "object"}}}},
               "404": {"description": "There is no such thing here."}}  # fmt: skip
    return {"get": {"operationId": name, "summary": says, "parameters": parameters, "responses": answers}}
