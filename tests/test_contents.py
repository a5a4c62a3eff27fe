"""The headings of a page are found without parsing it, and are those that a parser finds."""

from __future__ import annotations

import pytest

from macros.contents import Heading, list_headings, scan_headings
from macros.guide import Guide
from macros.pages import list_pages, render_page


@pytest.mark.parametrize("name", ["guide", "tiny_guide"])
def test_generated_pages_have_the_headings_a_parser_finds(name: str, request: pytest.FixtureRequest) -> None:
    """Nothing is missed and nothing made up, on any page of either guide."""
    guide: Guide = request.getfixturevalue(name)
    bodies = [render_page(guide, page) for page in list_pages(guide.catalogue)]

    assert [scan_headings(body) for body in bodies] == [list_headings(body) for body in bodies]
    assert sum(len(scan_headings(body)) for body in bodies) > len(bodies)


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ('<h2 id="a">A</h2>', [("a", "A")]),
        ('<h2 class="x" id="a">A\n <em>b</em>&amp;c</h2><p>d</p><h2 id="e">E</h2>', [("a", "A b &c"), ("e", "E")]),
        ('<h2 data-id="a">No id</h2><h3 id="b">Third level</h3><h2 id="c"></h2>', []),
        ('<h2 id="&lt;a&gt;">&#39;A&#39;</h2>', [("<a>", "'A'")]),
    ],
)
def test_headings_are_found(body: str, headings: list[tuple[str, str]]) -> None:
    """What is in a heading counts as words, without its markup."""
    assert scan_headings(body) == list_headings(body) == tuple(Heading(*heading) for heading in headings)
