"""How a criterion is cited in a report: its label, the opening of its wording and the edition. Catalogue → plain text.

The address is not part of it: only the browser knows where this copy of the guide stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.catalogue import Catalogue
from macros.model import Criterion
from macros.snapshot import FrozenCriterion, FrozenUnit

LONGEST = 60
"""How many characters of the wording a citation quotes at most, before the ellipsis."""


@dataclass(frozen=True)
class Citation:
    """A citation in two pieces, so that the first can be a link."""

    label: str
    """Who owns the criterion, and its printed id."""
    rest: str
    """What follows the label: a comma, the quotation, the edition."""

    def __str__(self) -> str:
        return self.label + self.rest


def cite(catalogue: Catalogue, criterion: Criterion) -> Citation:
    """Return the citation of a criterion as the current edition has it."""
    qualification = catalogue.qualification_of(catalogue.unit_of(criterion))
    edition = catalogue.edition.id if catalogue.edition else ""
    return _cite(qualification.awarding_organisation, criterion.label, criterion.wording, edition)


def cite_frozen(unit: FrozenUnit, criterion: FrozenCriterion) -> Citation:
    """Return the citation of a criterion as a frozen edition has it."""
    return _cite(unit.qualification.awarding_organisation, criterion.label, criterion.wording, unit.edition)


def _cite(owner: str, label: str, wording: str, edition: str) -> Citation:
    guidance = f" (guidance edition {edition})" if edition else ""
    return Citation(label=f"{owner} {label}", rest=f', "{shorten(wording)}"{guidance}')


def short_reference(catalogue: Catalogue, criterion: Criterion) -> str:
    """Return the shortest reference that names one criterion only, such as 500-2.1; with the full id of its unit where needed."""
    unit = catalogue.unit_of(criterion)
    return f"{unit.number if catalogue.unit_numbers[unit.number] == 1 else unit.id}-{criterion.number}"


def shorten(wording: str, longest: int = LONGEST) -> str:
    """Return the wording, cut after its last whole word within `longest` characters and marked where it is cut."""
    if len(wording) <= longest:
        return wording
    cut = wording[: longest + 1].rpartition(" ")[0] or wording[:longest]
    return f"{cut.rstrip(' ,;:–-')} …"
