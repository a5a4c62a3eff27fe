"""Form → a paper to fill in, with guidance tied to the criteria it serves. What a form asks is data; this only sets it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from macros.catalogue import Catalogue
from macros.export.checklist import Locate, read_edition
from macros.export.paper import (
    Block,
    Cell,
    Choice,
    Grid,
    Heading,
    Look,
    Paper,
    Paragraph,
    Points,
    Run,
    Runs,
    guidance,
    read_runs,
)
from macros.model import Form, FormField, FormSection, FormTable, QuantityUse, Status

LINE = 8
"""The height of a line to write on by hand, in millimetres."""
ENTRY = 9
"""The height of a short entry."""
LABEL_SHARE, ENTRY_SHARE = 4, 6
TINTED = "Text with this tint is guidance: delete it when you have filled in the form. Change whatever does not fit your work."


def form_paper(catalogue: Catalogue, locate: Locate, form: Form) -> Paper:
    """Return a form as a document to write in."""
    made, edition = read_edition(catalogue)
    blocks = (
        Paragraph(read_runs(form.intro, locate), Look.SUBTITLE),
        *_about(catalogue, locate, form),
        *(block for section in form.sections for block in _section(catalogue, locate, section)),
    )
    return Paper(form.title, blocks, edition, made, landscape=form.landscape)


def _about(catalogue: Catalogue, locate: Locate, form: Form) -> Iterator[Block]:
    yield guidance(Run("How to use this form", strong=True))
    yield guidance(Run(TINTED))
    for text in form.guidance:
        yield Paragraph(read_runs(text, locate), Look.GUIDANCE)
    if form.quantities:
        found = [_name_quantity(catalogue, use) for use in form.quantities]
        yield guidance(Run("The least to reach: ", strong=True), Run("; ".join(found)))
    for artefact in (catalogue.artefacts[name] for name in form.artefacts):
        if artefact.anonymise:
            runs = (Run(f"{artefact.name}, before you attach it: ", strong=True), *read_runs(artefact.anonymise, locate))
            yield Paragraph(runs, Look.GUIDANCE)


def _name_quantity(catalogue: Catalogue, use: QuantityUse) -> str:
    criterion = catalogue.criteria[use.criterion]
    quantity = next(quantity for quantity in criterion.quantities if quantity.id == use.quantity)
    advice = ", only in the guide’s advice" if quantity.status is Status.GUIDE_ONLY else ""
    return f"{quantity.value} {quantity.unit} ({criterion.label}{advice})"


def _section(catalogue: Catalogue, locate: Locate, section: FormSection) -> Iterator[Block]:
    yield Heading(1, section.title, new_page=section.new_page)
    if section.criteria:
        yield Paragraph(tuple(_serves(catalogue, locate, section.criteria)), Look.GUIDANCE)
    for text in section.guidance:
        yield Paragraph(read_runs(text, locate), Look.GUIDANCE)
    for text in section.text:
        yield Paragraph(read_runs(text, locate))
    if section.points:
        yield Points(tuple(read_runs(point, locate) for point in section.points))
    yield from _fields(section.fields)
    if section.table:
        yield _table(section.table)


def _serves(catalogue: Catalogue, locate: Locate, criteria: Iterable[str]) -> Runs:
    runs = [Run("Serves ", strong=True)]
    for place, criterion in enumerate(catalogue.criteria[name] for name in criteria):
        runs += [Run(", ")] if place else []
        runs.append(Run(criterion.label, locate(criterion)))
    return tuple(runs)


def _fields(fields: tuple[FormField, ...]) -> Iterator[Block]:
    """Yield short entries together as one table, each longer answer as a box, each choice as boxes to tick."""
    for kind, group in groupby(fields, key=_kind):
        for_kind = tuple(group)
        if kind == "entry":
            columns = (Cell("To fill in", LABEL_SHARE), Cell("Entry", ENTRY_SHARE))
            yield Grid(columns, tuple((_label(field), "") for field in for_kind), ENTRY, first_is_label=True)
        for field in for_kind if kind != "entry" else ():
            if kind == "choice":
                yield Choice(field.label, tuple(field.choices))
            else:
                yield Grid((Cell(field.label, 1, field.hint or ""),), (("",),), LINE * int(field.lines or 1))


def _kind(field: FormField) -> str:
    return "choice" if field.choices else "box" if field.lines else "entry"


def _label(field: FormField) -> str:
    return f"{field.label} ({field.hint})" if field.hint else field.label


def _table(table: FormTable) -> Grid:
    columns = tuple(Cell(column.label, int(column.width)) for column in table.columns)
    spare = ("",) * (len(columns) - 1)
    rows = [(label, *spare) for label in table.rows] + [("", *spare)] * int(table.blank or 0)
    return Grid(columns, tuple(rows), int(table.height), first_is_label=bool(table.rows))
