"""Logs to keep in a spreadsheet: what is noted of each session, and which hours it has to reach."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from macros.fields import ArtefactId, Count, CriterionId, Line, Prose, Slug
from macros.model.entry import Entry
from macros.model.forms import QuantityUse


class LogKind(StrEnum):
    """What a column of a log takes."""

    TEXT = "text"
    DATE = "date"
    CODE = "code"
    PLANNED = "planned-minutes"
    DELIVERED = "delivered-minutes"
    MINUTES = "minutes"
    CHOICE = "choice"


class LogColumn(Entry):
    """A column of a log."""

    label: Line
    """What goes into it."""
    kind: LogKind = LogKind.TEXT
    """code: one of the codes of the people in the log; planned-minutes and delivered-minutes are added up; minutes are not."""
    width: Count = Count("20")
    """Its width, in letters."""
    choices: tuple[Line, ...] = ()
    """What can be chosen, for a column of the kind choice."""


class LogSheet(Entry):
    """A sheet of a log with one line for each entry."""

    id: Slug
    """A short name."""
    name: Line
    """The name of the sheet, in at most 31 letters."""
    what: Prose
    """What is written down there, and when."""
    criteria: tuple[CriterionId, ...] = ()
    """The criteria it serves."""
    columns: tuple[LogColumn, ...] = Field(min_length=2)
    """Its columns, from left to right."""


class LogCodes(Entry):
    """The codes that stand for people, so that no name is in the log."""

    person: Line
    """What such a person is called, such as Client; the codes are Client A, Client B and so on."""
    people: Line
    """The same for several."""
    count: Count
    """How many codes there are, at most 26."""


class LogLeast(Entry):
    """What a log has to reach, taken from the criteria."""

    planned: QuantityUse
    """The hours to plan."""
    delivered: QuantityUse
    """The hours to deliver."""
    people: QuantityUse
    """The number of people to deliver them with."""


class Log(Entry):
    """A log to keep in a spreadsheet that adds up hours: data/logs/<id>.yml."""

    id: Slug
    """The file's name, and the name of the download."""
    title: Line
    """What it is called."""
    intro: Prose
    """What it is for, in a sentence or two."""
    guidance: tuple[Prose, ...] = ()
    """How to use it, shown on its first sheet."""
    artefacts: tuple[ArtefactId, ...] = Field(min_length=1)
    """The evidence that it becomes."""
    codes: LogCodes
    """The codes that stand for people."""
    least: LogLeast
    """What it has to reach."""
    sheets: tuple[LogSheet, ...] = Field(min_length=1)
    """Its sheets, in order; the first that has minutes planned and delivered is the one that is added up."""
