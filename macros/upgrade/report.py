"""What an upgrade means for a copy → text for people, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.diff.report import describe_entry, list_entry_lines
from macros.upgrade.notes import UpgradeNotes

VERSION = 1
REST = (
    "Forms, logs and lists have no edition of their own: the list of changes (CHANGELOG.md) says what is new in them. "
    "Every other download differs at most in the edition it names."
)


def to_text(notes: UpgradeNotes, unseen: str = "") -> str:
    """Return the notes for people to read; `unseen` names a centre whose file was not looked at."""
    return "\n".join(_lines(notes, unseen)) + "\n"


def _lines(notes: UpgradeNotes, unseen: str) -> Iterator[str]:
    older, newer = notes.diff.older, notes.diff.newer
    yield f"From edition {older.edition} ({older.date}) to the guide as it is now, edition {newer.edition} ({newer.date})"
    yield f"For {notes.centre}" if notes.centre else "For the awarding copy" if not unseen else f"For {unseen}"
    if not (notes.diff.entries or notes.left_out):
        yield from ("", "Nothing has changed in units, criteria and verbs.")
        return
    yield from ("", "What has changed in what is offered:" if notes.diff.entries else "Nothing has changed in what is offered.")
    for entry in notes.diff.entries:
        yield from ("", *(f"  {line}" for line in list_entry_lines(entry)))
    if notes.new_units:
        yield from ("", f"New units, to be offered or not: {', '.join(notes.new_units)}.")
    if notes.left_out:
        yield from ("", f"Changed in units that are not offered: {', '.join(notes.left_out)}.")
    yield ""
    yield from _note_lines(notes, unseen)
    yield ""
    yield "Downloads that say something else now; replace those you have printed or handed out:" if notes.files else (
        "No download says anything else now."
    )
    yield from (f"  {touched.file.address}  ({', '.join(touched.because)})" for touched in notes.files)
    yield REST


def _note_lines(notes: UpgradeNotes, unseen: str) -> Iterator[str]:
    if unseen:
        yield f"The notes of {unseen} were not looked at: give its file with --centre."
    elif notes.centre:
        yield "Your notes and forms to read again:" if notes.touched else "None of your notes and forms is touched."
    for touched in notes.touched:
        yield f"  {touched.place.path}:{touched.place.line}: {touched.kind} {touched.about or repr(touched.text)}"
        yield from (f"    {reason}" for reason in touched.why)


def to_json(notes: UpgradeNotes, unseen: str = "") -> str:
    """Return the notes as JSON, keys in order."""
    older, newer = notes.diff.older, notes.diff.newer
    said = {
        "version": VERSION,
        "from": {"id": older.edition, "date": older.date},
        "to": {"id": newer.edition, "date": newer.date},
        "centre": notes.centre or unseen or None,
        "notes_looked_at": bool(notes.centre),
        "entries": [describe_entry(entry) for entry in notes.diff.entries],
        "not_offered": list(notes.left_out),
        "new_units": list(notes.new_units),
        "notes": [
            {
                "file": touched.place.path,
                "line": touched.place.line,
                "kind": touched.kind,
                "about": touched.about or None,
                "text": touched.text,
                "why": list(touched.why),
            }
            for touched in notes.touched
        ],
        "downloads": [{"address": touched.file.address, "because": list(touched.because)} for touched in notes.files],
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
