"""Nobody is shut out: axe-core on every page template, light and dark, on a phone and on a desk; then by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import wait_until
from tests.plugin import PROJECT

AXE = (PROJECT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TEMPLATES = [
    "", "8580-500/", "8580-500/2.1/", "8580-501/1.1/", "verbs/", "verbs/critically-review/", "terms/", "theories/",
    "examples/", "checklists/", "check/", "evidence/", "before-you-coach/", "how-it-is-assessed/", "centres/", "verifiers/",
    "about/", "api/", "contribute/", "contribute/macros/", "contribute/data/", "contribute/checks/", "contribute/commands/",
    "editions/", "editions/2026.1/", "editions/2026.1/8580-500/", "editions/2026.1/8580-500/2.1/",
    "progress/", "feedback/", "go/", "404.html",
]  # fmt: skip
PLANT = """() => {
  const [picture, words] = ["img", "p"].map((name) => document.createElement(name));
  words.textContent = "grey";
  Object.assign(words.style, { color: "#999", background: "#aaa" }); // the policy allows no style attribute in markup
  document.querySelector("article").replaceChildren(picture, words);
}"""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


def open_page(browser: Browser, url: str, scheme: str, size: dict[str, int]) -> Page:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    return page


def axe_faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    result = page.evaluate("async () => await axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in result["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", TEMPLATES)
def test_axe_finds_no_fault(browser: Browser, site_url: str, address: str, size: dict[str, int], scheme: str) -> None:
    """axe-core finds no accessibility fault."""
    page = open_page(browser, site_url + address, scheme, size)
    faults = axe_faults(page)
    page.context.close()

    assert faults == []


def test_axe_is_awake(page: Page, site_url: str) -> None:
    """A planted picture without words and a grey text on grey are found."""
    page.goto(site_url)
    page.evaluate(PLANT)

    assert {fault.split(":")[0] for fault in axe_faults(page)} >= {"image-alt", "color-contrast"}


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("address", TEMPLATES)
def test_page_does_not_scroll_sideways(browser: Browser, site_url: str, address: str, width: int) -> None:
    """The page itself never scrolls sideways; a wide table has a region of its own."""
    page = open_page(browser, site_url + address, "light", {"width": width, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert wide <= width


def test_menu_opens_and_closes_by_keyboard(browser: Browser, site_url: str) -> None:
    """On a phone the menu is a button; while closed nothing in it is in the tab order; Escape gives focus back."""
    page = open_page(browser, site_url + "8580-500/", "light", PHONE)
    button, menu = page.locator("[data-menu]"), page.locator("#site-menu")
    assert not menu.locator("a").first.is_visible()

    button.focus()
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelector('[data-menu]').getAttribute('aria-expanded') === 'true'")
    menu.locator("a").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    wait_until(page, "document.querySelector('[data-menu]').getAttribute('aria-expanded') === 'false'")

    assert page.evaluate("document.activeElement.hasAttribute('data-menu')")
    page.context.close()


def test_closed_menu_is_not_in_the_tab_order(browser: Browser, site_url: str) -> None:
    """Tab never lands inside the closed menu on a phone."""
    page = open_page(browser, site_url + "8580-500/2.1/", "light", PHONE)
    inside = []
    for _ in range(25):
        page.keyboard.press("Tab")
        inside.append(page.evaluate("!!document.activeElement.closest('#site-menu')"))
    page.context.close()

    assert not any(inside)


@pytest.mark.parametrize("address", ["", "8580-500/2.1/", "about/", "404.html"])
def test_first_tab_skips_to_the_content(page: Page, site_url: str, address: str) -> None:
    """The first stop of the keyboard is a link to the content, on every page."""
    page.goto(site_url + address)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")

    assert target.startswith("#")
    assert page.locator(f"[id='{target[1:]}']").count() == 1


def test_colours_follow_the_device_and_can_be_switched(browser: Browser, site_url: str) -> None:
    """Dark devices get dark pages; the switch changes the scheme, and the choice stays."""
    page = open_page(browser, site_url, "dark", DESK)
    wait_until(page, "document.body.getAttribute('data-md-color-scheme') === 'slate'")
    frame = page.locator("meta[name='theme-color']")
    dark = frame.get_attribute("content")
    page.locator("[data-colours]").click()
    wait_until(page, "document.body.getAttribute('data-md-color-scheme') === 'default'")
    page.goto(site_url + "about/")
    wait_until(page, "document.body.getAttribute('data-md-color-scheme') === 'default'")
    header = page.locator(".md-header").evaluate("header => getComputedStyle(header).backgroundColor")
    expect(frame).to_have_attribute("content", header)  # browsers colour their own frame as the header is
    assert dark != header
    page.context.close()
