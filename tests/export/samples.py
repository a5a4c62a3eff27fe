"""The documents of the miniature guide, which has criteria 1.1, 1.2, 1.10 and 11.1, and one that is retired."""

from __future__ import annotations

from macros.export.checklist import evidence_matrix, list_checklist, make_locate, unit_checklist
from macros.export.document import Document
from macros.guide import Guide

SITE = "https://guide.example.org/lamps/"


def make_checklist(guide: Guide, site_url: str = SITE, unit: str = "QX12-A1") -> Document:
    """Return the checklist of a unit."""
    return unit_checklist(guide.catalogue, make_locate(guide.site, site_url), guide.catalogue.units[unit])


def make_list(guide: Guide, site_url: str = SITE) -> Document:
    """Return a checklist that is not tied to one criterion."""
    return list_checklist(guide.catalogue, make_locate(guide.site, site_url), guide.catalogue.checklists["first-night"])


def make_matrix(guide: Guide) -> Document:
    """Return the evidence matrix."""
    return evidence_matrix(guide.catalogue, make_locate(guide.site, SITE))
