"""The macros that authors call in docs/. Each takes the guide and the page's address first, then what the author writes.

The first line of a docstring says what a macro shows; the line `Example:` is shown live on the macro reference.
"""

from __future__ import annotations

from collections.abc import Mapping

from macros.vocabulary import centres, collections, entries, learner, tool, verifiers
from macros.vocabulary.shared import Macro

MACROS: Mapping[str, Macro] = {
    macro.__name__: macro
    for macro in (
        entries.link,
        entries.unit,
        entries.units,
        entries.assignments,
        entries.criterion,
        entries.parts,
        entries.verb,
        entries.compare,
        entries.example,
        entries.checklist,
        entries.unit_checklist,
        entries.downloads,
        entries.superseded,
        entries.edition,
        entries.find_box,
        entries.draft_check,
        collections.verbs,
        collections.levels,
        collections.examples,
        collections.evidence_matrix,
        collections.evidence,
        collections.forms,
        collections.terms,
        collections.theories,
        collections.sources,
        collections.oddities,
        collections.editions,
        collections.changes,
        collections.mappings,
        collections.picture,
        verifiers.feedback_tool,
        verifiers.chosen_criteria,
        verifiers.provenance,
        centres.house_rules,
        centres.accessibility_statement,
        centres.hosting_recipe,
        learner.my_progress,
        learner.reading_list,
        tool.macro_reference,
        tool.field_reference,
        tool.rule_reference,
        tool.speed_figures,
        tool.command_reference,
        tool.data_files,
        tool.case_packages,
        tool.glossary_files,
    )
}
"""The vocabulary: what `{{ … }}` may call in docs/."""
