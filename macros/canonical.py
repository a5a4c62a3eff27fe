"""A page of a copy → the address that search engines are to prefer: the same page of the awarding copy, where that is known."""

from __future__ import annotations

from markupsafe import Markup

from macros.addresses import CENTRE, NOT_OFFERED, PROVENANCE
from macros.guide import Guide

OF_ITS_OWN = ("accessibility", PROVENANCE)
"""Hand-written pages that say in each copy what is true of that copy."""


def find_canonical(guide: Guide, address: str, site_url: str) -> str:
    """Return the full address to prefer for a page; empty where it is not known. The awarding copy prefers itself."""
    base = guide.awarding_copy if guide.brand and not _is_own(guide, address) else ""
    base = base or site_url
    return f"{base.rstrip('/')}/{address}" if base else ""


def write_canonical(guide: Guide, address: str, site_url: str) -> Markup:
    """Return what the head of a page says of its address; nothing where that is not known."""
    return guide.renderer.render("page/canonical.html", "", canonical=find_canonical(guide, address, site_url))


def _is_own(guide: Guide, address: str) -> bool:
    """Return whether a page is about the copy itself, so that no other copy has the same."""
    return address in (CENTRE, NOT_OFFERED, *(guide.site.pages.get(name) for name in OF_ITS_OWN))
