"""The preview in a browser: the page shows itself again after a save, and a fault is told on the page that stays."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, Project

PATIENCE = 60_000
LOGO_SHOWN = "document.querySelector('.md-logo img').src"


@contextmanager
def previewed(folder: Path, *options: str) -> Iterator[str]:
    """A running preview that was started in a folder: its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    command = [sys.executable, "-m", "macros", "serve", "--port", str(port), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout
    while "on show" not in running.stdout.readline():
        assert running.poll() is None
    yield f"http://127.0.0.1:{port}/"
    running.terminate()
    running.wait(timeout=20)


@pytest.fixture
def preview(tiny: Project) -> Iterator[tuple[Project, str]]:
    """A running preview of the miniature project, and its address."""
    with previewed(tiny.root) as address:
        yield tiny, address


def test_page_follows_the_files(page: Page, preview: tuple[Project, str]) -> None:
    """A save shows without a reload by hand; a fault is shown over the last good page, and goes when it is mended.

    What a change of the data breaks in a page written by hand is told as well.
    """
    project, address = preview
    page.goto(f"{address}QX12-A1/1.1/")
    heading = page.locator("h1")
    data = project.root / "data" / "criteria" / "QX12-A1.yml"
    good = data.read_text(encoding="utf-8").replace("topic: ", "topic: Seen at once ", 1)
    data.write_text(good, encoding="utf-8")
    expect(heading).to_contain_text("Seen at once", timeout=PATIENCE)

    data.write_text(good.replace("topic: Seen at once", "topic:\n  - Seen at once"), encoding="utf-8")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("data/criteria/QX12-A1.yml", timeout=PATIENCE)
    expect(heading).to_contain_text("Seen at once")
    page.reload()
    expect(alert).to_contain_text("data/criteria/QX12-A1.yml", timeout=PATIENCE)
    expect(heading).to_contain_text("Seen at once")

    Path(data).write_text(good, encoding="utf-8")
    expect(alert).to_have_count(0, timeout=PATIENCE)
    expect(heading).to_contain_text("Seen at once")

    manual = (project.root / "data/sources/board-manual.yml").read_text(encoding="utf-8")
    project.write("data/sources/other.yml", manual.replace("id: board-manual", "id: other"))
    project.edit("docs/about.md", "{{ sources() }}", '{{ sources() }}\n\n{{ link("source:other", "the other") }}')
    page.goto(f"{address}about/")
    expect(page.get_by_role("link", name="the other")).to_be_visible(timeout=PATIENCE)
    (project.root / "data/sources/other.yml").unlink()
    expect(alert).to_contain_text("docs/about.md", timeout=PATIENCE)


def test_copy_of_a_centre_follows_its_file(page: Page, tiny: Project) -> None:
    """A centre sees its copy while it edits: a note, a new logo, and a fault of its file over the last good page."""
    tiny.write("college/centre.yml", PLAIN)
    tiny.write("college/harbour.svg", LOGO)
    with previewed(tiny.root / "college", "--centre", ".") as address:
        page.goto(f"{address}QX12-A1/1.2/")
        expect(page.locator(".house-note")).to_contain_text("Bring your own can.")
        tiny.edit("college/centre.yml", "Bring your own can.", "Bring two cans.")
        expect(page.locator(".house-note")).to_contain_text("Bring two cans.", timeout=PATIENCE)

        tiny.write("college/harbour.svg", LOGO.replace("#204060", "#602040"))
        page.wait_for_function(f"async () => (await (await fetch({LOGO_SHOWN})).text()).includes('#602040')", timeout=PATIENCE)

        tiny.edit("college/centre.yml", "answer_within: five", "answer_wihin: five")
        expect(page.get_by_role("alert")).to_contain_text("centre.yml", timeout=PATIENCE)
        expect(page.get_by_role("alert")).to_contain_text("answer_within", timeout=PATIENCE)
        expect(page.locator(".house-note")).to_contain_text("Bring two cans.")
