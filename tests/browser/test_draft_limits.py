"""No file stops the page: damaged, locked, huge and hostile ones each get one clear sentence, and the next check works."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.test_draft_page import ANSWER, FILE, RESULT, STATUS, TEXT
from tests.drafts.hostile import HOSTILE, W, word


@pytest.fixture(scope="module")
def check(browser: object, site_url: str) -> Page:
    """The page, open once for all files: what one does must not harm the next."""
    context = browser.new_context(locale="en-GB")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{site_url}check/")
    yield page
    context.close()


def works_still(page: Page) -> None:
    """Paste a draft and see it judged."""
    page.fill(TEXT, f"8580-500 AC 2.1\n{ANSWER}")
    page.click("[type=submit]")
    expect(page.locator(RESULT)).to_contain_text("1 of 12 criteria found")
    page.fill(TEXT, "")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_gets_a_sentence_and_the_page_lives(check: Page, tmp_path: Path, name: str) -> None:
    """The reason is said in plain words, no result is shown, nothing is asked for elsewhere, and the next draft is judged."""
    make, words = HOSTILE[name]
    (tmp_path / name).write_bytes(make())
    asked: list[str] = []
    origin = check.evaluate("location.origin")
    check.on("request", lambda request: asked.append(request.url))
    check.set_input_files(FILE, tmp_path / name)
    expect(check.locator(".draft__status--alarm")).to_contain_text(words or "file")
    said = check.locator(STATUS).inner_text()

    assert check.locator(".draft-outcome").is_hidden()
    assert said.endswith(".") and "undefined" not in said
    assert [url for url in asked if not url.startswith(f"{origin}/assets/")] == []
    works_still(check)


def test_fifty_megabytes_of_pictures_are_no_trouble(check: Page, tmp_path: Path) -> None:
    """Only the text of a large document is read, so photographs do not slow the check."""
    document = Document()
    document.add_heading("8580-500 AC 2.1", 2)
    document.add_paragraph(ANSWER)
    path = tmp_path / "photos.docx"
    document.save(str(path))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/photo.jpg", os.urandom(1024) * 1024 * 50)
    assert path.stat().st_size > 50_000_000
    check.set_input_files(FILE, path)

    expect(check.locator(RESULT)).to_contain_text("1 of 12 criteria found")


def test_stop_ends_a_long_check(check: Page, tmp_path: Path) -> None:
    """While a long draft is read the page answers, and Stop ends it."""
    paragraph = f"<w:p><w:r><w:t>{ANSWER}</w:t></w:r></w:p>"
    xml = f"<w:document {W}><w:body>{paragraph * 150_000}</w:body></w:document>"
    (tmp_path / "long.docx").write_bytes(word(xml))
    check.set_input_files(FILE, tmp_path / "long.docx")
    check.locator("[data-draft-stop]").click()

    expect(check.locator(STATUS)).to_have_text("Stopped.")
    assert check.locator("[data-draft-bar]").is_hidden()
    works_still(check)
