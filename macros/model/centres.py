"""A centre that publishes a copy of its own: who it is, how it looks, which units it offers, and what it adds."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from macros.fields import (
    CentreVersion,
    Colour,
    CriterionId,
    EmailAddress,
    ImageName,
    Line,
    Prose,
    Slug,
    UnitId,
    WebAddress,
    WebFolder,
)
from macros.model.entry import Entry


class Colours(Entry):
    """A centre's colours. Shades for the dark look are found from these, and a shade that is hard to read is replaced."""

    primary: Colour
    """The header and the main buttons."""
    accent: Colour
    """Lines and marks."""


class Contact(Entry):
    """Somebody, or some place, a learner can turn to."""

    name: Line
    """Who it is, or what they are responsible for."""
    email: EmailAddress | None = None
    """Where to write."""
    telephone: Line | None = None
    """The number, as it is dialled."""
    page: WebAddress | None = None
    """A page about it."""


class KeyDate(Entry):
    """A date that learners work towards."""

    date: Line
    """The day, as YYYY-MM-DD."""
    what: Line
    """What happens on it, such as hand-in."""
    unit: UnitId | None = None
    """The unit it belongs to; none for all."""


class HouseRules(Entry):
    """What differs from centre to centre. A rule left out is shown as a question to ask, never as a rule."""

    word_counts: Prose | None = None
    """How long an assignment should or may be."""
    drafts: Prose | None = None
    """Whether drafts are read, and how often."""
    resubmission: Prose | None = None
    """What happens after a referral."""
    referencing: Prose | None = None
    """Which style of references is wanted."""


class CentreNote(Entry):
    """A note that stands beside a unit or a criterion, visibly the centre's."""

    about: UnitId | CriterionId
    """The unit or the criterion."""
    text: Prose
    """What the centre has to say there."""


class CentreForm(Entry):
    """A form of the centre's own that learners fill in as evidence."""

    name: Line
    """What it is called."""
    use: Prose
    """What it is for, and where to get it."""
    page: WebAddress | None = None
    """Where it can be had."""
    criteria: tuple[CriterionId, ...] = ()
    """The criteria it serves."""


class Nation(StrEnum):
    """Where the centre is: it decides who enforces accessibility law."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"


class KnownFault(Entry):
    """Something in the copy that does not work for everyone."""

    what: Prose
    """What does not work, and for whom."""
    meanwhile: Prose | None = None
    """What helps until it is mended."""
    planned: Line | None = None
    """The day by which it is to be mended, as YYYY-MM-DD."""


class Accessibility(Entry):
    """What the centre's accessibility statement has to say. The statement never claims more than stands here."""

    organisation: Line
    """Who is responsible for this copy."""
    email: EmailAddress
    """Where to report a barrier or ask for another form."""
    nation: Nation
    """Where the organisation is."""
    answer_within: Line
    """How soon somebody answers, such as five working days."""
    faults: tuple[KnownFault, ...] = ()
    """Faults that are known."""
    prepared: Line
    """When the statement was first made, as YYYY-MM-DD."""
    reviewed: Line
    """When it was last looked at, as YYYY-MM-DD."""


class Centre(Entry):
    """A centre: data/centres/<id>.yml, or a centre.yml in a folder of its own."""

    version: CentreVersion
    """The form of this file, so that a later tool knows how to read it."""
    id: Slug
    """A short name for folders and addresses."""
    name: Line
    """The centre's name in full."""
    short_name: Line
    """The name where there is little room."""
    logo: ImageName
    """Its logo, beside this file."""
    favicon: ImageName | None = None
    """A small square mark for browser tabs, beside this file; the logo where there is none."""
    colours: Colours
    """Its colours."""
    site_url: WebFolder | None = None
    """The address its copy will have, ending in a slash."""
    awarding_copy: WebFolder | None = None
    """The address of the awarding copy, which search engines are to prefer; the one in mkdocs.yml where there is none here."""
    contacts: tuple[Contact, ...] = Field(min_length=1)
    """Whom a learner can ask, most useful first."""
    units: tuple[UnitId, ...] = Field(min_length=1)
    """The units it offers. The others are left out whole, and links to them are explained."""
    dates: tuple[KeyDate, ...] = ()
    """Hand-in dates, sessions and the like."""
    rules: HouseRules = Field(default_factory=HouseRules)
    """Its own rules."""
    notes: tuple[CentreNote, ...] = ()
    """Notes beside units and criteria."""
    forms: tuple[CentreForm, ...] = ()
    """Extra forms for evidence."""
    language: Line = "en-GB"  # type: ignore[assignment]
    """The language its notes and rules are written in, such as cy."""
    accessibility: Accessibility
    """What its accessibility statement says."""
