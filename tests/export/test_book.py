"""The whole guide as one book: everything is in it, links arrive, and a screen reader is told its structure."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from macros.errors import DataError
from macros.export.book import make_book
from macros.export.book.blocks import Block, Book, Kind, heading, say
from macros.export.book.to_pdf import to_book_pdf
from macros.export.checklist import make_locate
from macros.export.make import list_downloads
from macros.guide import Guide
from macros.prose import Span, parse_prose, plain_text
from tests.conftest import Project

FOR_TOOLS = ("gap", "aliases")
"""Fields that tools read and readers do not."""
SITE = "https://guide.example.org/lamps/"


def make_pdf(guide: Guide, site_url: str = SITE) -> bytes:
    """Return the bytes of the book, as the site offers it."""
    [download] = [d for d in list_downloads(guide, site_url) if d.address.endswith("-guide.pdf")]
    return download.make()


def book_of(guide: Guide) -> Book:
    """Return the book of a guide to one qualification."""
    [qualification] = guide.catalogue.qualifications.values()
    return make_book(guide, qualification)


@pytest.fixture(scope="module")
def tiny_pdf(tiny_guide: Guide) -> pypdf.PdfReader:
    """The book of the miniature guide."""
    return pypdf.PdfReader(io.BytesIO(make_pdf(tiny_guide)))


@pytest.fixture(scope="module")
def real_pdf(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the real guide, as a file."""
    path = tmp_path_factory.mktemp("book") / "guide.pdf"
    path.write_bytes(make_pdf(guide))
    return path


@pytest.fixture(scope="module")
def real_pages(real_pdf: Path, pdf_text: Callable[[Path], list[str]]) -> list[str]:
    """The text of each page of the real book."""
    return pdf_text(real_pdf)


@pytest.fixture(scope="module")
def real_words(real_pages: list[str]) -> str:
    """Every word of the real book, without the head and foot of each page."""
    bare = (re.sub(r"^Guide to 8580[^\n]*|Guidance edition [^\n]*Page \d+ of \d+", "", page) for page in real_pages)
    return " ".join(" ".join(bare).split())


def words(spans: tuple[Span, ...]) -> str:
    return "".join(span.text or words(span.inner) for span in spans)


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from every_block(block.blocks)


