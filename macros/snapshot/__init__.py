"""The form in which an edition is frozen, version 1: units as they read on the day, complete in themselves.

Separate from `macros.model`, so that data files can change while frozen editions stay readable. A field may be added
here if it may be left out; none is renamed, removed or given another meaning. A change that needs more is version 2,
beside this one.
"""

from macros.snapshot.edition import Snapshot, group_snapshots
from macros.snapshot.guidance import (
    FrozenBrief,
    FrozenCriterion,
    FrozenEvidence,
    FrozenFormerPart,
    FrozenNote,
    FrozenPart,
    FrozenPoint,
    FrozenQuantity,
    FrozenRelation,
    FrozenRetirement,
    FrozenTerm,
    FrozenTheory,
)
from macros.snapshot.support import FrozenDefinition, FrozenExample, FrozenPassage, FrozenSource, FrozenVerb
from macros.snapshot.unit import VERSION, FrozenOutcome, FrozenQualification, FrozenUnit, snapshot_sum

__all__ = [
    "VERSION",
    "FrozenBrief",
    "FrozenCriterion",
    "FrozenDefinition",
    "FrozenEvidence",
    "FrozenExample",
    "FrozenFormerPart",
    "FrozenNote",
    "FrozenOutcome",
    "FrozenPart",
    "FrozenPassage",
    "FrozenPoint",
    "FrozenQualification",
    "FrozenQuantity",
    "FrozenRelation",
    "FrozenRetirement",
    "FrozenSource",
    "FrozenTerm",
    "FrozenTheory",
    "FrozenUnit",
    "FrozenVerb",
    "Snapshot",
    "group_snapshots",
    "snapshot_sum",
]
