"""Real programs open what the site hands out: LibreOffice reads every Word, Excel and CSV file, pdfinfo every PDF."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import zxingcpp

from macros.export.make import list_downloads
from macros.guide import Guide
from tests.export.conftest import EVERY_SHEET, Convert

SITE = "https://guide.example.org/lamps/"
NUMBERS = ["1.1", "1.1", "1.2", "1.10", "11.1"]


@pytest.fixture(scope="module")
def downloads(tiny_guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every download of the miniature guide, in a folder."""
    folder = tmp_path_factory.mktemp("downloads")
    for download in list_downloads(tiny_guide, SITE):
        (folder / Path(download.address).name).write_bytes(download.make())
    return folder


@pytest.fixture(scope="module")
def printed(downloads: Path, convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every Word file as the PDF that LibreOffice makes of it, in a folder."""
    folder = tmp_path_factory.mktemp("printed")
    convert(sorted(downloads.glob("*.docx")), "pdf", folder)
    return folder


@pytest.fixture(scope="module")
def sheets(downloads: Path, convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sheet of every Excel and CSV file as LibreOffice shows its cells, in a folder."""
    folder = tmp_path_factory.mktemp("sheets")
    convert(sorted([*downloads.glob("*.xlsx"), *downloads.glob("*.csv")]), EVERY_SHEET, folder)
    return folder


def _words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_every_word_file_opens(downloads: Path, printed: Path) -> None:
    """LibreOffice opens each Word file and finds pages with text in it."""
    empty = [path.name for path in downloads.glob("*.docx") if len(_words(printed / f"{path.stem}.pdf")) < 100]

    assert empty == []


def test_word_checklist_is_whole(printed: Path, tiny_guide: Guide) -> None:
    """Opened in a word processor, the checklist has each criterion's reference, wording and parts."""
    words = _words(printed / "QX12-A1-checklist.pdf")
    criteria = tiny_guide.catalogue.units["QX12-A1"].criteria
    texts = [text for c in criteria for text in (c.label, c.wording, *(part.text for part in c.parts))]

    assert [text for text in texts if text not in words] == []


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_references_stay_text_in_a_spreadsheet(kind: str, sheets: Path) -> None:
    """Opened in a spreadsheet, 1.10 is still 1.10 and a reference still names its unit."""
    sheet = "QX12-A1" if kind == "xlsx" else "QX12-A1-checklist"
    rows = _rows(sheets / f"QX12-A1-checklist-{sheet}.csv")

    assert [row[0] for row in rows[1:]] == [f"QX12-A1 AC {number}" for number in NUMBERS]


def test_matrix_columns_stay_text_in_a_spreadsheet(sheets: Path) -> None:
    """The heads of the matrix are the numbers of the criteria as printed."""
    assert _rows(sheets / "evidence-matrix-QX12-A1.csv")[0][1:5] == ["1.1", "1.2", "1.10", "11.1"]


def test_pdfs_are_tagged_and_titled(downloads: Path, pdf_info: Callable[..., str]) -> None:
    """pdfinfo finds each PDF tagged, made for A4, and with a title and an author of its own."""
    said = {path.name: " ".join(pdf_info(path).split()) for path in sorted(downloads.glob("*.pdf"))}
    wanted = ("Title: ", "Author: Centre Guide", "Tagged: yes", "JavaScript: no", "Encrypted: no", "(A4)")

    assert [(name, text) for name, about in said.items() for text in wanted if text not in about] == []
    assert len({about.split("Author:")[0] for about in said.values()}) == len(said)


def test_headings_and_tables_are_in_the_structure(downloads: Path, pdf_info: Callable[..., str]) -> None:
    """The structure a screen reader is given has the title, a heading for each criterion, and tables with header cells."""
    structure = pdf_info(downloads / "QX12-A1-checklist.pdf", "-struct-text")
    headings = re.findall(r'^  H1 "QX12-A1 AC (\S+) ', structure, re.MULTILINE)

    assert headings == ["1.1", "1.2", "1.10", "11.1"]
    assert structure.count("    THead") == 4 and structure.count("/Scope /Column") == 3 * 4


def test_codes_lead_to_the_criteria(downloads: Path, tmp_path: Path, pdf_info: Callable[..., str]) -> None:
    """Read from the printed page, each criterion's code gives the address of its page, which stands there in letters too."""
    printed = downloads / "QX12-A1-checklist.pdf"
    subprocess.run(["pdftoppm", "-gray", "-r", "150", str(printed), str(tmp_path / "page")], capture_output=True, check=True)
    read = [code.text for page in sorted(tmp_path.glob("page-*.pgm")) for code in zxingcpp.read_barcodes(_read_picture(page))]
    wanted = [f"{SITE}QX12-A1/{number}/" for number in ("1.1", "1.2", "1.10", "11.1")]

    assert sorted(read) == sorted(wanted)
    assert [address for address in wanted if address not in _words(printed)] == []
    assert pdf_info(printed, "-struct").count("Figure") == len(wanted)


def test_no_code_without_an_address(tiny_guide: Guide, tmp_path: Path, pdf_info: Callable[..., str]) -> None:
    """A site that does not know where it stands prints no code that leads nowhere."""
    [made] = [download.make() for download in list_downloads(tiny_guide) if download.address.endswith("A1-checklist.pdf")]
    (tmp_path / "plain.pdf").write_bytes(made)

    assert "Figure" not in pdf_info(tmp_path / "plain.pdf", "-struct")


def _read_picture(path: Path) -> memoryview:
    """Return a picture in shades of grey as rows of bytes."""
    kind, width, height, _, pixels = path.read_bytes().split(maxsplit=4)
    assert kind == b"P5"
    return memoryview(pixels).cast("B", (int(height), int(width)))
