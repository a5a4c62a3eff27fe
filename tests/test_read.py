"""YAML, the strict part of it: text, lists and mappings; everything else is refused with a place."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from macros.errors import Place, Problem
from macros.quick_read import Odd, read_values
from macros.read import MAX_BYTES, MAX_DEPTH, Document, Location, Refused, read_text, read_yaml

SECONDS = 2.0


def read(folder: Path, content: str | bytes) -> tuple[Document, list[Problem]]:
    """Write a file and read it; the quick reader gives the same value, or leaves the file to the careful one."""
    path = folder / "file.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    document, problems = read_yaml(path, folder)
    assert read_quickly(path) == ("odd" if problems else document.value)
    return document, problems


def read_quickly(path: Path) -> Any:
    """Return what the quick reader reads, or that it leaves the file to the careful one."""
    try:
        return read_values(read_text(path))
    except (Odd, Refused, OSError):
        return "odd"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # numbers stay as they are written
        ("1.10", "1.10"),
        ("1.1", "1.1"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        # words that YAML 1.1 takes for true and false
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        # dates and times
        ("2026-11-24", "2026-11-24"),
        ("12:30:45", "12:30:45"),
        # quotes change nothing
        ('"1.10"', "1.10"),
        ("'no'", "no"),
        # nothing at all, but only where it is not quoted
        ("", None),
        ("~", None),
        ("null", None),
        ('""', ""),
        ('"null"', "null"),
        # other words for nothing are words
        ("None", "None"),
        ("NULL", "NULL"),
        # folded and literal text
        (">-\n  two\n  lines", "two lines"),
        ("|-\n  two\n  lines", "two\nlines"),
        # lists and mappings
        ("[1.10, no]", ["1.10", "no"]),
        ("{1.1: a, 1.10: b}", {"1.1": "a", "1.10": "b"}),
    ],
)
def test_value_is_what_is_written(tmp_path: Path, written: str, value: object) -> None:
    """Every value is text, character for character; nothing changes type."""
    document, problems = read(tmp_path, f"field: {written}\n")

    assert problems == []
    assert document.value == {"field": value}


@pytest.mark.parametrize(
    ("content", "place", "rule"),
    [
        # a key that stands twice: the second is reported
        ("a: 1\nb: 2\na: 3\n", "3:1", "no-duplicate"),
        ("x:\n  - a: 1\n    a: 2\n", "3:5", "no-duplicate"),
        ("{a: 1, 'a': 2}\n", "1:8", "no-duplicate"),
        # aliases and anchors
        ("a: &name text\n", "1:4", "no-alias"),
        ("a: &name [x]\n", "1:4", "no-alias"),
        ("a: x\nb: *name\n", "2:4", "no-alias"),
        ("*name : b\n", "1:1", "no-alias"),
        # tags
        ("a: !!python/object/apply:os.system [ls]\n", "1:4", "no-tag"),
        ("a: !!int 3\n", "1:4", "no-tag"),
        ("a: !custom x\n", "1:4", "no-tag"),
        # merge keys
        ("a:\n  <<: {b: c}\n", "2:3", "no-merge"),
        # a second document
        ("a: 1\n---\nb: 2\n", "2:1", "one-document"),
        # a tab as indent
        ("a:\n\tb: 1\n", "2:1", "yaml-syntax"),
        # syntax
        ("a: [1, 2\n", "1:4", "yaml-syntax"),
        ("a: 'x\n", "1:4", "yaml-syntax"),
        ("a: b: c\n", "1:5", "yaml-syntax"),
        # a key that is not text
        ("? [a]\n: b\n", "1:3", "key-is-text"),
        ("? {a: b}\n: c\n", "1:3", "key-is-text"),
    ],
)
def test_odd_yaml_is_refused_at_its_place(tmp_path: Path, content: str, place: str, rule: str) -> None:
    """What is not plain text, a list or a mapping is refused where it stands."""
    _, problems = read(tmp_path, content)

    found = [(f"{problem.place.line}:{problem.place.column}", problem.rule) for problem in problems]
    assert (place, rule) in found


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("a:\n\tb: 1\n", "2:1", "a tab stands here"),
        ('a: 1\nb:"2"\nc: 3\n', "2:1", "write a colon and a space after the name"),
        ("a: one: two\n", "1:7", "put the whole text in quotes"),
        # the quote of line 2 ends at that of line 4, where reading stops
        ('a: 1\nb: "2\nc: 3\nd: "4"\n', "2:4", "a quote that is opened here"),
        ("a: 1\nb: '2\nc: 3\n", "2:4", "a quote that is opened here"),
        ("a: [1, 2\nb: 3\n", "1:4", "a bracket that is opened here"),
        ("a: {b: 1\nc: 3\n", "1:4", "a bracket that is opened here"),
        ("a: 1\nb: tw\x08o\n", "2:6", "a character that cannot be seen (U+0008)"),
        ("a:\n  - b\n c: d\n", "3:2", "look at the indent"),
    ],
)
def test_faults_of_yaml_are_told_where_they_have_to_be_mended(tmp_path: Path, content: str, place: str, said: str) -> None:
    """The place is the author's slip, not the line at which a parser gives up; the message says what to do."""
    _, problems = read(tmp_path, content)

    assert [(f"{problem.place.line}:{problem.place.column}", problem.rule) for problem in problems] == [(place, "yaml-syntax")]
    assert said in problems[0].message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        # Latin-1, UTF-16, a cut-off character
        (b"a: caf\xe9\n", "is not UTF-8 text (byte 6)"),
        ("a: b\n".encode("utf-16"), "is not UTF-8 text (byte 0)"),
        (b"a: \xe2\x82", "is not UTF-8 text"),
    ],
)
def test_other_encodings_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """A file that is not UTF-8 says so and how to mend it."""
    document, problems = read(tmp_path, content)

    assert document.value is None
    assert [problem.rule for problem in problems] == ["file-readable"]
    assert said in problems[0].message


