"""Where every id lives, how one page links to another, and that no address is ever lost."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from macros.addresses import SiteMap, UnknownId, find_pages, list_addresses
from macros.errors import DataError
from macros.guide import Guide, make_guide
from macros.registry import record_addresses
from tests.conftest import Project

REGISTRY = "data/addresses.yml"
LOG, EDITION = "data/criteria/QX12-B7.yml", "data/editions/1.yml"
WORTH = "4318965db21897178c5314ef56def8172baae7223a79a781021522e79863584b"
HOME, UNIT, CRITERION, SUB = "", "QX12-A1/", "QX12-A1/1.1/", "verbs/tend/"


@pytest.mark.parametrize(
    ("target", "from_home", "from_unit", "from_criterion", "from_sub"),
    [
        ("page:home", "./", "../", "../../", "../../"),
        ("page:verbs", "verbs/", "../verbs/", "../../verbs/", "../"),
        ("page:terms", "terms/", "../terms/", "../../terms/", "../../terms/"),
        ("QX12-A1", "QX12-A1/", "./", "../", "../../QX12-A1/"),
        ("QX12-B7", "QX12-B7/", "../QX12-B7/", "../../QX12-B7/", "../../QX12-B7/"),
        ("QX12-A1/1.1", "QX12-A1/1.1/", "1.1/", "./", "../../QX12-A1/1.1/"),
        ("QX12-A1/1.10", "QX12-A1/1.10/", "1.10/", "../1.10/", "../../QX12-A1/1.10/"),
        ("QX12-B7/1.1", "QX12-B7/1.1/", "../QX12-B7/1.1/", "../../QX12-B7/1.1/", "../../QX12-B7/1.1/"),
        ("example:QX12-A1/1.1", "QX12-A1/1.1/#example", "1.1/#example", "#example", "../../QX12-A1/1.1/#example"),
        ("verb:tend", "verbs/tend/", "../verbs/tend/", "../../verbs/tend/", "./"),
        ("verb:weigh-up", "verbs/weigh-up/", "../verbs/weigh-up/", "../../verbs/weigh-up/", "../weigh-up/"),
        ("term:oil", "terms/#oil", "../terms/#oil", "../../terms/#oil", "../../terms/#oil"),
        ("theory:wick-cycle", "theories/#wick-cycle", "../theories/#wick-cycle", "../../theories/#wick-cycle",
         "../../theories/#wick-cycle"),
        ("artefact:watch-log", "evidence/#watch-log", "../evidence/#watch-log", "../../evidence/#watch-log",
         "../../evidence/#watch-log"),
        ("checklist:first-night", "checklists/#first-night", "../checklists/#first-night", "../../checklists/#first-night",
         "../../checklists/#first-night"),
        ("source:board-manual", "about/#source-board-manual", "../about/#source-board-manual", "../../about/#source-board-manual",
         "../../about/#source-board-manual"),
    ],
)  # fmt: skip
def test_links(tiny_guide: Guide, target: str, from_home: str, from_unit: str, from_criterion: str, from_sub: str) -> None:
    """An id is linked to relative to the page the link stands on, so that the site works in any folder."""
    links = [tiny_guide.site.link(page, target) for page in (HOME, UNIT, CRITERION, SUB)]

    assert links == [from_home, from_unit, from_criterion, from_sub]
    assert tiny_guide.site.address(target) == from_home.removeprefix("./")


@pytest.mark.parametrize("offline", [False, True])
def test_every_link_leads_to_the_address(tiny: Project, offline: bool) -> None:
    """From every page to every id, a browser that follows the link arrives where the id lives."""
    site = tiny.guide(offline=offline).site
    index = "index.html" if offline else ""
    addresses = set(site._known.values())
    pages = {address.partition("#")[0] for address in addresses}

    for page in pages:
        for address in addresses:
            path, mark, anchor = address.partition("#")
            arrived = urljoin(f"https://x/guide/{page}{index}", site.relative(page, address))
            assert arrived == f"https://x/guide/{path}{index}{mark}{anchor}" or (path, mark) == (page, "#")
            if (path, mark) == (page, "#"):
                assert site.relative(page, address) == f"#{anchor}"


def test_offline_links_name_the_file(tiny: Project) -> None:
    """A folder opened from disk has no server that finds index.html."""
    site = tiny.guide(offline=True).site

    assert site.link(HOME, "page:home") == "./index.html"
    assert site.link(CRITERION, "QX12-A1") == "../index.html"
    assert site.link(CRITERION, "term:oil") == "../../terms/index.html#oil"
    assert site.link("QX12-A1/1.1/index.html", "QX12-A1/1.10") == "../1.10/index.html"
    assert site.relative(CRITERION, "assets/guide.css") == "../../assets/guide.css"


def test_an_entry_is_as_good_as_its_id(tiny_guide: Guide) -> None:
    """Templates hand over entries, prose writes ids."""
    catalogue, site = tiny_guide.catalogue, tiny_guide.site
    entries = {
        "QX12-A1": catalogue.units["QX12-A1"],
        "QX12-A1/1.10": catalogue.criteria["QX12-A1/1.10"],
        "verb:tend": catalogue.verbs["tend"],
        "term:oil": catalogue.terms["oil"],
        "theory:wick-cycle": catalogue.theories["wick-cycle"],
        "artefact:watch-log": catalogue.artefacts["watch-log"],
        "checklist:first-night": catalogue.checklists["first-night"],
        "source:board-manual": catalogue.sources["board-manual"],
        "example:QX12-A1/1.1": catalogue.examples["QX12-A1/1.1"],
    }

    assert {site.id_of(entry) for entry in entries.values()} == set(entries)
    assert all(site.address(entry) == site.address(name) for name, entry in entries.items())


def test_numbers_that_look_alike_stay_apart(tiny_guide: Guide) -> None:
    """1.1, 1.10 and 11.1 differ in address and in anchor."""
    criteria = [tiny_guide.catalogue.criteria[f"QX12-A1/{number}"] for number in ("1.1", "1.10", "11.1")]

    assert [tiny_guide.site.address(criterion) for criterion in criteria] == ["QX12-A1/1.1/", "QX12-A1/1.10/", "QX12-A1/11.1/"]
    assert [criterion.anchor for criterion in criteria] == ["ac-1.1", "ac-1.10", "ac-11.1"]


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("verb:tent", "verb:tend"),
        ("outline", "verb:outline"),
        ("QX12-A1/11.11", "QX12-A1/11.1"),
        ("QX12-A2", "QX12-A1"),
        ("page:term", "page:terms"),
        ("xyzzyxyzzyxyzzyxyzzy", ""),
        ("", ""),
    ],
)
def test_unknown_id(tiny_guide: Guide, target: str, nearest: str) -> None:
    """An id of nothing is refused, with the nearest id there is."""
    with pytest.raises(UnknownId) as refused:
        tiny_guide.site.link(HOME, target)

    hint = f" (did you mean {nearest!r}?)" if nearest else ""
    assert str(refused.value) == f"nothing has the id {target!r}{hint}"


def test_pages_are_found(tiny: Project) -> None:
    """A hand-written page has its path as id and address, at any depth."""
    tiny.write("docs/contribute/data.md", "# Data\n")
    pages = find_pages(tiny.root / "docs")

    assert pages["home"] == ""
    assert pages["verbs"] == "verbs/"
    assert pages["contribute/data"] == "contribute/data/"


def test_addresses_are_sorted_and_complete(tiny_guide: Guide, tiny_site: Path) -> None:
    """The list holds each page and each anchor made from an id, once, and the built site has them all and no page more."""
    listed = list_addresses(tiny_guide.site)
    built = {f"/{path.parent.relative_to(tiny_site).as_posix()}/" for path in tiny_site.rglob("index.html")}

    assert listed == sorted(set(listed))
    assert {address for address in listed if address.endswith("/")} == {"/" if page == "/./" else page for page in built}
    assert [address for address in listed if "#" not in address and not (tiny_site / address[1:]).exists()] == []
    for address in listed:
        page, _, anchor = address.partition("#")
        if anchor:
            assert html.parse(f"{tiny_site}{page}index.html").xpath("count(//*[@id = $anchor])", anchor=anchor) == 1, address


def test_nothing_new_leaves_the_record_alone(tiny: Project) -> None:
    """A second build does not touch the file: not a byte, not its date."""
    file = tiny.root / REGISTRY
    before = file.read_bytes(), file.stat().st_mtime_ns

    assert record_addresses(tiny.root, list_addresses(tiny.guide().site)) == 0
    assert record_addresses(tiny.root, ["/terms/"]) == 0
    assert record_addresses(tiny.root, []) == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_record_only_ever_grows(tiny: Project) -> None:
    """New addresses are added in order; those no longer published stay."""
    before = (tiny.root / REGISTRY).read_text(encoding="utf-8").splitlines()

    assert record_addresses(tiny.root, ["/zeal/", "/a/#b", "/terms/", "/zeal/"]) == 2
    after = (tiny.root / REGISTRY).read_text(encoding="utf-8").splitlines()
    addresses = [line for line in after if line.startswith("  - ")]
    assert set(after) == {*before, "  - /zeal/", "  - /a/#b"}
    assert addresses == sorted(set(addresses))
    assert after[:3] == before[:3]
    assert record_addresses(tiny.root, ["/zeal/"]) == 0


def test_record_is_begun(tiny: Project) -> None:
    """A guide that was never published has no record yet."""
    written = (tiny.root / REGISTRY).read_bytes()
    (tiny.root / REGISTRY).unlink()

    assert tiny.problems() == []
    assert record_addresses(tiny.root, list_addresses(tiny.guide().site)) == written.count(b"  - ")
    assert (tiny.root / REGISTRY).read_bytes() == written


def test_record_that_cannot_be_read_is_not_replaced(tiny: Project) -> None:
    """A damaged record is a problem, not an empty one."""
    tiny.write(REGISTRY, "addresses: [/terms/\n")

    with pytest.raises(DataError, match=REGISTRY):
        record_addresses(tiny.root, ["/new/"])
    assert (tiny.root / REGISTRY).read_text(encoding="utf-8") == "addresses: [/terms/\n"


def test_a_lost_address_is_a_problem(tiny: Project) -> None:
    """Who deletes a page is told how to retire what stood on it, and where the record names it."""
    (tiny.root / "docs/theories.md").unlink()
    (tiny.root / "data/verbs/tend.yml").rename(tiny.root / "data/verbs/mind.yml")
    tiny.edit("data/verbs/mind.yml", "id: tend", "id: mind")
    lost = [problem for problem in tiny.problems() if ": address-kept: " in problem]

    assert [problem.split(": address-kept: ")[0] for problem in lost] == [
        tiny.place(REGISTRY, "/api/v1/verbs/tend.json\n"),
        tiny.place(REGISTRY, "/theories/\n"),
        tiny.place(REGISTRY, "/verbs/tend/\n"),
    ]  # fmt: skip
    for problem in lost:
        assert "would be lost" in problem
        assert "gets `retired:` with `kind:`, `date:`, `reason:` and `successors:`" in problem
    assert "did you mean '/verbs/mind/'?" in lost[2]


def test_a_criterion_that_is_gone_is_one_problem(tiny: Project) -> None:
    """Its addresses and what refers to it are not told one by one: it is named once, with how many addresses hang on it."""
    text = (tiny.root / LOG).read_text(encoding="utf-8")
    start, end = text.index("  - id: QX12-B7/1.1\n"), text.index("  - id: QX12-B7/2.1\n")
    tiny.edit(LOG, text[start:end], "")
    locked, recorded = tiny.place(EDITION, "4318965d"), tiny.place(REGISTRY, "/QX12-B7/1.1/\n")
    (missed,) = tiny.problems()
    tiny.edit(EDITION, f"  QX12-B7/1.1: {WORTH}\n", "")
    told = [problem for problem in tiny.problems() if "reference-known" not in problem and "mapping-entry-known" not in problem]

    assert missed.startswith(f"{locked}: wording-complete: QX12-B7/1.1 is in the edition and in no unit, and 13 published")
    assert told == [
        f"{recorded}: address-kept: QX12-B7/1.1 is gone, and 13 published addresses hang on it: restore its entry in "
        "data/criteria/QX12-B7.yml. A criterion that no longer applies stays there and gets `retired:` with `kind:`, `date:`, "
        "`reason:` and `successors:`"
    ]


def test_a_unit_that_is_gone_is_one_problem(tiny: Project) -> None:
    """So is each of its criteria."""
    (tiny.root / LOG).unlink()
    told = [problem.split(": ", 2)[1:] for problem in tiny.problems() if "-known: " not in problem]

    assert [(rule, " ".join(said.split(": ")[0].split()[:9])) for rule, said in told] == [
        ("address-kept", "QX12-B7 is gone, and 13 published addresses hang on"),
        ("wording-complete", "QX12-B7/1.1 is in the edition and in no unit,"),
        ("wording-complete", "QX12-B7/2.1 is in the edition and in no unit,"),
    ]


def test_a_site_map_needs_no_project(tiny_guide: Guide) -> None:
    """The map is made of a catalogue and the addresses of the pages, nothing else."""
    site = SiteMap(tiny_guide.catalogue, {"home": ""})

    assert site.address("page:home") == ""
    assert site.address("QX12-A1") == make_guide(tiny_guide.project, tiny_guide.catalogue).site.address("QX12-A1")
