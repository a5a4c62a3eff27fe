"""What the tools in the page know of the criteria."""

from __future__ import annotations

import json

from macros.criteria_data import list_criteria
from macros.guide import Guide
from macros.script import to_global


def test_every_criterion_with_its_exact_wording(guide: Guide) -> None:
    """The tools judge by the wording as it is published, and know every part."""
    told = {c["id"]: c for unit in list_criteria(guide.site)["units"] for c in unit["criteria"]}

    assert list(told) == list(guide.catalogue.criteria)
    for criterion in guide.catalogue.criteria.values():
        assert told[criterion.id]["wording"] == criterion.wording
        assert [part["id"] for part in told[criterion.id]["parts"]] == [part.id for part in criterion.parts]


def test_script_sets_one_global_and_cannot_end_its_element() -> None:
    """Text from the data cannot break out of a script, and survives whole."""
    script = to_global("told", {"text": "</script>\u2028"})

    assert "</" not in script
    assert script.startswith("window.told=")
    assert json.loads(script.removeprefix("window.told=").removesuffix(";\n")) == {"text": "</script>\u2028"}
