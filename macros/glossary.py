"""Catalogue → the command verbs as a SKOS glossary, in Turtle and JSON-LD: a concept for each verb, narrower ones for its levels.

Statements are plain values; rdflib, which turns them into files, is imported only when one of them has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros.addresses import GLOSSARY_JSON, GLOSSARY_TURTLE
from macros.case.identity import Identity
from macros.catalogue import Catalogue
from macros.kept import NOTHING_KEPT, Kept
from macros.model import Basis, Definition, Qualification, Source, Verb
from macros.prose import plain_text

LANGUAGE = "en-GB"
IRI, TEXT, DATA = "iri", "text", "data"
"""What stands at the end of a statement: another thing, words of our language, or a value without one."""
PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
LEVELS = (("3", "level_3"), ("5", "level_5"))
BASES = {
    Basis.PUBLISHED: "Published: the definition follows a published one, in our words.",
    Basis.OURS: "Our reading: no published definition says this. Sources that are named are what it was derived from.",
}


class Statement(NamedTuple):
    """One thing said of one thing."""

    about: str
    """An IRI."""
    what: str
    """A property, such as `skos:prefLabel`."""
    value: str
    kind: str


def list_glossary(catalogue: Catalogue, kept: Kept = NOTHING_KEPT) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of the glossary in each of its forms."""
    statements = tuple(describe_verbs(catalogue))
    for address, write in ((GLOSSARY_TURTLE, write_turtle), (GLOSSARY_JSON, write_json_ld)):
        yield address, kept.make(address, write, statements)


def describe_verbs(catalogue: Catalogue) -> Iterator[Statement]:
    """Yield all that the glossary says: for each qualification a scheme that holds every verb of the guide."""
    naming = {name: _Naming(Identity(qualification)) for name, qualification in catalogue.qualifications.items()}
    for name, qualification in catalogue.qualifications.items():
        others = [other for key, other in naming.items() if key != name]
        yield from _Writer(catalogue, qualification, naming[name]).describe(others)


def name_glossary(qualification: Qualification) -> str:
    """Return the IRI of the glossary of a qualification."""
    return _Naming(Identity(qualification)).scheme()


def name_verb(qualification: Qualification, verb: Verb) -> str:
    """Return the IRI of a verb in that glossary: the same in every copy of the guide."""
    return _Naming(Identity(qualification)).verb(verb)


@dataclass(frozen=True)
class _Naming:
    """How things are called under a qualification: by where its guide is at home, else by UUIDs."""

    identity: Identity

    def scheme(self) -> str:
        return self._name("verbs/#glossary", "glossary")

    def verb(self, verb: Verb) -> str:
        return self._name(f"verbs/{verb.id}/#verb", f"concept:{verb.id}")

    def level(self, verb: Verb, level: str) -> str:
        return self._name(f"verbs/{verb.id}/#level-{level}-{verb.id}", f"concept:{verb.id}/level-{level}")

    def source(self, source: Source) -> str:
        return self._name(f"about/#source-{source.id}", f"source:{source.id}")

    def case(self, verb: Verb) -> str:
        return self.identity.uri("CFConcepts", self.identity.identifier(f"verb:{verb.id}", verb.exchange))

    def _name(self, place: str, key: str) -> str:
        base = self.identity.qualification.uri_base
        return f"{base}{place}" if base else f"urn:uuid:{self.identity.identifier(key)}"


