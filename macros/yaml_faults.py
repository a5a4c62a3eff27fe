"""What stops YAML from being read → where it stands and what to do, in words for the author of the data file."""

from __future__ import annotations

import re
from typing import Any

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
UNREADABLE = yaml.reader.Reader.NON_PRINTABLE
QUOTES = ("'", '"')
TYPED = {"“": "”“\"", "„": "“”\"", "”": "”\"", "«": "»", "»": "«", "‘": "’'", "‚": "‘’'", "‹": "›"}
"""Quotes that a word processor types, each with those that close it: to YAML they are letters."""
TYPED_FIRST = re.compile(f"(?:^|[:,\\[{{-])[ \t]*([{''.join(TYPED)}])", re.MULTILINE)
"""A typographic quote where a text begins."""
LONG = 200_000
"""Characters from which on nobody has written a file, so that none is read a second time."""
Fault = tuple[int, int, str]
"""Line and column, from 1, and the message."""


def explain_fault(text: str, error: yaml.YAMLError) -> Fault:
    """Return the place where an author has to mend something, which may be far above the one where reading stopped."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _explain_character(text, error)
    stopped, began, said = error.problem_mark, error.context_mark, f"{error.context} {error.problem}"
    line = next(iter(text.splitlines()[stopped.line : stopped.line + 1]), "")
    if line[stopped.column : stopped.column + 1] == "\t":
        return *_place(stopped), "a tab stands here, and YAML knows only spaces: put spaces in its place"
    if quote := began if "quoted scalar" in said else _find_open_quote(text, stopped.line):
        return *_place(quote), "a quote that is opened here is not closed at the end of its text: close it there"
    if "flow" in said and began and began.line != stopped.line:
        return *_place(began), "a bracket that is opened here is not closed: close it at the end of the list"
    if "simple key" in said and began:
        return *_place(began), "is not of the form `name: value`: write a colon and a space after the name"
    if "mapping values are not allowed" in said:
        if typed := TYPED_FIRST.search(line[: stopped.column]):
            said = f"a typographic quote ({typed[1]}) is a letter to YAML: type straight quotes around the whole text"
            return stopped.line + 1, typed.start(1) + 1, said
        return *_place(stopped), "a colon stands within the text: put the whole text in quotes, or mend the indent of this line"
    heard = ", ".join(part for part in (error.context, error.problem) if part)
    return *_place(stopped), f"{heard}: look at the indent, the colons and the quotes here and on the line above"


def may_hold_typed_quotes(text: str) -> bool:
    """Return whether a text of YAML begins anywhere with a typographic quote."""
    return any(quote in text for quote in TYPED) and TYPED_FIRST.search(text) is not None


def find_typed_quotes(value: str) -> bool | None:
    """Return whether the typographic quote that a value begins with is closed at its end, or not at all; else None."""
    opening = value[:1]
    closing = TYPED.get(opening)
    if not closing:
        return None
    others = {opening, *closing}.difference("’'\"")  # which stand in words, and in what is quoted
    if len(value) > 1 and value[-1] in closing:
        return None if others.intersection(value[1:-1]) else True
    return False if opening in "“„«" and not others.intersection(value[1:]) else None


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _explain_character(text: str, error: yaml.YAMLError) -> Fault:
    if found := UNREADABLE.search(text):
        before = text[: found.start()]
        column = len(before) - (before.rfind("\n") + 1) + 1
        return before.count("\n") + 1, column, f"a character that cannot be seen (U+{ord(found[0]):04X}) stands here: delete it"
    return 1, 1, " ".join(str(error).split())[:200]


def _find_open_quote(text: str, line: int) -> Any:
    """Return where the quoted text began that ends on the line where reading stopped and began on another, if there is one."""
    mark, there = None, any(quote in text for quote in QUOTES) and len(text) < LONG
    try:
        for token in yaml.scan(text, Loader=LOADER) if there else ():
            quoted = isinstance(token, yaml.ScalarToken) and token.style in QUOTES
            if quoted and token.start_mark.line < token.end_mark.line == line:
                mark = token.start_mark
    except yaml.YAMLError:
        pass
    return mark
