"""A copy that is to be upgraded → the edition it was built from, and whose it is, by its manifest."""

from __future__ import annotations

from pathlib import Path

from macros.brand import FOLDER, Brand, load_brand
from macros.catalogue import Catalogue
from macros.verify.data import Told, read_told
from macros.verify.sites import SiteFailure, open_site


def read_copy(where: str, seconds: float, older: str) -> Told:
    """Return what a copy says of itself; raise SiteFailure where it does not say which edition it was built from."""
    told = read_told(open_site(where, seconds))
    if not told.edition and not older:
        raise SiteFailure(f"{where} does not say which edition it was built from: name it with --from")
    return told


def find_centre(project: Path, catalogue: Catalogue, named: str, told: Told | None) -> Brand | None:
    """Return the centre that is named, else the one of the copy where its file is in data/centres."""
    own = told.manifest.centre.id if told and told.manifest and told.manifest.centre else ""
    known = own in catalogue.centres and (project / FOLDER / f"{own}.yml").is_file()
    return load_brand(project, catalogue, named or own) if named or known else None
