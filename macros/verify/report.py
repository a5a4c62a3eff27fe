"""What a check of a copy has found → text for people, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.verify.compare import Verdict
from macros.verify.findings import Finding

VERSION = 1
LONGEST = 2_000
"""Letters of a strange wording that are shown."""
HEADINGS = {
    "altered": "Altered",
    "hidden": "Hidden from readers",
    "missing": "Missing",
    "added": "Added",
    "unread": "Could not be read",
    "data": "What the copy tells programs",
}


def to_text(verdict: Verdict) -> str:
    """Return the verdict for people to read. What comes from the copy is shown without characters that act on a terminal."""
    return "\n".join(map(_printable, _lines(verdict))) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    edition, told = verdict.edition, verdict.told
    yield f"{verdict.site}: {verdict.files} files read"
    if told.manifest:
        yield f"The copy names {_name(told.edition)} and {f'the centre {told.publisher!r}' if told.publisher else 'no centre'}."
    else:
        yield "The copy has no manifest: it was built by an older tool, or the manifest was taken away."
    for kind, heading in HEADINGS.items():
        found = [finding for finding in verdict.findings if finding.kind == kind]
        if found:
            yield from ("", f"{heading}:")
        for finding in found:
            yield from _finding_lines(finding, edition.id)
    yield ""
    for unit, criteria in verdict.not_offered.items():
        yield f"Not offered, and the copy says so: {unit} ({_count(len(criteria))})."
    yield _conclude(verdict)
    if verdict.newest is not edition:
        yield f"The newest edition here is {verdict.newest.id} of {verdict.newest.date}."


def _finding_lines(finding: Finding, edition: str) -> Iterator[str]:
    yield f"  {finding.criterion or 'The copy'}: {finding.where or 'start'}: {finding.message}"
    if finding.found is not None:
        yield f"    edition {edition}: {finding.expected or '(the edition holds only the sum of this wording)'}"
        yield f"    this copy: {finding.found[:LONGEST]}"


def _conclude(verdict: Verdict) -> str:
    looked = len(verdict.edition.wording) - sum(map(len, verdict.not_offered.values()))
    if verdict.holds:
        return f"All {_count(looked)} are identical to edition {verdict.edition.id} of {verdict.edition.date}."
    if not verdict.findings:
        return "No criterion is offered here, so nothing was compared."
    same = f"{len(verdict.identical)} of {_count(looked)}"
    return f"Not as it should be: {same} are identical to edition {verdict.edition.id} of {verdict.edition.date}."


def _count(count: int) -> str:
    return f"{count} criteri{'on' if count == 1 else 'a'}"


def _name(edition: str) -> str:
    return f"edition {edition}" if edition else "no edition"


def _printable(line: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def to_json(verdict: Verdict) -> str:
    """Return the verdict as JSON, keys in order."""
    said = {
        "version": VERSION,
        "site": verdict.site,
        "edition": {"id": verdict.edition.id, "date": verdict.edition.date},
        "newest_edition": {"id": verdict.newest.id, "date": verdict.newest.date},
        "copy_says": {"edition": verdict.told.edition or None, "centre": verdict.told.publisher or None},
        "holds": verdict.holds,
        "identical": verdict.identical,
        "not_offered": verdict.not_offered,
        "findings": [
            {
                "criterion": finding.criterion or None,
                "kind": finding.kind,
                "where": finding.where,
                "message": finding.message,
                "expected": finding.expected,
                "found": finding.found,
            }
            for finding in verdict.findings
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
