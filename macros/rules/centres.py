"""Rules about centres: pictures that can be shown, notes about what is offered, and texts that fit their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.images import BadPicture, read_picture
from macros.model import Centre
from macros.read import Location
from macros.rules.structure import is_date
from macros.rules.walk import report, visit

LONGEST: dict[str, int] = {"name": 120, "short_name": 40, "what": 120, "telephone": 30, "answer_within": 60, "organisation": 120}
"""Letters that fit where a field is shown."""
LONGEST_TEXT = 1_500
"""Letters of any other field: a house note stands beside the guidance and does not replace it."""
MOST = 200
"""Members of a list."""
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,28}")
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices, so that no folder may have them."""


def picture_shown(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A centre's logo and favicon lie beside its file, and are pictures that are safe to show."""
    for centre in catalogue.centres.values():
        folder = catalogue.origin(centre).path.parent
        for field, name in (("logo", centre.logo), ("favicon", centre.favicon)):
            try:
                if name is not None and (folder / name).is_symlink():
                    raise BadPicture("is a link to another file: put the picture itself beside the centre's file")
                if name is not None:
                    read_picture(folder / name)
            except BadPicture as bad:
                yield report(catalogue, centre, (field,), f"{str(name)!r} {bad}")


def unit_offered(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """What a centre says about a unit or a criterion is about one it offers, and each unit is offered once."""
    for centre in catalogue.centres.values():
        for location, about in _list_abouts(centre):
            unit = about.split("/")[0]
            if unit in catalogue.units and unit not in centre.units:
                message = f"{unit} is not among the `units` it offers: add it there, or delete this"
                yield report(catalogue, centre, location, message)
        for place, unit in enumerate(centre.units):
            if unit in centre.units[:place]:
                yield report(catalogue, centre, ("units", place), f"{unit} stands twice: delete one")


def centre_dated(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """The dates of a centre are written YYYY-MM-DD and exist; a statement is reviewed after it was prepared."""
    for centre in catalogue.centres.values():
        statement = centre.accessibility
        dates: list[tuple[Location, str]] = [(("dates", place, "date"), day.date) for place, day in enumerate(centre.dates)]
        dates += [(("accessibility", name), getattr(statement, name)) for name in ("prepared", "reviewed")]
        planned = ((("accessibility", "faults", place, "planned"), fault.planned) for place, fault in enumerate(statement.faults))
        dates += [(location, written) for location, written in planned if written]
        wrong = [(location, written) for location, written in dates if not is_date(written)]
        for location, written in wrong:
            yield report(catalogue, centre, location, f"{written!r} is not a date: write it as YYYY-MM-DD")
        if not wrong and statement.reviewed < statement.prepared:
            message = f"lies before {statement.prepared}, when it was prepared: correct one of the two"
            yield report(catalogue, centre, ("accessibility", "reviewed"), message)


def centre_reachable(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A contact can be reached, telephone numbers can be dialled, and the language is one that browsers know."""
    for centre in catalogue.centres.values():
        for place, contact in enumerate(centre.contacts):
            if not (contact.email or contact.telephone or contact.page):
                yield report(catalogue, centre, ("contacts", place), "cannot be reached: add `email`, `telephone` or `page`")
            if contact.telephone and not TELEPHONE.fullmatch(contact.telephone):
                message = f"{contact.telephone!r} cannot be dialled: write digits, spaces and brackets, such as 029 2000 0000"
                yield report(catalogue, centre, ("contacts", place, "telephone"), message)
        if not LANGUAGE.fullmatch(centre.language):
            message = f"{centre.language!r} is no language tag: write one such as cy, en-GB or gd"
            yield report(catalogue, centre, ("language",), message)


def centre_fits(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A centre's texts are no longer than their place, its lists not endless, and its id can name a folder anywhere."""
    for centre in catalogue.centres.values():
        for location, text in visit(centre):
            most = LONGEST.get(str(location[-1]), LONGEST_TEXT)
            if len(text) > most:
                yield report(catalogue, centre, location, f"has {len(text):,} letters, and {most:,} is the most: shorten it")
        for name in ("contacts", "dates", "notes", "forms"):
            if len(getattr(centre, name)) > MOST:
                yield report(catalogue, centre, (name,), f"has more than {MOST} members: keep what learners need")
        if RESERVED.fullmatch(centre.id) or len(centre.id) > LONGEST["short_name"]:
            yield report(catalogue, centre, ("id",), f"{str(centre.id)!r} cannot name a folder on every system: choose another")


def _list_abouts(centre: Centre) -> Iterator[tuple[Location, str]]:
    for place, note in enumerate(centre.notes):
        yield ("notes", place, "about"), note.about
    for place, day in enumerate(centre.dates):
        if day.unit:
            yield ("dates", place, "unit"), day.unit
    for place, form in enumerate(centre.forms):
        for index, criterion in enumerate(form.criteria):
            yield ("forms", place, "criteria", index), criterion
