"""The criteria as learning platforms take them in: a Moodle competency framework and Canvas outcomes, both CSV.

Both keep the tree of unit, outcome and criterion, with stored ids, so that a second import updates and adds nothing twice.
Our guidance stays out.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from html import escape

from macros.catalogue import Catalogue
from macros.citation import shorten
from macros.export.document import NOTICE
from macros.model import Outcome, Qualification, Unit

MET, NOT_YET = "Met", "Not yet met"
MOODLE_HEADER = (
    "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values",
    "Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)",
    "Cross-referenced competency ID numbers", "Exported ID (optional)", "Is framework", "Taxonomy",
)  # fmt: skip
"""In this order: the importer falls back to positions."""
SHORT = 100
"""How many characters Moodle keeps of a short name."""
HTML_FORMAT = "1"
SCALE = [{"scaleid": "1"}, {"id": 2, "scaledefault": 1, "proficient": 1}]
"""The second value of the scale is the one that counts, and the one Moodle proposes."""
LEVELS = "domain,outcome,indicator"
"""What Moodle calls a unit, a learning outcome and a criterion."""
CANVAS_HEADER = (
    "vendor_guid", "object_type", "title", "display_name", "description", "friendly_description", "calculation_method",
    "calculation_int", "parent_guids", "workflow_state", "mastery_points", "ratings", "", "", "",
)  # fmt: skip
"""`ratings` comes last; the columns without a name are its pairs of points and words."""
TITLE = 200
"""How many characters of a wording a Canvas title gets; the description has all of it."""


def moodle_framework(catalogue: Catalogue, qualification: Qualification) -> bytes:
    """Return a Moodle competency framework; retired criteria are left out."""
    return _write([MOODLE_HEADER, *_moodle_rows(catalogue, qualification)])


def canvas_outcomes(catalogue: Catalogue, qualification: Qualification) -> bytes:
    """Return Canvas outcomes in groups; retired criteria are marked as deleted, so that Canvas takes them out."""
    return _write([CANVAS_HEADER, *_canvas_rows(catalogue, qualification)])


def _write(rows: Iterable[Iterable[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _moodle_rows(catalogue: Catalogue, qualification: Qualification) -> Iterator[tuple[str, ...]]:
    about = f"{qualification.awarding_organisation}. {NOTICE}"
    yield _moodle_row("", _root(qualification), qualification.title, about, framework=True)
    for unit in _units(catalogue, qualification):
        yield _moodle_row("", unit.id, f"{unit.id} {unit.title}", unit.title)
        for outcome in unit.outcomes:
            live = [criterion for criterion in unit.criteria_of(outcome) if not criterion.retired]
            if not live:
                continue
            yield _moodle_row(unit.id, _outcome_id(unit, outcome), _outcome_title(outcome), _outcome_title(outcome))
            for criterion in live:
                name = f"{criterion.number} {criterion.wording}"
                yield _moodle_row(_outcome_id(unit, outcome), criterion.id, name, criterion.wording)


def _moodle_row(parent: str, number: str, name: str, description: str, framework: bool = False) -> tuple[str, ...]:
    """Return a row of fourteen cells. PHP takes a backslash before a quote for something else, so none is left."""
    html = escape(description, quote=False).replace("\\", "&#92;")
    short = _shorten(name.replace("\\", "/"), SHORT)
    scale = (f"{NOT_YET},{MET}", json.dumps(SCALE, separators=(",", ":"))) if framework else ("", "")
    rules = ("", "", "") if framework else ("", "0", "null")
    last = ("1", LEVELS) if framework else ("", "")
    return (parent, number, short, html, HTML_FORMAT, *scale, *rules, "", "", *last)


def _canvas_rows(catalogue: Catalogue, qualification: Qualification) -> Iterator[tuple[str, ...]]:
    root = _root(qualification)
    yield _canvas_group(root, qualification.title, f"{qualification.awarding_organisation}. {NOTICE}", "")
    for unit in _units(catalogue, qualification):
        yield _canvas_group(unit.id, f"{unit.id} {unit.title}", "", root)
        for outcome in unit.outcomes:
            yield _canvas_group(_outcome_id(unit, outcome), _outcome_title(outcome), "", unit.id)
            for criterion in unit.criteria_of(outcome):
                state = "deleted" if criterion.retired else "active"
                title = f"{criterion.number} {_shorten(criterion.wording, TITLE)}"
                wording = escape(criterion.wording, quote=False)
                parent = _outcome_id(unit, outcome)
                yield (criterion.id, "outcome", title, f"AC {criterion.number}", wording, "", "latest", "", parent, state, "1",
                       "1", MET, "0", NOT_YET)  # fmt: skip


def _canvas_group(guid: str, title: str, description: str, parent: str) -> tuple[str, ...]:
    html = escape(description, quote=False)
    return (guid, "group", _shorten(title, TITLE), "", html, "", "", "", parent, "active", "", "", "", "", "")


def _units(catalogue: Catalogue, qualification: Qualification) -> Iterator[Unit]:
    return (catalogue.units[unit] for unit in qualification.units)


def _root(qualification: Qualification) -> str:
    """Return the id of the whole; never a number alone, which PHP compares by value."""
    return f"qualification-{qualification.id}"


def _outcome_id(unit: Unit, outcome: Outcome) -> str:
    return f"{unit.id}/outcome-{outcome.number}"


def _outcome_title(outcome: Outcome) -> str:
    return f"{outcome.number} {outcome.title}" if outcome.title else f"Learning outcome {outcome.number}"


def _shorten(text: str, longest: int) -> str:
    """Return a text of at most `longest` characters, marked where it is cut."""
    return text if len(text) <= longest else shorten(text, longest - 2)