@dataclass(frozen=True)
class _Writer:
    catalogue: Catalogue
    qualification: Qualification
    naming: _Naming

    def describe(self, others: list[_Naming]) -> Iterator[Statement]:
        scheme, edition = self.naming.scheme(), self.catalogue.edition
        yield Statement(scheme, "rdf:type", "skos:ConceptScheme", IRI)
        yield Statement(scheme, "dct:title", f"Command verbs in {self.qualification.title} ({self.qualification.id})", TEXT)
        yield Statement(scheme, "dct:description", "What each command verb asks, at any level, at Level 3 and at Level 5.", TEXT)
        if edition:
            yield Statement(scheme, "owl:versionInfo", edition.id, DATA)
        for verb in self.catalogue.verbs.values():
            yield Statement(scheme, "skos:hasTopConcept", self.naming.verb(verb), IRI)
            yield from self._verb(verb)
            yield from (Statement(self.naming.verb(verb), "skos:exactMatch", other.verb(verb), IRI) for other in others)
        for source in self._sources():
            yield from self._source(source)

    def _verb(self, verb: Verb) -> Iterator[Statement]:
        name = self.naming.verb(verb)
        yield from self._concept(name, verb.name, verb.id, verb.core)
        yield Statement(name, "skos:topConceptOf", self.naming.scheme(), IRI)
        yield Statement(name, "skos:scopeNote", verb.gist, TEXT)
        yield Statement(name, "skos:note", plain_text(verb.what_changes), TEXT)
        if self.catalogue.criteria_using(verb):  # only then is it a concept of CASE
            yield Statement(name, "skos:exactMatch", self.naming.case(verb), IRI)
        for near in verb.near:
            yield Statement(name, "skos:related", self.naming.verb(self.catalogue.verbs[near]), IRI)
        if verb.retired:
            yield Statement(name, "owl:deprecated", "true", DATA)
            yield Statement(name, "skos:historyNote", f"{verb.retired.date}: {plain_text(verb.retired.reason)}", TEXT)
            for successor in verb.retired.successors:
                yield Statement(name, "dct:isReplacedBy", self.naming.verb(self.catalogue.verbs[successor]), IRI)
        for level, field in LEVELS:
            narrower = self.naming.level(verb, level)
            yield Statement(name, "skos:narrower", narrower, IRI)
            yield Statement(narrower, "skos:broader", name, IRI)
            yield from self._concept(narrower, f"{verb.name} (Level {level})", f"{verb.id}-level-{level}", getattr(verb, field))

    def _concept(self, name: str, label: str, notation: str, definition: Definition) -> Iterator[Statement]:
        yield Statement(name, "rdf:type", "skos:Concept", IRI)
        yield Statement(name, "skos:inScheme", self.naming.scheme(), IRI)
        yield Statement(name, "skos:prefLabel", label, TEXT)
        yield Statement(name, "skos:notation", notation, DATA)
        yield Statement(name, "skos:definition", plain_text(definition.text), TEXT)
        yield Statement(name, "skos:editorialNote", BASES[definition.basis], TEXT)
        for source in definition.sources:
            yield Statement(name, "dct:source", self.naming.source(self.catalogue.sources[source]), IRI)

    def _sources(self) -> list[Source]:
        """Return the sources that a definition rests on, in order."""
        definitions = [d for verb in self.catalogue.verbs.values() for d in (verb.core, verb.level_3, verb.level_5)]
        named = {source for definition in definitions for source in definition.sources}
        return [source for name, source in self.catalogue.sources.items() if name in named]

    def _source(self, source: Source) -> Iterator[Statement]:
        name = self.naming.source(source)
        yield Statement(name, "rdf:type", "dct:BibliographicResource", IRI)
        yield Statement(name, "dct:title", source.title, TEXT)
        yield Statement(name, "dct:publisher", source.publisher, TEXT)
        yield Statement(name, "dct:date", source.date, TEXT)
        yield Statement(name, "skos:note", f"Trust: {source.trust.value.replace('-', ' ')}", TEXT)


def write_turtle(statements: tuple[Statement, ...]) -> bytes:
    """Return statements as Turtle, sorted."""
    return str(_make_graph(statements).serialize(format="turtle")).strip().encode() + b"\n"


def write_json_ld(statements: tuple[Statement, ...]) -> bytes:
    """Return statements as JSON-LD, sorted."""
    written = _make_graph(statements).serialize(format="json-ld", context=_make_context(statements))
    return (json.dumps(_sort(json.loads(written)), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _make_graph(statements: tuple[Statement, ...]) -> Any:
    from rdflib import Graph, Literal, URIRef

    graph = Graph(bind_namespaces="none")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    for about, what, value, kind in statements:
        end = URIRef(_expand(value)) if kind == IRI else Literal(value, lang=LANGUAGE if kind == TEXT else None)
        graph.add((URIRef(about), URIRef(_expand(what)), end))
    return graph


def _make_context(statements: tuple[Statement, ...]) -> dict[str, Any]:
    """Return what lets JSON name things plainly: prefixes, links as addresses, words without their language repeated."""
    how: dict[str, dict[str, str]] = {IRI: {"@type": "@id"}, TEXT: {"@language": LANGUAGE}, DATA: {}}
    used = sorted({(what, kind) for _, what, _, kind in statements if what != "rdf:type"})
    return {**PREFIXES, **{what.partition(":")[2]: {"@id": what, **how[kind]} for what, kind in used}}


def _expand(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return f"{PREFIXES[prefix]}{rest}" if prefix in PREFIXES else name


def _sort(value: Any) -> Any:
    """Return a value of JSON with every list in order: in these statements no order has a meaning."""
    if isinstance(value, dict):
        return {key: _sort(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(map(_sort, value), key=lambda inner: json.dumps(inner, sort_keys=True))
    return value
