"""Prose: emphasis, strong emphasis and links by id. Everything else is the characters it is written with."""

from __future__ import annotations

import html

import pytest
from markupsafe import Markup

from macros.guide import Guide
from macros.prose import Span, ask_parser, find_targets, parse_prose, plain_text
from tests.conftest import Project


def text(words: str) -> Span:
    """Return a span of plain text."""
    return Span("text", text=words)


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        # what prose may hold
        ("plain", (text("plain"),)),
        ("a *b* c", (text("a "), Span("em", inner=(text("b"),)), text(" c"))),
        ("**a**", (Span("strong", inner=(text("a"),)),)),
        ("[a](verb:explain)", (Span("link", target="verb:explain", inner=(text("a"),)),)),
        ("[a](QX12-A1/1.10)", (Span("link", target="QX12-A1/1.10", inner=(text("a"),)),)),
        # one in another
        ("[a *b*](x)", (Span("link", target="x", inner=(text("a "), Span("em", inner=(text("b"),)))),)),
        ("***a***", (Span("em", inner=(Span("strong", inner=(text("a"),)),)),)),
        # marks that do not pair
        ("2 * 3 * 4", (text("2 * 3 * 4"),)),
        ("*open", (text("*open"),)),
        ("[a]", (text("[a]"),)),
        ("snake_case_name", (text("snake_case_name"),)),
    ],
)
def test_prose_becomes_spans(written: str, spans: tuple[Span, ...]) -> None:
    """Emphasis and links are read as CommonMark reads them."""
    assert _joined(parse_prose(written)) == spans


@pytest.mark.parametrize(
    "written",
    [
        # plain links
        "[a](x)", "a [b](verb:x) c", "[a](x)[b](y)", "![a](x)", "[a](x.y/1.2)", "[a](x) [b]", "b] [a](x)", "[a\nb](x)", " [a](x)",
        # what is none, or no plain one
        "[a](x", "[a] (x)", "[a]()", "[](x)", "[ a ](x)", "[a](<x>)", '[a](x "t")', "[a](é)", "[a](x#y)", "[a](x )", "[a(b)](x)",
        # addresses that the parser changes or refuses
        "[a](javascript:x)", "[a](data:x)", "[a](https://example.org/a)", "[a](//x)",
        # one in another
        "[[a](x)](y)", "[a [b](x)](y)", "[*a*](x)", "*[a](x)*", "[a](x_y)", "(see [a](term:b-c))",
        # marks that mean something elsewhere
        "[a&amp;b](x)", "[a<b](x)", "\\[a](x)", "[a!](x)",
    ],
)  # fmt: skip
def test_links_are_read_as_the_parser_reads_them(written: str) -> None:
    """The short way for plain links says what the parser says."""
    assert parse_prose(written) == ask_parser(written)


LITERAL = [
    # HTML
    "<script>alert(1)</script>", "<b>bold</b>", '"><img src=x onerror=alert(1)>', "<!-- a -->", "&lt;b&gt;", "&amp;",
    # code and autolinks
    "`code`", "``a ` b``", "<https://example.org>", "https://example.org", "www.example.org", "<a@example.org>",
    # blocks
    "# heading", "## a ##", "- item", "1. item", "> quote", "::: note", "    code", "~~~", "```", "---", "| a | b |",
    # extensions of Markdown
    "{: .class }", "[^1]", "~~struck~~", "==marked==", "H~2~O", "$x$", "[TOC]", "--8<-- \"mkdocs.yml\"", ":smile:",
    # a backslash is a backslash
    r"a \* b", r"\<b\>",
]  # fmt: skip


@pytest.mark.parametrize("written", LITERAL)
def test_other_markup_is_text(written: str) -> None:
    """Any other markup stays the characters it is written with, spaces apart."""
    assert plain_text(written) == written
    assert {span.kind for span in parse_prose(written)} == {"text"}


@pytest.mark.parametrize("written", LITERAL)
def test_other_markup_is_escaped(tiny_guide: Guide, written: str) -> None:
    """A fragment shows the same characters to the reader, with no element of their own."""
    shown = _show(tiny_guide, written)

    assert "<" not in shown
    assert html.unescape(shown) == written


def test_image_is_an_exclamation_and_a_link() -> None:
    """There are no images: what looks like one is a link, so its id is checked like any other."""
    assert find_targets("![a](verb:outline)") == ["verb:outline"]


@pytest.mark.parametrize(
    "target",
    [
        # addresses, dangerous and harmless
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "https://example.org", "//example.org",
        "mailto:a@example.org", "../../etc/passwd", "/QX12-A1/", "#ac-1.1", "<javascript:alert(1)>",
        # ids of nothing
        "verb:outlin", "QX12-A1/1.3", "1.1", "terms", "VERB:outline",
    ],
)  # fmt: skip
def test_a_link_is_an_id(tiny: Project, target: str) -> None:
    """A link that is not the id of something is refused where it stands, whatever it would do; or it is no link at all."""
    tiny.edit("data/verbs/outline.yml", "slip: Listing without a reason.", f"slip: 'See [this]({target}).'")
    problems = tiny.problems()

    expected = f"{tiny.place('data/verbs/outline.yml', repr(f'See [this]({target}).'))}: link-known: a link leads nowhere"
    if find_targets(f"[this]({target})"):
        assert len(problems) == 1 and problems[0].startswith(expected)
    else:
        assert _show(tiny.guide(), f"[this]({target})").count("<") == 0


def test_a_link_leads_to_the_entry(tiny_guide: Guide) -> None:
    """A link by id becomes a relative link from the page it stands on."""
    assert _show(tiny_guide, "see [*it*](verb:outline)") == 'see <a href="../../verbs/outline/"><em>it</em></a>'


@pytest.mark.parametrize(
    ("written", "plain"),
    [("a *b* **c** [d *e*](verb:x) f", "a b c d e f"), ("a & b <c>", "a & b <c>")],
)
def test_plain_text_has_no_marks(written: str, plain: str) -> None:
    """Descriptions, search and pictures get the words alone."""
    assert plain_text(written) == plain


def _show(guide: Guide, written: str) -> str:
    environment = guide.renderer._environment  # the macro is the smallest fragment there is
    template = environment.from_string('{% from "prose.html" import prose %}{{ prose(text) }}')
    guide.renderer._place.page = "QX12-A1/1.1/"
    return str(Markup(template.render(text=written)))


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Join neighbouring texts, whose split is the parser's own affair."""
    joined: list[Span] = []
    for span in spans:
        span = Span(span.kind, span.text, span.target, _joined(span.inner))
        if joined and span.kind == joined[-1].kind == "text":
            span = text(joined.pop().text + span.text)
        if span != text(""):
            joined.append(span)
    return tuple(joined)
