"""A verifier cites one criterion: copy link and cite, by mouse and keyboard, and where the clipboard is not allowed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.catalogue import Catalogue
from macros.citation import cite
from tests.browser.conftest import NO_CLIPBOARD, READ_RICH

ID = "8580-500/2.1"
ON_ITS_PAGE, ON_ITS_UNIT = f"{ID}/", "8580-500/"


@pytest.fixture(scope="module")
def words(catalogue: Catalogue) -> tuple[str, str]:
    """The label and the rest of the citation."""
    citation = cite(catalogue, catalogue.criteria[ID])
    return citation.label, citation.rest


def block(page: Page) -> Locator:
    """The copy link and cite of the criterion."""
    name = page.get_by_role("button", name="Copy link to 8580-500 AC 2.1", exact=True)
    return page.locator("[data-cite]").filter(has=name)


def copied(page: Page) -> str:
    """The text on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def press(page: Page, name: str) -> None:
    """Open Cite if it is closed, press one of its buttons and wait until it has said so."""
    if block(page).locator("details").get_attribute("open") is None:
        block(page).locator("summary").click()
    block(page).get_by_role("button", name=name).click()
    expect(page.get_by_role("status")).to_contain_text("copied")


@pytest.mark.parametrize("address", [ON_ITS_PAGE, ON_ITS_UNIT], ids=["criterion", "unit"])
def test_copy_link_gives_the_address_of_the_criterion(reader: Page, site_url: str, address: str) -> None:
    """The link is the criterion's own page, whatever query or anchor the reader came with."""
    reader.goto(f"{site_url}{address}?q=skills#ac-2.1")
    block(reader).get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status")).to_have_text("Link copied")

    assert copied(reader) == f"{site_url}{ID}/"


@pytest.mark.parametrize("address", [ON_ITS_PAGE, ON_ITS_UNIT], ids=["criterion", "unit"])
def test_plain_citation(reader: Page, site_url: str, address: str, words: tuple[str, str]) -> None:
    """Plain text is the citation followed by the address."""
    reader.goto(site_url + address)
    press(reader, "Plain text")

    assert copied(reader) == f"{''.join(words)} {site_url}{ID}/"


def test_rich_citation_is_a_link(reader: Page, site_url: str, words: tuple[str, str]) -> None:
    """Rich text holds an absolute link, and plain text for programs that take no other."""
    label, rest = words
    reader.goto(site_url + ON_ITS_PAGE)
    press(reader, "Rich text")
    rich, plain = reader.evaluate(READ_RICH)

    assert f'<a href="{site_url}{ID}/">{label}</a>{rest}' in rich
    assert plain == f"{label}{rest} {site_url}{ID}/"


def test_rich_citation_pastes_as_a_link(reader: Page, site_url: str, words: tuple[str, str]) -> None:
    """Pasted into an editor, as of a word processor or a mail program, the label is a link and nothing else comes along."""
    reader.goto(site_url + ON_ITS_PAGE)
    press(reader, "Rich text")
    reader.set_content('<div id="editor" contenteditable></div>')
    reader.locator("#editor").click()
    reader.keyboard.press("Control+V")
    link = reader.locator("#editor a")

    assert (link.inner_text(), link.get_attribute("href")) == (words[0], f"{site_url}{ID}/")
    assert reader.locator("#editor").inner_text().strip() == "".join(words)


def test_markdown_citation(reader: Page, site_url: str, words: tuple[str, str]) -> None:
    """Markdown links the label."""
    reader.goto(site_url + ON_ITS_PAGE)
    press(reader, "Markdown")

    assert copied(reader) == f"[{words[0]}]({site_url}{ID}/){words[1]}"


def test_markdown_marks_in_the_words_stay_plain(reader: Page, site_url: str) -> None:
    """Words that look like Markdown are escaped, and brackets in an address do not end the link."""
    reader.goto(site_url + ON_ITS_PAGE)
    awkward = '<a href="a(b)/">Board [of] Lights</a>, "*tend* a_b"'
    reader.evaluate("html => { document.querySelector('[data-cite] summary + p').innerHTML = html; }", awkward)
    press(reader, "Markdown")

    assert copied(reader) == f'[Board \\[of\\] Lights]({site_url}{ID}/a%28b%29/), "\\*tend\\* a\\_b"'


def test_by_keyboard_alone(reader: Page, site_url: str) -> None:
    """Tab and Enter are enough to copy the link, open Cite and copy each form; the focus stays where it was."""
    reader.goto(site_url + ON_ITS_PAGE)
    reader.get_by_role("button", name="Copy the wording").focus()
    heard = {}
    for name in ("Copy link", "Cite", "Plain text", "Rich text", "Markdown"):
        while not reader.evaluate("document.activeElement.textContent").startswith(name):
            reader.keyboard.press("Tab")
        reader.keyboard.press("Enter")
        if name != "Cite":
            said = "Link copied" if name == "Copy link" else f"Citation copied as {name}"
            expect(reader.get_by_role("status")).to_have_text(re.compile(said, re.IGNORECASE))
            heard[name] = reader.evaluate("document.activeElement.textContent")

    assert heard == dict.fromkeys(("Copy link", "Plain text", "Rich text", "Markdown"), "Copied")


