"""Document → Markdown with task lists, as notes apps understand them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.export.document import Document, Kind, Row, Section

MARKS = re.compile(r"([\\`*_\[\]<>|~&#$])")
LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def to_md(document: Document) -> bytes:
    """Return the document with a heading for each section and a task for each row."""
    blocks = [f"# {_escape(document.title)}", _escape(document.intro), f"{_escape(document.edition)}. {document.notice}"]
    for table in document.tables:
        for section in table.sections():
            blocks += _section_blocks(section)
    return ("\n\n".join(blocks) + "\n").encode()


def _section_blocks(section: Section) -> Iterator[str]:
    yield f"## {_heading(section)}"
    if section.quote:
        yield f"> {_escape(section.quote)}"
    facts = [f"- {_escape(label)}: {_escape(text)}" for label, text in section.facts if text]
    if facts:
        yield "\n".join(facts)
    yield "\n".join(_task(section, row) for row in section.rows)


def _heading(section: Section) -> str:
    if not section.address:
        return _escape(section.heading)
    return _link(section.reference, section.address) + _escape(section.heading.removeprefix(section.reference))


def _task(section: Section, row: Row) -> str:
    """Return a row as a task: its first text, then each other column on a line of its own."""
    first, *others = zip(section.columns, row.cells, strict=True)
    lines = [f"- [ ] {_escape(first[1])}"]
    for column, cell in others:
        if cell or column.kind is Kind.BLANK:
            said = ", ".join(_link(*place) for place in row.criteria) if column.kind is Kind.CRITERIA else _escape(cell)
            lines.append(f"    - {_escape(column.label)}: {said}".rstrip())
    return "\n".join(lines)


def _link(text: str, address: str) -> str:
    return f"[{_escape(text)}](<{address}>)" if address else _escape(text)


def _escape(text: str) -> str:
    """Return text that Markdown shows as it stands."""
    escaped = MARKS.sub(r"\\\1", text)
    return LIST_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)
