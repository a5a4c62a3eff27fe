"""What is looked up rather than read, as chapters of the book: verbs, terms, theories, evidence, checklists, sources."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import ON_A_PAGE
from macros.catalogue import Catalogue
from macros.export.book.blocks import (
    Block,
    Kind,
    Level,
    Spans,
    emphasis,
    enumerate_spans,
    fact,
    heading,
    join,
    link,
    list_of,
    plain,
    say,
    table,
    text,
)
from macros.export.book.shared import GUIDE_ONLY, basis, link_criterion, link_labels, link_sources
from macros.model import Artefact, Levels, Sense, Status, Use, Verb
from macros.prose import Span, parse_prose


def list_reference(catalogue: Catalogue) -> Iterator[Block]:
    """Yield the chapters of reference that have anything in them."""
    yield from _list_verbs(catalogue)
    yield from _list_terms(catalogue)
    yield from _list_theories(catalogue)
    yield from _list_evidence(catalogue)
    yield from _list_checklists(catalogue)
    yield from _list_sources(catalogue)


def _chapter(kind: str, title: str) -> Block:
    return heading(Level.CHAPTER, title, f"page:{ON_A_PAGE.get(kind, kind)}")


def _list_verbs(catalogue: Catalogue) -> Iterator[Block]:
    yield _chapter("verbs", "Command verbs")
    yield say(Kind.LEAD, "The verb tells you what to do with the topic. Hold your draft against it.")
    if catalogue.levels and catalogue.levels.axes:
        yield from _list_levels(catalogue, catalogue.levels)
    for verb in catalogue.verbs.values():
        if not verb.retired:
            yield from _list_verb(catalogue, verb)


def _list_levels(catalogue: Catalogue, levels: Levels) -> Iterator[Block]:
    yield heading(Level.ENTRY, "What grows from Level 3 to Level 5")
    rows = [(plain(axis.name), parse_prose(axis.level_3), parse_prose(axis.level_5)) for axis in levels.axes]
    yield table(("What is compared", "At Level 3", "At Level 5"), (30, 60, 60), rows)
    sources = dict.fromkeys(source for axis in levels.axes for source in axis.sources)
    yield say(Kind.HINT, "Read in: ", link_sources(catalogue, sources), ".")
    if levels.twins:
        yield heading(Level.PIECE, "The same topic, examined at both levels")
        twins = [(plain(twin.topic), plain(twin.level_3), link_labels(catalogue, twin.level_5)) for twin in levels.twins]
        yield table(("Topic", "What Level 3 asks", "At Level 5"), (34, 72, 44), twins)


def _list_verb(catalogue: Catalogue, verb: Verb) -> Iterator[Block]:
    yield heading(Level.ENTRY, verb.name.capitalize(), f"verb:{verb.id}")
    yield say(Kind.LEAD, verb.gist)
    yield fact("What it means", parse_prose(verb.core.text), " ", basis(catalogue, verb.core, sources=True))
    yield fact("At Level 3", parse_prose(verb.level_3.text), " ", basis(catalogue, verb.level_3, sources=True))
    yield fact("At Level 5", parse_prose(verb.level_5.text), " ", basis(catalogue, verb.level_5, sources=True))
    yield fact("What changes", parse_prose(verb.what_changes))
    yield heading(Level.PIECE, "The same topic, both ways")
    yield fact("The question", verb.same_topic.topic, " ", emphasis("(fictional, written by us)"))
    yield fact("As at Level 3", parse_prose(verb.same_topic.level_3))
    yield fact("As at Level 5", parse_prose(verb.same_topic.level_5))
    yield heading(Level.PIECE, "How to check that you have done it")
    yield list_of(Kind.LIST, map(parse_prose, verb.checks))
    yield fact("The usual slip", parse_prose(verb.slip))
    criteria = [criterion.id for criterion in catalogue.criteria_using(verb) if not criterion.retired]
    near = enumerate_spans(link(f"verb:{name}", catalogue.verbs[name].name) for name in verb.near)
    if near:
        yield fact("Easily confused with", near)
    if criteria:
        yield heading(Level.PIECE, "Criteria that use it")
        yield list_of(Kind.LINKS, ((link_criterion(catalogue, criterion),) for criterion in criteria))


def _list_terms(catalogue: Catalogue) -> Iterator[Block]:
    terms = [term for term in catalogue.terms.values() if not term.retired]
    if terms:
        yield _chapter("term", "Terms")
    for term in terms:
        yield heading(Level.ENTRY, term.name, f"term:{term.id}", listed=False)
        senses = [_sense(catalogue, sense) for sense in term.senses]
        if len(senses) == 1:
            yield Block(Kind.TEXT, senses[0])
        else:
            yield list_of(Kind.NUMBERS, senses)
        if term.advice:
            yield fact("What to do", parse_prose(term.advice))


def _sense(catalogue: Catalogue, sense: Sense) -> Spans:
    where = join(" In ", link_labels(catalogue, sense.criteria), ".") if sense.criteria else ()
    return join(parse_prose(sense.definition.text), " ", basis(catalogue, sense.definition, sources=True), where)


def _list_theories(catalogue: Catalogue) -> Iterator[Block]:
    if catalogue.theories:
        yield _chapter("theory", "Models and theories")
    for theory in catalogue.theories.values():
        yield heading(Level.ENTRY, theory.name, f"theory:{theory.id}", listed=False)
        yield say(Kind.HINT, theory.who)
        yield text(theory.summary)
        if theory.caution:
            yield fact("Watch out", parse_prose(theory.caution))
        used = [criterion.id for criterion in catalogue.criteria_with(theory) if not criterion.retired]
        fits = join(" Fits ", link_labels(catalogue, used), ".") if used else ()
        yield say(Kind.HINT, "Read in: ", link_sources(catalogue, theory.sources), ".", fits)


def _list_evidence(catalogue: Catalogue) -> Iterator[Block]:
    if catalogue.artefacts:
        yield _chapter("artefact", "Evidence")
    for artefact in catalogue.artefacts.values():
        yield heading(Level.ENTRY, artefact.name, f"artefact:{artefact.id}", listed=False)
        yield text(artefact.what)
        yield from _list_uses(catalogue, artefact)


def _list_uses(catalogue: Catalogue, artefact: Artefact) -> Iterator[Block]:
    if artefact.needed_by:
        yield fact("Needed by", _link_uses(catalogue, artefact.needed_by))
    if artefact.useful_for:
        yield fact("Also useful for", _link_uses(catalogue, artefact.useful_for), " ", emphasis("(our suggestion)"))
    if artefact.shared:
        shared = "One copy can serve more than one assignment as a common appendix. Cite it by criterion each time."
        yield fact("Shared", shared)
    if artefact.anonymise:
        yield fact("Anonymise", parse_prose(artefact.anonymise))


def _link_uses(catalogue: Catalogue, uses: tuple[Use, ...]) -> Spans:
    return enumerate_spans(
        join(
            link(use.criterion, catalogue.criteria[use.criterion].label),
            f" ({GUIDE_ONLY})" if use.status is Status.GUIDE_ONLY else "",
        )
        for use in uses
    )


def _list_checklists(catalogue: Catalogue) -> Iterator[Block]:
    if catalogue.checklists:
        yield _chapter("checklist", "Checklists")
        yield say(Kind.HINT, "The parts of each criterion stand with the criterion.")
    for checklist in catalogue.checklists.values():
        yield heading(Level.ENTRY, checklist.title, f"checklist:{checklist.id}")
        yield text(checklist.intro)
        yield list_of(
            Kind.TICKS,
            (
                join(
                    parse_prose(item.text),
                    join(" ", parse_prose(item.why)) if item.why else (),
                    join(" ", link_labels(catalogue, item.criteria)) if item.criteria else (),
                    join(" ", emphasis("(our addition)")) if item.ours else (),
                )
                for item in checklist.items
            ),
        )


def _list_sources(catalogue: Catalogue) -> Iterator[Block]:
    if catalogue.sources:
        yield heading(Level.CHAPTER, "Sources", "page:sources")
        yield say(Kind.HINT, "Each with how far to trust it in brackets, its date where we found one, and where we read it.")
    for source in catalogue.sources.values():
        title = Span("strong", inner=plain(f"{source.title} "))
        stop = "" if source.where.endswith(".") else "."
        note = join(" ", parse_prose(source.note)) if source.note else ()
        said = f"[{source.trust.replace('-', ' ')}] {source.publisher}, {source.date}. {source.where}{stop}"
        yield Block(Kind.TEXT, join(title, said, note), label=f"source:{source.id}")
