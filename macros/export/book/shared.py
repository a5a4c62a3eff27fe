"""Small pieces that several chapters share."""

from __future__ import annotations

from collections.abc import Iterable

from macros.catalogue import Catalogue
from macros.export.book.blocks import Spans, emphasis, enumerate_spans, join, link
from macros.model import Basis, Definition
from macros.prose import Span

GUIDE_ONLY = "only in the guide’s advice"


def link_criterion(catalogue: Catalogue, criterion: str) -> Span:
    """Return a link to a criterion, with its label and topic."""
    return link(criterion, catalogue.name_of(criterion))


def link_labels(catalogue: Catalogue, criteria: Iterable[str]) -> Spans:
    """Return links to criteria with their labels alone."""
    return enumerate_spans(link(criterion, catalogue.criteria[criterion].label) for criterion in criteria)


def link_sources(catalogue: Catalogue, sources: Iterable[str], *, trust: bool = False) -> Spans:
    """Return links to sources, with how far to trust each where that is asked."""
    named = ((source, catalogue.sources[source]) for source in sources)
    return enumerate_spans(
        (
            join(link(f"source:{name}", source.title), f" [{source.trust.replace('-', ' ')}]" if trust else "")
            for name, source in named
        ),
        "; ",
    )


def basis(catalogue: Catalogue, definition: Definition, *, sources: bool = False) -> Spans:
    """Return whose reading a definition is, and what it was read in where that is asked."""
    ours = definition.basis is Basis.OURS
    if not sources:
        return (emphasis("(our reading)" if ours else "(published)"),)
    named = link_sources(catalogue, definition.sources, trust=True)
    if not named:
        return (emphasis("Our reading."),)
    return join(emphasis("Our reading, from: " if ours else "Published: "), named, ".")
