"""The form in which data is published for other systems, version 1. A promise: see docs/api.md.

Separate from `macros.model`, so that data files can change while what consumers read stays. A field may be added here;
none is renamed, removed or given another meaning. The sentence under a field goes into the published JSON Schema.
"""

from macros.published.catalogue import CatalogueFile, CriterionLine, Qualification, Unit
from macros.published.changes import Change, ChangesFile
from macros.published.criterion import CriterionFile, Evidence, FormerPart, Part, SeeAlso
from macros.published.mapping import MappedDifference, MappedEntry, MappedLine, MappedQualification, MappingFile
from macros.published.provenance import OfferedUnit, ProvenanceFile, Publisher, Tool, WordingSum
from macros.published.shared import DIALECT, VERSION, Edition, File, Outcome, Pointer, Retired, write_notice
from macros.published.verb import Definition, Source, VerbFile

FORMS: dict[str, type[File]] = {
    "catalogue": CatalogueFile,
    "changes": ChangesFile,
    "provenance": ProvenanceFile,
    "criterion": CriterionFile,
    "mapping": MappingFile,
    "verb": VerbFile,
}
"""Each kind of published file by the name of its schema."""

__all__ = [
    "DIALECT",
    "FORMS",
    "VERSION",
    "CatalogueFile",
    "Change",
    "ChangesFile",
    "CriterionFile",
    "CriterionLine",
    "Definition",
    "Edition",
    "Evidence",
    "File",
    "FormerPart",
    "MappedDifference",
    "MappedEntry",
    "MappedLine",
    "MappedQualification",
    "MappingFile",
    "OfferedUnit",
    "Outcome",
    "Part",
    "Pointer",
    "ProvenanceFile",
    "Publisher",
    "Qualification",
    "Retired",
    "SeeAlso",
    "Source",
    "Tool",
    "Unit",
    "VerbFile",
    "WordingSum",
    "write_notice",
]
