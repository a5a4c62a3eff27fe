"""Catalogue and hand-written pages → everything that a reader can look for, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from macros.addresses import SiteMap, downloads_anchor
from macros.catalogue import Catalogue
from macros.downloads import FORM, LOG, DownloadFile, group_by_name
from macros.house import list_house_rules
from macros.model import Centre, Criterion, Term, Unit, Verb
from macros.prose import plain_text

E = TypeVar("E", Criterion, Verb, Term)
PAGE = "Page"


@dataclass(frozen=True)
class SearchEntry:
    """One result the search can give."""

    address: str
    kind: str
    """What the reader is told it is: Criterion, Unit, Verb, Term, Evidence, Model, Checklist, Download, Page."""
    label: str
    """The printed id, where it has one."""
    title: str
    summary: str
    """One sentence shown under the title."""
    keywords: str
    """Other words people use for it."""
    text: str
    """Everything else it can be found by."""
    related: tuple[str, ...] = ()
    """Addresses shown below it when someone asks for it by its id."""
    unit: str = ""
    """The unit it belongs to, where it is not for all."""


def list_entries(site: SiteMap) -> Iterator[SearchEntry]:
    """Yield an entry for everything in the catalogue that a reader looks for."""
    catalogue = site.catalogue
    yield from list_own_entries(site)
    for unit in catalogue.units.values():
        yield _unit_entry(site, unit)
        for criterion in in_use(unit.criteria):
            yield _criterion_entry(site, catalogue, criterion)
    for verb in in_use(catalogue.verbs.values()):
        yield _verb_entry(site, verb)
    for term in in_use(catalogue.terms.values()):
        yield _term_entry(site, term)
    for theory in catalogue.theories.values():
        yield SearchEntry(site.address(theory), "Model or theory", "", theory.name, plain_text(theory.summary), theory.who, "")
    for artefact in catalogue.artefacts.values():
        yield SearchEntry(site.address(artefact), "Evidence", "", artefact.name, plain_text(artefact.what), "", "")
    for checklist in catalogue.checklists.values():
        text = " ".join(plain_text(item.text) for item in checklist.items)
        words = f"{checklist.id} download list"
        yield SearchEntry(site.address(checklist), "Checklist", "", checklist.title, plain_text(checklist.intro), words, text)
    for files in group_by_name(catalogue).values():
        yield _download_entry(site, files)


def list_own_entries(site: SiteMap) -> Iterator[SearchEntry]:
    """Yield what only the copy of a centre has: its own page, and the units it does not offer."""
    if site.catalogue.centre:
        yield _centre_entry(site, site.catalogue.centre)
    for unit in site.catalogue.absent.values():
        explained = site.address(str(unit.id))
        yield SearchEntry(explained, "Unit", unit.id, unit.title, "Not offered by this centre.", unit.short_title, "")


def _centre_entry(site: SiteMap, centre: Centre) -> SearchEntry:
    said: list[str] = [entry.name for entry in (*centre.contacts, *centre.forms)]
    said += [day.what for day in centre.dates]
    said += [plain_text(rule.rule) for rule in list_house_rules(centre) if rule.rule]
    words = "contact date deadline hand-in rules drafts resubmission length referencing forms"
    title = f"About {centre.short_name}"
    return SearchEntry(site.address("page:centre"), PAGE, "", title, centre.name, words, " ".join(said))


def in_use(entries: Iterable[E]) -> Iterator[E]:
    """Yield the entries that have not ended."""
    return (entry for entry in entries if not entry.retired)


def list_ended(site: SiteMap) -> Iterator[tuple[str, list[str]]]:
    """Yield the id of each criterion that has ended, with the addresses of what there is instead, where there is any."""
    for criterion in site.catalogue.criteria.values():
        if criterion.retired and (following := site.catalogue.live([criterion.id])):
            yield criterion.id, [site.address(other) for other in following]


def _unit_entry(site: SiteMap, unit: Unit) -> SearchEntry:
    text = plain_text(unit.purpose)
    names = " ".join((unit.short_title, *unit.aliases))
    criteria = tuple(site.address(criterion) for criterion in in_use(unit.criteria))
    return SearchEntry(site.address(unit), "Unit", unit.id, unit.title, text, names, "", criteria, unit.id)


def _criterion_entry(site: SiteMap, catalogue: Catalogue, criterion: Criterion) -> SearchEntry:
    verbs = [catalogue.verbs[verb].name for verb in criterion.verbs]
    words: list[str] = [part.text for part in criterion.parts]
    words += [plain_text(text) for text in (criterion.brief.do, criterion.brief.depth, criterion.brief.avoid)]
    words += [plain_text(point.text) for point in criterion.starting_points]
    words += [catalogue.theories[use.theory].name for use in criterion.theories]
    words += [evidence.artefact.name for evidence in catalogue.evidence_for(criterion)]
    names = " ".join([*verbs, f"LO {criterion.outcome}"])
    related = (*(site.address(f"verb:{verb}") for verb in criterion.verbs), site.address(criterion.unit_id))
    return SearchEntry(
        site.address(criterion),
        "Criterion",
        criterion.label,
        criterion.topic,
        criterion.wording,
        names,
        " ".join(words),
        related,
        criterion.unit_id,
    )


def _verb_entry(site: SiteMap, verb: Verb) -> SearchEntry:
    text = " ".join(plain_text(prose) for prose in (verb.core.text, verb.level_3.text, verb.level_5.text, verb.what_changes))
    return SearchEntry(site.address(verb), "Verb", "", verb.name.capitalize(), verb.gist, "command verb", text)


def _term_entry(site: SiteMap, term: Term) -> SearchEntry:
    senses = " ".join(plain_text(sense.definition.text) for sense in term.senses)
    return SearchEntry(site.address(term), "Term", "", term.name, senses, "", "")


def _download_entry(site: SiteMap, files: tuple[DownloadFile, ...]) -> SearchEntry:
    first = files[0]
    address = _download_address(site, first)
    summary = f"To take away as {', '.join(file.type.name for file in files)}."
    fill_in = ["form", "to fill in"] if first.kind in (FORM, LOG) else []
    words = " ".join(["download file print", *fill_in, first.owner, *(file.extension for file in files)])
    unit = first.owner if first.owner in site.catalogue.units else ""
    return SearchEntry(address, "Download", "", first.title, summary, words, "", unit=unit)


def _download_address(site: SiteMap, file: DownloadFile) -> str:
    """Return where a file is described, or the file itself where it is not."""
    if file.owner in site.catalogue.units:
        return downloads_anchor(file.owner)
    return site.address(f"{file.kind}:{file.owner}") if file.kind in (FORM, LOG) else file.address
