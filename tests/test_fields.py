"""Texts check themselves: a value of the type is a safe value."""

from __future__ import annotations

import pytest

from macros.fields import CheckedText, CriterionId, Identifier, Line, Moment, Prose, QualificationId, Slug, UnitId, WebFolder

HIDDEN = [
    # C0 and C1 controls
    "\x00", "\x02", "\x03", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\x9f", "\r",
    # what turns the direction of text
    "\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
    # what takes no room, or ends a line unseen
    "\u00ad", "\u200b", "\u2060", "\ufeff", "\u2028", "\u2029",
    # letters that no screen shows
    "\U000e0041",
]  # fmt: skip


@pytest.mark.parametrize("kind", [Line, Prose])
@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_hidden_characters_are_refused(kind: type[CheckedText], character: str) -> None:
    """A character that no reader sees is named by its number and refused, wherever it stands."""
    with pytest.raises(ValueError, match=rf"hidden character U\+{ord(character):04X}: delete it"):
        kind.check(f"before{character}after")


@pytest.mark.parametrize("kind", [Line, Prose])
@pytest.mark.parametrize("mark", ["{{", "}}", "{%", "%}", "{#", "#}"])
def test_template_code_is_refused(kind: type[CheckedText], mark: str) -> None:
    """A mark of the template language never reaches a page or a title."""
    with pytest.raises(ValueError, match="template code"):
        kind.check(f"a {mark} b")


@pytest.mark.parametrize("kind", [Line, Prose, Slug, UnitId, CriterionId])
@pytest.mark.parametrize("text", ["", " ", "\t", "\n", "\u00a0"])
def test_nothing_is_refused(kind: type[CheckedText], text: str) -> None:
    """A field that is there says something."""
    with pytest.raises(ValueError, match="is empty: write something or delete the field"):
        kind.check(text)


@pytest.mark.parametrize("text", ["two\nlines", "a\ttab"])
def test_a_line_is_one_line(text: str) -> None:
    """A line break or a tab in a line is refused."""
    with pytest.raises(ValueError, match="must stand on one line: join the lines"):
        Line.check(text)


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        # a line keeps its inner spaces, prose folds them
        (Line, "  a  b  ", "a  b"),
        (Prose, "  a \n\t b  ", "a b"),
        # single braces, other scripts, emoji and typographic marks are text like any other
        (Line, "{a} % # 50 %", "{a} % # 50 %"),
        (Prose, "Ελληνικά, naïve, “quoted”, 漢字, 🙂 – —", "Ελληνικά, naïve, “quoted”, 漢字, 🙂 – —"),
        (Line, "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_plain_text_is_kept(kind: type[CheckedText], text: str, kept: str) -> None:
    """What can be shown is kept as it is written; escaping is the renderer's work."""
    assert kind.check(text) == kept


@pytest.mark.parametrize(
    ("kind", "text", "fits"),
    [
        # slugs
        (Slug, "critically-review", True),
        (Slug, "a1", True),
        (Slug, "Critically", False),
        (Slug, "a--b", False),
        (Slug, "-a", False),
        (Slug, "a-", False),
        (Slug, "a b", False),
        (Slug, "a\n", False),
        (Slug, "é", False),
        # units carry their qualification
        (UnitId, "QX12-A1", True),
        (UnitId, "500", False),
        (UnitId, "QX12-A1-B", False),
        (UnitId, "../etc-passwd", False),
        # criteria carry both, and their numbers are text
        (CriterionId, "QX12-A1/1.10", True),
        (CriterionId, "QX12-A1/11.1", True),
        (CriterionId, "QX12-A1/1.01", False),
        (CriterionId, "QX12-A1/0.1", False),
        (CriterionId, "QX12-A1/1", False),
        (CriterionId, "QX12-A1/1.1.1", True),
        (CriterionId, "QX12-A1/1.1/", False),
        (CriterionId, "QX12-A1/../1.1", False),
        (CriterionId, "1.1", False),
        # digits of other scripts are not digits here
        (CriterionId, "QX12-A1/1.\u0661", False),
        (QualificationId, "QX12", True),
        (QualificationId, "QX-12", False),
        # what other systems know an entry by
        (Identifier, "0965eee0-40d9-552d-a83f-d138858d4992", True),
        (Identifier, "0965EEE0-40D9-552D-A83F-D138858D4992", False),
        (Moment, "2026-11-24T00:00:00+00:00", True),
        (Moment, "2026-11-24T23:59:59.5Z", True),
        (Moment, "2026-11-24", False),
        (Moment, "2026-11-24T00:00:00", False),
        (WebFolder, "https://lights.example.org/", True),
        (WebFolder, "https://lights.example.org/qx12/", True),
        (WebFolder, "https://lights.example.org/qx12", False),
        (WebFolder, "lights.example.org/", False),
    ],
)
def test_ids_have_a_form(kind: type[CheckedText], text: str, fits: bool) -> None:
    """An id that does not fit its form says which form that is."""
    if fits:
        assert kind.check(text) == text
    else:
        with pytest.raises(ValueError, match="does not have the form of"):
            kind.check(text)
