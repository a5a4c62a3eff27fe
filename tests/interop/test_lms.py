"""Moodle and Canvas get the tree of the criteria: read back by the rules of their importers, nothing is lost or moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.catalogue import Catalogue
from macros.export.platforms import canvas_outcomes, moodle_framework
from macros.model import Qualification
from tests.conftest import Project
from tests.interop.lms import Node, Refused, read_canvas, read_moodle

Read = Callable[[bytes], Node]
BOTH: dict[str, tuple[Callable[[Catalogue, Qualification], bytes], Read]] = {
    "moodle": (moodle_framework, read_moodle),
    "canvas": (canvas_outcomes, read_canvas),
}


def leaves(node: Node) -> list[Node]:
    """The criteria below a node, in order."""
    return [leaf for child in node.children for leaf in leaves(child)] if node.children else [node]


@pytest.mark.parametrize("platform", BOTH)
def test_published_file_holds_every_criterion(platform: str, built_site: Path, catalogue: Catalogue) -> None:
    """The file on the site, read back: unit, outcome and criterion in order, each wording whole."""
    tree = BOTH[platform][1]((built_site / f"downloads/8580-{platform}.csv").read_bytes())

    assert [(unit.key, [(o.key, [(c.key, c.text) for c in o.children]) for o in unit.children]) for unit in tree.children] == [
        (
            str(unit.id),
            [
                (f"{unit.id}/outcome-{outcome.number}", [(str(c.id), str(c.wording)) for c in unit.criteria_of(outcome)])
                for outcome in unit.outcomes
            ],
        )
        for unit in catalogue.units.values()
    ]


@pytest.mark.parametrize("platform", BOTH)
def test_every_qualification_has_its_own_file(platform: str, tiny_site: Path) -> None:
    """Another guide has files under the id of its own qualification; numbers that look alike stay apart."""
    tree = BOTH[platform][1]((tiny_site / f"downloads/QX12-{platform}.csv").read_bytes())
    found = [leaf.key for leaf in leaves(tree)]

    assert {f"QX12-A1/{number}" for number in ("1.1", "1.10", "11.1")} <= set(found)
    assert len(found) == len(set(found))


def test_retired_criterion_leaves_the_platforms(tiny_site: Path) -> None:
    """Moodle no longer gets it; Canvas is told to take it out."""
    moodle = read_moodle((tiny_site / "downloads/QX12-moodle.csv").read_bytes())
    canvas = read_canvas((tiny_site / "downloads/QX12-canvas.csv").read_bytes())

    assert "QX12-B7/2.1" not in [leaf.key for leaf in leaves(moodle)]
    assert {leaf.key: leaf.state for leaf in leaves(canvas)}["QX12-B7/2.1"] == "deleted"


AWKWARD = (
    'Outline the path "C:\\oil\\"',
    "Outline what ends in \\",
    'Outline "all", or some; <b>none</b> & more',
    "Outline " + "a very long story " * 20 + "to its end",
    "Outline = 1 + 1",
)


@pytest.mark.parametrize("wording", AWKWARD)
@pytest.mark.parametrize("platform", BOTH)
def test_awkward_wording_arrives(tiny: Project, platform: str, wording: str) -> None:
    """Backslashes, quotes, tags and long text reach the platform as they are, and no neighbour is lost."""
    make, read = BOTH[platform]
    path = tiny.root / "data/criteria/QX12-A1.yml"
    quoted = "'" + wording.replace("'", "''") + "'"
    path.write_text(path.read_text(encoding="utf-8").replace("Outline the dangers of lamp oil", quoted), encoding="utf-8")
    from macros.load import load_catalogue

    catalogue, problems = load_catalogue(tiny.root / "data")
    assert problems == []
    content = make(catalogue, catalogue.qualifications["QX12"])
    texts = {leaf.key: leaf.text for leaf in leaves(read(content))}

    assert texts["QX12-A1/1.2"] == wording
    assert len(texts) == (5 if platform == "moodle" else 6)


MUTANTS: dict[str, tuple[str, Callable[[str], str]]] = {
    # Moodle: ids that PHP compares as numbers, rows of another length, a backslash that swallows a row, parents that come late
    "numeric id": ("moodle", lambda text: text.replace("QX12-A1/1.2,", "1e1,")),
    "a cell too many": ("moodle", lambda text: text.replace("QX12-A1/1.2,", "QX12-A1/1.2,,")),
    "backslash before a quote": ("moodle", lambda text: text.replace(",Outline the dangers of lamp oil,", ',"say ""C:\\""",')),
    "an id twice": ("moodle", lambda text: text.replace("QX12-A1/1.10,", "QX12-A1/1.1,")),
    "no default in the scale": ("moodle", lambda text: text.replace("scaledefault", "scale")),
    "an unknown taxonomy": ("moodle", lambda text: text.replace("indicator", "criterion")),
    "parent unknown to Moodle": ("moodle", lambda text: text.replace("QX12-A1/outcome-1,QX12", "QX12-A1/outcome-9,QX12")),
    # Canvas: white space in an id, ratings that ascend, an unknown header, parents that come late
    "space in an id": ("canvas", lambda text: text.replace("QX12-A1/1.2,", "QX12-A1 1.2,")),
    "ratings ascend": ("canvas", lambda text: text.replace("1,Met,0,Not yet met", "0,Not yet met,1,Met")),
    "unknown header": ("canvas", lambda text: text.replace("display_name", "code")),
    "ratings not last": ("canvas", lambda text: text.replace("mastery_points,ratings", "ratings,mastery_points")),
    "parent after child": ("canvas", lambda text: text.replace("QX12-A1,active", "QX12-B7,active")),
    "an odd state": ("canvas", lambda text: text.replace(",deleted,", ",retired,")),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_readers_refuse_what_importers_refuse(mutant: str, tiny_site: Path) -> None:
    """The readers above are strict enough to prove something."""
    platform, change = MUTANTS[mutant]
    text = (tiny_site / f"downloads/QX12-{platform}.csv").read_bytes().decode("utf-8")
    broken = change(text)

    assert broken != text
    with pytest.raises(Refused):
        BOTH[platform][1](broken.encode())
