"""A later form of the miniature guide, in which every kind of end has happened: written as an author would write it."""

from __future__ import annotations

from typing import Any

import yaml

from macros.wording import wording_sum
from tests.conftest import Project

DATE = "2026-06-01"
A1, B7, EDITION = "data/criteria/QX12-A1.yml", "data/criteria/QX12-B7.yml", "data/editions/2.yml"


class Plain(yaml.SafeDumper):
    """Writes every value out, as data files must."""

    def ignore_aliases(self, data: object) -> bool:
        """Treat no two values as one."""
        return True


def dump(value: object) -> str:
    """Return a value as a data file holds it."""
    return yaml.dump(value, Dumper=Plain, sort_keys=False)


def evolve(project: Project) -> None:
    """Rename, reorder, move, split, merge and withdraw criteria, parts, a verb and a term of a copy of the tiny guide."""
    unit_a, unit_b = (yaml.safe_load((project.root / name).read_text(encoding="utf-8")) for name in (A1, B7))
    kept = {criterion["id"]: criterion for unit in (unit_a, unit_b) for criterion in unit["criteria"]}
    trimming, oil, replacing, night = (kept[f"QX12-A1/{number}"] for number in ("1.1", "1.2", "1.10", "11.1"))
    worth, month = kept["QX12-B7/1.1"], kept["QX12-B7/2.1"]

    trimming["topic"] = "Trimming, by its new name"
    trimming["parts"] = [_part("trim"), _part("straight-cut"), _part("round-cut")]
    trimming["former_parts"] = [
        _part("trimming") | _end("moved", "trim"),
        _part("two-ways") | _end("split", "straight-cut", "round-cut"),
        _part("scissors") | _end("retired"),
        _part("cut") | _end("moved", "two-ways"),  # an end that led to something which ended too
    ]
    renumbered = oil | {"id": "QX12-A1/1.3"}
    elsewhere = oil | {"id": "QX12-B7/1.4"}
    cost = replacing | {"id": "QX12-A1/1.11", "topic": "The cost of a lamp"}
    risk = replacing | {"id": "QX12-A1/1.12", "topic": "The risk of an old lamp"}
    joined = worth | {"id": "QX12-B7/1.3", "topic": "The night and its log"}
    unit_a["criteria"] = [
        risk, cost, trimming,  # in another order than before
        oil | {"retired": _end("moved", "QX12-A1/1.3")},
        renumbered | {"retired": _end("moved", "QX12-B7/1.4")},
        replacing | {"retired": _end("split", "QX12-A1/1.11", "QX12-A1/1.12")},
        night | {"retired": _end("merged", "QX12-B7/1.3")},
    ]  # fmt: skip
    unit_b["criteria"] = [worth | {"retired": _end("merged", "QX12-B7/1.3")}, joined, elsewhere, month]
    for name, unit in ((A1, unit_a), (B7, unit_b)):
        project.write(name, dump(unit))
    _write_edition(project, [*unit_a["criteria"], *unit_b["criteria"]], set(kept))
    _end_words(project)


def _end_words(project: Project) -> None:
    """A verb is withdrawn, a term has another name; the example speaks of the new parts."""
    project.edit("data/verbs/tend.yml", "near:", f"retired: {{date: '{DATE}', reason: No criterion asks it., "
                 "successors: [weigh-up]}\nnear:")  # fmt: skip
    old = (project.root / "data/terms/oil.yml").read_text(encoding="utf-8")
    project.write("data/terms/lamp-oil.yml", old.replace("id: oil", "id: lamp-oil").replace("name: oil", "name: lamp oil"))
    project.edit("data/terms/oil.yml", "senses:", f"{dump({'retired': _end('moved', 'lamp-oil')})}senses:")
    project.edit("data/examples/QX12-A1/1.1.yml", "parts: [trimming]", "parts: [trim]")
    project.edit("data/examples/QX12-A1/1.1.yml", "parts: [trimming, two-ways]", "parts: [trim, straight-cut, round-cut]")


def _write_edition(project: Project, criteria: list[dict[str, Any]], before: set[str]) -> None:
    changes = [_change("QX12-A1/1.1", "clearer", "Each cut stands alone") | {"part": "two-ways"}]
    for criterion in criteria:
        if criterion["id"] not in before:
            effect = "no-effect" if criterion["id"] in ("QX12-A1/1.3", "QX12-B7/1.4") else "may-need-more"
            changes.append(_change(criterion["id"], effect, "The Board has put it so"))
        elif "retired" in criterion and criterion["id"] != "QX12-B7/2.1":
            changes.append(_change(criterion["id"], "withdrawn", "The Board has put it so"))
    edition = {
        "id": "2",
        "date": DATE,
        "summary": "Everything has moved.",
        "changes": changes,
        "wording": {criterion["id"]: wording_sum(criterion["wording"]) for criterion in criteria},
    }
    project.write(EDITION, dump(edition))


def _change(criterion: str, effect: str, reason: str) -> dict[str, str]:
    return {"criterion": criterion, "effect": effect, "date": DATE, "reason": reason}


def _part(name: str) -> dict[str, str]:
    return {"id": name, "text": f"The part called {name}"}


def _end(kind: str, *successors: str) -> dict[str, Any]:
    return {"kind": kind, "date": DATE, "reason": f"The Board has {kind} it.", "successors": list(successors)}
