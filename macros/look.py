"""Guide → the files that carry its look: a centre's colours, logo and mark, the badge, and the manifest that browsers read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.addresses import BADGE
from macros.brand import OWN_COLOUR, OWN_PAPER, Brand
from macros.colours import WHITE
from macros.guide import STYLES, Guide, write_styles

MANIFEST = "manifest.webmanifest"
LETTER = 6.6
"""About how wide a letter of the badge is."""
SHORT = 30
"""Letters that a telephone has room for under an icon, at the very most."""
TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def list_look(guide: Guide, site_name: str, icon: str) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every file that carries the look; `icon` is the address of the mark."""
    brand = guide.brand
    if brand:
        yield guide.renderer.find_asset(STYLES), write_styles(guide.renderer, brand)
        yield brand.logo_address, brand.logo.content
        yield brand.favicon_address, brand.favicon.content
    if guide.catalogue.edition:
        yield BADGE, _make_badge(guide, guide.catalogue.edition.id).encode()
    yield MANIFEST, _make_manifest(brand, site_name, icon).encode()


def _make_badge(guide: Guide, edition: str) -> str:
    """Return the picture that says which edition the criteria are from, in the colours of the copy."""
    shades = guide.brand.palette.values if guide.brand else {}
    ground, letters = shades.get("brand-primary", OWN_COLOUR), shades.get("brand-on-primary", WHITE)
    words = f"as in edition {edition}"
    length = round(LETTER * len(words))
    return str(guide.renderer.render("badge.html", "", words=words, length=length, ground=ground, letters=letters))


def _make_manifest(brand: Brand | None, site_name: str, icon: str) -> str:
    picture = brand.favicon if brand else None
    sizes = f"{picture.width:.0f}x{picture.height:.0f}" if picture and picture.extension == "png" else "any"
    manifest = {
        "name": site_name,
        "short_name": brand.centre.short_name if brand else site_name[:SHORT].strip(),
        "lang": "en-GB",
        "start_url": ".",
        "display": "browser",
        "theme_color": brand.palette.values["brand-primary"] if brand else OWN_COLOUR,
        "background_color": OWN_PAPER,
        "icons": [{"src": icon, "sizes": sizes, "type": TYPES[icon.rpartition(".")[2]]}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
