"""What a page costs a reader stays small: a first visit, each page after it, and no more in a large catalogue."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import pytest

from macros.guide import Guide
from macros.layout import LONG_MENU
from tests.bench.catalogue import make_catalogue
from tests.bench.measure import run
from tests.conftest import ROOT

FIRST, NEXT = 90_000, 8_192
"""Bytes over the network of a criterion's page with all it loads at once, and of the page alone."""
HEADERS, ADDRESS = 210, 110
"""Bytes of an answer's headers, and of what a page says besides where the site's address is known, compressed."""
LEVEL = 6
"""What hosts compress with; nginx does where it is told, as our recipe does."""
LOADED = re.compile(r'<(?:script[^>]*\bsrc|link rel="stylesheet" href|img src)="([^"]+)"')


def weigh(path: Path) -> int:
    """Return the bytes of a file as a host sends them."""
    return len(gzip.compress(path.read_bytes(), LEVEL, mtime=0))


def list_loaded(page: Path) -> list[Path]:
    """Return what a browser fetches with a page, before anything is done there."""
    return [(page.parent / address).resolve() for address in LOADED.findall(page.read_text(encoding="utf-8"))]


def test_first_visit_and_next_page_are_small(built_site: Path, guide: Guide) -> None:
    """Every page of a criterion, alone and with its style sheets and scripts, keeps within its bounds."""
    weights = {criterion: weigh(built_site / criterion / "index.html") for criterion in guide.catalogue.criteria}
    heaviest = max(weights, key=weights.__getitem__)
    loaded = list_loaded(built_site / heaviest / "index.html")

    assert 4 <= len(loaded) <= 6
    assert weights[heaviest] + sum(map(weigh, loaded)) + (1 + len(loaded)) * HEADERS <= FIRST
    assert {criterion: weight for criterion, weight in weights.items() if weight + HEADERS + ADDRESS > NEXT} == {}


def test_no_page_runs_the_theme_s_script(built_site: Path) -> None:
    """Pages load two files of ours, none of the theme's scripts, and have none inline; so the policy allows no sum."""
    for name in ("index.html", "8580-500/2.1/index.html", "404.html"):
        text = (built_site / name).read_text(encoding="utf-8")

        assert "bundle." not in text
        assert "sha256-" not in text
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>", text)


@pytest.mark.parametrize("units", [LONG_MENU + 2])
def test_weight_does_not_grow_with_the_catalogue(tmp_path: Path, units: int) -> None:
    """A criterion's page among many units is no heavier than among few: the menu names its own unit alone."""
    weights = []
    for count in (3, units):
        project = make_catalogue(tmp_path / str(count), count)
        command = [sys.executable, "-m", "macros", "build", "--quick", "--out", "site"]
        assert run(command, project, cores=2, limit=300, environment={"PYTHONPATH": str(ROOT)}).fault == ""
        weights.append(weigh(project / "site" / "BX90-002" / "1.2" / "index.html"))

    assert weights[1] <= weights[0]
