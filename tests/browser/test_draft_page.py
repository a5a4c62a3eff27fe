"""The page "Check my draft", as learners use it: choose, paste, read the report, take it away, erase it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from macros.catalogue import Catalogue
from tests.browser.conftest import file_asked_for
from tests.browser.test_access import DESK, PHONE, axe_faults, open_page

UNIT = "8580-500"
ANSWER = "The answer names two managers and what changed when they began to listen, with the date of each session."
KEPT = "JSON.stringify([localStorage, sessionStorage, document.cookie])"
FILE, TEXT, STATUS, RESULT = "[data-draft-file]", "[data-draft-text]", "[data-draft-status]", "#result"


@pytest.fixture(scope="session")
def draft(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word draft of the first unit: all criteria but 2.2, and 4.2 with a heading only."""
    document = Document()
    for criterion in catalogue.units[UNIT].criteria:
        if criterion.number == "2.2":
            continue
        document.add_heading(f"{criterion.label} {criterion.wording}", 2)
        if criterion.number != "4.2":
            document.add_paragraph(ANSWER)
    path = tmp_path_factory.mktemp("drafts") / "mine.docx"
    document.save(str(path))
    return path


@pytest.fixture
def check(page: Page, site_url: str) -> Page:
    """The page, open."""
    page.goto(f"{site_url}check/")
    return page


def choose(page: Page, path: Path) -> None:
    page.set_input_files(FILE, path)
    expect(page.locator(RESULT)).to_be_visible()


def test_summary_comes_first_and_names_what_is_missing(check: Page, draft: Path) -> None:
    """The heading of the report says how many are found and which are not; it has the focus, and is announced."""
    choose(check, draft)
    said = "10 of 12 criteria found; 1 missing: 2.2; 1 with only the wording: 4.2."

    assert check.locator(RESULT).text_content() == said
    assert check.locator(STATUS).text_content() == said
    assert check.evaluate("document.activeElement.id") == "result"


def test_each_row_leads_to_its_criterion(check: Page, draft: Path, catalogue: Catalogue) -> None:
    """Every criterion of the unit has a row with its verdict, and a link to its page."""
    choose(check, draft)
    links = check.locator(".draft-row a").evaluate_all("all => all.map((link) => new URL(link.href).pathname)")

    assert links == [f"/{criterion.id}/" for criterion in catalogue.units[UNIT].criteria]
    check.locator(".draft-row a").nth(3).click()
    expect(check.locator("h1")).to_contain_text("8580-500 AC 2.1")


def test_nothing_is_sent(check: Page, draft: Path) -> None:
    """A check asks the network for the checker's own scripts and for nothing else, and stores nothing."""
    asked: list[str] = []
    stored = check.evaluate(KEPT)
    check.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    choose(check, draft)
    check.fill(TEXT, f"8580-500 AC 2.1\n{ANSWER}")
    check.click("[type=submit]")
    expect(check.locator(RESULT)).to_contain_text("1 of")

    assert [request for request in asked if not request.startswith("GET ") or not request.endswith(".js")] == []
    assert check.evaluate(KEPT) == stored


def test_scripts_load_only_when_a_draft_is_checked(check: Page, draft: Path) -> None:
    """The page itself carries no reader of files."""
    assert check.evaluate("[typeof zip, typeof sax, typeof centreGuideCriteria]") == ["undefined"] * 3
    choose(check, draft)

    assert "undefined" not in check.evaluate("[typeof zip, typeof sax, typeof centreGuideCriteria]")


def test_works_from_disk(page: Page, offline_site: Path, draft: Path) -> None:
    """The copy on a stick checks drafts too, and its links open from disk."""
    page.goto(f"{(offline_site / 'check' / 'index.html').as_uri()}")
    choose(page, draft)
    page.locator(".draft-row a").first.click()

    expect(page.locator("h1")).to_contain_text("8580-500 AC 1.1")


def test_by_keyboard_alone(check: Page) -> None:
    """Paste, choose the unit, check, reach the report and erase, without a mouse."""
    check.locator(TEXT).focus()
    check.keyboard.insert_text(f"AC 2.1\n{ANSWER}")
    check.keyboard.press("Tab")
    check.keyboard.press("ArrowDown")
    check.keyboard.press("Tab")
    check.keyboard.press("Enter")
    expect(check.locator(RESULT)).to_be_focused()
    check.keyboard.press("Tab")
    assert check.evaluate("document.activeElement.closest('.draft-row') !== null")
    check.locator(".draft-outcome [data-draft-erase]").focus()
    check.keyboard.press("Enter")

    expect(check.locator(RESULT)).to_have_count(0)
    assert check.locator(TEXT).input_value() == ""
    assert check.evaluate("document.activeElement.id") == "draft-file"


def test_another_unit_needs_no_second_choice_of_file(check: Page, draft: Path) -> None:
    """Choosing a unit judges the same draft against it."""
    choose(check, draft)
    check.select_option("[data-draft-unit]", "8580-501")

    expect(check.locator(RESULT)).to_contain_text("0 of 10 criteria found")


DROP = """async ([name, bytes, place]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const over = new DragEvent('dragover', {dataTransfer: data, bubbles: true, cancelable: true});
  const dropped = new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true});
  const target = document.querySelector(place);
  return [over, dropped].map((event) => !target.dispatchEvent(event));
}"""


