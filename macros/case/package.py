"""A qualification → its CASE package: one document, its items in order, what belongs to what, and what the words mean.

Only what the awarding organisation has written goes in, with numbers and verbs. Our guidance stays out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.case.identity import Identity
from macros.case.moments import criterion_changed, earliest_in, group_changed, latest, latest_in
from macros.catalogue import Catalogue
from macros.model import Criterion, Outcome, Qualification, Unit, Verb
from macros.prose import plain_text

Object = dict[str, Any]

LANGUAGE = "en-GB"
UNIT, OUTCOME, CRITERION = "Unit", "Learning Outcome", "Assessment Criterion"
ITEM_TYPES = {
    UNIT: ("unit", "1", "A unit of a qualification."),
    OUTCOME: ("outcome", "1.1", "What a learner who has completed a unit knows, understands or can do."),
    CRITERION: ("criterion", "1.1.1", "What a learner must show; assessors decide against it."),
}
"""The kinds of item: the stored id of each, its place in the hierarchy and what it is."""
UNTITLED_OUTCOME = "Learning outcome {number}"
"""What stands for an outcome whose title is not known."""


def make_package(catalogue: Catalogue, qualification: Qualification) -> Object:
    """Return the package of a qualification, ready to be written as JSON."""
    return _Writer(catalogue, qualification, Identity(qualification)).package()


@dataclass(frozen=True)
class _Node:
    """An item and the key of what it belongs to."""

    item: Object
    parent: str
    """The identifier of the unit, outcome or document above it."""


@dataclass(frozen=True)
class _Writer:
    catalogue: Catalogue
    qualification: Qualification
    identity: Identity

    def package(self) -> Object:
        nodes = list(self._nodes())
        items = [node.item for node in nodes]
        return {
            "CFDocument": self._document(items),
            "CFItems": items,
            "CFAssociations": [*self._places(nodes), *self._replacements({item["identifier"]: item for item in items})],
            "CFDefinitions": {"CFConcepts": list(self._concepts()), "CFItemTypes": list(self._item_types(items))},
        }

    def _document(self, items: list[Object]) -> Object:
        stored, edition, owner = self.qualification.exchange, self.catalogue.edition, self.qualification.awarding_organisation
        known = [str(stored.changed)] if stored else []
        document = {
            "identifier": self.identity.document,
            "uri": self.identity.uri("CFDocuments", self.identity.document),
            "caseVersion": "1.1",
            "creator": owner,
            "title": self.qualification.title,
            "language": LANGUAGE,
            "notes": f"The wording belongs to {owner} and is quoted for identification. Not published or endorsed by {owner}.",
            "lastChangeDateTime": latest([latest_in(items), *known]),
        }
        return document | ({"version": edition.id} if edition else {})

    def _nodes(self) -> Iterator[_Node]:
        for unit_id in self.qualification.units:
            if unit := self.catalogue.units.get(unit_id):
                yield (top := _Node(self._unit(unit), self.identity.document))
                for outcome in unit.outcomes:
                    yield (middle := _Node(self._outcome(unit, outcome), top.item["identifier"]))
                    for criterion in unit.criteria_of(outcome):
                        yield _Node(self._criterion(criterion), middle.item["identifier"])

    def _unit(self, unit: Unit) -> Object:
        identifier = self.identity.identifier(unit.id, unit.exchange)
        changed = group_changed(self.catalogue, unit.criteria, unit.exchange)
        return self._item(UNIT, identifier, _code(unit, unit.id), unit.title, changed)

    def _outcome(self, unit: Unit, outcome: Outcome) -> Object:
        identifier = self.identity.identifier(f"{unit.id}/outcome/{outcome.number}", outcome.exchange)
        changed = group_changed(self.catalogue, unit.criteria_of(outcome) or unit.criteria, outcome.exchange)
        title = outcome.title or UNTITLED_OUTCOME.format(number=outcome.number)
        return self._item(OUTCOME, identifier, _code(outcome, outcome.number), title, changed)

    def _criterion(self, criterion: Criterion) -> Object:
        identifier = self.identity.identifier(criterion.id, criterion.exchange)
        changed = criterion_changed(self.catalogue, criterion)
        item = self._item(CRITERION, identifier, _code(criterion, criterion.number), criterion.wording, changed)
        verbs = [self.catalogue.verbs[verb].name for verb in criterion.verbs if verb in self.catalogue.verbs]
        item |= {"conceptKeywords": verbs} if verbs else {}
        if criterion.retired:
            item |= {"statusEndDate": criterion.retired.date, "notes": plain_text(criterion.retired.reason)}
        return item

    def _item(self, kind: str, identifier: str, code: str, statement: str, changed: str) -> Object:
        return {
            "identifier": identifier,
            "uri": self.identity.uri("CFItems", identifier),
            "humanCodingScheme": code,
            "fullStatement": statement,
            "CFItemType": kind,
            "CFItemTypeURI": self.identity.link("CFItemTypes", self.identity.identifier(f"type:{ITEM_TYPES[kind][0]}"), kind),
            "educationLevel": [self.qualification.level],
            "language": LANGUAGE,
            "lastChangeDateTime": changed,
        }

    def _places(self, nodes: list[_Node]) -> Iterator[Object]:
        """Yield what says where each item belongs: the child is the origin, counted among its siblings from 1."""
        items = {node.item["identifier"]: node.item for node in nodes}
        counts: dict[str, int] = {}
        for node in nodes:
            counts[node.parent] = counts.get(node.parent, 0) + 1
            if node.parent in items:
                above = self._link(items[node.parent])
            else:
                above = self.identity.link("CFDocuments", node.parent, self.qualification.title)
            yield self._association("isChildOf", node.item, above) | {"sequenceNumber": counts[node.parent]}

    def _replacements(self, items: dict[str, Object]) -> Iterator[Object]:
        for unit_id in self.qualification.units:
            unit = self.catalogue.units.get(unit_id)
            for criterion in unit.criteria if unit else ():
                for successor in criterion.retired.successors if criterion.retired else ():
                    origin = items.get(self.identity.identifier(criterion.id, criterion.exchange))
                    if (target := self._find(successor)) and origin:
                        yield self._association("replacedBy", origin, target)

    def _find(self, criterion_id: str) -> Object | None:
        """Return a reference to a criterion of any qualification here."""
        criterion = self.catalogue.criteria.get(criterion_id)
        unit = self.catalogue.units.get(criterion.unit_id) if criterion else None
        owner = self.catalogue.qualifications.get(unit.qualification_id) if unit else None
        if criterion is None or owner is None:
            return None
        identity = Identity(owner)
        return identity.link("CFItems", identity.identifier(criterion.id, criterion.exchange), _code(criterion, criterion.number))

    def _association(self, kind: str, origin: Object, destination: Object) -> Object:
        identifier = self.identity.identifier(f"{kind}:{origin['identifier']}:{destination['identifier']}")
        return {
            "identifier": identifier,
            "uri": self.identity.uri("CFAssociations", identifier),
            "associationType": kind,
            "originNodeURI": self._link(origin),
            "destinationNodeURI": destination,
            "lastChangeDateTime": origin["lastChangeDateTime"],
        }

    def _link(self, item: Object) -> Object:
        return self.identity.link("CFItems", item["identifier"], item["humanCodingScheme"])

    def _concepts(self) -> Iterator[Object]:
        """Yield the command verbs of the qualification, in order of their ids."""
        units = [self.catalogue.units[unit] for unit in self.qualification.units if unit in self.catalogue.units]
        used = sorted({verb for unit in units for criterion in unit.criteria for verb in criterion.verbs})
        for verb in (self.catalogue.verbs[verb] for verb in used if verb in self.catalogue.verbs):
            identifier = self.identity.identifier(f"verb:{verb.id}", verb.exchange)
            yield {
                "identifier": identifier,
                "uri": self.identity.uri("CFConcepts", identifier),
                "title": verb.name,
                "hierarchyCode": verb.id,
                "lastChangeDateTime": self._verb_changed(verb),
            }

    def _verb_changed(self, verb: Verb) -> str:
        mine = [each for each in self.catalogue.criteria_using(verb) if each.unit_id in self.qualification.units]
        return group_changed(self.catalogue, mine, verb.exchange)

    def _item_types(self, items: list[Object]) -> Iterator[Object]:
        for title, (key, place, meaning) in ITEM_TYPES.items():
            identifier = self.identity.identifier(f"type:{key}")
            yield {
                "identifier": identifier,
                "uri": self.identity.uri("CFItemTypes", identifier),
                "title": title,
                "description": meaning,
                "hierarchyCode": place,
                "lastChangeDateTime": earliest_in(items),
            }


def _code(entry: Unit | Outcome | Criterion, number: str) -> str:
    return str(entry.exchange.code) if entry.exchange and entry.exchange.code else str(number)
