"""What pages say of themselves in schema.org: of the right types, true to the data, and unable to become anything else."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from macros.case import list_case
from macros.glossary import list_glossary
from macros.guide import Guide, make_guide
from macros.linked_data import describe_home, describe_page, write_block
from macros.offer import make_copy
from macros.pages import list_pages
from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, Project

SITE = "https://guide.example.org/lamps/"
TYPES = ("BreadcrumbList", "DefinedTerm", "DefinedTermSet", "EducationalOccupationalCredential", "LearningResource", "WebSite")
Thing = dict[str, Any]


def blocks(page: str) -> list[list[Thing]]:
    """The things that each block of a page describes."""
    found = lxml_html.document_fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    return [json.loads(text)["@graph"] for text in found]


def things_of(guide: Guide, address: str, site_url: str = SITE) -> dict[str, Thing]:
    """What a generated page says, by type."""
    page = next(page for page in list_pages(guide.catalogue) if page.address == address)
    (things,) = blocks(str(describe_page(guide, page, site_url)))
    return {thing["@type"]: thing for thing in things}


def complain(things: list[Thing], folder: Path) -> str:
    """What the TypeScript compiler says of things, by the types of schema.org; nothing where all is well."""
    names = sorted({thing["@type"] for thing in things})
    lines = [f"import type {{ {', '.join(names)} }} from 'schema-dts';"]
    lines += [f"export const t{place}: {thing['@type']} = {json.dumps(thing)};" for place, thing in enumerate(things)]
    (folder / "things.ts").write_text("\n".join(lines), encoding="utf-8")
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    options = {"noEmit": True, "strict": True, "skipLibCheck": True, "moduleResolution": "node", "target": "es2020", "types": []}
    settings = {"compilerOptions": options, "files": ["things.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [str(ROOT / "node_modules" / ".bin" / "tsc"), "--project", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def shape(value: Any) -> Any:
    """What a thing is made of, without its words: things of one shape have the same faults."""
    if isinstance(value, dict):
        return {key: inner if key == "@type" else shape(inner) for key, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def test_every_page_speaks_the_types_of_schema_org(built_site: Path, tiny_site: Path, tmp_path: Path) -> None:
    """Every block on the sites, of a retired criterion and a guide without a home too, passes the compiler's check of types."""
    pages = [path.read_text(encoding="utf-8") for site in (built_site, tiny_site) for path in sorted(site.rglob("*.html"))]
    things = [thing for page in pages for block in blocks(page) for thing in block]
    kinds = {json.dumps(shape(thing), sort_keys=True): thing for thing in things}

    assert {thing["@type"] for thing in things} == set(TYPES)
    assert len(things) > 120 and len(kinds) < 40
    assert complain(list(kinds.values()), tmp_path) == ""


FAULTS: list[Thing] = [
    {},  # none
    {"educationalLevle": "Level 5"},  # no such property
    {"teaches": {"@type": "DefinedTerm", "nam": "AC 1.1"}},  # nor inside
    {"about": 5},  # a number for a thing
    {"about": {"@type": "DefinedTrem", "name": "outline"}},  # no such type
]


def test_faults_are_found(tiny_guide: Guide, tmp_path: Path) -> None:
    """The check of types can fail: it names the line of every thing that is wrong, and of no other."""
    resource = things_of(tiny_guide, "QX12-A1/1.1/")["LearningResource"]
    said = complain([resource | fault for fault in FAULTS], tmp_path)

    assert re.findall(r"^things\.ts\((\d+),\d+\): error TS2\d+", said, re.MULTILINE) == ["3", "4", "5", "6"]


