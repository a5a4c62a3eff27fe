"""Feedback to reading list: an assessor's words in, criteria out in their order; nothing sent, nothing kept unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_access import axe_faults

KEY = "centre-guide-feedback"
TEXT = """Thank you for your 8580-500 assignment of 12.11.2026.
In AC 2.1 you describe rather than critically explore. 1.1 is met, 2.1 is not.
LO4 is thin after 3.5 hours. AC 3.9 is missing. You quote 8588-500 AC 2.1.
See unit 501 criterion 3.2 as well, and analyze more."""


@pytest.fixture
def feedback(page: Page, site_url: str) -> Page:
    """The page, ready."""
    page.goto(f"{site_url}feedback/")
    page.locator("form[data-ready]").wait_for()
    return page


def list_criteria(page: Page, text: str) -> list[str]:
    """Paste a text and return the titles of the list."""
    page.get_by_label("The feedback").fill(text)
    page.get_by_role("button", name="List the criteria").click()
    return page.locator(".reading__title a").all_inner_texts()


def test_criteria_come_once_and_in_the_order_of_the_text(feedback: Page, site_url: str) -> None:
    """Each criterion stands once with every passage that mentions it, its exact wording, its verbs and its parts."""
    titles = list_criteria(feedback, TEXT)
    first = feedback.locator(".reading__item").first

    ids = ["8580-500/2.1", "8580-500/1.1", "8580-500/4.1", "8580-500/4.2", "8580-501/3.2"]
    assert [title.replace(" AC ", "/") for title in titles] == ids
    assert first.get_by_role("heading").get_by_role("link").get_attribute("href") == f"{site_url}8580-500/2.1/"
    assert first.locator(".reading__quote").all_inner_texts() == [
        "In AC 2.1 you describe rather than critically explore.", "1.1 is met, 2.1 is not.",
    ]  # fmt: skip
    expect(first).to_contain_text("Critically explore the knowledge, skills, and behaviour of an effective coach or mentor")
    assert first.get_by_role("checkbox").count() == 4
    expect(feedback.locator("[data-reading-said]")).to_have_text("Found: 5 criteria, 2 numbers to look at, 2 verbs.")
    expect(feedback.locator("#reading-list")).to_be_focused()
    assert axe_faults(feedback) == []


def test_numbers_that_are_not_here_are_named(feedback: Page) -> None:
    """A number that does not exist gets the nearest; another qualification's is said to be so."""
    list_criteria(feedback, TEXT)
    missing, foreign = feedback.locator(".reading__item--open").all_inner_texts()

    assert "AC 3.9: there is no such criterion. The nearest: 8580-500 AC 3.4" in missing
    assert "8588-500 AC 2.1: another qualification’s number." in foreign


def test_unit_is_asked_for_where_the_text_leaves_it_open(feedback: Page) -> None:
    """A number of several units leads to all of them until a unit is chosen, which changes the list at once."""
    assert list_criteria(feedback, "AC 2.1 needs more depth, and 1.10 too.") == []
    expect(feedback.locator(".reading__item--open").first).to_contain_text("8580-500 AC 2.1, 8580-501 AC 2.1 or 8580-503 AC 2.1")
    feedback.get_by_label("Its unit").select_option("8580-503")

    expect(feedback.locator(".reading__title a")).to_have_text(["8580-503 AC 2.1"])


def test_verbs_are_offered_longest_first(feedback: Page, site_url: str) -> None:
    """Verbs in any form lead to their pages; critically review is not review, and other words are no verbs."""
    list_criteria(feedback, "You described; please analyze, then critically review. The planner was reassessed.")
    links = feedback.locator("[data-reading-verbs] a")

    assert [link.removeprefix(f"{site_url}verbs/") for link in links.evaluate_all("all => all.map((a) => a.href)")] == [
        "analyse/", "critically-review/",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [("", "Paste the feedback"), ("Well done, 3.5 hours.", "No criterion is")])
def test_nothing_found_is_said(feedback: Page, text: str, said: str) -> None:
    """A text without a criterion gives a sentence and no empty list."""
    list_criteria(feedback, text)

    expect(feedback.locator("[data-reading-said]")).to_contain_text(said)
    assert not feedback.locator("#reading-list").is_visible()


def test_ticks_are_those_of_my_progress(feedback: Page, site_url: str) -> None:
    """A part ticked in the reading list is ticked on its criterion's page."""
    list_criteria(feedback, "500 AC 2.1")
    feedback.locator("[data-tick='8580-500/2.1#skills']").check()
    feedback.goto(f"{site_url}8580-500/2.1/")

    assert feedback.locator("[data-tick='8580-500/2.1#skills']").is_checked()


def test_text_is_kept_only_when_asked(feedback: Page) -> None:
    """Nothing is kept, until the box is ticked; then it comes back, and Clear forgets it."""
    list_criteria(feedback, "500 AC 2.1")
    feedback.reload()
    assert feedback.get_by_label("The feedback").input_value() == ""
    assert feedback.evaluate(f"localStorage.getItem('{KEY}')") is None

    feedback.get_by_label("Keep this text").check()
    list_criteria(feedback, "501 AC 3.2")
    feedback.reload()
    expect(feedback.locator(".reading__title a")).to_have_text(["8580-501 AC 3.2"])
    feedback.get_by_role("button", name="Clear").click()
    expect(feedback.get_by_label("The feedback")).to_be_focused()
    assert feedback.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_list_can_be_copied(browser: Browser, site_url: str) -> None:
    """The list goes to the clipboard as plain text, with addresses and parts."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}feedback/")
    page.locator("form[data-ready]").wait_for()
    list_criteria(page, "500 AC 2.1")
    page.get_by_role("button", name="Copy as a list").click()
    page.get_by_text("Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()

    assert copied.startswith("8580-500 AC 2.1 Effective coaches and mentors")
    assert f"\n  {site_url}8580-500/2.1/\n" in copied
    assert "- The skills of an effective coach or mentor are explored" in copied


def test_text_is_shown_as_text(feedback: Page) -> None:
    """Markup in the feedback is quoted, not run."""
    list_criteria(feedback, "<img src=x onerror=\"document.title='run'\"> on 500 AC 2.1")

    expect(feedback.locator(".reading__quote")).to_contain_text("<img src=x")
    assert feedback.title() != "run"


def test_feedback_works_from_disk_and_asks_nothing(page: Page, offline_site: Path) -> None:
    """Opened from disk the list is made, and nothing typed leaves the browser."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((offline_site / "feedback" / "index.html").as_uri())
    page.locator("form[data-ready]").wait_for()
    asked.clear()
    assert list_criteria(page, "501 AC 3.2 and more") == ["8580-501 AC 3.2"]
    assert asked == []
    page.locator(".reading__title a").click()

    assert page.locator("h1").inner_text().startswith("8580-501 AC 3.2")
