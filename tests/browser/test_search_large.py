"""The search of a large catalogue: the real guide among fifty other units, its index in parts that come when they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from macros.addresses import SiteMap
from macros.guide import Guide
from macros.search import SEARCH_SCRIPT, list_entries, note_disk
from macros.search.parts import number_entries
from macros.search.postings import FIELDS
from tests.bench.enlarged import enlarge, read_pages, write_site
from tests.browser.conftest import serve
from tests.browser.table import ROWS
from tests.browser.test_search import FIRST_SHARE, HEADER, HOME, RESULT, said
from tests.conftest import ROOT

UNITS = 50
PART = re.compile(r"/search/parts/")
LIST = f"{HEADER} ol"
MOST_PARTS = 40
"""Files that the answer to one question may need: a few of its words, and one for each unit of which something is shown."""
# Ask the index, then MiniSearch over all the texts as among so many entries; return where they differ.
COMPARE = """async ({ entries, queries, fields }) => {
  const { centreGuide: data, MiniSearch, centreGuideReferences: references } = window;
  const load = (name) => new Promise((done) => {
    const script = document.createElement("script");
    Object.assign(script, { src: `search/parts/part.${name}.js`, onload: done });
    document.head.append(script);
  });
  const index = window.centreGuideIndex.createIndex(data, MiniSearch, load);
  const { termOf } = window.centreGuideQuery.createSearch(data, index);
  const whole = new MiniSearch({ fields, tokenize: references.wordsOf, processTerm: termOf });
  whole.addAll(entries);
  const differing = [];
  let answered = 0;
  for (const query of queries) {
    const terms = references.wordsOf(query).map(termOf);
    const how = { prefix: (term) => term.length > 2, fuzzy: (term) => term.length > 4 && !/\\d/.test(term) && 0.2 };
    const words = terms.flatMap((term) => index.spread(term, { prefix: how.prefix(term), fuzzy: how.fuzzy(term) }));
    const options = { ...how, boost: { title: 6, text: 0.5 }, combineWith: "OR" };
    const asked = { combineWith: "OR", queries: terms };
    const ranked = (hits) => hits.map(({ id, score }) => `${score.toPrecision(9)} ${id}`).sort();
    const own = ranked(await index.search(asked, options, new Set(words)));
    whole._documentCount = index.engine._documentCount;
    const other = ranked(whole.search(asked, { ...options, tokenize: (text) => [text], processTerm: (term) => term }));
    answered += own.length ? 1 : 0;
    if (own.join() !== other.join()) differing.push([query, own.length, other.length, own[0], other[0]]);
  }
  return [differing, answered];
}"""
SHARED_NUMBER = """() => {
  const units = ["AB1-500", "CD2-500"].map((id) => ({ id, number: "500", names: [] }));
  const criteria = { "AB1-500/2.1": 1, "CD2-500/2.1": 2 };
  const read = window.centreGuideReferences.readId("500 2.1", { units, same: {}, criteria });
  return [read.found, read.units.length, read.unit];
}"""


@pytest.fixture(scope="module")
def large(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> SiteMap:
    """Where everything lives in the larger catalogue."""
    return enlarge(guide, UNITS, tmp_path_factory.mktemp("large") / "project")


@pytest.fixture(scope="module")
def large_site(large: SiteMap, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with the search of the larger catalogue."""
    return write_site(large, ROOT / "docs", built_site, tmp_path_factory.mktemp("large-site") / "site")[0]


@pytest.fixture(scope="module")
def large_url(large_site: Path) -> Iterator[str]:
    """Its address."""
    server, url = serve(large_site)
    yield url
    server.shutdown()


@pytest.fixture
def home(page: Page, large_url: str) -> Page:
    """The home page with the search of the larger catalogue."""
    page.goto(large_url)
    return page


def ask(page: Page, query: str, where: str = HEADER) -> list[str]:
    """Type a query, wait for its answer and return the addresses of the results."""
    page.locator(f"{where} input").fill(query)
    expect(page.locator(f"{where} ol")).not_to_have_attribute("aria-busy", "true", timeout=15_000)
    return page.locator(where).locator(RESULT).evaluate_all("links => links.map((link) => link.href)")


class Hold:
    """Keeps back every part that is asked for, until all are let go."""

    def __init__(self, page: Page) -> None:
        self.page, self.held, self.open = page, list[Route](), False
        page.route(PART, self.take)

    def take(self, route: Route) -> None:
        """Keep one back, or let it pass."""
        if self.open:
            route.continue_()
        else:
            self.held.append(route)

    def wait(self) -> None:
        """Wait until something is kept back."""
        for _ in range(800):
            if self.held:
                return
            self.page.wait_for_timeout(25)
        pytest.fail("no part was asked for")

    def let_go(self) -> None:
        """Let all pass, the last that was asked for first."""
        self.open = True
        for route in reversed(self.held):
            route.continue_()


