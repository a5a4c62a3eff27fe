"""What the tools in the page know of the criteria."""

from __future__ import annotations

import json

from macros.criteria_data import list_criteria
from macros.guide import Guide
from macros.script import to_global
from tests.conftest import Project


def test_every_criterion_with_its_exact_wording(guide: Guide) -> None:
    """The tools judge by the wording as it is published, and know every part."""
    told = {c["id"]: c for unit in list_criteria(guide.site)["units"] for c in unit["criteria"]}

    assert list(told) == list(guide.catalogue.criteria)
    for criterion in guide.catalogue.criteria.values():
        assert told[criterion.id]["wording"] == criterion.wording
        assert [part["id"] for part in told[criterion.id]["parts"]] == [part.id for part in criterion.parts]


def test_checklists_and_parts_that_ended_are_told(copied_project: Project) -> None:
    """A tick on a checklist or on a part that is no longer asked for still finds its words."""
    unit = "data/criteria/8580-500.yml"
    ended = """    former_parts:
      - id: old-part
        text: What it asked for
        kind: retired
        date: "2026-12-01"
        reason: No longer asked for.
    brief:
      do: >-
        Define both terms"""
    copied_project.edit(unit, "    brief:\n      do: >-\n        Define both terms", ended)
    told = list_criteria(copied_project.guide().site)

    assert [part["text"] for part in told["units"][0]["criteria"][0]["former_parts"]] == ["What it asked for"]
    assert {item["id"]: len(item["items"]) for item in told["checklists"]} == {"before-you-coach": 18, "starter": 11}


def test_script_sets_one_global_and_cannot_end_its_element() -> None:
    """Text from the data cannot break out of a script, and survives whole."""
    script = to_global("told", {"text": "</script>\u2028"})

    assert "</" not in script
    assert script.startswith("window.told=")
    assert json.loads(script.removeprefix("window.told=").removesuffix(";\n")) == {"text": "</script>\u2028"}


def test_citation_gap_phrase_and_end_travel_with_the_criterion(tiny_guide: Guide) -> None:
    """What the verifiers' tools copy is made here once: citation, short reference, phrases, and what follows a retired one."""
    told = {c["id"]: c for unit in list_criteria(tiny_guide.site)["units"] for c in unit["criteria"]}

    assert told["QX12-A1/1.10"]["short"] == "A1-1.10"
    assert told["QX12-A1/1.1"]["citation"]["label"].endswith("QX12-A1 AC 1.1")
    assert told["QX12-A1/1.1"]["parts"][0]["gap"] == "The criterion also asks how a lamp is trimmed."
    assert told["QX12-A1/1.1"]["retirement"] is None
    assert told["QX12-B7/2.1"]["retirement"]["successors"] == ["QX12-B7/1.1"]