def test_criterion_is_named_as_in_other_systems(guide: Guide) -> None:
    """A page says which criterion it is about, in its exact wording, under the name that CASE and the glossary have for it."""
    (qualification,) = guide.catalogue.qualifications.values()
    case, glossary = dict(list_case(guide.catalogue)), b"".join(dict(list_glossary(guide.catalogue)).values()).decode()
    wrong = []
    for criterion in guide.catalogue.criteria.values():
        resource = things_of(guide, f"{criterion.id}/")["LearningResource"]
        target = resource["teaches"]
        item = json.loads(case[target["@id"].removeprefix(str(qualification.uri_base))])
        same = (
            (target["name"], target["description"]) == (criterion.label, item["fullStatement"]),
            [verb["name"] for verb in resource["about"]] == [guide.catalogue.verbs[verb].name for verb in criterion.verbs],
            all(f"<{verb['@id']}>" in glossary for verb in resource["about"]),
            resource["educationalLevel"] == qualification.level,
        )
        wrong += [] if all(same) else [criterion.id]

    assert wrong == []


def test_addresses_follow_the_site(tiny_guide: Guide) -> None:
    """Addresses are whole where the site has one, else relative to the page; the names of things depend on neither."""
    whole = things_of(tiny_guide, "QX12-A1/1.1/")
    relative = things_of(tiny_guide, "QX12-A1/1.1/", "")

    assert whole["LearningResource"]["url"] == f"{SITE}QX12-A1/1.1/"
    assert [step["item"] for step in whole["BreadcrumbList"]["itemListElement"]] == [
        SITE, f"{SITE}QX12-A1/", f"{SITE}QX12-A1/1.1/",
    ]  # fmt: skip
    assert relative["LearningResource"]["url"] == "./"
    assert [step["item"] for step in relative["BreadcrumbList"]["itemListElement"]] == ["../../", "../", "./"]
    for things in (whole, relative):
        assert things["LearningResource"]["teaches"]["@id"].startswith("urn:uuid:")


def test_unit_lists_what_is_in_use(tiny_guide: Guide) -> None:
    """A unit's page is about its criteria in use; the page of a retired one says that it is."""
    targets = things_of(tiny_guide, "QX12-B7/")["LearningResource"]["teaches"]

    assert [target["name"] for target in targets] == ["QX12-B7 AC 1.1"]
    assert things_of(tiny_guide, "QX12-B7/2.1/")["LearningResource"]["creativeWorkStatus"] == "Retired"


def test_copy_names_its_centre(tiny: Project) -> None:
    """The start page of a centre's copy says who publishes it; the qualification stays the awarding organisation's."""
    tiny.write("data/centres/harbour.yml", PLAIN)
    tiny.write("data/centres/harbour.svg", LOGO)
    catalogue = tiny.guide().catalogue
    copy = make_guide(tiny.root, make_copy(catalogue, catalogue.centres["harbour"]))
    (things,) = blocks(str(describe_home(copy, "Harbour · Lamps", "A guide.", SITE)))

    assert things[0]["publisher"] == {"@type": "EducationalOrganization", "name": "The Harbour School", "url": f"{SITE}centre/"}
    assert things[1]["recognizedBy"]["name"] == "The Fictional Board of Lights"


HOSTILE = "</script><script>alert(1)</script> <!-- & \u2028 \" ' {{ x }} \\u003c"


def test_no_text_ends_the_block() -> None:
    """Whatever a text holds, it stays a text of the block."""
    block = write_block([{"name": HOSTILE}])

    assert not re.search(r"[<>&]", block)
    assert json.loads(block)["@graph"] == [{"name": HOSTILE}]


def test_hostile_topic_stays_a_text(tiny: Project) -> None:
    """A topic that tries to end the block comes out as it went in, and the page has the blocks it had."""
    topic = "Trim </script><script>x</script> & <!-- it"
    tiny.edit("data/criteria/QX12-A1.yml", "topic: Trimming the lamp", f"topic: '{topic}'")

    assert things_of(tiny.guide(), "QX12-A1/1.1/")["LearningResource"]["name"] == f"QX12-A1 AC 1.1: {topic}"


def test_copy_for_disks_has_none(offline_site: Path, built_site: Path) -> None:
    """Blocks are for search engines: a copy on a disk leaves them out and keeps what stands around them."""
    for name in ("index.html", "8580-500/2.1/index.html", "verbs/index.html"):
        online, offline = ((site / name).read_text(encoding="utf-8") for site in (built_site, offline_site))
        assert len(blocks(online)) == 1
        assert "ld+json" not in offline and '<meta property="og:title"' in offline
