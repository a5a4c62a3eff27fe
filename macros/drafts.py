"""`centre-guide new …`: write a first draft that passes every check, so that an author starts from something sound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from macros.catalogue import Catalogue
from macros.check import load_checked
from macros.errors import DataError, Place, Problem, suggest
from macros.fields import NUMBER, SLUG, UNIT_ID
from macros.schemas import editor_line
from macros.wording import wording_sum
from macros.yaml_faults import TYPED

DRAFT = "Draft:"


@dataclass(frozen=True)
class Addition:
    """A criterion to add: what the record of the edition needs to know of it."""

    criterion_id: str
    wording: str
    verbs: tuple[str, ...]
    reason: str
    on: str
    """The date, as YYYY-MM-DD."""


def draft_unit(project: Path, unit_id: str, title: str, first: Addition) -> list[str]:
    """Write a unit with its first criterion; list it in its qualification and record the wording."""
    catalogue = load_checked(project)
    _require(re.fullmatch(UNIT_ID, unit_id), unit_id, "is not a unit id: write it like QX12-A1")
    _require(unit_id not in catalogue.units, unit_id, "exists already: edit its file")
    qualification = unit_id.rsplit("-", 1)[0]
    no_file = f"belongs to {qualification}, which has no file in data/qualifications"
    _require(qualification in catalogue.qualifications, unit_id, no_file)
    _check_addition(catalogue, first)
    entry = unit_entry(unit_id, title) | {"outcomes": [{"number": "1"}], "criteria": [draft_entry(first, "1")]}
    written = [_start(project, f"criteria/{unit_id}.yml", entry)]
    listed = project / "data" / "qualifications" / f"{qualification}.yml"
    written.append(_add_line_under(listed, "units", f"  - {unit_id}", project))
    return [*written, _record(project, catalogue, first)]


def draft_criterion(project: Path, added: Addition) -> list[str]:
    """Add a criterion at the end of its unit's file and record its wording in the edition."""
    catalogue = load_checked(project)
    well_formed = re.fullmatch(f"{UNIT_ID}/{NUMBER}", added.criterion_id)
    _require(well_formed, added.criterion_id, "is not a criterion id: write it like QX12-A1/4.3")
    unit_id, number = added.criterion_id.split("/")
    _require(unit_id in catalogue.units, unit_id, f"is not a unit here{suggest(unit_id, catalogue.units)}")
    _check_addition(catalogue, added)
    outcomes = [outcome.number for outcome in catalogue.units[unit_id].outcomes]
    fitting = [outcome for outcome in outcomes if number.startswith(f"{outcome}.")]
    _require(fitting, added.criterion_id, f"needs one of the unit's outcomes ({', '.join(outcomes)})")
    path = project / "data" / "criteria" / f"{unit_id}.yml"
    drafted = dump([draft_entry(added, max(fitting, key=len))])
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "".join(f"  {line}\n" for line in drafted.splitlines())
    return [_write(path, text, project), _record(project, catalogue, added)]


def draft_verb(project: Path, verb_id: str) -> list[str]:
    """Write a command verb; every definition is marked as ours until a source is named."""
    catalogue = load_checked(project)
    _require(re.fullmatch(SLUG, verb_id), verb_id, "is not a short name: small letters, digits and hyphens")
    _require(verb_id not in catalogue.verbs, verb_id, "exists already: edit its file")
    return [_start(project, f"verbs/{verb_id}.yml", verb_entry(verb_id, verb_id.replace("-", " ")))]


def draft_example(project: Path, criterion_id: str) -> list[str]:
    """Write a worked example with answers of the right length, to be replaced."""
    catalogue = load_checked(project)
    unknown = f"is not a criterion here{suggest(criterion_id, catalogue.criteria)}"
    _require(criterion_id in catalogue.criteria, criterion_id, unknown)
    _require(criterion_id not in catalogue.examples, criterion_id, "has an example already: edit its file")
    criterion = catalogue.criteria[criterion_id]
    filler = " ".join([DRAFT, "write 120 to 250 words here."] + ["word"] * 120)
    parts = [str(part.id) for part in criterion.parts]
    first, *others = (str(verb) for verb in criterion.verbs)
    met = [{"text": filler, "verb": first, "parts": parts}] + [{"text": f"{DRAFT} show it.", "verb": verb} for verb in others]
    entry = {
        "id": criterion_id,
        "setting": f"{DRAFT} a fictional organisation.",
        "prompt": "Draft question, narrower than the criterion?",
        "level_3": [{"text": filler, "remark": f"{DRAFT} why this reads as Level 3."}],
        "level_5": met,
        "difference": f"{DRAFT} what the second does that the first does not.",
        "still_referred": [f"{DRAFT} what would still refer it."],
    }
    return [_start(project, f"examples/{criterion_id}.yml", entry)]


def unit_entry(unit_id: str, title: str) -> dict[str, object]:
    """Return the entry of a unit of which only the title is known; outcomes and criteria are to be added."""
    return {
        "id": unit_id,
        "title": title,
        "short_title": title,
        "assignment": f"Assignment for {unit_id}",
        "credit": "unknown",
        "credit_note": "not recorded yet",
        "purpose": f"{DRAFT} say what the unit is about.",
        "approach": [f"{DRAFT} say how to go about it."],
    }


