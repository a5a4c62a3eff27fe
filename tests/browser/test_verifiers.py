"""A verifier filters all criteria, chooses some, takes their links and says what is missing; nothing leaves the browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.catalogue import Catalogue
from macros.citation import cite
from tests.browser.conftest import READ_RICH, wait_until
from tests.browser.test_access import axe_faults, open_page

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
STATUS = "[data-feedback-status]"


def rows(page: Page) -> list[str]:
    """The criteria that the table shows."""
    return page.locator("tr[data-criterion]:visible").evaluate_all("rows => rows.map(row => row.dataset.criterion)")


def chosen(page: Page) -> list[str]:
    """The labels in the bundle, in order."""
    return page.locator("[data-feedback-bundle] a").all_inner_texts()


def choose(page: Page, *labels: str) -> None:
    """Tick criteria in the table."""
    for label in labels:
        page.get_by_role("checkbox", name=f"Choose {label}", exact=True).check()


def copied(page: Page) -> str:
    """The text on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def press(page: Page, group: str, name: str) -> None:
    """Press a button of a group and wait until it has said so."""
    button = page.get_by_role("group", name=group).get_by_role("button", name=name, exact=True)
    button.click()
    expect(page.get_by_role("status").filter(has_text=f"copied as {name}")).to_be_attached()


# What is chosen in a list, the query it makes, the criteria that then show, and what is said.
FILTERS = [
    ("Unit", "8580-503 Reviewing your own ability", "unit=8580-503", 9, "Hidden: 22 by unit."),
    ("Learning outcome", "8580-500-4", "outcome=8580-500-4", 2, "Hidden: 29 by outcome."),
    ("Command verb", "critically review", "verb=critically-review", 4, "Hidden: 27 by verb."),
    ("Evidence", "coaching-log", "evidence=coaching-log", None, "by evidence."),
]


@pytest.mark.parametrize(("label", "value", "query", "count", "said"), FILTERS)
def test_each_filter(page: Page, site_url: str, label: str, value: str, query: str, count: int | None, said: str) -> None:
    """A filter shows what fits, says how many it hides, and stands in the address, which shows the same again."""
    page.goto(f"{site_url}verifiers/")
    page.get_by_label(label, exact=True).select_option(value)
    expect(page.locator(STATUS)).to_contain_text(said)
    found = rows(page)

    assert 0 < len(found) < 31 and count in (None, len(found))
    assert page.url == f"{site_url}verifiers/?{query}"
    page.goto("about:blank")
    page.goto(f"{site_url}verifiers/?{query}")
    expect(page.locator(STATUS)).to_contain_text(f"{len(found)} of 31 shown. ")
    assert rows(page) == found


def test_two_verbs(page: Page, site_url: str, catalogue: Catalogue) -> None:
    """The eight criteria with two verbs, and no other."""
    page.goto(f"{site_url}verifiers/")
    page.get_by_label("Two or more verbs").check()

    assert rows(page) == [criterion.id for criterion in catalogue.criteria.values() if len(criterion.verbs) > 1]
    expect(page.locator(STATUS)).to_have_text("8 of 31 shown. Hidden: 23 by number of verbs.")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("supervision rationale", ["8580-500/3.4"]),
        ("SUPERVIS rational", ["8580-500/3.4"]),
        ("500-2.1", ["8580-500/2.1"]),
        ("twelve months", ["8580-503/3.3"]),
        ("xyzzy", []),
    ],
)
def test_words(page: Page, site_url: str, typed: str, found: list[str]) -> None:
    """Words may be begun and stand in any order; a number is meant exactly."""
    page.goto(f"{site_url}verifiers/")
    page.get_by_label("Words in it").fill(typed)

    assert rows(page) == found
    expect(page.locator(STATUS)).to_have_text(f"{len(found) or 'None'} of 31 shown. Hidden: {31 - len(found)} by words.")


