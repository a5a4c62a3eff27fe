"""The guide we ship: complete, verbatim, consistent. One test per data file; the failing test's name is the file to open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.catalogue import Catalogue
from macros.check import check_project
from macros.fields import Line, Prose
from macros.rules.walk import all_entries, visit
from tests.conftest import ROOT

FILES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "data").rglob("*.yml"))]
WORDINGS = dict(line.split("\t", 1) for line in (ROOT / "tests/wording/8580.txt").read_text(encoding="utf-8").splitlines())
US_SPELLING = re.compile(
    r"\b(judgmental|behaviors?|organiz\w+|analyz\w+|recogniz\w+|summariz\w+|prioritiz\w+|fulfill)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def problems() -> list[str]:
    return [str(problem) for problem in check_project(ROOT)[1]]


@pytest.mark.parametrize("name", FILES)
def test_data_file_is_sound(name: str, problems: list[str]) -> None:
    """The file loads and breaks no rule."""
    assert [problem for problem in problems if problem.startswith(f"{name}:")] == []


@pytest.mark.parametrize(("unit", "count"), [("8580-500", 12), ("8580-501", 10), ("8580-503", 9)])
def test_unit_has_all_its_criteria(catalogue: Catalogue, unit: str, count: int) -> None:
    """12, 10 and 9 criteria, in the order of the source guide."""
    listed = [criterion.id for criterion in catalogue.units[unit].criteria]

    assert len(listed) == count
    assert listed == [criterion for criterion in WORDINGS if criterion.startswith(f"{unit}/")]


@pytest.mark.parametrize("criterion", sorted(WORDINGS))
def test_wording_is_verbatim_and_on_one_line(catalogue: Catalogue, criterion: str) -> None:
    """A wording equals the list taken from the source guide, and stands whole on one line of its file."""
    unit = criterion.split("/")[0]
    lines = (ROOT / f"data/criteria/{unit}.yml").read_text(encoding="utf-8").splitlines()

    assert catalogue.criteria[criterion].wording == WORDINGS[criterion]
    assert f"    wording: {WORDINGS[criterion]}" in lines


def test_counts_are_those_of_the_source_guide(catalogue: Catalogue) -> None:
    """31 criteria, 118 parts, 39 verb instances, 8 double-verb criteria, 10 outcomes, 25 verbs."""
    criteria = catalogue.criteria.values()

    assert len(criteria) == 31
    assert sum(len(criterion.parts) for criterion in criteria) == 118
    assert sum(len(criterion.verbs) for criterion in criteria) == 39
    assert sum(len(criterion.verbs) > 1 for criterion in criteria) == 8
    assert sum(len(unit.outcomes) for unit in catalogue.units.values()) == 10
    assert len(catalogue.verbs) == 25


def test_every_verb_is_used_and_every_criterion_has_an_example(catalogue: Catalogue) -> None:
    """No verb stands without a criterion, no criterion without a worked example."""
    unused = [verb.id for verb in catalogue.verbs.values() if not catalogue.criteria_using(verb)]

    assert unused == []
    assert sorted(catalogue.examples) == sorted(catalogue.criteria)


def test_every_example_says_that_it_is_fictional(catalogue: Catalogue) -> None:
    """The setting of each worked example names its people or organisation as fictional."""
    assert [example.id for example in catalogue.examples.values() if "fictional" not in example.setting.lower()] == []


def test_see_also_holds_in_both_directions(catalogue: Catalogue) -> None:
    """Where one criterion names another, the other names it back."""
    one_way = [
        f"{criterion.id} -> {other.criterion}"
        for criterion in catalogue.criteria.values()
        for other in criterion.see_also
        if criterion.id not in {back.criterion for back in catalogue.criteria[other.criterion].see_also}
    ]

    assert one_way == []


def test_demands_of_the_guide_alone_are_flagged(catalogue: Catalogue) -> None:
    """The demands that stand only in the guide's advice are flagged where they are."""
    for criterion in ("8580-500/1.2", "8580-500/2.1", "8580-501/2.1", "8580-500/4.2"):
        assert any(point.guide_only for point in catalogue.criteria[criterion].starting_points), criterion


def test_every_oddity_has_its_note(catalogue: Catalogue) -> None:
    """Every oddity of the source guide that a reader can meet is told to the reader somewhere."""
    holders = [*catalogue.qualifications.values(), *catalogue.units.values(), *catalogue.criteria.values()]
    told = {note.id for holder in holders for note in holder.notes}
    expected = {f"O-{number:02d}" for number in range(1, 39)} - {"O-27"}  # O-27 concerns only whoever imports the file

    assert sorted(expected - told) == []


def test_our_prose_is_british_and_links_are_whole(catalogue: Catalogue) -> None:
    """Our sentences use British spelling; no text holds a cut address or an abbreviation a reader must decode."""
    offenders = [
        (type(entry).__name__, location, text[:60])
        for entry in all_entries(catalogue)
        if entry is not catalogue.spelling
        for location, text in visit(entry)
        if isinstance(text, Prose | Line) and (US_SPELLING.search(text) or re.search(r"https?:\S*\.\.\.|\be\.g\.|\bi\.e\.", text))
    ]

    assert offenders == []


def test_no_unit_outside_the_qualification_is_named() -> None:
    """The misprints of the source guide are quoted in notes only; every id has the form 8580-50x, but where 8588 is described."""
    for path in sorted((ROOT / "data").rglob("*.yml")):
        if path.parent.name == "mappings":
            continue
        ids = re.findall(r"^\s*(?:- )?(?:id|criterion|unit): (\d{4}-\d{3})", path.read_text(encoding="utf-8"), re.MULTILINE)

        assert set(ids) <= {"8580-500", "8580-501", "8580-503"}, path


def test_addresses_are_all_recorded(project: Path, catalogue: Catalogue) -> None:
    """The committed registry holds every address the guide publishes today: a build adds none."""
    from macros.addresses import SiteMap, find_pages, list_addresses

    published = list_addresses(SiteMap(catalogue, find_pages(project / "docs")))

    assert sorted(set(published) - set(catalogue.registry.addresses)) == []
