"""A copy and an edition of our own data → what differs. Nothing that the copy says of itself is taken for true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.addresses import NOT_OFFERED, criterion_address, pinned_address
from macros.catalogue import Catalogue
from macros.errors import suggest
from macros.model import Edition
from macros.verify.data import Told, read_told
from macros.verify.findings import Finding
from macros.verify.pages import Pages
from macros.verify.sites import Site, SiteFailure
from macros.verify.wordings import Shown
from macros.wording import wording_sum


@dataclass
class Verdict:
    """What a check of a copy has found."""

    site: str
    edition: Edition
    newest: Edition
    told: Told
    identical: list[str] = field(default_factory=list)
    """The ids of the criteria that are as in the edition, wherever they were looked at."""
    not_offered: dict[str, list[str]] = field(default_factory=dict)
    """The units that the copy leaves out and says so, with the ids of their criteria."""
    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    """How many files were read."""

    @property
    def holds(self) -> bool:
        """Whether the criteria of the copy are those of the edition."""
        return bool(self.identical) and not self.findings


def verify_copy(catalogue: Catalogue, site: Site, edition: str = "") -> Verdict:
    """Compare a copy with the edition named, else with the one it names; raise SiteFailure where that is unknown."""
    told = read_told(site)
    chosen = _choose(catalogue, told, edition)
    newest = next(reversed(catalogue.editions.values()))
    verdict = Verdict(site.name, chosen, newest, told)
    check = _Check(catalogue, chosen, Pages(site))
    units: dict[str, list[str]] = {}
    for criterion in map(str, chosen.wording):
        units.setdefault(criterion.rpartition("/")[0], []).append(criterion)
    for unit, criteria in units.items():
        check.compare_unit(verdict, unit, criteria)
    verdict.findings += check.find_added(told)
    offered = [criterion for criterion in chosen.wording if criterion.rpartition("/")[0] not in verdict.not_offered]
    verdict.findings += told.compare({criterion: chosen.wording[criterion] for criterion in offered}, chosen.id)
    wrong = {finding.criterion for finding in verdict.findings}
    verdict.identical = [str(criterion) for criterion in offered if criterion not in wrong]
    verdict.files = check.pages.count + told.files
    if not verdict.identical and {finding.kind for finding in verdict.findings} <= {"missing"}:
        verdict.findings = [Finding("", "missing", "", "no criterion of the edition is here: is this where the copy begins?")]
    return verdict


def _choose(catalogue: Catalogue, told: Told, named: str) -> Edition:
    if not catalogue.editions:
        raise SiteFailure("data/editions holds no edition here, so there is nothing to compare with")
    wanted = named or told.edition
    if not wanted:
        return next(reversed(catalogue.editions.values()))
    if wanted in catalogue.editions:
        return catalogue.editions[wanted]
    near = suggest(wanted, catalogue.editions)
    if named:
        raise SiteFailure(f"there is no edition {named!r} in data/editions{near}")
    raise SiteFailure(
        f"the copy names edition {wanted!r}, which is not in data/editions{near}: get the newest data, or name one with --edition"
    )


@dataclass
class _Check:
    catalogue: Catalogue
    edition: Edition
    pages: Pages

    def compare_unit(self, verdict: Verdict, unit: str, criteria: list[str]) -> None:
        """Compare every page that shows a criterion of a unit."""
        cards, own = f"{unit}/", {criterion: criterion_address(criterion) for criterion in criteria}
        pinned = {criterion: pinned_address(self.edition.id, criterion) for criterion in criteria}
        frozen = self.edition.id in self.catalogue.snapshots
        self.pages.fetch([cards, NOT_OFFERED, *own.values(), *(pinned.values() if frozen else ())])
        if self.pages.are_absent((cards, *own.values())) and self.pages.has_anchor(NOT_OFFERED, unit):
            verdict.not_offered[unit] = criteria
            return
        for criterion in criteria:
            verdict.findings += self._compare_page(criterion, own[criterion])
            known = self.catalogue.criteria.get(criterion)
            if known is None or not known.retired:
                verdict.findings += self._compare_page(criterion, cards)
            if frozen:
                verdict.findings += self._compare_page(criterion, pinned[criterion])

    def _compare_page(self, criterion: str, address: str) -> Iterator[Finding]:
        if fault := self.pages.fault(address):
            yield Finding(criterion, "unread", address, fault)
            return
        shown = self.pages.shown(address).get(criterion, [])
        if not shown:
            what = "its wording is not on this page" if self.pages.is_there(address) else "there is no such page"
            yield Finding(criterion, "missing", address, what)
        for one in shown:
            yield from self._compare(criterion, address, one)

    def _compare(self, criterion: str, address: str, one: Shown) -> Iterator[Finding]:
        if wording_sum(one.text) != self.edition.wording[criterion]:
            expected = find_wording(self.catalogue, self.edition, criterion)
            yield Finding(criterion, "altered", address, "reads otherwise", expected, one.text)
        elif not one.seen:
            yield Finding(criterion, "hidden", address, "its wording is in the page and hidden from readers")
        elif not one.alone:
            yield Finding(criterion, "altered", address, "other words stand in the quotation beside its wording")

    def find_added(self, told: Told) -> Iterator[Finding]:
        """Yield every criterion that the copy has and the edition does not."""
        self.pages.fetch(self.pages.list_other_units({criterion.partition("/")[0] for criterion in self.edition.wording}))
        found: dict[str, str] = dict.fromkeys(told.criteria, told.where)
        found |= {criterion: address for address, criterion in self.pages.list_all()}
        for criterion, address in sorted(found.items()):
            if criterion not in self.edition.wording:
                yield Finding(criterion, "added", address, f"edition {self.edition.id} has no such criterion")


def find_wording(catalogue: Catalogue, edition: Edition, criterion: str) -> str | None:
    """Return the wording that an edition locks, where it is frozen or still the same; an edition alone holds only its sum."""
    snapshot = catalogue.snapshots.get(edition.id)
    known: Mapping[str, object] = snapshot.criteria if snapshot else {}
    for found in (known.get(criterion), catalogue.criteria.get(criterion)):
        wording = str(getattr(found, "wording", ""))
        if wording_sum(wording) == edition.wording[criterion]:
            return wording
    return None
