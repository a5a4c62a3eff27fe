"""My progress: kept, moved, printed, erased; in step between tabs, through a new edition, and where nothing can be kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import wait_until
from tests.browser.test_access import axe_faults

KEY = "centre-guide-progress"
CRITERION, PART = "8580-500/2.1", "8580-500/2.1#knowledge"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
FULL = """Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"""


@pytest.fixture
def progress(page: Page, site_url: str) -> Page:
    """The page My progress, with a tick and a note made where the criterion is."""
    make_some(page, site_url)
    return open_progress(page, site_url)


def make_some(page: Page, site_url: str) -> None:
    """Tick a part and note a place on a criterion's page."""
    page.goto(f"{site_url}{CRITERION}/")
    page.locator(f"[data-tick='{PART}']").check()
    page.get_by_label("Where it stands in your document").fill("section 2.1, p. 6")
    page.keyboard.press("Tab")


def open_progress(page: Page, site_url: str) -> Page:
    """Open the page and wait until it is made."""
    page.goto(f"{site_url}progress/")
    page.locator("[data-my-progress][data-ready]").wait_for()
    return page


def stored(page: Page) -> dict[str, Any]:
    """What the browser keeps."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or '{"ticks": [], "notes": []}')  # type: ignore[no-any-return]


def kept_keys(page: Page) -> list[str]:
    """The names of all that the guide keeps in the browser; the theme keeps its colours there."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('centre-guide'))")  # type: ignore[no-any-return]


def note_of(page: Page) -> str:
    """The note of the criterion, on any page."""
    return page.locator(f"[data-note='{CRITERION}']").input_value()