def test_old_clipboard_still_gives_rich_text(browser: Browser, site_url: str, words: tuple[str, str]) -> None:
    """Where only the old copy command exists, as over plain http in a centre's network, the link is still a link."""
    context = browser.new_context()
    context.add_init_script(NO_CLIPBOARD)
    page = context.new_page()
    page.goto(site_url + ON_ITS_PAGE)
    press(page, "Rich text")
    page.set_content('<div id="editor" contenteditable></div>')
    page.locator("#editor").click()
    page.keyboard.press("Control+V")

    assert page.locator("#editor a").get_attribute("href") == f"{site_url}{ID}/"
    assert page.locator("#editor").inner_text().strip() == "".join(words)
    context.close()


@pytest.mark.parametrize("address", [ON_ITS_PAGE, ON_ITS_UNIT], ids=["criterion", "unit"])
def test_blocked_clipboard_offers_the_text(blocked: Page, site_url: str, address: str) -> None:
    """Where nothing may be copied, a focused field shows the whole text, selected."""
    blocked.goto(site_url + address)
    block(blocked).get_by_role("button", name="Copy link").click()
    field = block(blocked).get_by_role("textbox")

    expect(field).to_be_focused()
    expect(blocked.get_by_role("status")).to_contain_text("copy it by hand")
    assert field.input_value() == f"{site_url}{ID}/"
    assert blocked.evaluate("getSelection().toString()") == f"{site_url}{ID}/"


@pytest.mark.parametrize("name", ["Plain text", "Rich text", "Markdown"])
def test_blocked_clipboard_offers_every_form(blocked: Page, site_url: str, name: str) -> None:
    """Each form can be taken by hand, and one field at a time is shown."""
    blocked.goto(site_url + ON_ITS_PAGE)
    block(blocked).get_by_role("button", name="Copy link").click()
    block(blocked).locator("summary").click()
    block(blocked).get_by_role("button", name=name).click()

    expect(block(blocked).get_by_role("textbox")).to_have_count(1)
    expect(block(blocked).get_by_role("textbox")).to_have_value(re.compile(r"ILM 8580-500 AC 2\.1.*edition", re.DOTALL))


def test_field_goes_when_copying_works_again(blocked: Page, site_url: str) -> None:
    """The field is gone after the next copy that succeeds."""
    blocked.goto(site_url + ON_ITS_PAGE)
    block(blocked).get_by_role("button", name="Copy link").click()
    blocked.evaluate("delete document.execCommand; Object.assign(document, {execCommand: Document.prototype.execCommand})")
    block(blocked).get_by_role("button", name="Copy link").click()

    expect(block(blocked).get_by_role("textbox")).to_have_count(0)


def test_in_a_sub_folder(reader: Page, subfolder_url: str) -> None:
    """In a sub-folder the address keeps the folder."""
    reader.goto(subfolder_url + ON_ITS_UNIT)
    block(reader).get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status")).to_have_text("Link copied")

    assert copied(reader) == f"{subfolder_url}{ID}/"


@pytest.mark.parametrize("address", [ON_ITS_PAGE, ON_ITS_UNIT], ids=["criterion", "unit"])
def test_from_disk(reader: Page, offline_site: Path, address: str) -> None:
    """Opened from disk, the link is the file."""
    reader.goto((offline_site / address / "index.html").as_uri())
    block(reader).get_by_role("button", name="Copy link").click()
    expect(reader.get_by_role("status")).to_have_text("Link copied")
    reader.set_content("<textarea></textarea>")
    reader.locator("textarea").click()
    reader.keyboard.press("Control+V")

    assert reader.locator("textarea").input_value() == (offline_site / ID / "index.html").as_uri()


def test_without_scripts_the_citation_can_be_selected(browser: Browser, site_url: str, words: tuple[str, str]) -> None:
    """Without JavaScript no dead button is shown, and Cite opens the text with its link."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + ON_ITS_PAGE)
    page.locator(".cite summary").click()

    assert page.locator(".cite summary + p").inner_text() == "".join(words)
    assert page.locator(".cite button:visible").count() == 0
    context.close()


def test_not_on_paper(page: Page, site_url: str) -> None:
    """Neither a criterion nor a unit prints them."""
    page.emulate_media(media="print")
    page.goto(site_url + ON_ITS_UNIT)

    assert page.locator(".cite").count() == 12
    assert page.locator(".cite:visible").count() == 0
