"""The centre that no one runs: every string of it is a token, so that its site shows where a centre's strings go.

A token is a name between two private characters, which no data file may hold. Names that begin with `own-` stand for what has
structure, such as notes: a page that holds one is rendered again for each centre.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from macros.brand import Brand
from macros.colours import Palette, Shade
from macros.images import Picture
from macros.model import Accessibility, Centre, CentreForm, Colours, Contact, HouseRules, Nation
from macros.read import Origin

OPEN, CLOSE, IN_MARKDOWN = "\ue010", "\ue011", "\ue012"
"""What a token begins and ends with; in a fragment for Markdown it begins otherwise, since its value is written otherwise."""
SITE, FOLDER = "site", "folder"
"""The address of a copy, and the folder of its host it stands in."""
OWN = "own-"
"""How the names of tokens begin for which there is no plain string."""
DAY = "2000-01-01"
"""Dates stand only on pages that are rendered for each centre."""


def token(name: str) -> str:
    """Return the mark that stands for a string of a centre."""
    return f"{OPEN}{name}{CLOSE}"


_SITE = f"http://{re.escape(token(SITE))}(?:/{re.escape(token(FOLDER))})?(?P<site>/?)"
_FOLDER = f"/{re.escape(token(FOLDER))}(?P<folder>/?)"
TOKEN = re.compile(f"{_SITE}|{_FOLDER}|(?P<open>[{OPEN}{IN_MARKDOWN}])(?P<name>[^{CLOSE}]+){CLOSE}")


IN_ASCII = re.compile(rf"\\u{ord(OPEN):x}({SITE}|{FOLDER})\\u{ord(CLOSE):x}")
"""A token of an address in JSON that knows ASCII alone. Addresses have no letter that any kind of file writes in another way."""


def has_token(text: str) -> bool:
    """Return whether a token, or a part of one, stands in a text."""
    return any(mark in text for mark in (OPEN, CLOSE, IN_MARKDOWN))


def read_name(found: re.Match[str]) -> str:
    """Return the name of a token that `TOKEN` has found; those of addresses end in a slash where they stand before one."""
    if name := unescape(found["name"] or ""):  # Markdown keeps some letters as references
        return str(name)
    return f"{FOLDER}{found['folder']}" if found["folder"] is not None else f"{SITE}{found['site']}"


@dataclass(frozen=True)
class Shape:
    """What two centres must have in common to share a base."""

    units: tuple[str, ...]
    """Those offered, in the order of the catalogue."""
    address: str
    """`none`, `root` of a host, or a `folder` of it: it decides which links there are, and how they begin."""
    awarding_copy: str = ""
    """The copy whose pages they name as those to prefer, where they say so themselves."""

    @property
    def site_url(self) -> str:
        """The address of the base."""
        return {"none": "", "root": f"http://{token(SITE)}/", "folder": f"http://{token(SITE)}/{token(FOLDER)}/"}[self.address]


def find_shape(centre: Centre, units: tuple[str, ...]) -> Shape:
    """Return the shape of a centre's copy; `units` are all there are."""
    address = centre.site_url
    offered = tuple(unit for unit in units if unit in centre.units)
    kind = "none" if not address else "root" if urlsplit(address).path == "/" else "folder"
    return Shape(offered, kind, str(centre.awarding_copy or ""))


def make_token_brand(shape: Shape, project: Path) -> Brand:
    """Return the brand of the centre whose strings are tokens. Everything a centre may leave out is there."""
    own = token("own-text")
    statement = Accessibility.model_construct(
        organisation=own, email=own, nation=Nation.ENGLAND, answer_within=own, faults=(), prepared=DAY, reviewed=DAY
    )
    centre = Centre.model_construct(
        version="1",
        id=token("id"),
        name=token("name"),
        short_name=token("short_name"),
        logo="logo.svg",
        favicon=None,
        colours=Colours.model_construct(primary="#000000", accent="#000000"),
        site_url=shape.site_url or None,
        awarding_copy=shape.awarding_copy or None,
        contacts=(Contact.model_construct(name=own, email=token("report"), telephone=None, page=None),),
        units=shape.units,
        dates=(),
        rules=HouseRules.model_construct(word_counts=own, drafts=own, resubmission=own, referencing=own),
        notes=(),
        forms=(CentreForm.model_construct(name=own, use=own, page=None, criteria=()),),
        language=token("own-language"),
        accessibility=statement,
    )
    palette = Palette((Shade("brand-primary", token("colour"), token("colour"), 0, ()),))
    logo, favicon = (Picture(token(name), b"", 1, 1) for name in ("logo", "favicon"))
    return Brand(centre, palette, logo, favicon, Origin(project / "token.yml", project))


def list_values(brand: Brand) -> dict[str, str]:
    """Return what stands for each token in the copy of a centre, as plain text."""
    site_url = str(brand.centre.site_url or "")
    folder = urlsplit(site_url).path
    return {
        "id": str(brand.centre.id),
        "name": str(brand.centre.name),
        "short_name": str(brand.centre.short_name),
        "report": brand.report_address.removeprefix("mailto:"),
        "logo": brand.logo.extension,
        "favicon": brand.favicon.extension,
        "colour": brand.palette.values["brand-primary"],
        SITE: site_url.rstrip("/"),
        f"{SITE}/": site_url,
        FOLDER: folder.rstrip("/"),
        f"{FOLDER}/": folder,
    }
