"""Rules about forms and logs: numbers come from criteria, ids stand once, and a log can be added up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem, suggest
from macros.model import Entry, Log, LogKind, QuantityUse
from macros.read import Location
from macros.rules.structure import find_repeats
from macros.rules.walk import report

SHEET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,30}")
LONGEST_LIST = 255
"""Letters that a spreadsheet can hold in a list to choose from."""
MOST_CODES = 26
COUNTED = (LogKind.CODE, LogKind.PLANNED, LogKind.DELIVERED)


def quantity_known(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A quantity that a form or a log names is one of the criterion's; a log can count with it."""
    for entry, location, use, counted in _quantity_uses(catalogue):
        if not (criterion := catalogue.criteria.get(use.criterion)):
            continue  # reference-known says so
        values = {str(quantity.id): quantity.value for quantity in criterion.quantities}
        if use.quantity not in values:
            message = f"{criterion.label} has no quantity {str(use.quantity)!r}{suggest(use.quantity, values)}: correct it"
            yield report(catalogue, entry, (*location, "quantity"), message)
        elif counted and not values[use.quantity].isdigit():
            message = f"{values[use.quantity]!r} cannot be counted with: name a quantity that is a whole number"
            yield report(catalogue, entry, (*location, "quantity"), message)


def form_id_once(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """An id stands once: a part in a form, a field in a part, a sheet in a log."""
    for form in catalogue.forms.values():
        for place in find_repeats(section.id for section in form.sections):
            yield report(catalogue, form, ("sections", place, "id"), "stands twice in the form: rename one")
        for part, section in enumerate(form.sections):
            for place in find_repeats(field.id for field in section.fields):
                yield report(catalogue, form, ("sections", part, "fields", place, "id"), "stands twice in this part: rename one")
    for log in catalogue.logs.values():
        for place in find_repeats(sheet.id for sheet in log.sheets):
            yield report(catalogue, log, ("sheets", place, "id"), "stands twice in the log: rename one")


def log_adds_up(catalogue: Catalogue, site: SiteMap) -> Iterator[Problem]:
    """A log has a sheet with a code and minutes planned and delivered, and names and choices that a spreadsheet can hold."""
    for log in catalogue.logs.values():
        if not any({*COUNTED} <= {column.kind for column in sheet.columns} for sheet in log.sheets):
            message = f"no sheet has columns of the kinds {', '.join(COUNTED)}: add them to one, so that hours can be added up"
            yield report(catalogue, log, ("sheets",), message)
        if int(log.codes.count) > MOST_CODES:
            yield report(catalogue, log, ("codes", "count"), f"is more than the letters from A to Z: write at most {MOST_CODES}")
        yield from _names(catalogue, log)
        yield from _choices(catalogue, log)


def _names(catalogue: Catalogue, log: Log) -> Iterator[Problem]:
    names: list[tuple[Location, str]] = [(("codes", "person"), log.codes.person)]
    names += [(("sheets", place, "name"), sheet.name) for place, sheet in enumerate(log.sheets)]
    for location, name in names:
        if not SHEET_NAME.fullmatch(name):
            message = f"{name!r} cannot name a sheet: write letters, digits, spaces and hyphens, at most 31"
            yield report(catalogue, log, location, message)
    for place in find_repeats(sheet.name.lower() for sheet in log.sheets):
        yield report(catalogue, log, ("sheets", place, "name"), "stands twice in the log: rename one sheet")


def _choices(catalogue: Catalogue, log: Log) -> Iterator[Problem]:
    for place, sheet in enumerate(log.sheets):
        for index, column in enumerate(sheet.columns):
            at = ("sheets", place, "columns", index)
            if (column.kind is LogKind.CHOICE) is not bool(column.choices):
                yield report(catalogue, log, at, "`choices` and `kind: choice` go together: add the other or delete this one")
            if any("," in choice for choice in column.choices) or len(",".join(column.choices)) > LONGEST_LIST:
                message = f"a list to choose from holds no commas and at most {LONGEST_LIST} letters: shorten it"
                yield report(catalogue, log, (*at, "choices"), message)


def _quantity_uses(catalogue: Catalogue) -> Iterator[tuple[Entry, Location, QuantityUse, bool]]:
    for form in catalogue.forms.values():
        for place, use in enumerate(form.quantities):
            yield form, ("quantities", place), use, False
    for log in catalogue.logs.values():
        for name in ("planned", "delivered", "people"):
            yield log, ("least", name), getattr(log.least, name), True
