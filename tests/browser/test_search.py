"""The search, as people use it: what they type (queries.txt), by keyboard, from disk, and when nothing is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.table import ROWS

FIRST_SHARE = 0.95
HEADER = ".md-search"
HOME = ".find"
RESULT = ".md-search-result__item a"
NEAREST = ".search-nearest a"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def home(page: Page, site_url: str) -> Page:
    """The home page, which has both ways to search."""
    page.goto(site_url)
    return page


@pytest.fixture
def criterion(page: Page, site_url: str) -> Page:
    """A page that is not the home page."""
    page.goto(f"{site_url}8580-500/2.1/")
    return page


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[Page]:
    """A criterion page on a phone, which makes small what is wider than its screen."""
    context = browser.new_context(viewport=PHONE, locale="en-GB", is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(f"{site_url}8580-500/2.1/")
    yield page
    context.close()


def ask(page: Page, query: str, where: str = HEADER) -> list[str]:
    """Type a query and return the addresses of the results in document order."""
    page.locator(f"{where} input").fill(query)
    return page.locator(where).locator(RESULT).evaluate_all("links => links.map((link) => link.href)")


def wait_for_engine(page: Page, where: str = HEADER) -> None:
    """Type something that is found, so that the data has arrived."""
    page.locator(f"{where} input").fill("supervision")
    expect(page.locator(where).locator(RESULT).first).to_be_visible()


def said(page: Page, where: str = HEADER) -> Locator:
    """The line that is announced."""
    return page.locator(f"{where} [role=status]")


def link_texts(page: Page, selector: str, where: str = HEADER) -> list[str]:
    """Return the texts of the links of a kind."""
    return page.locator(where).locator(selector).all_inner_texts()


# The table


def test_the_table_is_large_enough() -> None:
    queries = [row.query for row in ROWS]
    assert len(set(queries)) == len(queries) >= 75
    assert sum(not row.accepted for row in ROWS) >= 3


def test_people_get_what_they_look_for(home: Page, site_url: str) -> None:
    wait_for_engine(home)
    not_first, not_near = [], []
    for row in ROWS:
        got = [address.removeprefix(site_url) for address in ask(home, row.query)]
        if not row.accepted:
            not_near += [f"{row.query!r} found {got[:3]}"] if got else []
        elif not set(row.accepted) & set(got[:1]):
            not_first.append(f"{row.query!r}: wanted {' or '.join(row.accepted)}, got {got[:3]}")
            not_near += [] if set(row.accepted) & set(got[:3]) else not_first[-1:]
    share = 1 - len(not_first) / len(ROWS)
    assert not not_near, "not within the first three:\n" + "\n".join(not_near)
    assert share >= FIRST_SHARE, f"only {share:.0%} right at once:\n" + "\n".join(not_first)


def test_the_header_and_the_home_page_give_the_same_answers(home: Page) -> None:
    wait_for_engine(home)
    in_header = {row.query: ask(home, row.query)[:5] for row in ROWS}
    home.keyboard.press("Escape")
    in_box = {row.query: ask(home, row.query, HOME)[:5] for row in ROWS}
    different = [query for query, answer in in_header.items() if answer != in_box[query]]
    assert not different


# Going there


@pytest.mark.parametrize("query", ["8580-500 3.4", "500 3.4", "unit 500 ac 3.4"])
@pytest.mark.parametrize("where", [HEADER, HOME])
def test_an_exact_id_and_enter_lands_on_the_page(home: Page, site_url: str, where: str, query: str) -> None:
    home.locator(f"{where} input").fill(query)
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site_url}8580-500/3.4/")


def test_the_find_button_goes_to_the_first_result(home: Page, site_url: str) -> None:
    home.locator(f"{HOME} input").fill("justify")
    home.locator(f"{HOME} button").click()
    home.wait_for_url(f"{site_url}verbs/justify/")


def test_enter_before_the_data_has_come_is_kept(home: Page, site_url: str) -> None:
    home.route("**/search/guide.js", lambda route: (home.wait_for_timeout(500), route.continue_()))
    home.locator(f"{HEADER} input").fill("2.1")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site_url}8580-500/2.1/")


def test_a_result_on_the_same_page_closes_the_dialog(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}terms/")
    page.locator(f"{HEADER} input").fill("stakeholders")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/terms/#stakeholders$"))
    expect(page.locator("#__search")).not_to_be_checked()


# What is shown


def test_a_criterion_its_verb_and_its_unit_are_told_apart(home: Page) -> None:
    wait_for_engine(home)
    ask(home, "8580-500 2.1")
    assert home.locator(f"{HEADER} .search-hit__kind").all_inner_texts() == ["Criterion", "Verb", "Unit"]
    assert home.locator(f"{HEADER} .search-hit__label").first.inner_text() == "8580-500 AC 2.1"


def test_matched_words_are_marked(home: Page) -> None:
    wait_for_engine(home)
    ask(home, "analyze")
    assert home.locator(f"{HEADER} .search-hit__title mark").first.inner_text() == "Analyse"


def test_results_of_a_kind_stand_together_after_the_best(home: Page) -> None:
    wait_for_engine(home)
    ask(home, "contract")
    kinds = home.locator(f"{HEADER} .search-hit__kind").all_inner_texts()[1:]
    changes = [kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind]
    assert len(changes) == len(set(changes)) > 1


@pytest.mark.parametrize("where", [HEADER, HOME])
@pytest.mark.parametrize("query", [row.query for row in ROWS if not row.accepted])
def test_nothing_found_says_so_and_offers_the_nearest(home: Page, where: str, query: str) -> None:
    wait_for_engine(home, where)
    assert ask(home, query, where) == []
    expect(said(home, where)).to_contain_text(f"Nothing found for “{query}”")
    assert 1 <= len(link_texts(home, NEAREST, where)) <= 3


def test_a_number_that_a_unit_does_not_have_offers_that_unit(home: Page) -> None:
    wait_for_engine(home)
    ask(home, "8580-503 7.7")
    assert "8580-503" in link_texts(home, NEAREST)[0]


@pytest.mark.parametrize("hostile", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "{{ 7*7 }}", "__proto__"])
@pytest.mark.parametrize("where", [HEADER, HOME])
def test_a_hostile_query_shows_as_text(home: Page, where: str, hostile: str) -> None:
    dialogs: list[str] = []
    errors: list[str] = []
    home.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    home.on("pageerror", lambda error: errors.append(str(error)))
    wait_for_engine(home, where)
    found = ask(home, hostile, where)
    expect(said(home, where)).to_contain_text(hostile if not found else "result")
    assert not dialogs
    assert not errors
    assert home.locator(f"{where} :is(img, script)").count() == 0


def test_the_count_is_announced_when_typing_rests(home: Page) -> None:
    wait_for_engine(home)
    expect(said(home)).to_have_text(re.compile(r"\d+ results"))
    home.evaluate(
        """() => {
          window.heard = [];
          const line = document.querySelector(".md-search [role=status]");
          new MutationObserver(() => window.heard.push(line.textContent)).observe(line, { childList: true });
        }"""
    )
    home.locator(f"{HEADER} input").fill("")
    home.locator(f"{HEADER} input").press_sequentially("johari window", delay=15)
    expect(said(home)).to_have_text(re.compile(r"\d+ results?$"))
    home.wait_for_timeout(600)
    counts = [text for text in home.evaluate("window.heard") if "result" in text]
    assert len(counts) == 1


# By keyboard


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_a_key_opens_and_escape_gives_the_focus_back(criterion: Page, key: str) -> None:
    link = criterion.locator("main a[href]:visible").first
    link.focus()
    criterion.keyboard.press(key)
    expect(criterion.locator(f"{HEADER} input")).to_be_focused()
    criterion.keyboard.type("log")
    expect(criterion.locator(f"{HEADER} {RESULT}").first).to_be_visible()
    assert criterion.locator(f"{HEADER} input").input_value() == "log"
    criterion.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(criterion.locator("#__search")).not_to_be_checked()


def test_no_single_key_does_anything(criterion: Page) -> None:
    """Who speaks to the browser instead of typing must not set off commands with a word (WCAG 2.1.4)."""
    criterion.keyboard.type("/sfk")
    expect(criterion.locator("#__search")).not_to_be_checked()


@pytest.mark.parametrize("where", [HEADER, HOME])
def test_arrows_move_between_the_input_and_the_results(home: Page, where: str) -> None:
    wait_for_engine(home, where)
    links = home.locator(where).locator(RESULT)
    home.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    home.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    home.keyboard.press("ArrowUp")
    home.keyboard.press("ArrowUp")
    expect(home.locator(f"{where} input")).to_be_focused()


def test_tab_goes_through_the_dialog_and_leaves_it_closed(criterion: Page) -> None:
    wait_for_engine(criterion)
    criterion.keyboard.press("Tab")
    expect(criterion.locator(f"{HEADER} [type=reset]")).to_be_focused()
    criterion.keyboard.press("Tab")
    expect(criterion.locator(f"{HEADER} {RESULT}").first).to_be_focused()
    criterion.locator(f"{HEADER} {RESULT}").last.focus()
    criterion.keyboard.press("Tab")
    expect(criterion.locator("#__search")).not_to_be_checked()


def test_what_is_closed_is_out_of_the_tab_order(phone: Page) -> None:
    for _ in range(12):
        phone.keyboard.press("Tab")
        assert not phone.evaluate("Boolean(document.activeElement.closest('.md-search'))")


def test_on_a_phone_the_focus_stays_inside_and_returns_to_the_button(phone: Page) -> None:
    phone.locator("[data-search-open]").click()
    expect(phone.locator(f"{HEADER} input")).to_be_focused()
    wait_for_engine(phone)
    assert phone.locator(HEADER).get_attribute("aria-modal") == "true"
    phone.keyboard.press("Shift+Tab")
    expect(phone.locator(f"{HEADER} a").last).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.locator(f"{HEADER} input")).to_be_focused()
    phone.locator("[data-search-close]").click()
    expect(phone.locator("[data-search-open]")).to_be_focused()


def test_on_a_phone_nothing_makes_the_page_wider_than_the_screen(phone: Page) -> None:
    """The dialog fills the screen while it is open; letters keep their size, then and afterwards."""
    for step in ("open", "type", "close"):
        if step == "open":
            phone.locator("[data-search-open]").tap()
            expect(phone.locator(f"{HEADER} input")).to_be_focused()
        elif step == "type":
            wait_for_engine(phone)
        else:
            phone.locator("[data-search-close]").tap()
            expect(phone.locator("#__search")).not_to_be_checked()
        phone.evaluate("Promise.all(document.getAnimations().map((moving) => moving.finished))")
        assert phone.evaluate("[visualViewport.scale, innerWidth]") == [1, PHONE["width"]], step


def test_clear_empties_first_and_closes_next(phone: Page) -> None:
    phone.locator("[data-search-open]").click()
    wait_for_engine(phone)
    phone.locator(f"{HEADER} [type=reset]").click()
    expect(phone.locator(f"{HEADER} {RESULT}")).to_have_count(0)
    expect(phone.locator(f"{HEADER} input")).to_be_focused()
    phone.locator(f"{HEADER} [type=reset]").click()
    expect(phone.locator("#__search")).not_to_be_checked()


# Where it comes from


def test_nothing_is_fetched_before_search_is_used_and_nothing_from_elsewhere(page: Page, site_url: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site_url)
    page.wait_for_load_state("networkidle")
    late = re.compile(r"search/guide\.js|(?:minisearch|search-index)(?=\.\w+\.js)")
    assert not [url for url in requests if late.search(url)]
    wait_for_engine(page)
    wait_for_engine(page, HOME)
    assert sorted(late.findall(" ".join(requests))) == ["minisearch", "search-index", "search/guide.js"]
    assert not [url for url in requests if not url.startswith((site_url, "data:"))]


def test_a_failed_load_is_said_and_tried_again(home: Page) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    home.route("**/search/guide.js", refuse)
    home.locator(f"{HEADER} input").fill("analyse")
    expect(said(home)).to_contain_text("could not be loaded")
    home.unroute("**/search/guide.js", refuse)
    wait_for_engine(home)


@pytest.mark.parametrize("start", ["index.html", "8580-501/2.2/index.html"])
def test_search_works_from_disk(page: Page, offline_site: Path, start: str) -> None:
    page.goto((offline_site / start).as_uri())
    wait_for_engine(page)
    assert ask(page, "gibbs")[0] == f"{(offline_site / 'theories/index.html').as_uri()}#gibbs"
    page.locator(f"{HEADER} input").fill("AC2.1")
    page.keyboard.press("Enter")
    page.wait_for_url((offline_site / "8580-500/2.1/index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()


def test_search_works_in_a_sub_folder_and_on_the_page_for_missing_pages(page: Page, subfolder_url: str, site_url: str) -> None:
    page.goto(f"{subfolder_url}verbs/analyse/")
    wait_for_engine(page)
    assert ask(page, "501 2.1")[0] == f"{subfolder_url}8580-501/2.1/"
    page.goto(f"{site_url}no/such/page/")
    wait_for_engine(page)
    assert ask(page, "501 2.1")[0] == f"{site_url}8580-501/2.1/"
