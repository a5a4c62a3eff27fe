"""Catalogue → the checklists and the evidence matrix as documents. Every criterion that is not retired, with every part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from macros.addresses import SiteMap
from macros.catalogue import Catalogue, Evidence
from macros.export.document import Column, Document, Kind, Row, Table
from macros.model import Checklist, Criterion, Entry, Status, Unit
from macros.pictures import draw_matrix
from macros.prose import plain_text

Locate = Callable[[str | Entry], str]
"""Where the page of an entry, or of an id as prose writes it, is, in full; empty where the site has no address."""
WHERE = Column("Where in my document", 26, Kind.BLANK)
DONE = Column("Done", 8, Kind.TICK)
UNIT_COLUMNS = (
    Column("Reference", 18, Kind.REFERENCE),
    Column("Criterion wording", 40, Kind.QUOTE),
    Column("Part", 36),
    Column("Verb", 14, Kind.SHARED),
    Column("Evidence", 36, Kind.SHARED),
    WHERE,
    DONE,
)
LIST_COLUMNS = (Column("Item", 48), Column("Why", 48), Column("Criteria", 25, Kind.CRITERIA), Column("From", 13), WHERE, DONE)
MARKS = {"needed": "N", "guide-only": "G", "useful": "U", "": ""}
LEGEND = "N: needed. G: asked only in the guide’s advice. U: also useful, our suggestion."
UNDATED = date(1980, 1, 1)


def make_locate(site: SiteMap, site_url: str) -> Locate:
    """Return what finds the full address of an entry; of none where the site's own address is not known."""
    base = site_url if site_url.startswith(("https://", "http://")) else ""
    return lambda entry: f"{base.rstrip('/')}/{site.address(entry)}" if base else ""


def unit_checklist(catalogue: Catalogue, locate: Locate, unit: Unit) -> Document:
    """Return every part of every criterion of a unit, as one checklist."""
    live = [criterion for criterion in unit.criteria if not criterion.retired]
    rows = tuple(row for criterion in live for row in _criterion_rows(catalogue, locate, criterion))
    intro = (
        "Tick a part when you can put a finger on the place that covers it. "
        "How the wording is split into parts is our work; the wording itself is the criterion."
    )
    return _document(catalogue, f"{unit.id} checklist: {unit.title}", intro, (Table(unit.id, UNIT_COLUMNS, rows),))


def list_labels(catalogue: Catalogue) -> list[str]:
    """Return what the unit checklists say around the parts, each text once: what a reader fills in stands beside it."""
    documents = (unit_checklist(catalogue, lambda entry: "", unit) for unit in catalogue.units.values())
    sections = (section for document in documents for table in document.tables for section in table.sections())
    texts = (
        text
        for section in sections
        for text in (*(f"{label}: {fact}" for label, fact in section.facts), *(column.label for column in section.columns))
    )
    return list(dict.fromkeys(texts))


def list_checklist(catalogue: Catalogue, locate: Locate, checklist: Checklist) -> Document:
    """Return a checklist that is not tied to one criterion."""
    rows = []
    for item in checklist.items:
        why = plain_text(item.why) if item.why else ""
        criteria = [catalogue.criteria[name] for name in item.criteria]
        labels = ", ".join(criterion.label for criterion in criteria)
        source = "Our addition" if item.ours else "Source guide"
        places = tuple((criterion.label, locate(criterion)) for criterion in criteria)
        rows.append(Row((plain_text(item.text), why, labels, source, "", ""), "The list", criteria=places))
    table = Table(checklist.id, LIST_COLUMNS, tuple(rows))
    return _document(catalogue, checklist.title, plain_text(checklist.intro), (table,), landscape=True)


def evidence_matrix(catalogue: Catalogue, locate: Locate) -> Document:
    """Return which evidence serves which criterion, unit by unit, with room for where it is."""
    tables = tuple(_matrix_table(catalogue, locate, unit) for unit in catalogue.units.values())
    return _document(catalogue, "Evidence matrix", LEGEND, tables, landscape=True)


def _criterion_rows(catalogue: Catalogue, locate: Locate, criterion: Criterion) -> Iterator[Row]:
    verbs = ", ".join(catalogue.verbs[verb].name for verb in criterion.verbs)
    evidence = "; ".join(map(_name_evidence, catalogue.evidence_for(criterion)))
    for part in criterion.parts:
        cells = (criterion.label, criterion.wording, part.text, verbs, evidence, "", "")
        yield Row(cells, f"{criterion.label} {criterion.topic}", locate(criterion))


def _name_evidence(evidence: Evidence) -> str:
    if not evidence.needed:
        return f"{evidence.artefact.name} (also useful)"
    advice = evidence.use.status is Status.GUIDE_ONLY
    return f"{evidence.artefact.name} (only in the guide’s advice)" if advice else evidence.artefact.name


def _matrix_table(catalogue: Catalogue, locate: Locate, unit: Unit) -> Table:
    matrix = draw_matrix(catalogue, unit)
    numbers = tuple(Column(criterion.number, 6) for criterion in matrix.criteria)
    rows = tuple(
        Row((row.artefact.name, *(MARKS[use] for use in row.uses), ""), f"{unit.id} {unit.title}", locate(row.artefact))
        for row in matrix.rows
    )
    return Table(unit.id, (Column("Evidence", 40), *numbers, WHERE), rows)


def _document(catalogue: Catalogue, title: str, intro: str, tables: tuple[Table, ...], *, landscape: bool = False) -> Document:
    made, edition = read_edition(catalogue)
    return Document(title, intro, tables, edition, made, landscape=landscape)


def read_edition(catalogue: Catalogue) -> tuple[date, str]:
    """Return the date of the newest edition, and how a file prints it."""
    made, edition = UNDATED, ""
    if catalogue.edition:
        made, edition = _read_date(catalogue.edition.date), f"{catalogue.edition.id} of {catalogue.edition.date}"
    return made, f"Guidance edition {edition}".strip()


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return UNDATED
