"""The criteria as 1EdTech CASE 1.1: of the right form, sound, the same in every copy and findable by every path."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from macros.addresses import list_addresses
from macros.case import find_faults, find_shared, list_case, make_package
from macros.catalogue import Catalogue
from macros.guide import Guide
from tests.conftest import Project

SCHEMA = json.loads(Path(__file__).with_name("case-package.schema.json").read_text(encoding="utf-8"))
ROOT = "ims/case/v1p1/"
Package = dict[str, Any]
CHECKER = FormatChecker()


@CHECKER.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """A date, a time and a zone: the library checks this only with further packages."""
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


def faults(package: Package) -> list[str]:
    """What is wrong with a package, by our schema and by our own check."""
    found = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(SCHEMA, format_checker=CHECKER).iter_errors(package)
    ]
    return found or [f"{identifier} {message}" for identifier, message in (*find_faults(package), *find_shared(package))]


def package_of(guide: Guide) -> Package:
    """The package of the only qualification, as it is published."""
    (qualification,) = guide.catalogue.qualifications.values()
    return json.loads(dict(list_case(guide.catalogue))[f"{ROOT}CFPackages/{document(guide)}.json"] or qualification)


def document(guide: Guide) -> str:
    """The identifier of the only qualification."""
    (qualification,) = guide.catalogue.qualifications.values()
    return make_package(guide.catalogue, qualification)["CFDocument"]["identifier"]


def by_code(package: Package) -> dict[tuple[str, str], Any]:
    """The items of a package by type and printed number; the last wins where a number repeats in another unit."""
    return {(item["CFItemType"], item["humanCodingScheme"]): item for item in package["CFItems"]}


@pytest.mark.parametrize("name", ["guide", "tiny_guide"])
def test_package_is_valid_and_sound(name: str, request: pytest.FixtureRequest) -> None:
    """The package of each qualification has no fault, and the schema itself is one."""
    Draft202012Validator.check_schema(SCHEMA)

    assert faults(package_of(request.getfixturevalue(name))) == []


def _twice(package: Package) -> None:
    package["CFItems"].append(package["CFItems"][3])


def _dangling(package: Package) -> None:
    package["CFAssociations"][2]["destinationNodeURI"]["identifier"] = "00000000-0000-4000-8000-000000000000"


def _gone(package: Package) -> None:
    del package["CFItems"][3]


def _loop(package: Package) -> None:
    unit, outcome = package["CFAssociations"][:2]
    unit["destinationNodeURI"] = outcome["originNodeURI"]


def _two_places(package: Package) -> None:
    copied = copy.deepcopy(package["CFAssociations"][2])
    copied["identifier"] = "00000000-0000-4000-8000-000000000001"
    copied["destinationNodeURI"] = package["CFAssociations"][0]["originNodeURI"]
    package["CFAssociations"].append(copied)


def _set(where: str, name: str, value: object) -> Callable[[Package], None]:
    def change(package: Package) -> None:
        target = package[where] if where == "CFDocument" else package[where][3]
        if value is None:
            del target[name]
        else:
            target[name] = value

    return change


MUTANTS: dict[str, Callable[[Package], None]] = {
    # what a schema sees
    "item id not a UUID": _set("CFItems", "identifier", "AC-1.1"),
    "no creator": _set("CFDocument", "creator", None),
    "item without its time of change": _set("CFItems", "lastChangeDateTime", None),
    "date without time": _set("CFItems", "lastChangeDateTime", "2026-11-24"),
    "a day that is in no calendar": _set("CFItems", "lastChangeDateTime", "2026-02-30T00:00:00+00:00"),
    "CFDocumentURI on an item": _set("CFItems", "CFDocumentURI", {}),
    "CFPackageURI on the document": _set("CFDocument", "CFPackageURI", {}),
    "subject a text": _set("CFItems", "subject", "coaching"),
    "another version": _set("CFDocument", "caseVersion", "1.0"),
    "an empty statement": _set("CFItems", "fullStatement", ""),
    "an unknown association": _set("CFAssociations", "associationType", "isUnder"),
    "a number that is a number": _set("CFItems", "humanCodingScheme", 1.1),
    # what no schema sees
    "duplicate item": _twice,
    "dangling parent": _dangling,
    "dangling child": _gone,
    "an item below itself": _loop,
    "an item in two places": _two_places,
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_fault_is_found(guide: Guide, mutant: str) -> None:
    """Each way to break a package that receivers were seen to let through, or to refuse, is caught here."""
    package = package_of(guide)
    MUTANTS[mutant](package)

    assert faults(package) != []


def test_statement_is_the_wording_alone(guide: Guide, catalogue: Catalogue) -> None:
    """Every criterion is there once, in order: wording in one field, number in another, verbs and level beside them."""
    items = [item for item in package_of(guide)["CFItems"] if item["CFItemType"] == "Assessment Criterion"]
    level = next(iter(catalogue.qualifications.values())).level

    assert [
        (item["humanCodingScheme"], item["fullStatement"], item["conceptKeywords"], item["educationLevel"]) for item in items
    ] == [
        (criterion.number, criterion.wording, [catalogue.verbs[verb].name for verb in criterion.verbs], [level])
        for criterion in catalogue.criteria.values()
    ]


def test_every_item_has_its_place(guide: Guide, catalogue: Catalogue) -> None:
    """Child is origin, parent is destination, siblings are counted from 1: read back, the tree is the one in the data."""
    package = package_of(guide)
    items = {item["identifier"]: item for item in package["CFItems"]}
    children: dict[str, list[tuple[int, str]]] = {}
    for association in package["CFAssociations"]:
        if association["associationType"] == "isChildOf":
            below = children.setdefault(association["destinationNodeURI"]["identifier"], [])
            below.append((association["sequenceNumber"], association["originNodeURI"]["identifier"]))
    assert all([number for number, _ in below] == list(range(1, len(below) + 1)) for below in children.values())

    def tree(identifier: str) -> list[Any]:
        found = (one for _, one in sorted(children.get(identifier, [])))
        return [(items[one]["humanCodingScheme"], tree(one)) for one in found]

    assert tree(package["CFDocument"]["identifier"]) == [
        (str(unit.id), [(str(o.number), [(c.number, []) for c in unit.criteria_of(o)]) for o in unit.outcomes])
        for unit in catalogue.units.values()
    ]


def test_verbs_are_concepts(guide: Guide, catalogue: Catalogue) -> None:
    """Each verb the criteria use is defined once."""
    concepts = package_of(guide)["CFDefinitions"]["CFConcepts"]
    used = sorted({verb for criterion in catalogue.criteria.values() for verb in criterion.verbs})

    assert [(one["hierarchyCode"], one["title"]) for one in concepts] == [(verb, catalogue.verbs[verb].name) for verb in used]


def test_look_alike_numbers_stay_apart(tiny_guide: Guide) -> None:
    """1.1, 1.10 and 11.1 are three items with their number as text."""
    items = by_code(package_of(tiny_guide))
    found = [items["Assessment Criterion", number] for number in ("1.1", "1.10", "11.1")]

    assert len({item["identifier"] for item in found}) == 3


def test_retired_criterion_says_what_replaces_it(tiny_guide: Guide) -> None:
    """A retired criterion stays, with its last day, the reason and its successor."""
    package = package_of(tiny_guide)
    items = {item["identifier"]: item for item in package["CFItems"]}
    (replaced,) = [one for one in package["CFAssociations"] if one["associationType"] == "replacedBy"]
    old, new = (items[replaced[end]["identifier"]] for end in ("originNodeURI", "destinationNodeURI"))

    assert (old["fullStatement"], old["statusEndDate"]) == ("Tend the log for one month", "2026-02-01")
    assert old["notes"] == "The Board no longer asks for a month."
    assert new["fullStatement"] == "Weigh up the worth of an hourly log"


def test_times_come_from_the_data(tiny_guide: Guide) -> None:
    """A criterion changed when the record says so, else with the first edition that holds it; a document with its last item."""
    package = package_of(tiny_guide)
    moments = {item["fullStatement"]: item["lastChangeDateTime"] for item in package["CFItems"]}

    assert moments["Tend the log for one month"] == "2026-02-01T00:00:00+00:00"
    assert moments["Weigh up the worth of an hourly log"] == "2026-01-01T00:00:00+00:00"
    assert package["CFDocument"]["lastChangeDateTime"] == "2026-02-01T00:00:00+00:00"


def test_identifiers_outlive_every_edit(tiny: Project) -> None:
    """New wording, new titles, another order and another canonical address leave every identifier as it was."""
    before = {item["identifier"] for item in package_of(tiny.guide())["CFItems"]}
    path = tiny.root / "data/criteria/QX12-B7.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Keeping the log", "title: Of logs"), encoding="utf-8")
    listed = tiny.root / "data/qualifications/QX12.yml"
    text = listed.read_text(encoding="utf-8").replace("[QX12-A1, QX12-B7]", "[QX12-B7, QX12-A1]")
    listed.write_text(text + "uri_base: https://lights.example.org/\n", encoding="utf-8")
    after = package_of(tiny.guide())

    assert {item["identifier"] for item in after["CFItems"]} == before
    assert {item["uri"].rpartition("/")[0] for item in after["CFItems"]} == {"https://lights.example.org/ims/case/v1p1/CFItems"}


def test_identifiers_are_these(guide: Guide) -> None:
    """Identifiers that were published once are written down here, so that no change to the code can alter them."""
    items = by_code(package_of(guide))

    assert document(guide) == "1eb5863f-37de-59fa-93ca-86853dedc607"
    assert items["Unit", "8580-500"]["identifier"] == "0965eee0-40d9-552d-a83f-d138858d4992"


def test_without_a_canonical_address_identifiers_stand_in(tiny_guide: Guide) -> None:
    """A qualification whose data name no address gets one that needs no host."""
    package = package_of(tiny_guide)

    assert package["CFDocument"]["uri"] == f"urn:uuid:{package['CFDocument']['identifier']}"


@pytest.mark.parametrize("site", ["built_site", "offline_site"])
def test_every_path_answers(guide: Guide, site: str, request: pytest.FixtureRequest) -> None:
    """Every canonical address in the package is a file of the site, with `.json` and without, about that very thing."""
    folder = request.getfixturevalue(site)
    (qualification,) = guide.catalogue.qualifications.values()
    named = {(one["uri"].removeprefix(str(qualification.uri_base)), one["identifier"]) for one in walk(package_of(guide))}

    assert len(named) > 100
    for path, identifier in named:
        bare, ended = (folder / path).read_bytes(), (folder / f"{path}.json").read_bytes()
        assert bare == ended
        assert identifier in json.loads(bare).values() or identifier in str(json.loads(bare).values())


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with an identifier."""
    if isinstance(value, dict):
        if "identifier" in value:
            yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from walk(inner)


