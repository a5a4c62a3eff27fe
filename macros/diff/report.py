"""What differs between two editions → text for people, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import fill

from macros.changes import RecordedChange
from macros.diff.compare import Difference
from macros.diff.editions import EditionDiff, EntryDiff

WIDTH = 100
VERSION = 1
KINDS = {"criterion": "criteria", "unit": "units", "verb": "verbs"}


def to_text(found: EditionDiff) -> str:
    """Return the differences for people to read."""
    unrecorded = [entry for entry in found.entries if entry.unrecorded]
    lines = [f"From edition {found.older.edition} ({found.older.date}) to edition {found.newer.edition} ({found.newer.date})", ""]
    for entry in found.entries:
        lines += [*list_entry_lines(entry), ""]
    lines.append(_summary(found))
    if unrecorded:
        lines.append(f"Not recorded in an edition: {', '.join(entry.id for entry in unrecorded)}.")
    return "\n".join(lines) + "\n"


def to_json(found: EditionDiff) -> str:
    """Return the differences as JSON, keys in order."""
    said = {
        "version": VERSION,
        "from": {"id": found.older.edition, "date": found.older.date},
        "to": {"id": found.newer.edition, "date": found.newer.date},
        "entries": [describe_entry(entry) for entry in found.entries],
        "unrecorded": [entry.id for entry in found.entries if entry.unrecorded],
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def describe_entry(entry: EntryDiff) -> dict[str, object]:
    """Return an entry that differs as JSON has it."""
    return {
        "kind": entry.kind,
        "id": entry.id,
        "label": entry.label,
        "differences": [_difference(entry, difference) for difference in entry.differences],
        "changes": [_change(recorded) for recorded in entry.changes],
    }


def _difference(entry: EntryDiff, difference: Difference) -> dict[str, object]:
    return {
        "field": difference.field,
        "part": difference.part,
        "before": difference.before,
        "after": difference.after,
        "recorded": entry.is_recorded(difference),
    }


def _change(recorded: RecordedChange) -> dict[str, object]:
    change = recorded.change
    return {
        "id": recorded.uri,
        "edition": recorded.edition.id,
        "effect": change.effect.value,
        "meaning": recorded.effect.meaning,
        "part": change.part,
        "date": change.date,
        "reason": change.reason,
    }


def list_entry_lines(entry: EntryDiff) -> Iterator[str]:
    """Yield an entry that differs as people read it."""
    yield entry.label if entry.kind == "criterion" else f"{entry.kind.capitalize()} {entry.label}"
    for recorded in entry.changes:
        about = f" (part {recorded.change.part})" if recorded.change.part else ""
        yield _wrap(f"{recorded.effect.name}{about}, {recorded.change.date}: {recorded.change.reason}", "  ", "    ")
        yield _wrap(recorded.effect.meaning, "    ", "    ")
    if not entry.differences:
        yield "  Nothing in the frozen text differs."
    for difference in entry.differences:
        name = difference.field.replace(".", ": ").replace("_", " ")
        part = f" {difference.part}" if difference.part else ""
        yield f"  {name}{part}{'' if entry.is_recorded(difference) else ' [not recorded]'}"
        if difference.before is not None:
            yield _wrap(difference.before, "    - ", "      ")
        if difference.after is not None:
            yield _wrap(difference.after, "    + ", "      ")


def _wrap(text: str, first: str, others: str) -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False)


def _summary(found: EditionDiff) -> str:
    """Say how many entries of each kind differ."""
    counts = {kind: sum(entry.kind == kind and bool(entry.differences) for entry in found.entries) for kind in KINDS}
    told = [f"{count} {kind if count == 1 else KINDS[kind]}" for kind, count in counts.items() if count]
    return f"{' and '.join(told)} differ{'s' if sum(counts.values()) == 1 else ''}." if told else "The two read the same."