def load_text(page: Page, text: str, name: str = "my-progress.json") -> None:
    """Load a file of this content."""
    page.locator("[data-file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})


def save_file(page: Page) -> str:
    """Save to a file and return what stands in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").first.click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def written(*ticks: str, **notes: str) -> str:
    """Write a progress file."""
    entries = [{"id": place.replace("_", "/"), "text": text} for place, text in notes.items()]
    return json.dumps({"format": KEY, "version": 1, "ticks": [{"id": tick} for tick in ticks], "notes": entries})


# Ticks, notes and what is left


def test_ticks_and_notes_meet_on_one_page(progress: Page) -> None:
    """What was ticked and noted on a criterion's page stands on My progress, and counts."""
    card = progress.get_by_role("region", name="8580-500: what is left")

    assert note_of(progress) == "section 2.1, p. 6"
    expect(card).to_contain_text("1 of 47 parts ticked")
    expect(card.get_by_role("progressbar")).to_have_attribute("value", "1")
    expect(card.locator("li").first).to_contain_text("AC 2.1")  # begun comes first


def test_what_is_changed_there_is_changed_everywhere(progress: Page, site_url: str) -> None:
    """A part ticked and a place corrected on My progress are so on the criterion's page, after a reload too."""
    progress.locator("[data-criterion='8580-500/2.1'] summary").click()
    progress.locator("[data-tick='8580-500/2.1#skills']").check()
    progress.locator(f"[data-note='{CRITERION}']").fill("section 3")
    progress.wait_for_timeout(600)
    progress.goto(f"{site_url}{CRITERION}/")

    assert progress.locator("[data-tick='8580-500/2.1#skills']").is_checked()
    assert note_of(progress) == "section 3"
    expect(progress.locator("[data-own-count]")).to_have_text("2 of 4 parts ticked")


def test_checklists_count_too(page: Page, site_url: str) -> None:
    """An item ticked on a checklist counts on My progress."""
    page.goto(f"{site_url}checklists/")
    page.locator("[data-tick^='checklist:starter#']").first.check()
    open_progress(page, site_url)

    expect(page.get_by_role("region", name="Before you start")).to_contain_text("1 of 11 items")


def test_ticks_of_the_first_edition_are_taken_over(page: Page, site_url: str) -> None:
    """What the older script kept under another key is still ticked, and moves to the new key with the next change."""
    page.goto(site_url)
    old = json.dumps({PART: True, "checklist:starter#mark-sheet": True, "8580-500/2.1#skills": False})
    page.evaluate("old => localStorage.setItem('centre-guide-ticks', old)", old)
    open_progress(page, site_url)
    expect(page.get_by_role("region", name="8580-500: what is left")).to_contain_text("1 of 47")
    page.locator(f"[data-note='{CRITERION}']").fill("p. 3")
    page.keyboard.press("Tab")

    assert {tick["id"] for tick in stored(page)["ticks"]} == {PART, "checklist:starter#mark-sheet"}
    assert page.evaluate("localStorage.getItem('centre-guide-ticks')") is None


# A file


def test_file_is_readable_and_takes_everything_back(progress: Page) -> None:
    """Saved, erased and loaded again, everything is as it was; a person can read the file."""
    text = save_file(progress)
    before = stored(progress)
    progress.get_by_role("button", name="Erase everything").click()
    progress.get_by_role("dialog").get_by_role("button", name="Erase everything").click()
    expect(progress.locator("[data-said]")).to_contain_text("Erased")
    assert kept_keys(progress) == []
    load_text(progress, text)
    expect(progress.locator("[data-said]")).to_have_text("Loaded 1 tick and 1 note.")

    assert '"text": "section 2.1, p. 6"' in text
    assert '"text": "The knowledge of an effective coach or mentor is explored"' in text
    assert stored(progress) == before


@pytest.mark.parametrize(
    ("answer", "ticks", "note"),
    [
        ("Add", {PART, "8580-501/1.1#rationale"}, "section 2.1, p. 6 | page 9"),
        ("Replace", {"8580-501/1.1#rationale"}, "page 9"),
        ("Leave as it is", {PART}, "section 2.1, p. 6"),
    ],
)
def test_loading_asks_whether_to_add_or_replace(progress: Page, answer: str, ticks: set[str], note: str) -> None:
    """Where something is kept already, the reader chooses; adding loses neither note."""
    load_text(progress, written("8580-501/1.1#rationale", **{"8580-500_2.1": "page 9"}))
    progress.get_by_role("dialog").get_by_role("button", name=answer).click()

    assert {tick["id"] for tick in stored(progress)["ticks"]} == ticks
    assert note_of(progress) == note


WRONG_FILES = [
    # no progress file at all
    ("", "not a progress file"),
    ("%PDF-1.7 …", "not a progress file"),
    ("[" * 100_000, "not a progress file"),
    ("null", "not a progress file"),
    ('{"ticks": []}', "not a progress file"),
    # of another version
    ('{"format": "centre-guide-progress", "version": 2}', "later edition"),
    ('{"format": "centre-guide-progress", "version": "1", "ticks": [], "notes": []}', "which version"),
    # of the right form and wrong within
    ('{"format": "centre-guide-progress", "version": 1, "ticks": {}, "notes": []}', "no list of ticks"),
    ('{"format": "centre-guide-progress", "version": 1, "ticks": [7], "notes": []}', "tick number 1 is not an entry"),
    ('{"format": "centre-guide-progress", "version": 1, "ticks": [], "notes": [], "x": 1}', "something unknown, “x”"),
    ('{"format": "centre-guide-progress", "version": 1, "ticks": [], "notes": [], "__proto__": {}}', "something unknown"),
    (written("__proto__"), "no id of a part"),
    (written("<img src=x onerror=alert(1)>#a"), "no id of a part"),
    (written("8580-500/2.1#a", "8580-500/2.1#a"), "a tick twice"),
    (written(**{"8580-500_2.1": "x" * 2001}), "no proper “text”"),
    (written(*(f"a#{n}" for n in range(5001))), "more than 5000"),
    (" " * 1_000_001, "larger than any"),
]


def test_wrong_or_hostile_file_changes_nothing(progress: Page) -> None:
    """A file that is not one of ours gets a clear sentence; nothing is lost and the page stays alive."""
    before, offenders = stored(progress), []
    for text, sentence in WRONG_FILES:
        progress.evaluate("document.querySelector('[data-said]').textContent = ''")
        load_text(progress, text)
        wait_until(progress, "document.querySelector('[data-said]').textContent")
        said = progress.locator("[data-said]").inner_text()
        if sentence not in said or "Nothing has changed." not in said or stored(progress) != before:
            offenders.append(f"{text[:60]}: {said}")

    assert offenders == []


def test_text_in_a_file_is_shown_as_text(progress: Page) -> None:
    """Markup in a note or in the words of a tick is shown, not run."""
    load_text(progress, json.dumps({
        "format": KEY, "version": 1, "notes": [{"id": "8580-500/1.1", "text": "<b>bold</b>"}],
        "ticks": [{"id": "8580-500/1.1#gone", "text": "<img src=x onerror=\"document.title='run'\">"}],
    }))  # fmt: skip
    progress.get_by_role("button", name="Add").click()

    expect(progress.locator("[data-gone]")).to_contain_text("<img src=x")
    assert progress.locator("[data-note='8580-500/1.1']").input_value() == "<b>bold</b>"
    assert progress.title() != "run"


# A new edition


def test_reworded_and_withdrawn_parts_are_shown_and_kept(page: Page, site_url: str) -> None:
    """After a new edition, a part in other words, one that ended and one nobody knows are shown with what was ticked."""
    page.goto(site_url)
    ticks = [{"id": f"8580-500/2.1#{part}", "text": text} for part, text in
             (("knowledge", "Knowledge was explored"), ("skills", "The skills of an effective coach or mentor are explored"),
              ("old", "An older part"))] + [{"id": "QX99-1/1.1#x", "text": "Of another guide"}]  # fmt: skip
    notes = [{"id": CRITERION, "text": "p. 6", "wording": "Explore the knowledge"}]
    kept = json.dumps({"format": KEY, "version": 1, "ticks": ticks, "notes": notes})
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", kept)
    part = {"id": "old", "text": "An older part", "date": "2026-12-01", "reason": "Taken out.", "address": "8580-500/2.1/"}
    ended = f'"former_parts":{json.dumps([part])}'

    def publish(route: Any) -> None:
        body = route.fetch().text()
        before, criterion, after = body.partition('"id":"8580-500/2.1"')
        place = before.rindex('"former_parts":[]')
        route.fulfill(body=before[:place] + ended + before[place + len('"former_parts":[]') :] + criterion + after)

    page.route("**/criteria.js", publish)
    open_progress(page, site_url)

    reworded, gone = page.locator("[data-reworded]"), page.locator("[data-gone]")
    expect(reworded).to_contain_text("You ticked: Knowledge was explored")
    expect(reworded).to_contain_text("It now says: The knowledge of an effective coach")
    expect(reworded).to_contain_text("The criterion was: Explore the knowledge")
    expect(reworded).not_to_contain_text("The skills of")
    expect(gone).to_contain_text("An older part")
    expect(gone).to_contain_text("Since 2026-12-01: Taken out.")
    expect(gone).to_contain_text("QX99-1/1.1#x")
    assert axe_faults(page) == []

    page.get_by_role("button", name=re.compile("^It still holds: 8580-500 AC 2.1")).click()
    page.get_by_role("button", name="The note still holds: 8580-500 AC 2.1").click()
    page.get_by_role("button", name="Remove QX99-1/1.1#x").click()
    expect(reworded).to_be_empty()
    assert {tick["id"] for tick in stored(page)["ticks"]} == {"8580-500/2.1#knowledge", "8580-500/2.1#skills", "8580-500/2.1#old"}


# Two tabs


@pytest.fixture
def tabs(page: Page, site_url: str) -> tuple[Page, Page]:
    """The same criterion open twice."""
    other = page.context.new_page()
    for one in (page, other):
        one.goto(f"{site_url}{CRITERION}/")
    return page, other


def test_two_tabs_stay_in_step(tabs: tuple[Page, Page]) -> None:
    """A tick, a note, an unticking and an erasure in one tab show in the other."""
    one, other = tabs
    one.locator(f"[data-tick='{PART}']").check()
    expect(other.locator(f"[data-tick='{PART}']")).to_be_checked()
    other.locator("[data-note]").fill("p. 2")
    other.keyboard.press("Tab")
    expect(one.locator("[data-note]")).to_have_value("p. 2")
    other.locator(f"[data-tick='{PART}']").uncheck()
    expect(one.locator(f"[data-tick='{PART}']")).not_to_be_checked()
    one.evaluate("centreGuideProgress.erase()")
    expect(other.locator("[data-note]")).to_have_value("")


def test_tab_that_had_not_seen_a_change_does_not_undo_it(tabs: tuple[Page, Page]) -> None:
    """A tab that writes from an older view of the storage loses no tick of the other tab."""
    one, other = tabs
    one.evaluate("centreGuideProgress.setTick('8580-500/2.1#knowledge', true, 'one')")
    other.evaluate("text => localStorage.setItem('centre-guide-progress', text)", written("8580-500/2.1#skills"))
    both = "['#knowledge', '#skills'].every((part) => localStorage.getItem('centre-guide-progress').includes(part))"
    wait_until(one, both)  # a tab sees what another has written a moment later

    assert {tick["id"] for tick in stored(one)["ticks"]} == {"8580-500/2.1#knowledge", "8580-500/2.1#skills"}


# Where nothing can be kept


@pytest.fixture
def context(browser: Browser) -> Any:
    """A browser profile of its own, to which a test adds a fault."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.mark.parametrize(("fault", "said"), [(BLOCKED, "keeps nothing for this site"), (FULL, "storage of this browser is full")])
@pytest.mark.parametrize("where", [f"{CRITERION}/", "progress/"])
def test_storage_blocked_or_full_is_said_and_nothing_typed_is_lost(
    context: BrowserContext, site_url: str, fault: str, said: str, where: str
) -> None:
    """The page says so, keeps everything while it is open, and hands it out as a file."""
    context.add_init_script(fault)
    page = context.new_page()
    page.goto(site_url + where)
    page.locator(f"[data-note='{CRITERION}']").fill("p. 7")
    page.keyboard.press("Tab")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text(said)
    page.evaluate("centreGuideProgress.setTick('8580-500/2.1#knowledge', true, 'x')")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Save to a file").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))

    assert (saved["notes"][0]["text"], saved["ticks"][0]["id"]) == ("p. 7", PART)
    assert note_of(page) == "p. 7"
    assert axe_faults(page) == []


@pytest.mark.parametrize(
    ("kept", "said"),
    [("not ours", "cannot be read"), ('{"format": "centre-guide-progress", "version": 9}', "later edition")],
)
def test_what_cannot_be_read_is_left_as_it_is(page: Page, site_url: str, kept: str, said: str) -> None:
    """Progress of a later edition, or damaged, is not overwritten; the reader is told, and may erase it."""
    page.goto(site_url)
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", kept)
    page.goto(f"{site_url}{CRITERION}/")
    page.locator(f"[data-tick='{PART}']").check()
    expect(page.get_by_role("alert")).to_contain_text(said)
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == kept

    page.evaluate("centreGuideProgress.erase()")
    page.locator("[data-tick='8580-500/2.1#skills']").check()
    assert [tick["id"] for tick in stored(page)["ticks"]] == ["8580-500/2.1#skills"]


# By keyboard, on paper, from disk, without scripts


def test_everything_by_keyboard_alone(page: Page, site_url: str) -> None:
    """A tick, a note, an erasure called off and one confirmed, without a mouse; the focus returns to the button."""
    open_progress(page, site_url)
    page.locator("[data-criterion='8580-500/1.1'] input[data-note]").focus()
    page.keyboard.type("p. 1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the parts
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("region", name="8580-500: what is left")).to_contain_text("1 of 47")
    erase = page.get_by_role("button", name="Erase everything")
    erase.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Keep it")).to_be_focused()
    assert axe_faults(page) == []
    page.keyboard.press("Escape")
    expect(erase.first).to_be_focused()
    assert stored(page)["ticks"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said]")).to_contain_text("Erased")
    expect(erase.first).to_be_focused()

    assert kept_keys(page) == []


def test_progress_prints_every_part_and_note(progress: Page) -> None:
    """On paper every part stands under its criterion, the buttons do not, and the page folds up again."""
    progress.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    progress.emulate_media(media="print")
    assert progress.locator("ul.parts").last.is_visible()
    assert not progress.get_by_role("button", name="Save to a file").is_visible()
    progress.emulate_media(media="screen")
    progress.evaluate("window.dispatchEvent(new Event('afterprint'))")

    assert not progress.locator("ul.parts").last.is_visible()


def test_progress_works_from_disk(page: Page, offline_site: Path) -> None:
    """Opened from disk, the page is made and keeps what is ticked; its links lead to files."""
    page.goto((offline_site / "progress" / "index.html").as_uri())
    page.locator("[data-ready]").wait_for()
    page.locator("[data-criterion='8580-500/1.1'] summary").click()
    page.locator("[data-tick='8580-500/1.1#similarities']").check()
    page.reload()
    page.get_by_role("region", name="8580-500: what is left").get_by_role("link").nth(1).click()

    assert page.locator("h1").inner_text().startswith("8580-500 AC 1.1")


@pytest.mark.parametrize("address", ["progress/", "feedback/"])
def test_pages_say_what_to_do_without_scripts(browser: Browser, site_url: str, address: str) -> None:
    """Without JavaScript neither page shows a dead form: it leads to the units and the checklists."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + address)
    main = page.locator("article")
    seen = main.get_by_role("link", name=re.compile("8580-501")).first.is_visible()
    dead = main.get_by_role("button").count() + main.get_by_role("textbox").count()
    context.close()

    assert (seen, dead) == (True, 0)
