"""Criteria, parts, verbs and terms are renamed, moved, split, merged and withdrawn: every old link still lands right.

One site shows it all: the miniature guide as it was published, then as `tests/evolved.py` has made it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browser.conftest import READ_RICH, serve
from tests.conftest import ROOT, TINY, Project, _copy
from tests.evolved import DATE, evolve
from tests.found import read_entries, read_first

OLD = yaml.safe_load((TINY / "data/addresses.yml").read_text(encoding="utf-8"))["addresses"]
ENDED = {"QX12-A1/1.2", "QX12-A1/1.3", "QX12-A1/1.10", "QX12-A1/11.1", "QX12-B7/1.1", "QX12-B7/2.1"}
LIVE = {"QX12-A1/1.1", "QX12-A1/1.11", "QX12-A1/1.12", "QX12-B7/1.3", "QX12-B7/1.4"}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The guide after everything has moved, built."""
    project = _copy(TINY, tmp_path_factory.mktemp("evolved") / "tiny")
    evolve(project)
    return build_for_browsers(project)


def build_for_browsers(project: Project) -> Project:
    """Build a miniature guide with the style sheets and scripts of the real one."""
    looks = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    settings = (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", settings + yaml.safe_dump({name: looks[name] for name in ("extra_css", "extra_javascript")}))
    done = project.run("build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def url(later: Project) -> Iterator[str]:
    """Where that guide is served."""
    server, address = serve(later.root / "site")
    yield address
    server.shutdown()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts, as wide as a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


class Case(NamedTuple):
    """An old link, what the reader is told, and where the links of the notice lead."""

    link: str
    said: str
    onward: tuple[str, ...]


CASES = [
    # a criterion renumbered, whose new number then moved to another unit: the notice names where it is today
    Case("QX12-A1/1.2/", f"Moved on {DATE}. The Board has moved it. It is now:", ("QX12-B7/1.4/",)),
    Case("QX12-A1/1.3/", f"Moved on {DATE}.", ("QX12-B7/1.4/",)),
    # one split, and two merged
    Case("QX12-A1/1.10/", f"Split on {DATE}. The Board has split it. It is now:", ("QX12-A1/1.11/", "QX12-A1/1.12/")),
    Case("QX12-A1/11.1/", f"Merged on {DATE}. The Board has merged it. It is now part of:", ("QX12-B7/1.3/",)),
    Case("QX12-B7/1.1/", f"Merged on {DATE}.", ("QX12-B7/1.3/",)),
    # one withdrawn long ago, whose successor has merged since
    Case("QX12-B7/2.1/", "No longer in use since 2026-02-01. The Board no longer asks for a month. Read instead:",
         ("QX12-B7/1.3/",)),
    # the same at their places on the unit pages
    Case("QX12-A1/#ac-1.2", f"Moved on {DATE}.", ("QX12-B7/1.4/",)),
    Case("QX12-A1/#ac-1.10", f"Split on {DATE}.", ("QX12-A1/1.11/", "QX12-A1/1.12/")),
    Case("QX12-B7/#ac-1.1", f"Merged on {DATE}.", ("QX12-B7/1.3/",)),
    # parts: renamed, split, withdrawn, and renamed into one that was split
    Case("QX12-A1/1.1/#part-trimming", f"Renamed on {DATE}. The Board has moved it. It is now:", ("QX12-A1/1.1/#part-trim",)),
    Case("QX12-A1/1.1/#part-two-ways", f"Split on {DATE}.",
         ("QX12-A1/1.1/#part-straight-cut", "QX12-A1/1.1/#part-round-cut")),
    Case("QX12-A1/1.1/#part-scissors", f"No longer in use since {DATE}. The Board has retired it.", ()),
    Case("QX12-A1/1.1/#part-cut", f"Renamed on {DATE}.", ("QX12-A1/1.1/#part-straight-cut", "QX12-A1/1.1/#part-round-cut")),
    # a verb and a term
    Case("verbs/tend/", f"No longer in use since {DATE}. No criterion asks it. Read instead:", ("verbs/weigh-up/",)),
    Case("terms/#oil", f"Renamed on {DATE}.", ("terms/#lamp-oil",)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.link)
def test_an_old_link_lands_right(plain: Page, url: str, case: Case) -> None:
    """Without scripts, on a phone, the notice is in the window when the old link is opened, and its links lead on."""
    plain.goto(url + case.link)
    notice = plain.locator(notice_of(case.link.partition("#")[2]))
    links = notice.locator(".successors a")
    box = notice.bounding_box()

    assert case.said in " ".join(notice.inner_text().split())
    assert notice.is_visible() and box and 0 <= box["y"] < 740
    assert links.count() == len(case.onward)
    for place, target in enumerate(case.onward):
        plain.goto(url + case.link)
        links.nth(place).click()
        assert plain.url == url + target
        assert plain.locator("main h1").is_visible()


def test_a_report_is_read_after_the_edition_has_changed(reader: Page, later: Project, tmp_path: Path) -> None:
    """A verifier takes three links; an edition later one criterion is split and one has moved: all of them land right."""
    before = build_for_browsers(_copy(TINY, tmp_path / "before"))
    (tmp_path / "host").mkdir()
    guide = tmp_path / "host" / "guide"
    guide.symlink_to(before.root / "site", target_is_directory=True)
    server, host = serve(tmp_path / "host")
    wordings = {name: str(criterion.wording) for name, criterion in before.guide().catalogue.criteria.items()}
    reader.goto(f"{host}guide/verifiers/?chosen=A1-1.1,A1-1.2,A1-1.10")
    reader.get_by_role("group", name="Copy the links").get_by_role("button", name="Rich text", exact=True).click()
    pasted = re.findall(r'href="([^"]+)"', reader.evaluate(READ_RICH)[0])
    guide.unlink()
    guide.symlink_to(later.root / "site", target_is_directory=True)
    told = {}
    for link in pasted:
        reader.goto(link)
        name = reader.locator("main [data-wording]").first.get_attribute("data-wording") or ""
        shown = (reader.locator("main [data-wording]").first.text_content() or "").strip()
        assert link == f"{host}guide/{name}/" and shown == wordings[name]
        told[name] = reader.locator(".notice--retired .successors a").evaluate_all("all => all.map(one => one.pathname)")
    server.shutdown()

    assert told == {
        "QX12-A1/1.1": [],
        "QX12-A1/1.2": ["/guide/QX12-B7/1.4/"],
        "QX12-A1/1.10": ["/guide/QX12-A1/1.11/", "/guide/QX12-A1/1.12/"],
    }


def notice_of(anchor: str) -> str:
    """Where the notice stands: at the top of a page, or at the place an anchor names."""
    if not anchor:
        return "main .notice--retired"
    return f"[id='{anchor}']" if anchor.startswith(("ac-", "part-")) else f"section:has(> [id='{anchor}'])"


def test_every_old_address_answers(later: Project) -> None:
    """Each address and anchor that the guide had before is still there, once."""
    site = later.root / "site"
    lost = []
    for address in OLD:
        path, _, anchor = address.partition("#")
        file = site / path[1:] / "index.html" if path.endswith("/") else site / path[1:]
        found = file.is_file() and (not anchor or html.parse(str(file)).xpath("count(//*[@id = $name])", name=anchor) == 1)
        lost += [] if found else [address]

    assert len(OLD) > 70
    assert lost == []


def test_reordered_and_renamed_criteria_keep_their_addresses(later: Project) -> None:
    """The order is the order of the file and the name is the new one; the address is neither."""
    page = html.parse(str(later.root / "site/QX12-A1/index.html"))

    assert page.xpath('//*[@class="criteria"]/li/@id') == ["ac-1.12", "ac-1.11", "ac-1.1"]
    assert "Trimming, by its new name" in (later.root / "site/QX12-A1/1.1/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ("index.html", "//nav[contains(@class, 'site-menu')]"),
        ("QX12-A1/index.html", "//nav[contains(@class, 'site-menu')]"),
        ("QX12-A1/1.1/index.html", "//nav[contains(@class, 'neighbours') or contains(@class, 'site-menu')]"),
        ("QX12-A1/index.html", "//*[@class='criteria']"),
        ("QX12-B7/index.html", "//*[@class='criteria']"),
        ("verbs/index.html", "//main"),
        ("verbs/weigh-up/index.html", "//main"),
        ("evidence/index.html", "//main"),
        ("terms/index.html", "//main"),
        ("theories/index.html", "//main"),
        ("examples/index.html", "//main"),
    ],
)
def test_lists_show_what_is_in_use(later: Project, page: str, where: str) -> None:
    """Menus, lists, tables and glossaries link to no criterion that has ended."""
    found = html.parse(str(later.root / "site" / page)).xpath(f"{where}//a/@href")
    ended = [link for link in found if any(re.search(rf"(^|/){re.escape(criterion.split('/')[1])}/(#|$)", link)
             and criterion.split("/")[1] not in {live.split("/")[1] for live in LIVE} for criterion in ENDED)]  # fmt: skip

    assert found
    assert ended == []


def test_checklists_hold_what_is_in_use(later: Project) -> None:
    """A checklist to take away has the live criteria and parts and no others."""
    text = (later.root / "site/downloads/QX12-A1-checklist.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    named = {cell for row in rows for cell in row if cell.startswith("QX12-A1 AC")}

    assert named == {"QX12-A1 AC 1.1", "QX12-A1 AC 1.11", "QX12-A1 AC 1.12"}
    assert "The part called straight-cut" in text and "The part called two-ways" not in text


def test_ticks_belong_to_what_is_in_use(later: Project) -> None:
    """Only live parts of live criteria can be ticked."""
    pages = [html.parse(str(page)) for page in (later.root / "site").rglob("*.html")]
    ticks = {tick for page in pages for tick in page.xpath("//@data-tick")}
    for page in pages:  # on a criterion's own page, a part is ticked by the anchor it has
        for box in page.xpath("//*[@data-parts]//input"):
            part = next(above.get("id") for above in box.iterancestors("li"))
            ticks.add(f"{page.xpath('//@data-parts')[0]}#{part.removeprefix('part-')}")

    assert {tick.partition("#")[0] for tick in ticks if "/" in tick} == LIVE
    assert {tick for tick in ticks if tick.startswith("QX12-A1/1.1#")} == {f"QX12-A1/1.1#{name}" for name in
            ("trim", "straight-cut", "round-cut")}  # fmt: skip


def test_search_finds_what_is_in_use(later: Project, page: Page, url: str) -> None:
    """No result is an ended entry; who types an old number is led to what there is instead."""
    entries = read_entries(later.root / "site")
    addresses = {entry["address"].partition("#")[0].rstrip("/") for entry in entries.values()}
    instead = read_first(later.root / "site")["ended"]["QX12-A1/1.10"]

    assert addresses & ENDED == set() and addresses >= LIVE
    assert "verbs/tend" not in addresses and "terms/#oil" not in {entry["address"] for entry in entries.values()}
    assert [entries[number]["address"] for number in instead] == ["QX12-A1/1.11/", "QX12-A1/1.12/"]
    page.goto(url)
    page.locator(".md-search input").fill("QX12-A1 1.10")
    page.locator("#search-results li").first.wait_for()
    shown = " ".join(page.locator("#search-results").inner_text().split())
    assert "QX12-A1 AC 1.11" in shown and "QX12-A1 AC 1.12" in shown and "QX12-A1 AC 1.10" not in shown


def test_data_lists_what_has_ended_with_successors(later: Project) -> None:
    """Programs are told of every end: kind, date, reason and successors; former parts too."""
    api = later.root / "site/api/v1"
    catalogue = json.loads((api / "catalogue.json").read_text(encoding="utf-8"))
    lines = {line["id"]: line for unit in catalogue["qualifications"][0]["units"] for line in unit["criteria"]}
    split = json.loads((api / "criteria/QX12-A1/1.10.json").read_text(encoding="utf-8"))["retired"]
    former = json.loads((api / "criteria/QX12-A1/1.1.json").read_text(encoding="utf-8"))["former_parts"]
    verb = json.loads((api / "verbs/tend.json").read_text(encoding="utf-8"))["retired"]

    assert {name for name, line in lines.items() if line["retired"]} == ENDED
    assert lines["QX12-A1/1.10"]["successors"] == ["QX12-A1/1.11", "QX12-A1/1.12"]
    assert (split["kind"], split["date"]) == ("split", DATE)
    assert [(part["id"], part["kind"], part["successors"]) for part in former][:2] == [
        ("trimming", "moved", ["trim"]), ("two-ways", "split", ["straight-cut", "round-cut"])
    ]  # fmt: skip
    assert [successor["id"] for successor in verb["successors"]] == ["weigh-up"]


def test_old_page_keeps_its_wording(later: Project) -> None:
    """Who follows an old link still reads the wording that was cited."""
    page = html.parse(str(later.root / "site/QX12-A1/1.10/index.html"))

    assert page.xpath("string(//*[@data-wording])") == "Weigh up when a lamp should be replaced"
