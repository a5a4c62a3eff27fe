"""Style sheets and scripts → the names they are published under, which change with their content.

A browser or a network between may keep such a file for ever, and hundreds of copies share it. Pages name a file by the address
it has in the project; what stands in the site is found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from macros.libraries import LIBRARIES, LibraryMissing, find_library

FOLDER = Path("overrides")
"""Where the project keeps its own, at their addresses."""
KINDS = (".css", ".js")
DIGITS = 8
"""Of the sum, as the theme writes them in the names of its own files."""
SHEETS = ("assets/stylesheets/main.", "assets/stylesheets/palette.")
"""How the names of the theme's style sheets begin, in their order; they are published as a part of ours."""
UNUSED = ("fragments/", "assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/javascripts/bundle.", *SHEETS)
"""What the theme would publish and no page asks for: templates, its script, the parts of its own search."""
MAPS = ".map"
"""The ending of what tells a developer's tools how the theme's files were made."""


def name_assets(project: Path) -> dict[str, str]:
    """Return the published address of every style sheet and script of a project, by the address that pages name it by."""
    own = (path for path in (project / FOLDER / "assets").rglob("*") if path.suffix in KINDS)
    files = {path.relative_to(project / FOLDER).as_posix(): path for path in own}
    for library in LIBRARIES:
        try:
            files[library.address] = find_library(project, library)
        except LibraryMissing:
            continue  # a build says so; a check has no need of it
    return {address: name_asset(address, path.read_bytes()) for address, path in sorted(files.items())}


def name_asset(address: str, content: bytes) -> str:
    """Return the address of a file with a sum of its content before the ending."""
    start, dot, ending = address.rpartition(".")
    return f"{start}.{sha256(content).hexdigest()[:DIGITS]}{dot}{ending}"


def find_asset(assets: Mapping[str, str], address: str) -> str:
    """Return what a file is published as: what has no name of its own keeps its address."""
    return assets.get(address, address)


def find_sheets(theme: Iterable[str]) -> list[Path]:
    """Return the style sheets of the theme in the folders of its files."""
    return [path for begins in SHEETS for folder in theme for path in sorted(Path(folder).glob(f"{begins}*.css"))]


def is_unused(address: str) -> bool:
    """Return whether no page asks for a file of the theme."""
    return address.startswith(UNUSED) or address.endswith(MAPS)
