"""Macros for those who sample work and write feedback: the list of all criteria to choose from, and a choice shown."""

from __future__ import annotations

from markupsafe import Markup

from macros.addresses import BADGE, PROVENANCE_DATA
from macros.guide import Guide
from macros.version import find_version
from macros.vocabulary.shared import show


def feedback_tool(guide: Guide, page: str) -> Markup:
    """All criteria as a table to filter and choose from, with links and phrases for feedback on those chosen.

    Example: feedback_tool()
    """
    catalogue = guide.catalogue
    used = {verb for criterion in catalogue.criteria.values() for verb in criterion.verbs}
    evidence = [catalogue.evidence_for(criterion) for criterion in catalogue.criteria.values()]
    serving = {found.artefact.id for each in evidence for found in each}
    return show(
        guide,
        "macros/feedback_tool.html",
        page,
        verbs=[verb for verb in catalogue.verbs.values() if verb.id in used],
        artefacts=[artefact for artefact in catalogue.artefacts.values() if artefact.id in serving],
        answer_alone=not all(evidence),
    )


def chosen_criteria(guide: Guide, page: str) -> Markup:
    """The criteria that the address of the page names after `?ac=`, in its order.

    Example: chosen_criteria()
    """
    first_of_each = [unit.criteria[0] for unit in guide.catalogue.units.values()]
    return show(guide, "macros/chosen_criteria.html", page, examples=first_of_each[:2])


def provenance(guide: Guide, page: str) -> Markup:
    """Where this copy comes from: its edition, its centre, and the file that proves its wording.

    Example: provenance()
    """
    facts = {"edition": guide.catalogue.edition, "version": find_version(), "data": PROVENANCE_DATA, "badge": BADGE}
    return show(guide, "macros/provenance.html", page, **facts)