def test_filters_add_up_and_can_be_dropped(page: Page, site_url: str) -> None:
    """What is hidden is put down to one filter each, the sum is right, and each can be dropped alone by keyboard."""
    page.goto(f"{site_url}verifiers/?unit=8580-500&verb=analyse&double=yes")
    expect(page.locator(STATUS)).to_have_text("None of 31 shown. Hidden: 19 by unit, 9 by verb, 3 by number of verbs.")
    drop = page.get_by_role("button", name="Drop “two or more verbs” (3 more)")
    drop.focus()
    page.keyboard.press("Enter")

    expect(page.locator(STATUS)).to_have_text("3 of 31 shown. Hidden: 19 by unit, 9 by verb.")
    expect(page.get_by_label("Two or more verbs")).to_be_focused()
    page.get_by_role("button", name="Drop all filters (28 more)").click()
    expect(page.locator(STATUS)).to_have_text("All 31 criteria are shown.")
    assert page.url == f"{site_url}verifiers/"


def test_back_and_forward(page: Page, site_url: str) -> None:
    """Back undoes the last filter, forward does it again; what was chosen meanwhile stays chosen."""
    page.goto(f"{site_url}verifiers/")
    page.get_by_label("Unit", exact=True).select_option("8580-501")
    page.get_by_label("Command verb").select_option("agree")
    choose(page, "8580-501 AC 1.1")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("10 of 31 shown. Hidden: 21 by unit.")
    assert chosen(page) == ["ILM 8580-501 AC 1.1"]
    page.go_forward()
    expect(page.locator(STATUS)).to_contain_text("2 of 31 shown.")

    assert page.url == f"{site_url}verifiers/?unit=8580-501&verb=agree&chosen=501-1.1"


def test_a_value_that_no_list_has_is_no_filter(page: Page, site_url: str) -> None:
    """A stale or damaged address shows everything rather than nothing."""
    page.goto(f"{site_url}verifiers/?unit=8580-999&verb=%00&double=maybe&chosen=500-2.1,xyzzy")

    expect(page.locator(STATUS)).to_have_text("All 31 criteria are shown.")
    assert chosen(page) == ["ILM 8580-500 AC 2.1"]


