"""The subject in types. Frozen, no input or output; one module for each kind of entry."""

from macros.model.draft_signs import DraftSigns, OtherQualification, Sign
from macros.model.editions import Change, Edition, Effect, Registry
from macros.model.entry import (
    Basis,
    End,
    Ending,
    Entry,
    Exchange,
    Link,
    Retirement,
    Status,
    TermRetirement,
    Trust,
    VerbRetirement,
)
from macros.model.evidence import Artefact, Checklist, Item, Use
from macros.model.examples import Example, Passage
from macros.model.finding import Spelling
from macros.model.qualifications import Qualification, Superseded
from macros.model.reference import Definition, Sense, Source, Term, Theory
from macros.model.units import (
    Brief,
    Criterion,
    Feed,
    FormerPart,
    Note,
    Outcome,
    Part,
    Quantity,
    SeeAlso,
    StartingPoint,
    TheoryUse,
    Unit,
)
from macros.model.verbs import Axis, Levels, SameTopic, TwinTopic, Verb

__all__ = [
    "Artefact",
    "Axis",
    "Basis",
    "Brief",
    "Change",
    "Checklist",
    "Criterion",
    "Definition",
    "DraftSigns",
    "Edition",
    "Effect",
    "End",
    "Ending",
    "Entry",
    "Example",
    "Exchange",
    "Feed",
    "FormerPart",
    "Item",
    "Levels",
    "Link",
    "Note",
    "OtherQualification",
    "Outcome",
    "Part",
    "Passage",
    "Qualification",
    "Quantity",
    "Registry",
    "Retirement",
    "SameTopic",
    "SeeAlso",
    "Sense",
    "Sign",
    "Source",
    "Spelling",
    "StartingPoint",
    "Status",
    "Superseded",
    "Term",
    "TermRetirement",
    "Theory",
    "TheoryUse",
    "Trust",
    "TwinTopic",
    "Unit",
    "Use",
    "Verb",
    "VerbRetirement",
]
