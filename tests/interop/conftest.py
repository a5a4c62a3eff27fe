"""The guide to a fictional qualification, made from its framework and built: what an awarding body starts with."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.intake.from_case import read_case
from macros.intake.project import Imported, import_framework
from tests.conftest import ROOT, Project

BEES = Path(__file__).parent / "bee-yard.case.json"


@pytest.fixture(scope="session")
def bees(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The fictional framework, imported once."""
    folder = tmp_path_factory.mktemp("bees") / "guide"
    return import_framework(ROOT, read_case(BEES), "BY2", str(BEES), folder)


@pytest.fixture(scope="session")
def bee_site(bees: Imported) -> Path:
    """The site of the imported guide, built by the code as it is."""
    project = Project(bees.folder)
    (project.root / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    build = project.run("build")
    assert build.returncode == 0, build.stderr
    return project.root / "site"
