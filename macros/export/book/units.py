"""Units and criteria as chapters of the book: everything their pages say, in the order in which a learner reads it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalogue import Catalogue, Evidence
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
from macros.export.book.examples import list_example
from macros.export.book.shared import GUIDE_ONLY, basis, link_criterion
from macros.model import Criterion, Link, Note, Status, Unit
from macros.prose import parse_prose


def list_unit(catalogue: Catalogue, unit: Unit) -> Iterator[Block]:
    """Yield the chapter of a unit: its purpose and approach, its criteria at a glance, then each of them."""
    live = [criterion for criterion in unit.criteria if not criterion.retired]
    qualification = catalogue.qualification_of(unit)
    yield heading(Level.CHAPTER, f"{unit.id} {unit.title}", unit.id, running=f"{unit.id} {unit.short_title}")
    yield say(Kind.LEAD, unit.assignment)
    yield text(unit.purpose)
    credit = f"{qualification.level}. {unit.credit} credits ({unit.credit_note})."
    yield say(Kind.HINT, f"{credit} {len(live)} criteria, {sum(len(c.parts) for c in live)} parts.")
    for feed in unit.feeds:
        yield fact("Feeds", link(feed.unit, feed.unit), f": {feed.what}")
    yield heading(Level.ENTRY, "How to go about it", listed=False)
    yield list_of(Kind.LIST, map(parse_prose, unit.approach))
    if unit.rules:
        yield heading(Level.PIECE, "Rules for the whole assignment", listed=False)
        yield list_of(Kind.LIST, map(parse_prose, unit.rules))
    yield from _list_notes(unit.notes, Level.PIECE)
    yield heading(Level.ENTRY, "The criteria at a glance", listed=False)
    yield say(Kind.HINT, "Every one must be met: one weak criterion refers the whole assignment.")
    for outcome in unit.outcomes:
        title = f"Learning outcome {outcome.number}" + (f": {outcome.title}" if outcome.title else "")
        yield heading(Level.PIECE, title, listed=False)
        rows = [_glance(catalogue, criterion) for criterion in unit.criteria_of(outcome) if not criterion.retired]
        yield table(("Criterion", "What it says", "Verb"), (26, 88, 24), rows)
    for criterion in live:
        yield from list_criterion(catalogue, criterion)


def _glance(catalogue: Catalogue, criterion: Criterion) -> tuple[Spans, ...]:
    return (link(criterion.id, criterion.label),), plain(criterion.wording), _name_verbs(catalogue, criterion)


def _name_verbs(catalogue: Catalogue, criterion: Criterion) -> Spans:
    return enumerate_spans(link(f"verb:{verb}", catalogue.verbs[verb].name) for verb in criterion.verbs)


def list_criterion(catalogue: Catalogue, criterion: Criterion) -> Iterator[Block]:
    """Yield everything about a criterion."""
    title = f"{criterion.label} {criterion.topic}"
    yield heading(Level.ENTRY, title, criterion.id, running=title)
    yield say(Kind.QUOTE, criterion.wording)
    verbs = _name_verbs(catalogue, criterion)
    answer = f". {len(criterion.verbs)} verbs: answer each of them." if len(criterion.verbs) > 1 else "."
    yield say(Kind.HINT, f"Learning outcome {criterion.outcome}. ", "Verb: " if len(verbs) == 1 else "Verbs: ", verbs, answer)
    yield heading(Level.PIECE, "In brief")
    yield fact("What to do", parse_prose(criterion.brief.do))
    yield fact("How deep", parse_prose(criterion.brief.depth))
    yield fact("What it is not", parse_prose(criterion.brief.avoid))
    yield from _list_parts(criterion)
    yield from _list_starting_points(catalogue, criterion)
    yield from _list_verbs(catalogue, criterion)
    yield from _list_evidence(catalogue, criterion)
    yield heading(Level.PIECE, "Why answers are referred")
    yield say(Kind.HINT, "Common reasons, gathered by us. Your assessor’s feedback and the mark sheet come first.")
    yield list_of(Kind.LIST, map(parse_prose, criterion.referrals))
    if criterion.see_also:
        yield heading(Level.PIECE, "Related criteria")
        yield list_of(Kind.LINKS, (_relate(catalogue, other.criterion, other.why, other.kind) for other in criterion.see_also))
    if example := catalogue.examples.get(criterion.id):
        yield from list_example(catalogue, criterion, example)


def _relate(catalogue: Catalogue, other: str, why: str, kind: Link) -> Spans:
    whose = "named in the source guide" if kind is Link.STATED else "our suggestion"
    return join(link_criterion(catalogue, other), f": {why} ", emphasis(f"({whose})"))


def _list_parts(criterion: Criterion) -> Iterator[Block]:
    yield heading(Level.PIECE, "Have you covered every part?")
    yield say(Kind.HINT, f"The wording asks for {len(criterion.parts)} things. This split is ours.")
    yield list_of(Kind.TICKS, (plain(part.text) for part in criterion.parts))
    if criterion.quantities:
        numbers = [
            f"{number.value} {number.unit}" + (f" ({GUIDE_ONLY})" if number.status is Status.GUIDE_ONLY else "")
            for number in criterion.quantities
        ]
        yield say(Kind.HINT, f"Numbers to know: {'; '.join(numbers)}.")


def _list_starting_points(catalogue: Catalogue, criterion: Criterion) -> Iterator[Block]:
    yield heading(Level.PIECE, "Starting points")
    marked = ((parse_prose(point.text), point.guide_only) for point in criterion.starting_points)
    yield list_of(Kind.LIST, (join(spans, " ", emphasis(f"({GUIDE_ONLY})")) if only else spans for spans, only in marked))
    if criterion.theories:
        yield heading(Level.DETAIL, "Models and theories worth using")
        named = ((catalogue.theories[use.theory], use.use) for use in criterion.theories)
        yield list_of(
            Kind.LIST,
            (join(link(f"theory:{theory.id}", theory.name), f" ({theory.who}): ", parse_prose(use)) for theory, use in named),
        )
    if terms := [term for term in catalogue.terms_in(criterion) if not term.retired]:
        named_terms = enumerate_spans(link(f"term:{term.id}", term.name) for term in terms)
        yield say(Kind.HINT, "Words with a special sense here: ", named_terms, ".")
    yield from _list_notes(criterion.notes, Level.DETAIL)


def _list_notes(notes: tuple[Note, ...], level: int) -> Iterator[Block]:
    if notes:
        yield heading(level, "Where the source guide is unclear")
        yield list_of(Kind.LIST, (join(parse_prose(note.text), f" ({note.id})") for note in notes))


def _list_verbs(catalogue: Catalogue, criterion: Criterion) -> Iterator[Block]:
    yield heading(Level.PIECE, "What the verbs want" if len(criterion.verbs) > 1 else "What the verb wants")
    for name in criterion.verbs:
        verb = catalogue.verbs[name]
        yield fact(verb.name.capitalize(), f"{verb.gist} ", link(f"verb:{verb.id}", "(more on this verb)"))
        yield fact("At Level 5", parse_prose(verb.level_5.text), " ", basis(catalogue, verb.level_5))
        yield fact("The usual slip", parse_prose(verb.slip))


def _list_evidence(catalogue: Catalogue, criterion: Criterion) -> Iterator[Block]:
    yield heading(Level.PIECE, "Evidence to gather")
    found = catalogue.evidence_for(criterion)
    if not found:
        yield say(Kind.TEXT, "No separate evidence: your written answer and its references are the evidence.")
        return
    yield list_of(Kind.LIST, (_name_evidence(evidence, criterion) for evidence in found))


def _name_evidence(evidence: Evidence, criterion: Criterion) -> Spans:
    artefact, use = evidence.artefact, evidence.use
    status = "also useful, our suggestion" if not evidence.needed else GUIDE_ONLY if use.status is Status.GUIDE_ONLY else ""
    return join(
        link(f"artefact:{artefact.id}", artefact.name),
        join(" ", emphasis(f"({status})")) if status else "",
        join(": ", parse_prose(use.note)) if use.note else "",
        f" One copy can serve as a shared appendix; cite it here as {criterion.label}." if artefact.shared else "",
    )
