"""The macros that authors call in docs/. Each takes the guide and the page's address first, then what the author writes.

The first line of a docstring says what a macro shows; the line `Example:` is shown live on the macro reference.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import TypeVar

from markupsafe import Markup

from macros.addresses import UnknownId
from macros.errors import suggest
from macros.guide import Guide
from macros.pictures import draw_matrix, draw_unit_map, draw_verb_depth
from macros.reference import list_commands, list_fields, list_rules

T = TypeVar("T")
Macro = Callable[..., Markup]
PICTURES = ("units", "verb-depth", "evidence")


def find(entries: Mapping[str, T], name: str, kind: str) -> T:
    """Return the entry with an id, or raise UnknownId with the nearest."""
    if name not in entries:
        raise UnknownId(f"no {kind} has the id {name!r}{suggest(name, entries)}")
    return entries[name]


def link(guide: Guide, page: str, target: str, text: str = "") -> Markup:
    """A link to anything with an id; the text is the entry's own name unless one is given.

    Example: link("8580-500/2.1")
    """
    return guide.renderer.render_for_markdown(
        "macros/link.html", page, target=guide.site.link(page, target), text=text or name_of(guide, target)
    )


def name_of(guide: Guide, target: str) -> str:
    """Return what an entry is called, from its id as prose writes it."""
    catalogue = guide.catalogue
    if target in catalogue.units:
        return f"{target} {catalogue.units[target].short_title}"
    if target in catalogue.criteria:
        return f"{catalogue.criteria[target].label} {catalogue.criteria[target].topic}"
    kind, _, name = target.partition(":")
    entries = getattr(catalogue, "theories" if kind == "theory" else f"{kind}s", {})
    entry = entries.get(name)
    return str(getattr(entry, "name", None) or getattr(entry, "title", None) or name or target)


def unit(guide: Guide, page: str, unit_id: str) -> Markup:
    """A unit as a card: what it is called, how many criteria it has, a link to its page.

    Example: unit("8580-501")
    """
    return _show(guide, "macros/unit.html", page, unit=find(guide.catalogue.units, unit_id, "unit"))


def units(guide: Guide, page: str) -> Markup:
    """All units as cards, in order.

    Example: units()
    """
    return _show(guide, "macros/units.html", page)


def criterion(guide: Guide, page: str, criterion_id: str) -> Markup:
    """A criterion: label, topic, exact wording, verbs, a link to its page.

    Example: criterion("8580-500/2.1")
    """
    return _show(guide, "macros/criterion.html", page, criterion=find(guide.catalogue.criteria, criterion_id, "criterion"))


def parts(guide: Guide, page: str, criterion_id: str) -> Markup:
    """The parts of a criterion as a checklist.

    Example: parts("8580-503/2.2")
    """
    return _show(guide, "macros/parts.html", page, criterion=find(guide.catalogue.criteria, criterion_id, "criterion"))


def verb(guide: Guide, page: str, verb_id: str) -> Markup:
    """A command verb: what it asks at Level 5, its core meaning and what that rests on.

    Example: verb("analyse")
    """
    return _show(guide, "macros/verb.html", page, verb=find(guide.catalogue.verbs, verb_id, "verb"))


def verbs(guide: Guide, page: str) -> Markup:
    """All verbs side by side at Level 3 and Level 5.

    Example: verbs()
    """
    return _show(guide, "macros/verbs.html", page)


def compare(guide: Guide, page: str, verb_id: str) -> Markup:
    """One verb at Level 3 beside Level 5.

    Example: compare("justify")
    """
    return _show(guide, "compare.html", page, verb=find(guide.catalogue.verbs, verb_id, "verb"))


def levels(guide: Guide, page: str) -> Markup:
    """The axes along which the levels differ, and topics examined at both.

    Example: levels()
    """
    return _show(guide, "macros/levels.html", page, levels=guide.catalogue.levels)


def example(guide: Guide, page: str, criterion_id: str) -> Markup:
    """The worked example of a criterion, annotated.

    Example: example("8580-500/1.1")
    """
    return _show(guide, "macros/example.html", page, example=find(guide.catalogue.examples, criterion_id, "example"))


def examples(guide: Guide, page: str) -> Markup:
    """All worked examples as a list, unit by unit.

    Example: examples()
    """
    return _show(guide, "macros/examples.html", page)


def checklist(guide: Guide, page: str, checklist_id: str) -> Markup:
    """A checklist that is not tied to one criterion.

    Example: checklist("starter")
    """
    return _show(guide, "macros/checklist.html", page, checklist=find(guide.catalogue.checklists, checklist_id, "checklist"))


def unit_checklist(guide: Guide, page: str, unit_id: str) -> Markup:
    """Every criterion of a unit with its parts, as one checklist.

    Example: unit_checklist("8580-503")
    """
    return _show(guide, "macros/unit_checklist.html", page, unit=find(guide.catalogue.units, unit_id, "unit"))


def evidence_matrix(guide: Guide, page: str, unit_id: str) -> Markup:
    """Which piece of evidence serves which criterion of a unit, as a table.

    Example: evidence_matrix("8580-501")
    """
    found = find(guide.catalogue.units, unit_id, "unit")
    return _show(guide, "macros/evidence_matrix.html", page, unit=found, matrix=draw_matrix(guide.catalogue, found))


def evidence(guide: Guide, page: str) -> Markup:
    """Every piece of evidence: what it is, which criteria it serves, what to anonymise.

    Example: evidence()
    """
    return _show(guide, "macros/evidence.html", page)


def terms(guide: Guide, page: str) -> Markup:
    """The glossary of nouns.

    Example: terms()
    """
    return _show(guide, "macros/terms.html", page)


def theories(guide: Guide, page: str) -> Markup:
    """Models, theories, codes and studies, with who made them and what to watch.

    Example: theories()
    """
    return _show(guide, "macros/theories.html", page)


def sources(guide: Guide, page: str) -> Markup:
    """Every source with its trust label.

    Example: sources()
    """
    return _show(guide, "macros/sources.html", page)


def superseded(guide: Guide, page: str, qualification_id: str) -> Markup:
    """The notice that a qualification has a successor.

    Example: superseded("8580")
    """
    found = find(guide.catalogue.qualifications, qualification_id, "qualification")
    return _show(guide, "macros/superseded.html", page, qualification=found)


def edition(guide: Guide, page: str) -> Markup:
    """The edition of the guidance and its date, as text.

    Example: edition()
    """
    return _show(guide, "macros/edition.html", page, edition=guide.catalogue.edition)


def oddities(guide: Guide, page: str) -> Markup:
    """Every note about the source guide, with where it applies.

    Example: oddities()
    """
    return _show(guide, "macros/oddities.html", page)


def picture(guide: Guide, page: str, name: str) -> Markup:
    """A picture made from the data: `units`, `verb-depth` or `evidence`.

    Example: picture("units")
    """
    if name not in PICTURES:
        raise UnknownId(f"no picture has the name {name!r}{suggest(name, PICTURES)}")
    draw = {"units": draw_unit_map, "verb-depth": draw_verb_depth, "evidence": draw_evidence}[name]
    return _show(guide, f"pictures/{name}.html", page, picture=draw(guide.catalogue))


def draw_evidence(catalogue: object) -> object:
    """Return the matrices of all units, for the picture of the evidence."""
    return [draw_matrix(catalogue, unit) for unit in catalogue.units.values()]  # type: ignore[attr-defined]


def find_box(guide: Guide, page: str) -> Markup:
    """The find-a-criterion box: the same search as in the header.

    Example: find_box()
    """
    return _show(guide, "macros/find_box.html", page)


def macro_reference(guide: Guide, page: str) -> Markup:
    """This list of macros, each with its live example.

    Example: macro_reference()
    """
    shown = [_document(guide, page, name, macro) for name, macro in sorted(MACROS.items())]
    return _show(guide, "macros/macro_reference.html", page, macros=shown)


def field_reference(guide: Guide, page: str) -> Markup:
    """Every field of every kind of data file, from the model.

    Example: field_reference()
    """
    return _show(guide, "macros/field_reference.html", page, kinds=list_fields())


def rule_reference(guide: Guide, page: str) -> Markup:
    """Every rule the data must satisfy.

    Example: rule_reference()
    """
    return _show(guide, "macros/rule_reference.html", page, rules=list_rules())


def command_reference(guide: Guide, page: str) -> Markup:
    """Every command with its help.

    Example: command_reference()
    """
    return _show(guide, "macros/command_reference.html", page, commands=list_commands())


MACROS: Mapping[str, Macro] = {
    macro.__name__: macro
    for macro in (
        link,
        unit,
        units,
        criterion,
        parts,
        verb,
        verbs,
        compare,
        levels,
        example,
        examples,
        checklist,
        unit_checklist,
        evidence_matrix,
        evidence,
        terms,
        theories,
        sources,
        superseded,
        edition,
        oddities,
        picture,
        find_box,
        macro_reference,
        field_reference,
        rule_reference,
        command_reference,
    )
}
"""The vocabulary: what `{{ … }}` may call in docs/."""

SHOWN_ELSEWHERE = ("macro_reference", "field_reference", "rule_reference", "command_reference", "find_box")
"""Macros whose example would repeat a whole page, or an element that may stand on a page only once."""
LONG = ("units", "verbs", "levels", "examples", "evidence", "terms", "theories", "sources", "oddities")
"""Macros whose example fills a page of its own; the reference links there instead."""


def _show(guide: Guide, template: str, page: str, **context: object) -> Markup:
    return guide.renderer.render_for_markdown(template, page, **context)


def _document(guide: Guide, page: str, name: str, macro: Macro) -> dict[str, object]:
    summary, _, rest = (macro.__doc__ or "").partition("\n")
    call = rest.partition("Example:")[2].strip()
    live = name not in SHOWN_ELSEWHERE and name not in LONG
    return {"name": name, "summary": summary, "call": call, "shown": macro(guide, page, *_arguments(call)) if live else None}


def _arguments(call: str) -> list[object]:
    tree = ast.parse(call, mode="eval").body
    return [ast.literal_eval(argument) for argument in tree.args] if isinstance(tree, ast.Call) else []
