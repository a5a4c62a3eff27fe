"""Drafts as text: HTML for LibreOffice, Markdown for pandoc and by itself, lines as they are pasted."""

from __future__ import annotations

from html import escape

from tests.drafts.plan import Draft
from tests.drafts.word import INTRODUCTION, REFERENCES


def to_markdown(draft: Draft) -> str:
    """Return Markdown with headings, a comment and a list."""
    lines = [f"# {draft.unit} assignment", INTRODUCTION, "<!-- AC 9.9 is not here -->"]
    for section in draft.sections:
        lines += [f"## {section.heading}", *section.paragraphs]
    return "\n\n".join([*lines, f"# {REFERENCES[0]}", *(f"- {line}" for line in REFERENCES[1:])]) + "\n"


def to_lines(draft: Draft) -> str:
    """Return lines, one for each paragraph, as they come out of a clipboard."""
    lines = [line for section in draft.sections for line in (section.heading, *section.paragraphs)]
    return "\r\n".join([*lines, *REFERENCES])


def to_html(draft: Draft, look: str) -> str:
    """Return HTML in which headings look as asked: `heading`, `bold` or `table`."""
    body = [f"<h1>{draft.unit} assignment</h1><p>{INTRODUCTION}</p>"]
    for section in draft.sections:
        heading, text = escape(section.heading), "".join(f"<p>{escape(line)}</p>" for line in section.paragraphs)
        body.append({
            "heading": f"<h2>{heading}</h2>{text}",
            "bold": f"<p><b>{heading}</b></p>{text}",
            "table": f"<table><tr><td><p>{heading}</p></td></tr><tr><td>{text or '<p><br></p>'}</td></tr></table><p></p>",
        }[look])  # fmt: skip
    body += [f"<h1>{REFERENCES[0]}</h1>", *(f"<p>{line}</p>" for line in REFERENCES[1:])]
    return f"<!DOCTYPE html><html lang=en><meta charset=utf-8><body>{''.join(body)}</body></html>"