@pytest.mark.parametrize("place", ["[data-draft]", "h1"], ids=["on the form", "beside it"])
def test_a_draft_can_be_dropped(check: Page, draft: Path, place: str) -> None:
    """A file dropped anywhere on the page is checked, and never opened in the place of the page."""
    taken = check.evaluate(DROP, [draft.name, list(draft.read_bytes()), place])
    expect(check.locator(RESULT)).to_contain_text("10 of 12 criteria found")

    assert taken == [True, True]


def test_a_draft_that_has_changed_is_chosen_again(check: Page, draft: Path, tmp_path: Path) -> None:
    """A file saved anew after it was chosen is asked for again in plain words, and the same name can be chosen again."""
    path = tmp_path / "mine.docx"
    path.write_bytes(draft.read_bytes())
    choose(check, path)
    document = Document(str(path))
    document.add_heading("8580-500 AC 2.2", 2)
    document.add_paragraph(ANSWER)
    document.save(str(path))
    check.click("[type=submit]")
    expect(check.locator(STATUS)).to_have_text("The file has changed since you chose it. Choose it again.")
    with file_asked_for(check) as asked:
        check.click(FILE)
    asked[0].set_files(path)

    expect(check.locator(RESULT)).to_contain_text("11 of 12 criteria found")


def test_only_the_words_under_criteria_are_counted(check: Page, draft: Path) -> None:
    """The number of words in the report is that of the answers, not of headings and what stands around them."""
    choose(check, draft)
    own = len(ANSWER.split()) * 10

    expect(check.locator(".draft-outcome .facts")).to_contain_text(f"{own} words under criteria")


@pytest.mark.parametrize(("text", "said"), [("", "Choose a file or paste"), ("Good morning, all of you.", "Choose the unit")])
def test_what_cannot_be_checked_is_said(check: Page, text: str, said: str) -> None:
    """Nothing to check, or no way to tell the unit: one clear sentence."""
    check.fill(TEXT, text)
    check.click("[type=submit]")

    expect(check.locator(STATUS)).to_contain_text(said)
    assert check.locator(".draft-outcome").is_hidden()


def test_matrix_as_workbook(check: Page, draft: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    """The Excel matrix has every criterion as text, its verdict and where it is."""
    choose(check, draft)
    with check.expect_download() as saving:
        check.click("[data-draft-save=xlsx]")
    saving.value.save_as(tmp_path / "matrix.xlsx")
    sheet = load_workbook(tmp_path / "matrix.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=13)]

    assert saving.value.suggested_filename == "8580-500-evidence-matrix.xlsx"
    assert [row[0] for row in rows] == [criterion.label for criterion in catalogue.units[UNIT].criteria]
    assert [row[2] for row in rows if row[0].endswith(("2.1", "2.2", "4.2"))] == ["Found", "Missing", "Only the wording"]
    assert sheet.freeze_panes == "A2" and isinstance(rows[0][4], int)
    assert "guidance edition" in sheet.cell(15, 1).value


def test_matrix_as_csv_runs_no_formula(check: Page, tmp_path: Path) -> None:
    """What a draft's heading says can never run in a spreadsheet."""
    headings = ('=HYPERLINK("http://example.org") AC 2.1', '2.2 Analyse why "coaches, or mentors" require skills')
    check.fill(TEXT, "\n".join(f"{heading}\n{ANSWER}" for heading in headings))
    check.select_option("[data-draft-unit]", UNIT)
    check.click("[type=submit]")
    expect(check.locator(RESULT)).to_be_visible()
    with check.expect_download() as saving:
        check.click("[data-draft-save=csv]")
    saving.value.save_as(tmp_path / "matrix.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "matrix.csv").read_text(encoding="utf-8-sig"), newline="")))

    assert len(rows) == 13 and {len(row) for row in rows} == {8}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_fault_in_any_state(browser: Browser, site_url: str, draft: Path, size: dict[str, int], scheme: str) -> None:
    """Empty, working, error, results and erased: axe-core finds no fault, and nothing scrolls sideways."""
    page = open_page(browser, f"{site_url}check/", scheme, size)
    faults = axe_faults(page)
    page.click("[type=submit]")
    faults += axe_faults(page)
    page.evaluate("for (const it of document.querySelectorAll('[data-draft-bar], [data-draft-stop]')) it.hidden = false")
    faults += axe_faults(page)
    choose(page, draft)
    faults += axe_faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.locator(".draft [data-draft-erase]").click()
    faults += axe_faults(page)
    page.context.close()

    assert faults == []
    assert wide <= size["width"]


def test_report_prints_alone_with_its_edition(check: Page, draft: Path) -> None:
    """On paper stand the report and the edition, not the form nor the advice."""
    choose(check, draft)
    check.emulate_media(media="print")

    assert check.locator(".draft").is_hidden() and check.locator("#what-it-looks-at").is_hidden()
    assert check.locator(RESULT).is_visible()
    assert "Guidance edition 2026" in check.locator(".draft-outcome .facts").inner_text()


def test_useful_without_javascript(browser: Browser, site_url: str) -> None:
    """Without JavaScript the page says what it would do and leads to the checklists."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}check/")
    shown = page.locator("article").inner_text()
    form = page.locator(".draft").is_visible()
    links = page.locator("article a").evaluate_all("all => all.map((link) => link.getAttribute('href'))")
    context.close()

    assert "needs JavaScript" in shown and not form
    assert "../checklists/" in links
