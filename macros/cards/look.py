"""How the cards of a copy look: the name at their head, the colours and the logo. All that differs between two centres."""

from __future__ import annotations

from dataclasses import dataclass

from macros.brand import OWN_COLOUR, OWN_PAPER, Brand
from macros.guide import Guide

OWN_ACCENT, OWN_LINK = "#b26a00", "#0d5566"
"""Lines and ids of the awarding copy, as in brand.css."""
INK, SOFT = "#1f2b2d", "#4d5b5d"
"""Text and lesser text of every copy, as in guide.css."""
OWN_MARK = "overrides/assets/images/mark.svg"


@dataclass(frozen=True)
class CardLook:
    """The look of every card of a copy. Its repr says all of it, so that a kept card is never one of another look."""

    name: str
    """Whose copy it is; the name of the guide in the awarding copy."""
    guide: str
    """The name of the guide, where that of a centre stands above it."""
    primary: str
    """The bar at the top."""
    accent: str
    """The line below it."""
    link: str
    """The printed id and the verbs; readable on the paper."""
    ink: str
    soft: str
    """The text, and what is less than text."""
    paper: str
    extension: str
    """Of the logo: `svg` or `png`; empty where there is none."""
    logo: bytes


def find_look(guide: Guide, site_name: str) -> CardLook:
    """Return the look of a copy's cards."""
    return find_centre_look(guide.brand, site_name) if guide.brand else find_own_look(guide, site_name)


def find_centre_look(brand: Brand, site_name: str) -> CardLook:
    """Return the look of the cards of a centre: its name, its colours as they were made readable, its logo as it is published."""
    shades = brand.palette.values
    guide_name = site_name.removeprefix(brand.name_site(""))
    return CardLook(
        name=str(brand.centre.name),
        guide=guide_name,
        primary=shades["brand-primary"],
        accent=shades["brand-accent"],
        link=shades["brand-link"],
        ink=INK,
        soft=SOFT,
        paper=OWN_PAPER,
        extension=brand.logo.extension,
        logo=brand.logo.content,
    )


def find_own_look(guide: Guide, site_name: str) -> CardLook:
    """Return the look of the cards of the awarding copy."""
    mark = guide.project / OWN_MARK
    logo = mark.read_bytes() if mark.is_file() else b""
    extension = "svg" if logo else ""
    return CardLook(site_name, "", OWN_COLOUR, OWN_ACCENT, OWN_LINK, INK, SOFT, OWN_PAPER, extension, logo)
