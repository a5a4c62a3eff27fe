"""Catalogue → the assignment template of a unit: the reader's own document, with every criterion's exact wording as a heading."""

from __future__ import annotations

from collections.abc import Iterator

from macros.catalogue import Catalogue
from macros.export.checklist import Locate, read_edition
from macros.export.document import NOTICE
from macros.export.paper import (
    Block,
    Cell,
    Contents,
    Grid,
    Heading,
    Look,
    Paper,
    Paragraph,
    Points,
    Run,
    guidance,
    read_runs,
)
from macros.model import Artefact, Criterion, Status, Unit

DETAILS = (
    "Learner’s name",
    "Learner registration number",
    "Centre name and number",
    "Date handed in",
    "Word count, if your centre asks for it",
)
HOW_TO = (
    "Each criterion is a heading, in its exact wording: leave the headings as they are. They make the navigation pane and the "
    "table of contents work, and they let a reader, or a check by machine, find each answer.",
    "Write under each heading, after the tinted guidance. Where a criterion has two verbs, answer both.",
    "Delete the guidance before you hand in. In Word: click in it, then Select, Select Text with Similar Formatting, Delete. "
    "In LibreOffice: Edit, Find and Replace, Other options, Paragraph Styles, Guidance, Find All, then Delete.",
    "Page numbers in the table of contents: right-click the list and choose Update Field (Word) or Update Index (LibreOffice).",
    "Leave out the names of people and organisations: use codes. Your centre’s own template and rules come first.",
)
SPARE_APPENDICES = 3
EVIDENCE = "Evidence (appendix, entry, page): "
"""What the line begins with that says where the evidence is."""
PLACE = "…"
"""Stands where the reader says where the evidence is."""


def assignment_template(catalogue: Catalogue, locate: Locate, unit: Unit) -> Paper:
    """Return the document in which a learner writes the assignment of a unit."""
    qualification = catalogue.qualification_of(unit)
    made, edition = read_edition(catalogue)
    blocks = (
        Paragraph((Run(f"{unit.assignment}. {qualification.title} ({qualification.id})"),), Look.SUBTITLE),
        Grid((Cell("About this assignment", 3), Cell("Your entry", 5)), tuple((detail, "") for detail in DETAILS), 8, True),
        guidance(Run("How to use this template", strong=True)),
        Points(tuple((Run(text),) for text in HOW_TO), Look.GUIDANCE),
        Contents("Contents"),
        *_outcomes(catalogue, locate, unit),
        *_references(catalogue, unit),
        Paragraph((Run(f"{edition}. {NOTICE}"),), Look.NOTE),
    )
    return Paper(f"{unit.id}: {unit.title}", blocks, edition, made, header=f"{unit.id} {unit.short_title}")


def list_guidance(catalogue: Catalogue) -> list[str]:
    """Return every text of the templates that is ours and not to be handed in, each once, as it is printed."""

    def locate(entry: object) -> str:
        return "https://guide.example/"

    first, *others = catalogue.units.values() or (None,)
    blocks = list(assignment_template(catalogue, locate, first).blocks) if first else []
    blocks += [block for unit in others for criterion in _list_live(unit) for block in _explain(catalogue, locate, criterion)]
    return list(dict.fromkeys(text for block in blocks for text in _guidance_of(block)))


def _guidance_of(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph) and block.look is Look.GUIDANCE:
        yield "".join(run.text for run in block.runs)
    elif isinstance(block, Points) and block.look is Look.GUIDANCE:
        yield from ("".join(run.text for run in item) for item in block.items)


def _outcomes(catalogue: Catalogue, locate: Locate, unit: Unit) -> Iterator[Block]:
    for place, outcome in enumerate(unit.outcomes):
        live = [criterion for criterion in _list_live(unit) if criterion.outcome == outcome.number]
        if live:
            yield Heading(1, outcome.title or "", f"Learning outcome {outcome.number}", new_page=place == 0)
        for criterion in live:
            yield from _criterion(catalogue, locate, criterion)


def _list_live(unit: Unit) -> list[Criterion]:
    return [criterion for criterion in unit.criteria if not criterion.retired]


def _criterion(catalogue: Catalogue, locate: Locate, criterion: Criterion) -> Iterator[Block]:
    yield Heading(2, criterion.wording, criterion.label)
    yield from _explain(catalogue, locate, criterion)
    yield Paragraph()
    named = [f"{artefact.name} {PLACE}" for artefact in _needed(catalogue, criterion)]
    yield Paragraph((Run(EVIDENCE, strong=True), Run("; ".join(named) or PLACE)), Look.EVIDENCE)


def _explain(catalogue: Catalogue, locate: Locate, criterion: Criterion) -> Iterator[Block]:
    """Yield the guidance on a criterion, which its reader deletes."""
    for verb in (catalogue.verbs[name] for name in criterion.verbs):
        yield guidance(Run(f"{verb.name.capitalize()}: ", strong=True), Run(verb.gist))
    yield Paragraph(read_runs(criterion.brief.depth, locate), Look.GUIDANCE)
    yield guidance(Run("Cover each part:", strong=True))
    yield Points(tuple((Run(part.text),) for part in criterion.parts), Look.GUIDANCE)
    if address := locate(criterion):
        yield guidance(Run("Starting points, a worked example and common reasons for referral", address))


def _references(catalogue: Catalogue, unit: Unit) -> Iterator[Block]:
    yield Heading(1, "References", new_page=True)
    yield guidance(Run("Every source you cite, and no other, in the style your centre asks for."))
    yield Paragraph()
    yield Heading(1, "Appendices")
    yield guidance(
        Run("Give each appendix a letter, and name the criterion and the exact entry each time you point to it in the text. "),
        Run("Delete rows you do not need."),
    )
    serves: dict[str, list[Criterion]] = {}
    for criterion in _list_live(unit):
        for artefact in _needed(catalogue, criterion):
            serves.setdefault(artefact.name, []).append(criterion)
    rows = [("", name, ", ".join(criterion.label for criterion in criteria), "") for name, criteria in serves.items()]
    columns = (Cell("Appendix", 3), Cell("What it is", 8), Cell("Serves", 6), Cell("Page", 2))
    yield Grid(columns, (*rows, *[("",) * len(columns)] * SPARE_APPENDICES), 8)


def _needed(catalogue: Catalogue, criterion: Criterion) -> list[Artefact]:
    """Return the evidence that the criterion itself asks for."""
    found = catalogue.evidence_for(criterion)
    return [evidence.artefact for evidence in found if evidence.needed and evidence.use.status is Status.CRITERION]
