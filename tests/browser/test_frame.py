"""What moves around a page without the theme's script: the mark in the list of headings, the title, folded parts, wide boxes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.bench.browser.visits import SHIFTS

DESK = {"width": 1400, "height": 700}
MARKED = ".site-toc .site-toc__reached"


def test_heading_that_is_read_is_marked(page: Page, site_url: str) -> None:
    """The list beside a page marks the heading that has been reached, and none before the first."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{site_url}8580-500/2.1/")
    expect(page.locator(MARKED)).to_have_count(0)
    page.evaluate("document.getElementById('evidence').scrollIntoView()")

    expect(page.locator(MARKED)).to_have_text("Evidence to gather")


def test_the_last_headings_are_marked_where_an_address_names_them(page: Page, site_url: str) -> None:
    """What cannot come up to the header is marked at the end of the page: the heading in the address, else the last one."""
    page.set_viewport_size({"width": 1400, "height": 1100})
    page.goto(f"{site_url}8580-503/3.1/#changes")
    expect(page.locator(MARKED)).to_have_text("What changed here")
    page.locator(".site-toc").get_by_role("link", name="Related criteria").click()
    expect(page.locator(MARKED)).to_have_text("Related criteria")
    page.goto(f"{site_url}8580-500/2.1/")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")

    expect(page.locator(MARKED)).to_have_text("What changed here")


@pytest.mark.parametrize("address", ["8580-500/4.2/", "about/", "8580-500/1.1/"])
def test_menu_beside_the_page_shows_where_the_reader_is(page: Page, site_url: str, address: str) -> None:
    """The line of the page that is read is in sight, however long the menu."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(site_url + address)
    line = page.locator("#site-menu [aria-current]")

    expect(line).to_be_in_viewport(ratio=1)


def test_title_takes_the_place_of_the_name_once_it_is_out_of_sight(page: Page, site_url: str) -> None:
    """The header names the guide, then the page, then the guide again."""
    page.goto(f"{site_url}8580-500/2.1/")
    title = page.locator(".md-header__title")
    expect(title).not_to_contain_class("md-header__title--active")
    page.evaluate("window.scrollTo(0, 2000)")
    expect(title).to_contain_class("md-header__title--active")
    page.evaluate("window.scrollTo(0, 0)")
    expect(title).not_to_contain_class("md-header__title--active")


def test_address_opens_the_folded_part_it_leads_into(page: Page, site_url: str) -> None:
    """Who follows a link into something folded sees it."""
    page.goto(f"{site_url}8580-500/2.1/")
    page.evaluate("document.querySelector('.cite__forms').id = 'inside'")
    expect(page.locator("#inside")).to_be_hidden()
    page.evaluate("location.hash = 'inside'")

    expect(page.locator("#inside")).to_be_visible()


def test_what_is_folded_is_printed_and_folded_again(page: Page, site_url: str) -> None:
    """Paper cannot be unfolded."""
    page.goto(f"{site_url}8580-500/2.1/")
    folded = "document.querySelectorAll('details:not([open])').length"
    before = page.evaluate(folded)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert before > 0
    assert page.evaluate(folded) == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    assert page.evaluate(folded) == before


def test_wide_tables_scroll_and_can_be_reached_by_keyboard(page: Page, site_url: str) -> None:
    """A table that is too wide scrolls in a box that takes the focus; one that fits takes none."""
    page.goto(f"{site_url}contribute/")
    table, box = page.locator(".md-typeset__scrollwrap table").first, page.locator(".md-typeset__scrollwrap").first
    for width, index in (("2000px", "0"), ("10px", None)):
        table.evaluate("(table, width) => { table.style.minWidth = width; window.dispatchEvent(new Event('resize')); }", width)
        assert box.get_attribute("tabindex") == index
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_menu_and_headings_stay_in_sight(page: Page, site_url: str) -> None:
    """However far one reads, both lists stand beside the page and fit the window."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{site_url}8580-500/2.1/")
    page.evaluate("window.scrollTo(0, 2500)")
    for name in ("primary", "secondary"):
        box = page.locator(f".md-sidebar--{name} .md-sidebar__scrollwrap").bounding_box()
        assert box is not None
        assert box["height"] > 200
        assert box["y"] >= 40 and box["y"] + box["height"] <= DESK["height"]


def test_a_fault_in_one_script_leaves_the_others_at_work(page: Page, site_url: str) -> None:
    """Scripts are published as one file: one that fails is reported, and the search after it still opens."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.message))
    page.add_init_script("Object.defineProperty(window, 'centreGuideCopy', { get() { throw new Error('planted'); } });")
    page.goto(f"{site_url}8580-500/2.1/")
    page.keyboard.press("Control+k")

    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    assert faults


@pytest.mark.parametrize("width", [360, 530, 1280])
def test_nothing_moves_where_a_link_leads_far_down(page: Page, site_url: str, width: int) -> None:
    """What scripts put into a page has its place from the beginning, also above the heading that an address names."""
    page.set_viewport_size({"width": width, "height": 740})
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{site_url}8580-500/2.1/#evidence")
    expect(page.get_by_label("Where it stands in your document")).to_be_attached()
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.shifted") == 0
