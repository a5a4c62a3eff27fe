"""Macros that describe the tool itself on the authors' pages, read from the code.

A guide may have no such page: what reads the code is loaded for one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from macros.addresses import GLOSSARY_JSON, GLOSSARY_TURTLE
from macros.case import list_packages
from macros.catalogue import Catalogue
from macros.guide import Guide
from macros.vocabulary.shared import Macro, show

SHOWN_ELSEWHERE = (
    *("macro_reference", "field_reference", "rule_reference", "command_reference", "speed_figures", "find_box"),
    *("draft_check", "feedback_tool", "chosen_criteria", "my_progress", "reading_list", "accessibility_statement"),
)
"""Macros whose example would repeat a whole page, or an element that may stand on a page only once."""
LONG = (
    *("units", "verbs", "levels", "examples", "evidence", "forms", "terms", "theories", "sources", "oddities"),
    *("changes", "data_files", "mappings"),
)
"""Macros whose example fills a page of its own; the reference links there instead."""



def macro_reference(guide: Guide, page: str) -> Markup:
    """This list of macros, each with its live example.

    Example: macro_reference()
    """
    shown = [_document(guide, page, name, macro) for name, macro in sorted(all_macros().items())]
    return show(guide, "macros/macro_reference.html", page, macros=shown)


def field_reference(guide: Guide, page: str) -> Markup:
    """Every field of every kind of data file, from the model.

    Example: field_reference()
    """
    from macros.reference import list_fields

    return show(guide, "macros/field_reference.html", page, kinds=list_fields())


def rule_reference(guide: Guide, page: str) -> Markup:
    """Every rule the data must satisfy.

    Example: rule_reference()
    """
    from macros.reference import list_rules

    return show(guide, "macros/rule_reference.html", page, rules=list_rules())


def speed_figures(guide: Guide, page: str) -> Markup:
    """The last run of the benchmark: ratios, date, machine and targets.

    Example: speed_figures()
    """
    from macros.measured import read_runs

    return show(guide, "macros/speed_figures.html", page, runs=read_runs(guide.project))


def command_reference(guide: Guide, page: str) -> Markup:
    """Every command with its help.

    Example: command_reference()
    """
    from macros.reference import list_commands

    return show(guide, "macros/command_reference.html", page, commands=list_commands())


def data_files(guide: Guide, page: str) -> Markup:
    """Every data file for other systems, with its schema and its fields.

    Example: data_files()
    """
    from macros.api_reference import list_data_kinds

    return show(guide, "macros/data_files.html", page, kinds=list_data_kinds(guide.catalogue))


def case_packages(guide: Guide, page: str) -> Markup:
    """The CASE package of every qualification, as links.

    Example: case_packages()
    """
    return show(guide, "macros/case_packages.html", page, packages=list_packages(guide.catalogue))


def glossary_files(guide: Guide, page: str) -> Markup:
    """The command verbs as a SKOS glossary, as links.

    Example: glossary_files()
    """
    return show(guide, "macros/glossary_files.html", page, turtle=GLOSSARY_TURTLE, json=GLOSSARY_JSON)


@dataclass(frozen=True)
class MacroHelp:
    """What is said of a macro."""

    name: str
    summary: str
    call: str
    shown: Markup | None
    """What its example shows; none where that is not repeated here."""


def _document(guide: Guide, page: str, name: str, macro: Macro) -> MacroHelp:
    summary, _, rest = (macro.__doc__ or "").partition("\n")
    call = _fill(guide.catalogue, rest.partition("Example:")[2].strip())
    live = name not in SHOWN_ELSEWHERE and name not in LONG and "<" not in call
    return MacroHelp(name, summary, call, macro(guide, page, *_arguments(call)) if live else None)


def _fill(catalogue: Catalogue, call: str) -> str:
    """Put ids of this guide into an example, which names only their kind; a kind without entries stays as it is."""
    first: dict[str, str] = {
        kind: next(iter(kept), f"<{kind}>")
        for kind, kept in (
            ("qualification", catalogue.qualifications),
            ("unit", catalogue.units),
            ("criterion", catalogue.criteria),
            ("verb", catalogue.verbs),
            ("checklist", catalogue.checklists),
            ("example", catalogue.examples),
            ("term", catalogue.terms),
        )
    }
    return re.sub("<([a-z]+)>", lambda found: first.get(found[1], found[0]), call)


def _arguments(call: str) -> list[object]:
    tree = ast.parse(call, mode="eval").body
    return [ast.literal_eval(argument) for argument in tree.args] if isinstance(tree, ast.Call) else []


def all_macros() -> Mapping[str, Macro]:
    """Return the whole vocabulary, of which this module is a part."""
    from macros.vocabulary import MACROS  # at call time, because MACROS lists the macros of this module too

    return MACROS
