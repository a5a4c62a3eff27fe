"""Programs that open the downloads as a reader's would: LibreOffice, and the PDF tools of poppler."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.tools import find_office, find_pdf_tools

Convert = Callable[[Iterable[Path], str, Path], None]
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""LibreOffice's CSV: comma, double quotes, UTF-8, values as shown, a file `<name>-<sheet>.csv` for each sheet."""


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice turns files into `pdf`, `docx`, … or EVERY_SHEET, all in one start of the program.

    `convert(paths, target, folder)` writes into `folder`. Settings of its own keep it apart from a LibreOffice that is running.
    """
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not here")
    profile = tmp_path_factory.mktemp("office").as_uri()

    def run(paths: Iterable[Path], target: str, folder: Path) -> None:
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", target, "--outdir", str(folder)]
        done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, timeout=180, check=False)
        assert done.returncode == 0, done.stderr

    return run


@pytest.fixture(scope="session")
def pdf_info() -> Callable[..., str]:
    """What pdfinfo says about a PDF; options such as -struct-text go after the path."""
    program = find_pdf_tools()
    if program is None:
        pytest.skip("pdfinfo is not here")

    def run(path: Path, *options: str) -> str:
        return subprocess.run([program, *options, str(path)], capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture(scope="session")
def pdf_text() -> Callable[[Path], list[str]]:
    """The text of each page of a PDF."""
    if find_pdf_tools() is None:
        pytest.skip("pdftotext is not here")

    def run(path: Path) -> list[str]:
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
        return done.stdout.split("\f")

    return run