def test_the_guide_is_found_as_if_it_were_alone(home: Page, large_url: str) -> None:
    """The whole table: right within the first three, and nearly always first."""
    not_first, not_near = [], []
    for row in ROWS:
        got = [address.removeprefix(large_url) for address in ask(home, row.query)]
        right = set(row.accepted)
        if not (right & set(got[:3]) if right else not got):
            not_near.append(f"{row.query!r}: {got[:3]}")
        if right and not right & set(got[:1]):
            not_first.append(f"{row.query!r}: {got[:1]}")

    assert not_near == []
    assert len(not_first) <= (1 - FIRST_SHARE) * len(ROWS), not_first


def test_ranks_are_those_of_all_texts(home: Page, large: SiteMap, built_site: Path) -> None:
    """Over the index, MiniSearch gives every entry the score that it gives when it reads all texts."""
    numbered = number_entries([*list_entries(large), *read_pages(ROOT / "docs", built_site)])
    entries: list[dict[str, Any]] = [
        {"id": number, **{name: getattr(entry, name) for name in FIELDS}} for number, entry in numbered.items()
    ]
    queries = [row.query for row in ROWS if row.accepted]
    ask(home, "supervision")

    differing, answered = home.evaluate(COMPARE, {"entries": entries, "queries": [*queries, "harbour lantern"], "fields": FIELDS})
    assert differing == []
    assert answered > 100


def test_a_question_brings_few_parts_and_each_once(home: Page) -> None:
    """Nothing before search is opened; then the parts of the words that were asked for, and of what is shown."""
    requests: list[str] = []
    home.on("request", lambda request: requests.append(request.url))
    home.locator(f"{HEADER} input").click()
    home.wait_for_load_state("networkidle")
    assert [url for url in requests if PART.search(url)] == []
    for query in ("harbour lantern", "supervision", "harbour lantern"):
        ask(home, query)

    parts = [url for url in requests if PART.search(url)]
    assert 2 <= len(parts) == len(set(parts)) <= 2 * MOST_PARTS


@pytest.mark.parametrize("letters", ["s", "co", "wh"])
def test_first_letters_do_not_bring_everything(home: Page, letters: str) -> None:
    """One letter begins hundreds of words; what stands nearest to it is shown."""
    requests: list[str] = []
    home.on("request", lambda request: requests.append(request.url))

    assert ask(home, letters)
    assert len([url for url in requests if PART.search(url)]) <= MOST_PARTS


@pytest.mark.parametrize("where", [HEADER, HOME])
def test_a_missing_part_is_said_and_asked_for_again(home: Page, where: str) -> None:
    """As after a new edition was published, or on a train: a plain sentence, and Enter tries again."""
    home.route(PART, lambda route: route.abort())
    assert ask(home, "supervision", where) == []
    expect(said(home, where)).to_contain_text("Part of the search could not be loaded")
    expect(said(home, where)).to_contain_text("load this page again")

    home.unroute(PART)
    home.locator(f"{where} input").press("Enter")
    home.wait_for_url(re.compile("/terms/#supervision|/8580-500/3.4/"))


def test_a_host_that_answers_with_a_page_is_seen_through(home: Page) -> None:
    """Some hosts send a page where a file is missing: that is no part either."""
    home.route(PART, lambda route: route.fulfill(status=200, content_type="text/javascript", body=";"))

    assert ask(home, "supervision") == []
    expect(said(home)).to_contain_text("Part of the search could not be loaded")


def test_only_the_newest_question_is_answered(home: Page) -> None:
    """Answers that come late or in another order are never shown for what stands in the input."""
    ask(home, "8580-500 2.1")
    home.evaluate(
        """() => {
          window.shown = [];
          const list = document.querySelector("#search-results");
          const shown = () => [...list.querySelectorAll("a")].map((link) => new URL(link.href).hash);
          new MutationObserver(() => window.shown.push(...shown())).observe(list, { childList: true });
        }"""
    )
    hold = Hold(home)
    home.locator(f"{HEADER} input").fill("gibbs")
    hold.wait()
    home.locator(f"{HEADER} input").fill("kolb")
    expect(said(home)).to_have_text("Searching…")
    expect(home.locator(f"{HEADER} {RESULT}")).to_have_count(0)
    hold.let_go()

    expect(home.locator(f"{HEADER} {RESULT}").first).to_have_attribute("href", re.compile("#kolb$"), timeout=15_000)
    assert "#gibbs" not in home.evaluate("window.shown")


def test_a_number_that_two_qualifications_use_is_offered_for_both(home: Page) -> None:
    """Nothing is guessed: what two units could have meant is listed for both."""
    assert home.evaluate(SHARED_NUMBER) == [[1, 2], 2, None]


def test_parts_load_from_disk(page: Page, large: SiteMap, offline_site: Path, tmp_path: Path) -> None:
    """A large catalogue works without a server as well; links name the file."""
    site = write_site(large, ROOT / "docs", offline_site, tmp_path / "site")[0]
    (site / SEARCH_SCRIPT).write_bytes(note_disk((site / SEARCH_SCRIPT).read_bytes()))
    page.goto((site / "index.html").as_uri())

    assert ask(page, "gibbs")[0] == f"{(site / 'theories/index.html').as_uri()}#gibbs"
    assert ask(page, "BX90-007 2.2")[0] == (site / "BX90-007/2.2/index.html").as_uri()
