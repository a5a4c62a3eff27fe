"""Recorded changes: in words on the pages, as a feed that readers accept, as data; the same bytes until something changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest
from lxml import html

from macros.addresses import CHANGES_DATA, FEED
from macros.api import list_data
from macros.changes import EFFECTS, changes_of, list_changes
from macros.feed import make_feed
from macros.guide import Guide
from macros.model import Effect
from tests.conftest import Project
from tests.evolved import DATE, evolve

HOME = "https://guide.example.org/college/8580/"


@pytest.fixture
def later(tiny: Project) -> Guide:
    """The miniature guide after an edition in which much has changed."""
    evolve(tiny)
    return tiny.guide()


@pytest.mark.parametrize("site_url", ["", HOME])
def test_feed_is_read_by_a_reader(later: Guide, site_url: str) -> None:
    """A strict reader finds no fault, every change once, and each link leading to the page of its criterion."""
    headers = {"content-type": "application/atom+xml; charset=utf-8", "content-location": f"{HOME}{FEED}"}
    feed = feedparser.parse(make_feed(later.site, "A guide", site_url).encode(), response_headers=headers)

    assert feed.bozo is False, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.updated) == ("A guide: what changed", f"{DATE}T00:00:00Z")
    assert [entry.id for entry in feed.entries] == [recorded.uri for recorded in list_changes(later.catalogue)]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 11
    by_id = {entry.id: entry for entry in feed.entries}
    part = by_id[f"tag:centre-guide.example.org,{DATE}:QX12-A1/1.1/part-two-ways"]
    assert part.link == f"{HOME}QX12-A1/1.1/#part-two-ways"
    assert part.tags[0].term == "clearer" and "Each cut stands alone" in part.content[0].value
    assert by_id[f"tag:centre-guide.example.org,{DATE}:QX12-A1/1.10"].link == f"{HOME}QX12-A1/1.10/#changes"


@pytest.mark.parametrize("name", ["built_site", "offline_site", "tiny_site"])
def test_built_feed_is_read_by_a_reader(name: str, request: pytest.FixtureRequest) -> None:
    """The feed on the site, with or without changes, is accepted; its links, taken from where it lies, lead to pages."""
    site: Path = request.getfixturevalue(name)
    feed = feedparser.parse(site / FEED)
    written = re.findall(r'href="([^"]*)"', (site / FEED).read_text(encoding="utf-8"))

    assert feed.bozo is False
    for link in written:
        target = (site / "changes" / link.partition("#")[0]).resolve()
        assert (target / "index.html" if target.is_dir() else target).is_file(), link


@pytest.mark.parametrize("name", ["built_site", "offline_site"])
def test_every_page_names_the_feed(name: str, request: pytest.FixtureRequest) -> None:
    """A feed reader that is given any page finds the feed."""
    site: Path = request.getfixturevalue(name)
    for page in ("index.html", "8580-500/2.1/index.html", "contribute/data/index.html"):
        [link] = html.parse(str(site / page)).xpath('//head/link[@type="application/atom+xml"]/@href')
        assert ((site / page).parent / link).resolve() == (site / FEED).resolve()


def test_nothing_changed_nothing_changes(tiny: Project) -> None:
    """Feed and data are the same bytes in two loads, and after an edit that is no recorded change."""
    before = (make_feed(tiny.guide().site, "A"), dict(list_data(tiny.guide().site))[CHANGES_DATA])
    tiny.edit("data/criteria/QX12-A1.yml", "do: Name the dangers.", "do: Name each danger.")
    after = (make_feed(tiny.guide().site, "A"), dict(list_data(tiny.guide().site))[CHANGES_DATA])

    assert before == after
    assert before[0].count("<entry>") == 1


def test_a_change_keeps_its_id(tiny: Project) -> None:
    """What a feed reader has seen keeps its id in a later edition, and the feed keeps its own."""
    before = feedparser.parse(make_feed(tiny.guide().site, "A"))
    evolve(tiny)
    after = feedparser.parse(make_feed(tiny.guide().site, "A"))

    assert before.feed.id == after.feed.id == "tag:centre-guide.example.org,2026-01-01:QX12/changes"
    assert {entry.id for entry in before.entries} < {entry.id for entry in after.entries}


def test_data_says_what_the_feed_says(later: Guide) -> None:
    """The same changes in the same order, each with its effect, meaning and part; newest edition first."""
    data = json.loads(dict(list_data(later.site))[CHANGES_DATA])
    recorded = list_changes(later.catalogue)

    assert [change["id"] for change in data["changes"]] == [change.uri for change in recorded]
    assert [edition["id"] for edition in data["editions"]] == ["2", "1"]
    assert [change["edition"] for change in data["changes"]] == 10 * ["2"] + ["1"]
    by_criterion = {change["criterion"]["id"]: change for change in data["changes"]}
    assert by_criterion["QX12-A1/1.1"]["part"]["address"] == "QX12-A1/1.1/#part-two-ways"
    assert by_criterion["QX12-B7/1.4"]["effect"] == "no-effect"
    assert by_criterion["QX12-A1/1.10"]["meaning"] == EFFECTS[Effect.WITHDRAWN].meaning


def test_criterion_page_tells_its_own_changes(tiny_site: Path) -> None:
    """The page of a criterion says what changed there, when, why and what it means; where nothing has, it says so."""
    [changed] = html.parse(f"{tiny_site}/QX12-B7/2.1/index.html").xpath('//section[h2/@id="changes"]')
    [unchanged] = html.parse(f"{tiny_site}/QX12-A1/1.10/index.html").xpath('//section[h2/@id="changes"]')
    text = " ".join(" ".join(changed.itertext()).split())

    assert "Withdrawn 2026-02-01 edition 1 The Board no longer asks for a month. It is no longer asked here." in text
    assert "Nothing since edition 1 of 2026-01-01, the first that has it." in " ".join(unchanged.text_content().split())
    assert changed.xpath('.//a[normalize-space()="What changed"]/@href') == ["../../changes/"]


def test_changes_page_lists_editions_newest_first(later: Guide) -> None:
    """`/changes/` has every change under its edition, and explains every label."""
    from macros.vocabulary import MACROS

    shown = html.fromstring(f"<div>{MACROS['changes'](later, 'changes/')}</div>")
    headings = [heading.text for heading in shown.iter("h2")]
    labels = [" ".join(label.text_content().split()) for label in shown.xpath('//*[@aria-labelledby="effects"]//dt')]

    assert headings == ["Edition 2", "Edition 1", "What the labels mean"]
    assert labels == [EFFECTS[effect].name for effect in Effect]
    assert [len(list(section.iter("li"))) for section in shown.xpath('//*[contains(@class, "edition-changes")]')] == [10, 1]


def test_every_effect_has_words() -> None:
    """No effect is left without a name and a sentence of what it means."""
    assert set(EFFECTS) == set(Effect)
    assert all(words.name and words.meaning.endswith(".") for words in EFFECTS.values())


def test_changes_of_look_alike_criteria_stay_apart(later: Guide) -> None:
    """A change of 1.10 is none of 1.1, 1.11 or 11.1."""
    criteria = [later.catalogue.criteria[f"QX12-A1/{number}"] for number in ("1.1", "1.10", "11.1")]
    found = [[(change.change.effect, change.change.part) for change in changes_of(later.catalogue, c)] for c in criteria]

    assert found == [[("clearer", "two-ways")], [("withdrawn", None)], [("withdrawn", None)]]
