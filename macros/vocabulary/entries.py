"""Macros that show one entry: a link, a unit, a criterion, a verb, an example, a checklist."""

from __future__ import annotations

from markupsafe import Markup

from macros.downloads import group_by_kind, group_files
from macros.guide import Guide
from macros.vocabulary.shared import find, show


def link(guide: Guide, page: str, target: str, text: str = "") -> Markup:
    """A link to anything with an id; the text is the entry's own name unless one is given.

    Example: link("<criterion>")
    """
    return guide.renderer.render_for_markdown(
        "macros/link.html", page, target=guide.site.link(page, target), text=text or guide.catalogue.name_of(target)
    )


def unit(guide: Guide, page: str, unit_id: str) -> Markup:
    """A unit as a card: what it is called, how many criteria it has, a link to its page.

    Example: unit("<unit>")
    """
    return show(guide, "macros/unit.html", page, unit=find(guide.catalogue.units, unit_id, "unit"))


def units(guide: Guide, page: str) -> Markup:
    """All units as cards, in order.

    Example: units()
    """
    return show(guide, "macros/units.html", page)


def assignments(guide: Guide, page: str) -> Markup:
    """A link to each unit on offer, with the name of its assignment.

    Example: assignments()
    """
    return show(guide, "macros/assignments.html", page)


def criterion(guide: Guide, page: str, criterion_id: str) -> Markup:
    """A criterion: label, topic, exact wording, verbs, a link to its page.

    Example: criterion("<criterion>")
    """
    return show(guide, "macros/criterion.html", page, criterion=find(guide.catalogue.criteria, criterion_id, "criterion"))


def parts(guide: Guide, page: str, criterion_id: str) -> Markup:
    """The parts of a criterion as a checklist.

    Example: parts("<criterion>")
    """
    return show(guide, "macros/parts.html", page, criterion=find(guide.catalogue.criteria, criterion_id, "criterion"))


def verb(guide: Guide, page: str, verb_id: str) -> Markup:
    """A command verb: what it asks at Level 5, its core meaning and what that rests on.

    Example: verb("<verb>")
    """
    return show(guide, "macros/verb.html", page, verb=find(guide.catalogue.verbs, verb_id, "verb"))


def compare(guide: Guide, page: str, verb_id: str) -> Markup:
    """One verb at Level 3 beside Level 5.

    Example: compare("<verb>")
    """
    return show(guide, "compare.html", page, verb=find(guide.catalogue.verbs, verb_id, "verb"))


def example(guide: Guide, page: str, criterion_id: str) -> Markup:
    """The worked example of a criterion, annotated.

    Example: example("<example>")
    """
    return show(guide, "example.html", page, example=find(guide.catalogue.examples, criterion_id, "example"))


def checklist(guide: Guide, page: str, checklist_id: str) -> Markup:
    """A checklist that is not tied to one criterion.

    Example: checklist("<checklist>")
    """
    return show(guide, "macros/checklist.html", page, checklist=find(guide.catalogue.checklists, checklist_id, "checklist"))


def unit_checklist(guide: Guide, page: str, unit_id: str) -> Markup:
    """Every criterion of a unit with its parts, as one checklist.

    Example: unit_checklist("<unit>")
    """
    return show(guide, "macros/unit_checklist.html", page, unit=find(guide.catalogue.units, unit_id, "unit"))


def downloads(guide: Guide, page: str, name: str) -> Markup:
    """The files to take away of a unit, checklist, form or log, of the whole `guide`, or of a kind such as `assignment-template`.

    Example: downloads("<unit>")
    """
    groups = {**group_by_kind(guide.catalogue), **group_files(guide.catalogue)}
    return show(guide, "macros/downloads.html", page, files=find(groups, name, "download"))


def superseded(guide: Guide, page: str, qualification_id: str) -> Markup:
    """The notice that a qualification has a successor.

    Example: superseded("<qualification>")
    """
    found = find(guide.catalogue.qualifications, qualification_id, "qualification")
    return show(guide, "macros/superseded.html", page, qualification=found)


def edition(guide: Guide, page: str) -> Markup:
    """The edition of the guidance and its date, as text.

    Example: edition()
    """
    return show(guide, "macros/edition.html", page, edition=guide.catalogue.edition)


def find_box(guide: Guide, page: str) -> Markup:
    """The find-a-criterion box: the same search as in the header.

    Example: find_box()
    """
    return show(guide, "macros/find_box.html", page)


def draft_check(guide: Guide, page: str) -> Markup:
    """The form that checks a draft against the criteria, in the reader's browser; once on a page.

    Example: draft_check()
    """
    return show(guide, "macros/draft_check.html", page)
