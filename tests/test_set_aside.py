"""What a macro makes goes around Markdown, and the page reads as if it had gone through it."""

from __future__ import annotations

import html
import re

import markdown
import pytest

from macros.guide import Guide
from macros.set_aside import list_ids, put_back, set_aside

WORDS = "word " * 200


@pytest.mark.parametrize(
    ("made", "aside"),
    [
        (f"<div><p>{WORDS}</p></div>", True),
        (f'<section id="a"><h2 id="b">A</h2>{WORDS}</section> <section>{WORDS}</section>', True),
        (f"<table><tr><td>&#42;a&#42; {WORDS}</td></tr></table>", True),
        (f"<ul><li>{WORDS}</li></ul> <p>{WORDS}</p>", True),
        ("<div>a</div>", True),
        # what may stand in the middle of a sentence
        (f'<a href="x">{WORDS}</a>', False),
        (f"<span>{WORDS}</span>", False),
        (f"<p>{WORDS}</p>", False),
        (WORDS, False),
    ],
)
@pytest.mark.parametrize("page", ["# A\n\nSome *words*.\n\n{}\n\nMore.\n", "{}", "<div>\n{}\n</div>", "- a\n- b\n\n{}\n\n## B\n"])
def test_page_reads_as_if_nothing_were_set_aside(page: str, made: str, aside: bool, tiny_guide: Guide) -> None:
    """Apart from blanks between elements, the finished page is the same; only what stands by itself is set aside."""
    pieces: list[str] = []
    stands = set_aside(tiny_guide.renderer, made, pieces)
    finished = put_back(to_html(page.format(stands)), pieces)

    assert bool(pieces) is aside
    assert without_blanks(finished) == without_blanks(to_html(page.format(made)))


def test_pieces_come_back_in_their_own_places(tiny_guide: Guide) -> None:
    """Each piece stands where its macro was called, also in a piece of code, where it is shown and not used."""
    pieces: list[str] = []
    places = [set_aside(tiny_guide.renderer, f'<div id="{name}">{WORDS}</div>', pieces) for name in ("a", "b", "c")]
    page = put_back(to_html(f"{places[1]}\n\n{places[0]}\n\n```\n{places[2]}\n```\n"), pieces)

    assert re.findall('id="(.)"', html.unescape(page)) == ["b", "a", "c"]
    assert "&lt;div id=" in page and "set-aside" not in page
    assert list_ids(pieces) == {"a", "b", "c"}


def to_html(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "tables", "fenced_code", "toc"])


def without_blanks(page: str) -> str:
    return re.sub(r"\s*\n\s*|(?<=>)\s+(?=<)", "", page)
