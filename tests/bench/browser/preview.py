"""`centre-guide serve`: the time from saving a data file to the changed page in the browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from macros.guide import load_guide
from tests.bench.builders import EDITED, edit_data
from tests.bench.catalogue import ROOT

EDITS = 3


@dataclass(frozen=True)
class Latency:
    """Seconds from saving to seeing."""

    size: str
    seconds: float
    each: list[float]
    fault: str = ""


def measure_preview(browser: Browser, project: Path, size: str, limit: float) -> Latency:
    """Preview a project, edit one criterion several times, and wait for each edit in the browser."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    unit = next(iter(load_guide(project).catalogue.units))
    root = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [sys.executable, "-m", "macros", "serve", "--port", str(port)],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return Latency(size, *_edit(browser, project, unit, root, limit))
    except (BrowserError, TimeoutError) as error:
        return Latency(size, 0, [], str(error).splitlines()[0])
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _edit(browser: Browser, project: Path, unit: str, root: str, limit: float) -> tuple[float, list[float]]:
    page = browser.new_page()
    criterion = next(iter(load_guide(project).catalogue.units[unit].criteria))
    _wait_for(root, limit)
    page.goto(f"{root}{criterion.id}/", timeout=limit * 1000)
    each = []
    for turn in range(EDITS):
        page.wait_for_timeout(1000)  # the page asks to be told of changes only after it is loaded
        edit_data(project / "data" / "criteria" / f"{unit}.yml", EDITED, f"Preview{turn}")
        start = time.monotonic()
        page.wait_for_function(f"document.body && document.body.textContent.includes('Preview{turn} ')", timeout=limit * 1000)
        each.append(round(time.monotonic() - start, 2))
        page.wait_for_load_state("load")
    page.close()
    return round(median(each), 2), each


def _wait_for(root: str, limit: float) -> None:
    """Wait until the preview answers."""
    host, port = root.removeprefix("http://").rstrip("/").split(":")
    until = time.monotonic() + limit
    while time.monotonic() < until:
        try:
            socket.create_connection((host, int(port)), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"the preview did not answer within {limit:.0f} s")