def every_text(value: Any) -> Iterator[str]:
    """Yield what a reader reads of an entry: every text of more than a few letters, wherever it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from every_text(inner) if name not in FOR_TOOLS else ()
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from every_text(inner)
    elif isinstance(value, str) and len(value) > 30:
        yield " ".join(plain_text(value).split())


# What is in it


@pytest.mark.parametrize("kind", ["units", "verbs", "terms", "theories", "artefacts", "checklists", "sources", "examples"])
def test_every_text_of_the_data_is_in_the_book(kind: str, guide: Guide, real_words: str) -> None:
    """Nothing that a data file says about a unit, a verb, an example or anything else is left out of the book."""
    entries = getattr(guide.catalogue, kind).values()
    texts = [text for entry in entries for text in every_text(entry.model_dump(exclude={"short"}))]  # printed by its title
    squeezed = re.sub(r"\s", "", real_words)
    missing = [text for text in texts if re.sub(r"\s", "", text) not in squeezed]

    assert len(texts) > 10
    assert missing == []


def test_pages_written_by_hand_are_chapters(guide: Guide, real_words: str) -> None:
    """How the work is assessed opens the book; where it all comes from closes it."""
    chapters = [words(block.spans) for block in book_of(guide).blocks if block.level == 1]

    assert chapters[:2] == ["Before you coach: what to set up and log", "How it is assessed"]
    assert chapters[-2:] == ["Sources", "About this guide"]
    assert "One criterion below half refers the whole assignment, however high the total." in real_words


def test_no_markup_is_left(real_words: str) -> None:
    """No macro, attribute or Markdown sign is printed as such."""
    assert re.findall(r"\{\{|\}\}|\{:|\]\(|\*\*", real_words) == []


def test_retired_criterion_is_left_out(tiny_guide: Guide) -> None:
    """No one is sent to work on a criterion that no longer applies."""
    labels = {block.label for block in book_of(tiny_guide).blocks}

    assert "QX12-B7/1.1" in labels and "QX12-B7/2.1" not in labels


# How it is held together


def test_contents_and_bookmarks_lead_to_criteria(tiny_pdf: pypdf.PdfReader) -> None:
    """The outline lists chapters, and under a unit its criteria, 1.2 before 1.10 before 11.1."""
    outline = [[item.title for item in entry] if isinstance(entry, list) else entry.title for entry in tiny_pdf.outline]
    unit = next(place for place, entry in enumerate(outline) if str(entry).startswith("QX12-A1 "))
    criteria = [title.split(" ")[2] for title in outline[unit + 1] if title.startswith("QX12-A1 AC")]

    assert criteria == ["1.1", "1.2", "1.10", "11.1"]
    assert "Contents" in tiny_pdf.pages[1].extract_text()


def test_page_numbers_in_the_contents_are_right(real_pages: list[str]) -> None:
    """Whoever turns to the page the contents name finds the criterion there, at its head."""
    named = re.findall(r"(8580-\d+ AC [\d.]*\d) [^\n]*?[ .]{3,}\W*(\d+)\n", real_pages[1] + real_pages[2])
    wrong = [(label, page) for label, page in named if f"\n{label} " not in real_pages[int(page) - 1]]

    assert len(named) == 31
    assert wrong == []


def test_every_page_says_edition_and_number(tiny_pdf: pypdf.PdfReader) -> None:
    """A page torn out still says which edition it is from, and which page it is."""
    foots = [re.findall(r"Guidance edition 1 of [\d-]+ *Page (\d+) of (\d+)", page.extract_text()) for page in tiny_pdf.pages]

    assert foots[1:] == [[(str(number), str(len(foots)))] for number in range(2, len(foots) + 1)]


def test_links_lead_within_the_book(tiny_guide: Guide) -> None:
    """Links in prose lead to the place in the book; what the book does not hold is a link to the site, if that is known."""
    prose = parse_prose("[a](QX12-A1/1.1) [b](page:home)")
    book = replace(book_of(tiny_guide), blocks=(heading(1, "A", "QX12-A1/1.1"), Block(Kind.TEXT, prose)))
    links = _links(to_book_pdf(book, make_locate(tiny_guide.site, SITE)))
    unknown = _links(to_book_pdf(book, make_locate(tiny_guide.site, "")))

    assert links == ["place", SITE]
    assert unknown == ["place"]


def _links(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    notes = [note.get_object() for page in reader.pages[2:] for note in page.get("/Annots", ())]
    return [str(note["/A"]["/URI"]) if "/URI" in note.get("/A", {}) else "place" for note in notes]


# For a screen reader


def test_book_is_tagged(real_pdf: Path, pdf_info: Callable[..., str]) -> None:
    """pdfinfo finds the book tagged, titled, without scripts; every criterion is a heading, every item of a list a list item."""
    about = " ".join(pdf_info(real_pdf).split())
    structure = pdf_info(real_pdf, "-struct")
    headings = re.findall(r'^ *H2 "(8580-\d+ AC [\d.]*\d) ', structure, re.MULTILINE)

    assert "Title: Guide to ILM Level 5 Certificate in Coaching and Mentoring (8580)" in about
    assert "Tagged: yes" in about and "JavaScript: no" in about and "(A4)" in about
    assert len(headings) == len(set(headings)) == 31
    assert structure.count("LBody") > 500 and "TH " in structure


def test_book_claims_pdf_ua_and_british_english(tiny_pdf: pypdf.PdfReader) -> None:
    """The file says that it is PDF/UA-1, in British English, and shows its title."""
    root = tiny_pdf.root_object

    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert (root["/Lang"], bool(root["/ViewerPreferences"]["/DisplayDocTitle"])) == ("en-GB", True)


# What is refused or kept


def test_text_is_never_code(tiny_guide: Guide) -> None:
    """What typst would run stands in the book as it was written."""
    awkward = "#let x = 1 $x$ *a* _b_ @c <d> \\ // e [f] `g`"
    book = replace(book_of(tiny_guide), blocks=(heading(1, "A"), say(Kind.TEXT, awkward)))
    reader = pypdf.PdfReader(io.BytesIO(to_book_pdf(book, make_locate(tiny_guide.site, ""))))

    assert awkward in " ".join(reader.pages[-1].extract_text().split())


def test_same_guide_same_book(tiny_guide: Guide) -> None:
    """Nothing in the book depends on when it was made."""
    assert make_pdf(tiny_guide) == make_pdf(tiny_guide)


def test_macro_without_a_form_in_print_is_named(tiny: Project) -> None:
    """A page that joins the book and calls what cannot be printed stops the build, with the page and the macro named."""
    tiny.write("docs/note.md", "---\ntitle: Note\nbook: before\n---\n\n# Note\n\n{{ find_box() }}\n")

    with pytest.raises(DataError, match=r"docs/note.md.*book-prints: the book cannot show 'find_box'"):
        make_pdf(tiny.guide())


def test_table_and_lists_of_a_page_are_printed(tiny: Project) -> None:
    """Markdown of a page joins the book: lists, a table, emphasis, a link to another page."""
    page = "# Note\n\nSee [terms](terms.md).\n{: .lead }\n\n1. One\n2. **Two**\n\n| A | B |\n| --- | --- |\n| c | d |\n"
    tiny.write("docs/note.md", f"---\ntitle: Note\nbook: before\n---\n\n{page}")
    blocks = book_of(tiny.guide()).blocks[:4]

    assert [block.kind for block in blocks] == [Kind.HEADING, Kind.TEXT, Kind.NUMBERS, Kind.TABLE]
    assert blocks[1].spans[1].target == "page:terms"
    assert [words(item) for item in blocks[2].items] == ["One", "Two"]
    assert [[words(cell) for cell in row] for row in blocks[3].rows] == [["c", "d"]]