def test_typed_words_are_sent_nowhere(page: Page, site_url: str) -> None:
    """Words stay behind the hash: no request has them, after a reload neither, and the reload still shows the same."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}".partition("#")[0]))
    page.goto(f"{site_url}verifiers/")
    page.get_by_label("Words in it").fill("supervision rationale")
    wait_until(page, "location.hash.startsWith('#words=')")
    page.reload()
    expect(page.locator(STATUS)).to_contain_text("1 of 31 shown.")
    page.locator("tr[data-criterion]:visible a").click()

    assert [line for line in asked if "supervision" in line] == []
    assert all(line.startswith(site_url) for line in asked)


def test_a_step_to_a_heading_keeps_the_words(page: Page, site_url: str) -> None:
    """Following the list of headings does not undo the filter."""
    page.goto(f"{site_url}verifiers/#words=supervision")
    expect(page.locator(STATUS)).to_contain_text("of 31 shown.")
    page.evaluate("location.hash = '#how-to-cite'")
    page.wait_for_timeout(50)

    expect(page.get_by_label("Words in it")).to_have_value("supervision")


def test_choose_all_shown_and_none(page: Page, site_url: str) -> None:
    """What the filter shows is chosen at once, in order, after what was chosen before; and all is undone at once."""
    page.goto(f"{site_url}verifiers/")
    choose(page, "8580-503 AC 3.3")
    page.get_by_label("Learning outcome").select_option("8580-500-4")
    page.get_by_role("button", name="Choose all shown").click()
    assert chosen(page) == ["ILM 8580-503 AC 3.3", "ILM 8580-500 AC 4.1", "ILM 8580-500 AC 4.2"]
    expect(page.get_by_role("status").filter(has_text="3 criteria chosen")).to_be_attached()
    page.get_by_role("button", name="Choose none").click()

    assert chosen(page) == []
    expect(page.locator("[data-feedback-links]")).to_be_hidden()


def test_bundle_in_every_form(reader: Page, site_url: str, catalogue: Catalogue) -> None:
    """Plain, Markdown, CSV and rich text name the same criteria, with label, link and edition."""
    reader.goto(f"{site_url}verifiers/?chosen=500-2.1,501-3.3")
    cited = [(cite(catalogue, catalogue.criteria[name]), f"{site_url}{name}/") for name in ("8580-500/2.1", "8580-501/3.3")]

    press(reader, "Copy the links", "Plain text")
    assert copied(reader) == "\n".join(f"{citation} {address}" for citation, address in cited)
    press(reader, "Copy the links", "Markdown")
    assert copied(reader) == "\n".join(f"- [{citation.label}]({address}){citation.rest}" for citation, address in cited)
    press(reader, "Copy the links", "One address")
    assert copied(reader) == f"{site_url}go/?ac=500-2.1,501-3.3"
    press(reader, "Copy the links", "Rich text")
    rich, plain = reader.evaluate(READ_RICH)
    for citation, address in cited:
        assert f'<a href="{address}">{citation.label}</a>{citation.rest}' in rich
        assert f"{citation} {address}" in plain


def test_csv_to_copy_and_as_a_file(reader: Page, site_url: str, catalogue: Catalogue) -> None:
    """A spreadsheet gets one row for each criterion: references stay text, commas and quotes stay in their cell."""
    reader.goto(f"{site_url}verifiers/?chosen=500-2.1,501-3.3")
    press(reader, "Copy the links", "CSV")
    with reader.expect_download() as download:
        reader.get_by_role("button", name="Save as a CSV file").click()
    saved = Path(download.value.path()).read_bytes().decode("utf-8-sig")

    found = list(csv.reader(io.StringIO(saved, newline="")))
    criteria = [catalogue.criteria[name] for name in ("8580-500/2.1", "8580-501/3.3")]
    edition = catalogue.edition.id  # type: ignore[union-attr]
    assert found[0] == ["Reference", "Topic", "Wording", "Link", "Guidance edition"]
    assert found[1:] == [[c.label, c.topic, c.wording, f"{site_url}{c.id}/", edition] for c in criteria]
    assert copied(reader).replace("\r\n", "\n") == saved.replace("\r\n", "\n")


def test_gap_phrases(reader: Page, site_url: str, catalogue: Catalogue) -> None:
    """Tick the parts that are missing: the feedback has label, edition, link and their phrases, and no others."""
    criterion = catalogue.criteria["8580-500/2.1"]
    skills, behaviour = (part for part in criterion.parts if part.id in ("skills", "behaviour"))
    reader.goto(f"{site_url}verifiers/?chosen=500-2.1,501-3.3")
    expect(reader.locator("[data-feedback-feedback]")).to_be_hidden()
    for part in (skills, behaviour):
        reader.get_by_role("checkbox", name=part.text).check()
    expect(reader.get_by_role("status").filter(has_text="2 phrases in your feedback")).to_be_attached()
    head, address = cite(catalogue, criterion), f"{site_url}{criterion.id}/"

    press(reader, "Copy the feedback", "Plain text")
    assert copied(reader) == f"{head} {address}\n- {skills.gap}\n- {behaviour.gap}"
    press(reader, "Copy the feedback", "Markdown")
    assert copied(reader) == f"[{head.label}]({address}){head.rest}\n\n- {skills.gap}\n- {behaviour.gap}"
    press(reader, "Copy the feedback", "Rich text")
    assert f'<p><a href="{address}">{head.label}</a>{head.rest}</p><ul><li>{skills.gap}</li>' in reader.evaluate(READ_RICH)[0]
    reader.reload()
    expect(reader.get_by_role("checkbox", name=skills.text)).to_be_checked()


def test_every_part_can_be_named_missing(page: Page, site_url: str, catalogue: Catalogue) -> None:
    """With every criterion chosen, each of the 118 parts has its box, and all boxes give all phrases."""
    page.goto(f"{site_url}verifiers/")
    page.get_by_role("button", name="Choose all shown").click()
    page.locator("[data-feedback-parts] input").evaluate_all("boxes => boxes.forEach((box) => box.click())")
    phrases = page.locator("[data-feedback-text] li").all_inner_texts()

    assert phrases == [part.gap for criterion in catalogue.criteria.values() for part in criterion.parts]


def test_blocked_clipboard_shows_the_text(blocked: Page, site_url: str) -> None:
    """Where nothing may be copied, a field with the whole bundle is focused and selected, and that is said."""
    blocked.goto(f"{site_url}verifiers/?chosen=500-2.1,501-3.3")
    blocked.get_by_role("group", name="Copy the links").get_by_role("button", name="Rich text").click()
    field = blocked.locator(".feedback textarea")

    expect(field).to_be_focused()
    assert field.input_value().count("guidance edition") == 2
    expect(blocked.get_by_role("status").filter(has_text="copy it by hand")).to_be_attached()


def test_by_keyboard_alone(page: Page, site_url: str) -> None:
    """Space chooses, the bar at the lower edge leads to the links, and what has the focus is never under the bar."""
    page.goto(f"{site_url}verifiers/")
    page.get_by_role("checkbox", name="Choose 8580-500 AC 1.1").focus()
    page.keyboard.press("Space")
    covered = []
    for _ in range(12):
        page.keyboard.press("Tab")
        covered.append(
            page.evaluate("""() => {
              const [own, bar] = [document.activeElement, document.querySelector('.feedback__bar')];
              const [one, other] = [own.getBoundingClientRect(), bar.getBoundingClientRect()];
              return !bar.contains(own) && one.bottom > other.top && one.top < other.bottom;
            }""")
        )
    page.get_by_role("button", name="To the links and phrases").focus()
    page.keyboard.press("Enter")

    assert not any(covered)
    expect(page.locator("#chosen")).to_be_focused()


def test_without_scripts_all_criteria_are_listed(browser: Browser, site_url: str, catalogue: Catalogue) -> None:
    """Without JavaScript: a complete table with links, nothing that does not work, and no word of it but what works instead."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}verifiers/")
    links = page.locator("tr[data-criterion] th a")

    assert links.evaluate_all("links => links.map(link => new URL(link.href).pathname)") == [f"/{c}/" for c in catalogue.criteria]
    assert page.locator(".feedback :is(button, input, select):visible").count() == 0
    said = page.locator(".feedback").inner_text()
    assert "This works without it" in said and "Filter the list" not in said
    context.close()