def test_single_files_name_what_they_belong_to(guide: Guide) -> None:
    """Outside a package an item names its document and a document its package; associations come with their item."""
    files = {address: json.loads(text) for address, text in list_case(guide.catalogue)}
    item = by_code(package_of(guide))["Unit", "8580-500"]["identifier"]
    about = files[f"{ROOT}CFItemAssociations/{item}"]

    assert files[f"{ROOT}CFItems/{item}"]["CFDocumentURI"]["identifier"] == document(guide)
    assert files[f"{ROOT}CFDocuments.json"]["CFDocuments"][0]["CFPackageURI"]["identifier"] == document(guide)
    assert len(about["CFAssociations"]) == 1 + len(guide.catalogue.units["8580-500"].outcomes)


def test_discovery_offers_what_is_there(guide: Guide) -> None:
    """The OpenAPI file names each kind of path, and for each there is a file; its server is the folder above it."""
    files = dict(list_case(guide.catalogue))
    offered = json.loads(files[f"{ROOT}discovery/imscasev1p1_openapi3_v1p0.json"])
    kinds = {address.removeprefix(ROOT).split("/")[0] for address in files} - {"discovery"}

    assert {path.split("/")[1] for path in offered["paths"]} == kinds
    assert offered["servers"] == [{"url": ".."}]
    assert all(list(methods) == ["get"] for methods in offered["paths"].values())


def test_files_are_the_same_in_every_copy(guide: Guide, built_site: Path, offline_site: Path) -> None:
    """The bytes come from the data alone, offline or not."""
    differ = [
        address
        for address, text in list_case(guide.catalogue)
        if not (built_site / address).read_bytes() == (offline_site / address).read_bytes() == text.encode()
    ]

    assert differ == []


def test_addresses_are_promised(guide: Guide) -> None:
    """What has an id of its own, in either form of its address, can never be lost, and is recorded."""
    package = package_of(guide)
    lasting = [item["identifier"] for item in package["CFItems"] if item["CFItemType"] != "Learning Outcome"]
    paths = [f"{kind}/{identifier}" for identifier in lasting for kind in ("CFItems", "CFItemAssociations")]
    paths += [f"CFDocuments/{document(guide)}", f"CFPackages/{document(guide)}"]
    made = {f"/{ROOT}{path}{ending}" for path in paths for ending in ("", ".json")}

    assert made <= set(list_addresses(guide.site))
    assert made <= set(guide.catalogue.registry.addresses)
