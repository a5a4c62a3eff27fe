"""A table of criteria and a map of its columns → a framework. One row for each criterion; an empty cell repeats the one above."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import Field

from macros.errors import DataError, Place, Problem, suggest
from macros.fields import Identifier, Line, QualificationId, WebFolder
from macros.intake.framework import Framework, Node
from macros.intake.from_case import read_text
from macros.load import load_file
from macros.model import Entry

LARGEST = 5_000_000
SEPARATORS = ",;\t|"


class Columns(Entry):
    """Which column holds what, by the names in the first row."""

    wording: Line
    """The wording of the criterion."""
    number: Line | None = None
    """Its number."""
    outcome: Line | None = None
    """The number of its learning outcome."""
    outcome_title: Line | None = None
    """The title of its learning outcome."""
    unit: Line | None = None
    """The code of its unit."""
    unit_title: Line | None = None
    """The title of its unit."""
    verbs: Line | None = None
    """Its command verbs, with semicolons between them."""
    identifier: Line | None = None
    """Its CASE identifier."""


class TableMap(Entry):
    """What a table does not say itself, and what its columns hold."""

    id: QualificationId
    """The number of the qualification."""
    title: Line
    """Its official title."""
    awarding_organisation: Line
    """Who owns the criteria."""
    level: Line
    """Its level."""
    date: Line
    """The date of the criteria, as YYYY-MM-DD."""
    uri_base: WebFolder | None = None
    """The permanent web address under which other systems are to know it."""
    columns: Columns = Field()
    """Which column holds what."""


def read_table(path: Path, map_path: Path) -> tuple[str, Framework]:
    """Read a table by its map; return the id of the qualification too. Raises DataError with every problem."""
    entry, _, problems = load_file(map_path.resolve(), TableMap, map_path.resolve().parent)
    if problems or not isinstance(entry, TableMap):
        raise DataError(problems)
    try:
        date.fromisoformat(entry.date)
    except ValueError:
        message = f"{str(entry.date)!r} is not a date: write it as YYYY-MM-DD"
        raise DataError([Problem(Place(str(map_path)), "date-written", message)]) from None
    rows = _read_rows(path, entry.columns, map_path)
    return str(entry.id), Framework(
        title=str(entry.title),
        owner=str(entry.awarding_organisation),
        level=str(entry.level),
        edition="",
        date=str(entry.date),
        top=_build(rows, path),
        uri_base=str(entry.uri_base or ""),
        verbs_named=entry.columns.verbs is not None,
    )


def _read_rows(path: Path, columns: Columns, map_path: Path) -> list[tuple[int, dict[str, str]]]:
    text = read_text(path, LARGEST)
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise DataError([Problem(Place(str(path), reader.line_num), "csv-syntax", f"{error}: mend the quotes here")]) from None
    if len(rows) < 2:
        raise DataError(
            [Problem(Place(str(path)), "csv-syntax", "holds no row under its first, which names the columns: add them")]
        )
    header = [name.strip() for name in rows[0][1]]
    wanted = {field: name for field, name in columns.model_dump().items() if name is not None}
    problems = [
        Problem(Place(str(map_path)), "column-known", f"{field}: no column is called {name!r}{suggest(name, header)}: correct it")
        for field, name in wanted.items()
        if name not in header
    ]
    problems += [
        Problem(Place(str(path), line), "csv-syntax", f"has {len(row)} cells where the first row has {len(header)}: mend it")
        for line, row in rows[1:]
        if row and len(row) != len(header)
    ]
    if problems:
        raise DataError(problems)
    places = {field: header.index(name) for field, name in wanted.items()}
    return [(line, {field: row[place].strip() for field, place in places.items()}) for line, row in rows[1:] if any(row)]


def _build(rows: list[tuple[int, dict[str, str]]], path: Path) -> tuple[Node, ...]:
    """Return units with outcomes with criteria, in the order of the table."""
    units: dict[tuple[str, str], dict[tuple[str, str], list[Node]]] = {}
    above: dict[str, str] = {}
    problems = []
    for line, row in rows:
        for level in (("unit", "unit_title"), ("outcome", "outcome_title")):
            if any(row.get(name) for name in level):
                above |= {name: row.get(name, "") for name in level}
                above |= {"outcome": "", "outcome_title": ""} if level[0] == "unit" else {}
        if not row["wording"]:
            problems.append(Problem(Place(str(path), line), "wording-there", "has no wording: write it, or delete the row"))
            continue
        identifier = row.get("identifier", "").lower()
        if identifier and not re.fullmatch(str(Identifier.pattern), identifier):
            problems.append(Problem(Place(str(path), line), "identifier-form", f"{identifier[:60]!r} is not a UUID: correct it"))
        unit = (above.get("unit", ""), above.get("unit_title", ""))
        outcome = (above.get("outcome", ""), above.get("outcome_title", ""))
        units.setdefault(unit, {}).setdefault(outcome, []).append(_criterion(line, row, identifier))
    if problems:
        raise DataError(problems)
    return tuple(_unit(place, unit, outcomes) for place, (unit, outcomes) in enumerate(units.items(), 1))


def _criterion(line: int, row: Mapping[str, str], identifier: str) -> Node:
    verbs = tuple(verb.strip() for verb in row.get("verbs", "").split(";") if verb.strip())
    key = f"line {line}"
    return Node(key, row["wording"], "criterion", row.get("number", ""), identifier, keywords=verbs)


def _unit(place: int, unit: tuple[str, str], outcomes: Mapping[tuple[str, str], list[Node]]) -> Node:
    below = tuple(
        Node(
            f"unit {place} outcome {number}",
            title or f"Learning outcome {code or number}",
            "outcome",
            code,
            below=tuple(criteria),
        )
        for number, ((code, title), criteria) in enumerate(outcomes.items(), 1)
    )
    return Node(f"unit {place}", unit[1] or unit[0] or "Unit without a title", "unit", unit[0], below=below)
