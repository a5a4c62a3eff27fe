"""One project, loaded and checked, with what is needed to render it. Pages, macros, search and commands start here."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from macros.addresses import SiteMap, find_pages
from macros.assets import name_asset, name_assets
from macros.brand import Brand
from macros.catalogue import Catalogue
from macros.check import load_checked
from macros.kept import NOTHING_KEPT, Kept
from macros.offer import make_copy
from macros.render import Renderer

STYLES = "assets/stylesheets/brand.css"
"""The style sheet with the colours."""
Shown = dict[tuple[str, ...], Markup]
"""What macros show, by macro, page and arguments."""


@dataclass(frozen=True, repr=False)
class Guide:
    """A project folder, its catalogue, its addresses and its templates."""

    project: Path
    catalogue: Catalogue
    site: SiteMap
    renderer: Renderer
    brand: Brand | None = None
    """The centre whose copy this is; none in the awarding copy."""
    kept: Kept = NOTHING_KEPT
    """The downloads of earlier builds."""
    awarding_copy: str = ""
    """Where the awarding copy is, whose pages a centre's copy names as those to prefer; empty where that is not known."""
    shown: Shown = field(default_factory=dict)
    """What macros have shown when the pages were checked: it need not be made a second time."""


def load_guide(project: Path, *, offline: bool = False) -> Guide:
    """Load the project at a folder; raise DataError with every problem of its data."""
    return make_guide(project, load_checked(project), offline=offline)


def make_guide(
    project: Path, catalogue: Catalogue, *, brand: Brand | None = None, offline: bool = False, kept: Kept = NOTHING_KEPT
) -> Guide:
    """Return the guide of a catalogue that is already loaded; with a brand, the copy of a centre."""
    catalogue = make_copy(catalogue, brand.centre) if brand else catalogue
    site = SiteMap(catalogue, find_pages(project / "docs"), offline)
    assets = name_assets(project)
    renderer = Renderer(project / "overrides" / "fragments", site, assets)
    if brand:
        assets[STYLES] = name_asset(STYLES, write_styles(renderer, brand))
    preferred = str(brand.centre.awarding_copy or "") if brand else ""
    return Guide(project, catalogue, site, renderer, brand, kept, preferred)


def write_styles(renderer: Renderer, brand: Brand) -> bytes:
    """Return the style sheet with a centre's colours, which stands in the place of ours."""
    return renderer.render("centre/brand.css", "", shades=dict(sorted(brand.palette.values.items()))).encode()
