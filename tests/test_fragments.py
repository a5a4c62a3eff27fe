"""Fragments say what Jinja would make them say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup, escape
from mkdocs.theme import Theme

from macros.fields import Line
from macros.fragments import FragmentEnvironment, escape_value
from macros.templates import WithoutBreaks
from macros.theme_files import list_no_icons


class Safe(str):
    """A text that says itself how it is written in HTML."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@pytest.mark.parametrize(
    "value", ["plain", "a & b", "<i>", "it's", '"', Line("two < three"), Line("two"), Markup("<i>&"), Safe("x"), 3, None, ["<"]]
)
def test_values_are_escaped_as_everywhere(value: Any) -> None:
    """What is printed has the characters that `markupsafe` gives, whether it holds anything to escape or not."""
    for _ in range(2):  # the second time its kind is known
        assert str(escape_value(value)) == str(escape(value))


def make_environment(**fragments: str) -> FragmentEnvironment:
    return FragmentEnvironment(loader=DictLoader(fragments), autoescape=True, undefined=StrictUndefined, cache_size=-1)


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("{{ say('a', b='<') }}", "a&lt;"),
        ("{% for x in ('a', 'b') %}{{ say(x, b=loop.index) }} {% endfor %}", "a1 b2 "),
        ("{% macro m() %}{{ caller('&') }}{% endmacro %}{% call(y) m() %}<i>{{ y }}</i>{% endcall %}", "<i>&amp;</i>"),
        ("{{ say(*('a', 'b')) }}{{ say(**{'a': 'c', 'b': 'd'}) }}", "abcd"),
        ("{% set d = {'a': 1} %}{% for k, v in d.items() %}{{ k }}{{ v }}{% endfor %}", "a1"),
        ("{% autoescape false %}{{ say('<', b='') }}{% endautoescape %}", "<"),
        ("{{ (1).real }}{{ ((1, 2) | list).index(2) }}", "11"),
        ("{% set d = {'a': 1} %}{{ d.a is defined }}{{ d.items is defined }}{{ d.a is not defined }}", "FalseTrueTrue"),
        ("{% macro m(x, y='z') %}<{{ x }}{{ y }}>{% endmacro %}{{ m('&') }}{{ m('a', 'b') }}", "<&amp;z><ab>"),
        ("{% macro m(x, y='z') %}<{{ x }}{{ y }}>{% endmacro %}{{ m(y='c', x='d') }}", "<dc>"),
        ("{% set n = '<' %}{% include 'other' %}{% for n in 'ab' %}{% include 'other' %}{% endfor %}", "[&lt;][a][b]"),
        ("{% macro m(n) %}{% include 'other' %}{% endmacro %}{{ m('c') }}{{ m('d') }}", "[c][d]"),
    ],
)
def test_calls_do_what_they_say(fragment: str, shown: str) -> None:
    """Functions are called with what they are given, in loops, macros and blocks too."""
    environment = make_environment(page=fragment, other="[{{ n }}]")
    environment.serve(say=lambda a, b: f"{a}{b}")
    assert environment.get_template("page").render() == shown


def test_unknown_names_are_still_faults() -> None:
    """A slip in the name of a function or a value stops the page."""
    for fragment in ("{{ nobody() }}", "{{ nobody }}", "{{ nobody.name }}"):
        with pytest.raises(UndefinedError):
            make_environment(page=fragment).get_template("page").render()
    for fragment in ("{{ value.nothing }}", "{{ value.key }}", "{% include 'there' %}"):
        with pytest.raises(AttributeError):
            make_environment(page=fragment, there="{{ value.nothing }}").get_template("page").render(value={"key": 1})


def test_what_is_imported_knows_the_site_it_is_rendered_for() -> None:
    """Pieces are made once for a site, and made anew for the next."""
    pieces = "{% macro name() %}{{ site }}{% endmacro %}"
    environment = make_environment(page='{% from "pieces" import name %}{{ name() }}', pieces=pieces)
    found = []
    for site in ("first", "second"):
        environment.serve(site=site)
        found += [environment.get_template("page").render(), environment.get_template("page").render()]
    assert found == ["first", "first", "second", "second"]


def test_theme_lists_all_but_its_icons() -> None:
    """The files of the theme are those that MkDocs lists, without the icons."""
    theme = Theme(name="material")
    everything = theme.get_env().list_templates()
    list_no_icons(theme)
    assert theme.get_env().list_templates() == [name for name in everything if not name.startswith(".icons/")]
    assert theme.get_env().get_template(".icons/material/tag.svg").render()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>1\n<em>2</em>\n<b>3</b>\n</p>\n<a>x</a>\n<a>y</a>", "<p>1\n<em>2</em>\n<b>3</b></p><a>x</a>\n<a>y</a>"),
        ('<dl class="a">\n{% for x in "ab" %}\n<dt>{{ x }}</dt>\n{% endfor %}\n</dl>', '<dl class="a"><dt>a</dt><dt>b</dt></dl>'),
        ("{# a remark\n<p>\n#}\n<svg>\n<path>\n</svg>", "<svg>\n<path>\n</svg>"),
        ("<pre>a\nb</pre>\n<p>c", "<pre>a\nb</pre><p>c"),
    ],
)
def test_no_page_carries_breaks_between_blocks(tmp_path: Path, source: str, shown: str) -> None:
    """A template loses the line breaks that browsers do not show, and no other; the line of a fault is still the file's."""
    (tmp_path / "page").write_text(source + "{{ nobody }}", encoding="utf-8")
    (tmp_path / "whole").write_text(source, encoding="utf-8")
    loader = FileSystemLoader(tmp_path)
    environment = FragmentEnvironment(
        loader=loader, extensions=[WithoutBreaks], trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )

    assert environment.get_template("whole").render() == shown
    with pytest.raises(UndefinedError) as fault:
        environment.get_template("page").render()
    assert fault.traceback[-1].lineno + 1 == source.count("\n") + 1