def verb_entry(verb_id: str, name: str) -> dict[str, object]:
    """Return the entry of a command verb of which only the name is known."""
    return {
        "id": verb_id,
        "name": name,
        "gist": f"{DRAFT} what it asks at Level 5.",
        **{field: {"text": f"{DRAFT} say what it means.", "basis": "ours"} for field in ("core", "level_3", "level_5")},
        "what_changes": f"{DRAFT} say what moves between the levels.",
        "same_topic": {
            "topic": "Draft question",
            "level_3": f"{DRAFT} as at Level 3.",
            "level_5": f"{DRAFT} as at Level 5.",
        },
        "checks": [f"{DRAFT} a first check.", f"{DRAFT} a second check."],
        "slip": f"{DRAFT} the usual slip.",
    }


def draft_entry(added: Addition, outcome: str) -> dict[str, object]:
    """Return the entry of a criterion of which only the wording and the verbs are known."""
    number = added.criterion_id.split("/")[1]
    return {
        "id": added.criterion_id,
        "wording": added.wording,
        "outcome": str(outcome),
        "topic": f"Draft topic of {number}",
        "verbs": list(added.verbs),
        "parts": [
            {
                "id": "first-part",
                "text": "The first thing the wording asks for",
                "gap": "The criterion also asks for the first thing its wording names.",
            }
        ],
        "brief": {name: f"{DRAFT} {name}." for name in ("do", "depth", "avoid")},
        "starting_points": [{"text": f"{DRAFT} a way in."}],
        "referrals": [f"{DRAFT} a common reason."],
    }


def _check_addition(catalogue: Catalogue, added: Addition) -> None:
    edition = catalogue.edition.id if catalogue.edition else ""
    _require(edition not in catalogue.snapshots, edition, "is frozen: write a file for a new edition in data/editions first")
    _require(added.criterion_id not in catalogue.criteria, added.criterion_id, "exists already: edit it in its unit's file")
    _require("\n" not in added.wording and added.wording.strip(), added.criterion_id, "needs its wording on one line")
    for verb in added.verbs:
        _require(verb in catalogue.verbs, verb, f"is not a verb here{suggest(verb, catalogue.verbs)}: draft it first")
        name = catalogue.verbs[verb].name
        _require(name.lower() in added.wording.lower(), verb, f"{name!r} does not stand in the wording")
    try:
        date.fromisoformat(added.on)
    except ValueError:
        _require(False, added.on, "is not a date: write it as YYYY-MM-DD")


def _record(project: Path, catalogue: Catalogue, added: Addition) -> str:
    """Record an added criterion in the newest edition: the change with its reason, and the locked sum."""
    edition = catalogue.edition
    if edition is None:
        raise DataError([Problem(Place("data/editions"), "draft", "there is no edition to record the wording in: add one")])
    path = project / "data" / "editions" / f"{edition.id}.yml"
    change = dump([{"criterion": added.criterion_id, "effect": "added", "date": added.on, "reason": added.reason}])
    _add_line_under(path, "changes", "".join(f"  {line}\n" for line in change.splitlines()).rstrip("\n"), project)
    return _add_line_under(path, "wording", f"  {added.criterion_id}: {wording_sum(added.wording)}", project)


def _add_line_under(path: Path, field: str, lines: str, project: Path) -> str:
    """Add lines at the end of a top-level list or mapping of a file, creating the field where it is not there."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    text = re.sub(rf"^{field}: \[(.*)\]$", _unfold, text, flags=re.MULTILINE)
    block = re.search(rf"^{field}:[^\n]*\n((?:[ \t][^\n]*\n|\n)*)", text, re.MULTILINE)
    if block:
        text = text[: block.end()].rstrip("\n") + "\n" + lines + "\n" + text[block.end() :]
    else:
        text += f"{field}:\n{lines}\n"
    return _write(path, text, project)


def _unfold(inline: re.Match[str]) -> str:
    """Return an inline list (`units: [a, b]`) as lines."""
    field = inline[0].split(":")[0]
    return f"{field}:\n" + "\n".join(f"  - {member.strip()}" for member in inline[1].split(","))


def dump(value: object) -> str:
    """Return data as the text of a file."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Puts straight quotes around what begins with a typographic one, so that nobody takes that for a slip."""

    def represent_str(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="'" if text[:1] in TYPED else None)


_Dumper.add_representer(str, _Dumper.represent_str)


def _start(project: Path, name: str, entry: dict[str, object]) -> str:
    """Write a new data file."""
    data = project / "data"
    return _write(data / name, editor_line(data / name, data) + dump(entry), project)


def _write(path: Path, text: str, project: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.relative_to(project).as_posix()


def _require(condition: object, what: str, message: str) -> None:
    if not condition:
        raise DataError([Problem(Place("centre-guide new"), "draft", f"{what} {message}")])
