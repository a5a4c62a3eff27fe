"""The checker of drafts without its page: its scripts in a blank page of a real browser, asked directly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from macros.criteria_data import list_criteria
from macros.guide import Guide
from macros.libraries import LIBRARIES
from macros.script import to_global
from tests.conftest import ROOT

FORM = ROOT / "overrides" / "fragments" / "macros" / "draft_check.html"
SCRIPTS = ROOT / "overrides" / "assets" / "javascripts" / "draft"
PARTS = re.findall(r'"([a-z-]+)"', FORM.read_text(encoding="utf-8").partition("set parts = [")[2].partition("]")[0])

CHECK = """async ({blocks, unit, text, timed}) => {
  const draft = centreGuideDraft, file = document.querySelector('input').files[0];
  const breathe = draft.createBreather();
  const started = performance.now();
  try {
    blocks ||= text !== null ? await draft.readText(text, false, breathe) : await draft.readFile(file, breathe);
    const read = performance.now();
    const name = text === null && file ? file.name : '';
    const result = await draft.runInSlices(draft.judge({blocks, name}, centreGuideCriteria, unit), breathe);
    return {...result, blocks: timed ? [] : blocks, read: read - started, all: performance.now() - started};
  } catch (error) {
    return {refused: error.reason || String(error.stack)};
  }
}"""


class Checker:
    """Asks the scripts for a verdict."""

    def __init__(self, browser: Browser, guide: Guide) -> None:
        self.page: Page = browser.new_page()
        self.page.set_content("<input type=file>")
        for library in LIBRARIES:
            self.page.add_script_tag(path=ROOT / "node_modules" / library.package_path)
        self.page.add_script_tag(content=to_global("centreGuideCriteria", list_criteria(guide.site)))
        for part in PARTS:
            self.page.add_script_tag(path=SCRIPTS / f"{part}.js")

    def check_file(self, path: Path, unit: str = "", *, timed: bool = False) -> dict[str, Any]:
        """Return what is found in a file, or why it is refused."""
        self.page.set_input_files("input", path)
        return self._ask(unit=unit, timed=timed)

    def check_text(self, text: str, unit: str = "") -> dict[str, Any]:
        """Return what is found in pasted text."""
        return self._ask(text=text, unit=unit)

    def check_blocks(self, blocks: list[dict[str, Any]], unit: str = "") -> dict[str, Any]:
        """Return what is found in blocks."""
        return self._ask(blocks=blocks, unit=unit)

    def _ask(self, **given: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(CHECK, {"blocks": None, "unit": "", "text": None, "timed": False, **given})
        return found


def statuses(found: dict[str, Any]) -> dict[str, str]:
    """Return the verdict on each criterion, by its number."""
    assert "refused" not in found, found["refused"]
    return {verdict["id"].split("/")[1]: verdict["status"] for verdict in found["criteria"]}
