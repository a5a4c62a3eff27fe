"""What the data must satisfy beyond its form. Each rule is a generator of problems; its docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from macros.addresses import SiteMap
from macros.catalogue import Catalogue
from macros.errors import Problem
from macros.rules.centres import centre_dated, centre_fits, centre_reachable, picture_shown, unit_offered
from macros.rules.changes import change_once, change_part_known, end_leads_on, end_recorded, former_part_replaced
from macros.rules.examples import example_annotated, example_length
from macros.rules.exchange import identifier_once, moment_exists
from macros.rules.forms import form_id_once, log_adds_up, quantity_known
from macros.rules.gaps import gap_phrased
from macros.rules.mappings import difference_differs, mapping_entry_known, mapping_line_fits, mapping_sides_known
from macros.rules.published import address_kept
from macros.rules.references import link_known, reference_known, verb_named
from macros.rules.signs import sign_foreign
from macros.rules.snapshots import snapshot_agrees, snapshot_has_edition, snapshot_unaltered
from macros.rules.structure import criterion_in_unit, date_written, definition_has_basis, id_once, unit_listed
from macros.rules.wording import change_recorded, wording_complete, wording_recorded, wording_unaltered

Rule = Callable[[Catalogue, SiteMap], Iterator[Problem]]

CENTRE_RULES: tuple[Rule, ...] = (
    reference_known,
    link_known,
    picture_shown,
    unit_offered,
    centre_dated,
    centre_reachable,
    centre_fits,
)
"""What the file of a centre must satisfy."""
RULES: tuple[Rule, ...] = (
    *CENTRE_RULES,
    verb_named,
    wording_unaltered,
    wording_recorded,
    wording_complete,
    change_recorded,
    change_once,
    change_part_known,
    end_recorded,
    end_leads_on,
    former_part_replaced,
    snapshot_unaltered,
    snapshot_has_edition,
    snapshot_agrees,
    criterion_in_unit,
    id_once,
    unit_listed,
    definition_has_basis,
    date_written,
    identifier_once,
    moment_exists,
    quantity_known,
    form_id_once,
    log_adds_up,
    example_length,
    example_annotated,
    gap_phrased,
    sign_foreign,
    mapping_sides_known,
    mapping_entry_known,
    mapping_line_fits,
    difference_differs,
    address_kept,
)


def rule_name(rule: Rule) -> str:
    """Return the name a rule has in messages and in the reference, such as `reference-known`."""
    return rule.__name__.replace("_", "-")
