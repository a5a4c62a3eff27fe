"""The preview in a browser: the page shows itself again after a save, and a fault is told on the page that stays."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, Project

PATIENCE = 60_000


@pytest.fixture
def preview(tiny: Project) -> Iterator[tuple[Project, str]]:
    """A running preview of the miniature project, and its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    command = [sys.executable, "-m", "macros", "serve", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=tiny.root, env=environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout
    while "on show" not in running.stdout.readline():
        assert running.poll() is None
    yield tiny, f"http://127.0.0.1:{port}/"
    running.terminate()
    running.wait(timeout=20)


def test_page_follows_the_files(page: Page, preview: tuple[Project, str]) -> None:
    """A save shows without a reload by hand; a fault is shown over the last good page, and goes when it is mended."""
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
