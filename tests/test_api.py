"""Data for other systems is a contract: every published file follows its published schema, and version 1 only grows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from macros.addresses import list_addresses, list_data_addresses
from macros.api import list_data
from macros.api_reference import list_data_kinds
from macros.catalogue import Catalogue
from macros.citation import cite
from macros.guide import Guide
from tests.plugin import PROJECT

if TYPE_CHECKING:
    from conftest import Project

PROMISED = PROJECT / "tests" / "api-v1"
"""The schemas of version 1 as they were first published. A field may be added to them; nothing else may change."""
ADDRESSES = ("address", "data", "schema_address")


def read(folder: Path, address: str) -> Any:
    """A published file."""
    return json.loads((folder / address).read_text(encoding="utf-8"))


def published_files(site: Path) -> list[str]:
    """The address of every published file that is not a schema."""
    found = [path.relative_to(site).as_posix() for path in sorted((site / "api" / "v1").rglob("*.json"))]
    return [address for address in found if "/schemas/" not in address]


def faults(site: Path, address: str) -> list[str]:
    """What is wrong with one published file, by the schema that it names."""
    data = read(site, address)
    schema = read(site, data["schema_address"])
    Draft202012Validator.check_schema(schema)
    unknown = sorted(set(data) - set(schema["properties"]))
    return [f"{address}: {error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)] + [
        f"{address}: {name} is not in the schema" for name in unknown
    ]


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a file."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


@pytest.mark.parametrize("name", ["built_site", "offline_site", "tiny_site"])
def test_every_file_follows_its_schema(name: str, request: pytest.FixtureRequest) -> None:
    """The contract: what is on the site validates against the schema that is on the site."""
    site = request.getfixturevalue(name)

    assert [fault for address in published_files(site) for fault in faults(site, address)] == []
    assert len(published_files(site)) >= 10


def test_a_fault_is_found(tiny_site: Path, tmp_path: Path) -> None:
    """The contract test can fail: a missing field, a number for a text and an unknown field are all seen."""
    for address in ("api/v1/schemas/verb.schema.json", "api/v1/verbs/tend.json"):
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_bytes((tiny_site / address).read_bytes())
    broken = read(tmp_path, "api/v1/verbs/tend.json") | {"label": 5, "extra": None}
    del broken["gist"]
    (tmp_path / "api/v1/verbs/tend.json").write_text(json.dumps(broken), encoding="utf-8")

    assert len(faults(tmp_path, "api/v1/verbs/tend.json")) == 3


@pytest.mark.parametrize("name", ["built_site", "offline_site", "tiny_site"])
def test_every_address_in_the_data_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    """Pages and files named in the data are on the site, anchors included."""
    site = request.getfixturevalue(name)
    named = {
        str(item[key])
        for address in published_files(site)
        for item in walk(read(site, address))
        for key in ADDRESSES
        if item.get(key) is not None
    }
    dead = [address for address in sorted(named) if not leads_somewhere(site, address)]

    assert dead == []
    assert len(named) > 20


def leads_somewhere(site: Path, address: str) -> bool:
    """Whether a page or file is there, with the anchor."""
    path, _, anchor = address.partition("#")
    target = site / path / "index.html" if path.endswith("/") else site / path
    return target.is_file() and (not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"))


def test_every_criterion_is_published_whole(guide: Guide, catalogue: Catalogue) -> None:
    """Each criterion has a file with its own wording, parts, verbs and citation."""
    files = dict(list_data(guide.site))
    wrong = []
    for criterion in catalogue.criteria.values():
        data = json.loads(files[f"api/v1/criteria/{criterion.id}.json"])
        parts = [(part.id, part.text) for part in criterion.parts]
        same = (
            data["wording"] == criterion.wording,
            [(part["id"], part["text"]) for part in data["parts"]] == parts,
            [verb["id"] for verb in data["verbs"]] == list(criterion.verbs),
            data["citation"] == str(cite(catalogue, criterion)),
            "belongs to the awarding organisation (ILM)" in data["notice"],
        )
        wrong += [] if all(same) else [criterion.id]

    assert wrong == []


def test_catalogue_lists_every_file(guide: Guide) -> None:
    """From the catalogue a program finds every other file, in the order of the units."""
    files = dict(list_data(guide.site))
    data = json.loads(files["api/v1/catalogue.json"])
    criteria = [line for q in data["qualifications"] for unit in q["units"] for line in unit["criteria"]]
    linked = [*criteria, *data["verbs"], *data["mappings"], data["changes"]]
    named = {line["data"] for line in linked} | {data["provenance"]}

    assert [line["id"] for line in criteria] == list(guide.catalogue.criteria)
    assert named | {"api/v1/catalogue.json"} == {address for address in files if "/schemas/" not in address}


def test_look_alike_numbers_stay_apart(tiny_guide: Guide) -> None:
    """1.1, 1.10 and 11.1 have a file each, and the number inside is the text it was."""
    files = dict(list_data(tiny_guide.site))

    for number in ("1.1", "1.10", "11.1"):
        data = json.loads(files[f"api/v1/criteria/QX12-A1/{number}.json"])
        assert (data["id"], data["number"]) == (f"QX12-A1/{number}", number)


def test_retired_criterion_keeps_its_file(tiny_guide: Guide) -> None:
    """A retired criterion says since when and why, and points to its successor."""
    data = json.loads(dict(list_data(tiny_guide.site))["api/v1/criteria/QX12-B7/2.1.json"])

    assert data["retired"]["date"] == "2026-02-01"
    assert data["retired"]["reason"].startswith("The Board no longer asks for a month.")
    assert [other["id"] for other in data["retired"]["successors"]] == ["QX12-B7/1.1"]


def test_same_data_gives_the_same_bytes(tiny: Project) -> None:
    """Two loads agree byte by byte, offline or not; keys are sorted, letters are letters."""
    first, second = list(list_data(tiny.guide().site)), list(list_data(tiny.guide(offline=True).site))

    assert first == second
    for _, text in first:
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_site_holds_exactly_these_bytes(guide: Guide, built_site: Path) -> None:
    """The files on the site are the ones the catalogue gives, as UTF-8 without a byte order mark."""
    differ = [address for address, text in list_data(guide.site) if (built_site / address).read_bytes() != text.encode()]

    assert differ == []


def test_addresses_are_promised(guide: Guide) -> None:
    """Every file stands among the addresses that a build may never lose, and is recorded."""
    made = {address for address, _ in list_data(guide.site)}

    assert made == set(list_data_addresses(guide.catalogue))
    assert {f"/{address}" for address in made} <= set(list_addresses(guide.site))
    assert {f"/{address}" for address in made} <= set(guide.catalogue.registry.addresses)


@pytest.mark.parametrize("name", ["catalogue", "changes", "criterion", "mapping", "provenance", "verb"])
def test_version_1_only_grows(guide: Guide, name: str) -> None:
    """What version 1 has promised is still so: no field gone, renamed, retyped or made optional."""
    promised = read(PROMISED, f"{name}.schema.json")
    today = json.loads(dict(list_data(guide.site))[f"api/v1/schemas/{name}.schema.json"])

    assert list(broken_promises(promised, today)) == []


def broken_promises(promised: Any, today: Any, place: str = "") -> Iterator[str]:
    """Where today's schema does not hold what was promised. Descriptions may be reworded."""
    if isinstance(promised, dict) and isinstance(today, dict):
        for key in promised:
            if key == "description" and isinstance(promised[key], str):
                continue
            if key not in today:
                yield f"{place}/{key} is gone"
            else:
                yield from broken_promises(promised[key], today[key], f"{place}/{key}")
    elif place.endswith("/required") and isinstance(today, list):
        yield from (f"{place}: {name} became optional" for name in promised if name not in today)
    elif promised != today:
        yield f"{place}: {promised} became {today}"


