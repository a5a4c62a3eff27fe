"""Forms to fill in: what each asks, in which order, and which criteria it serves."""

from __future__ import annotations

from pydantic import Field

from macros.fields import ArtefactId, Count, CriterionId, Line, Prose, Slug
from macros.model.entry import Entry


class QuantityUse(Entry):
    """A quantity of a criterion, named where the number is needed, so that it is written only once."""

    criterion: CriterionId
    """The criterion that names the quantity."""
    quantity: Slug
    """The id of the quantity there."""


class FormColumn(Entry):
    """A column of a table to fill in."""

    label: Line
    """What goes into it."""
    width: Count = Count("1")
    """Its share of the width."""


class FormTable(Entry):
    """A table to fill in."""

    columns: tuple[FormColumn, ...] = Field(min_length=2)
    """Its columns, from left to right."""
    rows: tuple[Line, ...] = ()
    """What the first cell of each row says; then the rows are the same for everyone."""
    blank: Count | None = None
    """How many empty rows there are."""
    height: Count = Count("10")
    """The least height of a row, in millimetres, to write by hand."""


class FormField(Entry):
    """One thing to fill in."""

    id: Slug
    """A short name."""
    label: Line
    """What is asked."""
    hint: Line | None = None
    """Help that stays in the form, beside what is asked."""
    lines: Count | None = None
    """How many lines of room; without it, a short entry beside its label."""
    choices: tuple[Line, ...] = ()
    """Answers to choose from, each with a box to tick."""


class FormSection(Entry):
    """A part of a form under a heading of its own."""

    id: Slug
    """A short name."""
    title: Line
    """Its heading."""
    criteria: tuple[CriterionId, ...] = ()
    """The criteria it serves."""
    guidance: tuple[Prose, ...] = ()
    """Help for whoever fills it in, to be deleted afterwards."""
    text: tuple[Prose, ...] = ()
    """Text that belongs to the form and stays."""
    points: tuple[Prose, ...] = ()
    """The same as a list, under the text."""
    fields: tuple[FormField, ...] = ()
    """What is to be filled in, in order."""
    table: FormTable | None = None
    """A table to fill in, after the fields."""
    new_page: bool = False
    """true when it begins on a new page, such as a part that is handed to someone else."""


class Form(Entry):
    """A form to fill in: data/forms/<id>.yml."""

    id: Slug
    """The file's name, and the name of the download."""
    title: Line
    """What it is called."""
    intro: Prose
    """What it is for, in a sentence or two; shown beside the download and at the top of the form."""
    guidance: tuple[Prose, ...] = ()
    """Help with the form as a whole, to be deleted afterwards."""
    artefacts: tuple[ArtefactId, ...] = Field(min_length=1)
    """The evidence that it becomes when it is filled in."""
    quantities: tuple[QuantityUse, ...] = ()
    """Numbers that the filled-in form has to reach."""
    landscape: bool = False
    """true when its tables need the longer side of the page."""
    sections: tuple[FormSection, ...] = Field(min_length=1)
    """Its parts, in order."""