def test_from_disk(page: Page, offline_site: Path) -> None:
    """Opened from disk, filters stand in the address, links are files, and the one address opens."""
    page.goto((offline_site / "verifiers" / "index.html").as_uri())
    page.get_by_label("Command verb").select_option("agree")
    choose(page, "8580-501 AC 1.1")
    page.reload()
    expect(page.locator(STATUS)).to_contain_text("2 of 31 shown.")
    assert page.locator("[data-feedback-bundle] a").get_attribute("href") == (offline_site / "8580-501/1.1/index.html").as_uri()
    page.locator("[data-feedback-address]").click()

    expect(page.locator(".chosen__criterion .criterion__label")).to_have_text("8580-501 AC 1.1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_fault_in_any_state(browser: Browser, site_url: str, size: dict[str, int], scheme: str) -> None:
    """Filtered, chosen, phrased and with nothing shown, axe-core finds nothing, and nothing scrolls sideways."""
    page = open_page(browser, f"{site_url}verifiers/?unit=8580-500&verb=analyse&chosen=500-2.2,501-3.3", scheme, size)
    page.locator("[data-feedback-parts] input").first.check()
    faults = axe_faults(page)
    page.get_by_label("Words in it").fill("xyzzy")
    faults += axe_faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert (faults, wide) == ([], size["width"])


def test_whole_journey(reader: Page, subfolder_url: str, catalogue: Catalogue) -> None:
    """Filter, choose, take the bundle, paste it into an editor and open it: each link and the one address lead right."""
    reader.goto(f"{subfolder_url}verifiers/")
    reader.get_by_label("Command verb").select_option("critically-review")
    choose(reader, "8580-503 AC 2.1", "8580-500 AC 4.1")
    reader.get_by_label("Words in it").fill("feedback diary")
    reader.get_by_role("button", name="Drop verb").click()
    choose(reader, "8580-501 AC 3.1")
    press(reader, "Copy the links", "Rich text")
    reader.set_content('<div id="editor" contenteditable></div>')
    reader.locator("#editor").click()
    reader.keyboard.press("Control+V")
    pasted = reader.locator("#editor a").evaluate_all("links => links.map(link => [link.textContent, link.href])")
    ids = ["8580-503/2.1", "8580-500/4.1", "8580-501/3.1"]

    assert pasted == [[f"ILM {catalogue.criteria[name].label}", f"{subfolder_url}{name}/"] for name in ids]
    for name, (_, address) in zip(ids, pasted, strict=True):
        reader.goto(address)
        assert reader.locator("[data-wording]").text_content() == catalogue.criteria[name].wording
    reader.goto(f"{subfolder_url}go/?ac=503-2.1,500-4.1,501-3.1")
    labels = reader.locator(".chosen__criterion .criterion__label")
    expect(labels).to_have_text([catalogue.criteria[name].label for name in ids])
