"""A folded framework → the entries of data files: everything that is known, and drafts for what has to be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.case.identity import Identity
from macros.case.package import UNTITLED_OUTCOME
from macros.drafts import DRAFT, Addition, draft_entry, unit_entry, verb_entry
from macros.fields import UNSAFE_CHARACTER
from macros.intake.fold import Folded, FoldedCriterion, FoldedOutcome, FoldedUnit, quote
from macros.intake.framework import Framework, Node
from macros.model import Exchange, Qualification
from macros.prose import plain_text
from macros.wording import wording_sum

Entry = dict[str, Any]
FIRST_EDITION = "1"
LONGEST = 60
"""Characters in the name of a file at most."""
NO_REASON = "The framework gives no reason."


@dataclass
class Entries:
    """Data files by their path under data/, and what had to be changed on the way."""

    files: dict[str, Entry] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def make_entries(framework: Framework, folded: Folded) -> Entries:
    """Return the data files of a qualification."""
    return _Maker(framework, folded).make()


class _Maker:
    """Makes one entry after another, and remembers verbs and changed texts."""

    def __init__(self, framework: Framework, folded: Folded) -> None:
        self.framework, self.folded, self.made = framework, folded, Entries(notes=list(folded.notes))
        self.verbs: dict[str, str] = {}
        self.concepts = {self.clean(one.name, "a verb").lower(): one for one in framework.concepts}
        self.ids = {criterion.node.key: f"{unit.id}/{criterion.number}" for unit, _, criterion in _criteria(folded)}
        self.guessed: set[str] = set()

    def make(self) -> Entries:
        files, source = self.made.files, self.framework
        qualification: Entry = {
            "id": self.folded.id,
            "title": self.clean(source.title, "the title"),
            "awarding_organisation": self.clean(source.owner, "the owner"),
            "level": self.clean(source.level, "the level") if source.level else "unknown",
            "credit": "unknown",
            "units": [unit.id for unit in self.folded.units],
        }
        qualification |= {"uri_base": source.uri_base} if source.uri_base else {}
        qualification |= {"exchange": {"identifier": source.identifier, "changed": source.changed}} if source.identifier else {}
        files[f"qualifications/{self.folded.id}.yml"] = qualification
        self.identity = Identity(_stand_in(self.folded.id, qualification.get("exchange")))
        for unit in self.folded.units:
            files[f"criteria/{unit.id}.yml"] = self.unit(unit)
        for name, verb in self.verbs.items():
            files[f"verbs/{verb}.yml"] = self.verb(verb, name)
        if not source.level:
            self.made.notes.append("The framework names no level: write it in data/qualifications.")
        edition = source.edition if re.fullmatch("[A-Za-z0-9][A-Za-z0-9.-]{0,30}", source.edition) else FIRST_EDITION
        files[f"editions/{edition}.yml"] = self.edition(edition)
        if self.guessed:
            names = ", ".join(sorted(self.guessed))
            self.made.notes.append(f"The framework does not name these verbs; each is how a wording begins: {names}.")
        return self.made

    def unit(self, unit: FoldedUnit) -> Entry:
        title = self.clean(unit.node.statement if unit.node else self.framework.title, unit.id)
        entry = unit_entry(unit.id, title)
        entry |= {"outcomes": [self.outcome(unit, outcome) for outcome in unit.outcomes]}
        entry |= {"criteria": [self.criterion(unit, outcome, one) for outcome in unit.outcomes for one in outcome.criteria]}
        return entry | self.exchange(unit.node, unit.id, unit.id)

    def outcome(self, unit: FoldedUnit, outcome: FoldedOutcome) -> Entry:
        entry: Entry = {"number": outcome.number}
        title = self.clean(outcome.node.statement, f"outcome {outcome.number}") if outcome.node else ""
        entry |= {"title": title} if title and title != UNTITLED_OUTCOME.format(number=outcome.number) else {}
        return entry | self.exchange(outcome.node, f"{unit.id}/outcome/{outcome.number}", outcome.number)

    def criterion(self, unit: FoldedUnit, outcome: FoldedOutcome, criterion: FoldedCriterion) -> Entry:
        node = criterion.node
        wording = self.clean(node.statement, f"criterion {criterion.number}")
        criterion_id = f"{unit.id}/{criterion.number}"
        added = Addition(criterion_id, wording, tuple(self.find_verbs(node, wording)), "", self.framework.date)
        entry = draft_entry(added, outcome.number)
        inner = list(node.walk())[1:]
        entry |= {"parts": [self.part(place, one) for place, one in enumerate(inner, 1)]} if inner else {}
        if node.ended:
            successors = [self.ids[one] for one in node.successors if one in self.ids]
            entry["retired"] = {"date": node.ended, "reason": self.reason(node)} | (
                {"successors": successors} if successors else {}
            )
        return entry | self.exchange(node, criterion_id, criterion.number)

    def part(self, place: int, node: Node) -> Entry:
        text = self.clean(node.statement, f"what stands below {node.code}")
        return {"id": f"part-{place}", "text": text, "gap": f"The criterion also asks for part {place}."}

    def exchange(self, node: Node | None, key: str, number: str) -> Entry:
        """Return what other systems know an entry by, with its printed number where that is another."""
        code = node.code if node and node.code and node.code != number else ""
        if node is None or not (node.identifier or code):
            return {}
        changed = node.changed or f"{self.framework.date}T00:00:00+00:00"
        known = {"identifier": node.identifier or self.identity.identifier(key), "changed": changed}
        return {"exchange": known | ({"code": self.clean(code, "a number")} if code else {})}

    def find_verbs(self, node: Node, wording: str) -> Iterator[str]:
        """Yield the verbs of a criterion: words the source names and the wording holds in order, else how it begins."""
        position, found = -1, False
        for name in (self.clean(word, "a verb").lower() for word in node.keywords if word.strip()):
            where = wording.lower().find(name, position + 1)
            if where >= 0 and (where == 0 or self.framework.verbs_named or name in self.concepts):
                position, found = where, True
                yield self.verb_id(name)
            elif self.framework.verbs_named:
                self.made.notes.append(f"The verb {name!r} does not stand at its place in {quote(node)} and was left out.")
        if not found:
            known = [name for name in self.concepts if re.match(rf"{re.escape(name)}\b", wording.lower())]
            name = max(known, key=len) if known else _first_word(wording)
            self.guessed |= set() if known else {name}
            yield self.verb_id(name)

    def verb_id(self, name: str) -> str:
        if name not in self.verbs:
            concept = self.concepts.get(name)
            own = concept.code if concept and _is_slug(concept.code) else _slug(name)
            taken = set(self.verbs.values())
            while own in taken:
                own = f"{own}-other"
            self.verbs[name] = own
        return self.verbs[name]

    def verb(self, verb: str, name: str) -> Entry:
        concept = self.concepts.get(name)
        known = {"exchange": {"identifier": concept.identifier, "changed": concept.changed}} if concept else {}
        return verb_entry(verb, concept.name if concept else name) | known

    def reason(self, node: Node) -> str:
        reason = self.clean(node.reason, "a reason") if node.reason.strip() else NO_REASON
        if plain_text(reason) != reason:
            self.made.notes.append(
                f"Marks were taken out of the reason why {quote(node)} ended: here they mean emphasis or a link."
            )
            reason = re.sub(r"[*_\[\]()]", " ", reason)
        return reason

    def edition(self, edition: str) -> Entry:
        source = self.framework
        criteria = [one for path, file in self.made.files.items() if path.startswith("criteria/") for one in file["criteria"]]
        ended = [one for one in criteria if "retired" in one]
        changes = [
            {"criterion": one["id"], "effect": "withdrawn", "date": one["retired"]["date"], "reason": "As the framework says"}
            for one in ended
        ]
        entry: Entry = {
            "id": edition,
            "date": source.date,
            "summary": f"{DRAFT} the framework as it was imported, with nothing of the guidance written yet.",
        }
        entry |= {"changes": changes} if changes else {}
        return entry | {"wording": {one["id"]: wording_sum(one["wording"]) for one in criteria}}

    def clean(self, text: str, what: str) -> str:
        """Return a text on one line without hidden characters; say so where that is not the text it was."""
        line = " ".join(UNSAFE_CHARACTER.sub(" " if "\n" in text else "", re.sub(r"\s", " ", text)).split())
        if line != text:
            self.made.notes.append(f"White space or hidden characters were taken out of {what}: it now reads {line[:60]!r}.")
        return line


def _criteria(folded: Folded) -> Iterator[tuple[FoldedUnit, FoldedOutcome, FoldedCriterion]]:
    for unit in folded.units:
        for outcome in unit.outcomes:
            for criterion in outcome.criteria:
                yield unit, outcome, criterion


def _first_word(wording: str) -> str:
    """Return how a wording begins, in small letters; two words where the first is like `critically`."""
    begun = re.match(r"[\W_]*([^\W_]+(?:[-'’][^\W_]+)*)(?:\s+([^\W_]+))?", wording)
    first, second = (begun[1], begun[2] or "") if begun else (wording, "")
    name = f"{first} {second}".strip() if first.lower().endswith("ly") else first
    return name.lower()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower()))[:LONGEST].strip("-") or "verb"


def _is_slug(code: str) -> bool:
    return len(code) <= LONGEST and re.fullmatch(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*", code) is not None


def _stand_in(name: str, exchange: dict[str, str] | None) -> Qualification:
    """Return just enough of a qualification to make identifiers with."""
    known = Exchange.model_validate(exchange) if exchange else None
    return Qualification.model_construct(id=name, exchange=known, uri_base=None)