def test_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    """A file saved by an old Windows editor reads like any other."""
    document, problems = read(tmp_path, b"\xef\xbb\xbfa: b\r\n")

    assert (document.value, problems) == ({"a": "b"}, [])


@pytest.mark.parametrize(("depth", "rules"), [(MAX_DEPTH, []), (MAX_DEPTH + 1, ["not-too-deep"])])
def test_depth_is_limited(tmp_path: Path, depth: int, rules: list[str]) -> None:
    """The deepest allowed nesting is read, one more is refused."""
    _, problems = read(tmp_path, "[" * depth + "]" * depth)

    assert [problem.rule for problem in problems] == rules


@pytest.mark.parametrize(("size", "rules"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["file-readable"])])
def test_size_is_limited(tmp_path: Path, size: int, rules: list[str]) -> None:
    """The largest allowed file is read, one byte more is refused."""
    _, problems = read(tmp_path, "a: " + "x" * (size - 3))

    assert [problem.rule for problem in problems] == rules


@pytest.mark.parametrize(
    "content",
    [
        # 100,000 of whatever opens something
        "[" * 100_000,
        "{" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "[[" * 50_000 + "]]" * 50_000,
        "a: " * 100_000,
        "&a " * 100_000,
        "!a " * 100_000,
        "'" * 100_001,
        "- [\n" * 100_000,
        # 50 MB
        b"a: b\n" * 10_000_000,
        b"[" * 50_000_000,
    ],
    ids=lambda content: f"{content[:3]!r} x {len(content)}",
)
def test_hostile_file_ends_quickly_in_a_problem(tmp_path: Path, content: str | bytes) -> None:
    """A file made to exhaust time or stack ends in a problem within two seconds of work, never in an exception."""
    path = tmp_path / "file.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    began = time.process_time()
    document, problems = read_yaml(path, tmp_path)

    assert time.process_time() - began < SECONDS
    assert read_quickly(path) == "odd"
    assert problems and document.value is None
    assert all(len(problem.message) < 300 for problem in problems)


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        # a text or a list stands where it begins
        (("a",), 1, 4),
        (("b",), 3, 3),
        (("b", 0, "d"), 4, 8),
        (("b", 0, "d", 1), 4, 12),
        # a mapping stands at its key or its dash
        (("e",), 5, 1),
        (("b", 0), 3, 5),
        # what is not there stands at the nearest thing around it
        (("b", 0, "missing"), 3, 5),
        (("missing",), 1, 1),
    ],
)
def test_every_value_has_a_place(tmp_path: Path, location: Location, line: int, column: int) -> None:
    """Lines and columns count from one, as editors do."""
    document, _ = read(tmp_path, "a: 1\nb:\n  - c: 2\n    d: [x, y]\ne:\n  f: g\n")

    assert document.place(*location) == Place("file.yml", line, column)


def test_folder_named_like_a_file_is_a_problem(tmp_path: Path) -> None:
    """What cannot be opened is a problem, not an exception."""
    (tmp_path / "file.yml").mkdir()
    _, problems = read_yaml(tmp_path / "file.yml", tmp_path)

    assert [problem.rule for problem in problems] == ["file-readable"]
