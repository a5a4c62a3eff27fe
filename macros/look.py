"""Guide → the files that carry its look: a centre's colours, logo and mark, and the manifest that browsers read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.brand import OWN_COLOUR, OWN_PAPER, Brand
from macros.guide import STYLES, Guide, write_styles

MANIFEST = "manifest.webmanifest"
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
    yield MANIFEST, _make_manifest(brand, site_name, icon).encode()


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
