"""A mapping between qualifications → the lines of its data file, in the form of `macros.published.mapping`."""

from __future__ import annotations

from collections.abc import Iterable

from macros import published
from macros.addresses import SiteMap, criterion_data
from macros.mappings import Direction, Mapped, Side, WorkedOut
from macros.model import Criterion, Difference
from macros.prose import plain_text


def describe_mapping(site: SiteMap, mapping: WorkedOut) -> dict[str, object]:
    """Return the fields of the data file of a mapping, apart from those that every file has."""
    entry = mapping.entry
    return {
        "id": entry.id,
        "label": name_mapping(mapping),
        "address": site.address(entry),
        "summary": plain_text(entry.summary),
        "old": _qualification(mapping.old),
        "new": _qualification(mapping.new),
        "differences": tuple(_difference(site, difference) for difference in entry.differences),
        "forward": _lines(site, mapping.forward),
        "backward": _lines(site, mapping.backward),
    }


def name_mapping(mapping: WorkedOut) -> str:
    """Return what a mapping is called."""
    return f"From {mapping.old.id} to {mapping.new.id} and back"


def list_sources(site: SiteMap, names: Iterable[str]) -> tuple[published.Source, ...]:
    """Return sources as they are published."""
    sources = [site.catalogue.sources[name] for name in names]
    return tuple(
        published.Source(id=source.id, label=source.title, address=site.address(source), trust=source.trust.value)
        for source in sources
    )


def _qualification(side: Side) -> published.MappedQualification:
    return published.MappedQualification(id=side.id, label=side.title, in_guide=not side.is_outside)


def _lines(site: SiteMap, direction: Direction) -> tuple[published.MappedLine, ...]:
    return tuple(
        published.MappedLine(
            entry=_entry(site, row.mapped),
            fate=row.kind,
            counterparts=tuple(_entry(site, other) for other in row.others),
            note=plain_text(row.line.note) if row.line and row.line.note else None,
            sources=list_sources(site, row.line.sources if row.line else ()),
        )
        for row in direction.rows
    )


def _entry(site: SiteMap, mapped: Mapped) -> published.MappedEntry:
    return published.MappedEntry(
        id=mapped.id,
        label=mapped.label,
        text=mapped.text,
        address=site.address(mapped.entry) if mapped.entry else None,
        data=_find_data(site, mapped.id),
    )


def _difference(site: SiteMap, difference: Difference) -> published.MappedDifference:
    return published.MappedDifference(
        id=difference.id,
        what=difference.what,
        old=difference.old,
        new=difference.new,
        criteria=tuple(_point(site, site.catalogue.find_criterion(name)) for name in difference.criteria),
        sources=list_sources(site, difference.sources),
    )


def _point(site: SiteMap, criterion: Criterion) -> published.Pointer:
    address, data = site.address(criterion), _find_data(site, criterion.id)
    return published.Pointer(id=criterion.id, label=criterion.label, address=address, data=data)


def _find_data(site: SiteMap, name: str) -> str | None:
    """Return the data file of a criterion; none where this copy does not have it."""
    return criterion_data(name) if name in site.catalogue.criteria else None
