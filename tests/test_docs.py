"""Documentation is tested: you cannot add a thing and forget to explain it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from macros.reference import list_commands, list_fields, list_rules
from macros.vocabulary import MACROS

PAGES = {
    "contribute/macros": sorted(MACROS),
    "contribute/checks": sorted(rule.name for rule in list_rules()),
    "contribute/commands": sorted(command.name for command in list_commands()),
    "contribute/data": sorted({field.name for kind in list_fields() for field in kind.fields}),
}


@pytest.mark.parametrize("page", PAGES)
def test_authors_page_names_everything(built_site: Path, page: str) -> None:
    """Every macro, rule, command and field stands on its page for authors."""
    text = lxml_html.parse(str(built_site / page / "index.html")).getroot().text_content()

    assert [name for name in PAGES[page] if name not in text] == []


def test_every_macro_has_a_summary_and_an_example() -> None:
    """A macro's docstring says what it shows and gives a call of itself."""
    lacking = [
        name
        for name, macro in MACROS.items()
        if not (macro.__doc__ or "").strip() or f"Example: {name}(" not in (macro.__doc__ or "")
    ]

    assert lacking == []


def test_every_field_rule_and_command_is_described() -> None:
    """No field, rule or command is without a sentence."""
    fields = [f"{kind.name}.{field.name}" for kind in list_fields() for field in kind.fields if not field.description]
    rules = [rule.name for rule in list_rules() if not rule.description]

    assert fields + rules == []