BROKEN = [
    # a new field, and a description in other words, break nothing
    ({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "string"}, "b": {}}}, 0),
    ({"description": "Old."}, {"description": "New."}, 0),
    ({"required": ["a"]}, {"required": ["a", "b"]}, 0),
    # a field that goes, changes its type or may be missing does
    ({"properties": {"a": {}}}, {"properties": {"b": {}}}, 1),
    ({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "integer"}}}, 1),
    ({"required": ["a", "b"]}, {"required": ["b"]}, 1),
    # so does a field whose name is "description"
    ({"properties": {"description": {"type": "string"}}}, {"properties": {}}, 1),
]


@pytest.mark.parametrize(("promised", "today", "count"), BROKEN)
def test_broken_promises_are_seen(promised: Any, today: Any, count: int) -> None:
    """The comparison above tells growth from breakage."""
    assert len(list(broken_promises(promised, today))) == count


def test_page_lists_every_file_and_field(guide: Guide, built_site: Path) -> None:
    """/api/ links every file and schema, and explains every field."""
    page = (built_site / "api" / "index.html").read_text(encoding="utf-8")
    missing = [address for address, _ in list_data(guide.site) if f'href="{address.removeprefix("api/")}"' not in page]
    silent = [f"{kind.title}.{f.name}" for kind in list_data_kinds(guide.catalogue) for f in kind.fields if not f.description]

    assert (missing, silent) == ([], [])
