"""Macros that show everything of a kind: glossaries, matrices, lists, pictures."""

from __future__ import annotations

from markupsafe import Markup

from macros.addresses import FEED, UnknownId, pinned_address
from macros.changes import EFFECTS, changes_in
from macros.downloads import files_for_artefact, group_files, list_to_fill_in, served_by
from macros.errors import suggest
from macros.guide import Guide
from macros.mappings import list_mappings
from macros.pictures import draw_evidence, draw_matrix, draw_unit_map, draw_verb_depth
from macros.vocabulary.shared import find, show

PICTURES = {"units": draw_unit_map, "verb-depth": draw_verb_depth, "evidence": draw_evidence}


def verbs(guide: Guide, page: str) -> Markup:
    """All verbs side by side at Level 3 and Level 5.

    Example: verbs()
    """
    return show(guide, "macros/verbs.html", page)


def levels(guide: Guide, page: str) -> Markup:
    """The axes along which the levels differ, and topics examined at both.

    Example: levels()
    """
    return show(guide, "macros/levels.html", page, levels=guide.catalogue.levels)


def examples(guide: Guide, page: str) -> Markup:
    """All worked examples as a list, unit by unit.

    Example: examples()
    """
    return show(guide, "macros/examples.html", page)


def evidence_matrix(guide: Guide, page: str, unit_id: str) -> Markup:
    """Which piece of evidence serves which criterion of a unit, as a table.

    Example: evidence_matrix("<unit>")
    """
    found = find(guide.catalogue.units, unit_id, "unit")
    return show(guide, "macros/evidence_matrix.html", page, unit=found, matrix=draw_matrix(guide.catalogue, found))


def evidence(guide: Guide, page: str) -> Markup:
    """Every piece of evidence: what it is, which criteria it serves, what to anonymise.

    Example: evidence()
    """
    files = {artefact.id: files_for_artefact(guide.catalogue, artefact) for artefact in guide.catalogue.artefacts.values()}
    return show(guide, "macros/evidence.html", page, files=files)


def forms(guide: Guide, page: str) -> Markup:
    """Every form to fill in and every log to keep: what it is for, which evidence it becomes, which criteria it serves.

    Example: forms()
    """
    catalogue = guide.catalogue
    files = group_files(catalogue)
    to_fill_in = [(entry, set(served_by(entry))) for entry in list_to_fill_in(catalogue)]
    rows = [(entry, files[entry.id], [name for name in catalogue.criteria if name in served]) for entry, served in to_fill_in]
    return show(guide, "macros/forms.html", page, rows=rows)


def terms(guide: Guide, page: str) -> Markup:
    """The glossary of nouns.

    Example: terms()
    """
    return show(guide, "macros/terms.html", page)


def theories(guide: Guide, page: str) -> Markup:
    """Models, theories, codes and studies, with who made them and what to watch.

    Example: theories()
    """
    return show(guide, "macros/theories.html", page)


def sources(guide: Guide, page: str) -> Markup:
    """Every source with its trust label.

    Example: sources()
    """
    return show(guide, "macros/sources.html", page)


def oddities(guide: Guide, page: str) -> Markup:
    """Every note about the source guide, with where it applies.

    Example: oddities()
    """
    return show(guide, "macros/oddities.html", page)


def editions(guide: Guide, page: str) -> Markup:
    """Every edition of the guidance, the newest first, with its date, what it is and its pinned pages.

    Example: editions()
    """
    kept = guide.catalogue.snapshots
    newest_first = [(edition, kept.get(edition.id), pinned_address(edition.id)) for edition in guide.catalogue.editions.values()]
    return show(guide, "macros/editions.html", page, editions=newest_first[::-1])


def changes(guide: Guide, page: str) -> Markup:
    """What has changed, edition by edition, with what each change means for work already handed in.

    Example: changes()
    """
    editions = [(edition, changes_in(guide.catalogue, edition)) for edition in reversed(guide.catalogue.editions.values())]
    return show(guide, "macros/changes.html", page, editions=editions, effects=EFFECTS, feed=FEED)


def mappings(guide: Guide, page: str) -> Markup:
    """What became of each qualification in another, read from either side, and what is not mapped.

    Example: mappings()
    """
    return show(guide, "macros/mappings.html", page, mappings=list_mappings(guide.catalogue))


def picture(guide: Guide, page: str, name: str) -> Markup:
    """A picture made from the data: `units`, `verb-depth` or `evidence`.

    Example: picture("units")
    """
    if name not in PICTURES:
        raise UnknownId(f"no picture has the name {name!r}{suggest(name, PICTURES)}")
    return show(guide, f"pictures/{name}.html", page, picture=PICTURES[name](guide.catalogue))
