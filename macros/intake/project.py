"""Entries → a project of its own: data, first pages, settings, and a copy of the tool. Put in place whole, or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.case import make_package
from macros.catalogue import Catalogue
from macros.docs_check import check_everything
from macros.drafts import dump
from macros.errors import DataError, Place, Problem
from macros.intake.compare import compare_packages
from macros.intake.entries import make_entries
from macros.intake.fold import fold
from macros.intake.framework import Framework
from macros.schemas import editor_line, write_schemas

PAGES = Path(__file__).parent / "pages"
TOOL = (
    "macros", "overrides", "Makefile", "pyproject.toml", "package.json", "package-lock.json", ".npmrc", ".gitignore", "LICENSE",
    "NOTICE.md", "requirements.lock", "requirements-node.lock", "requirements-test.lock",
)  # fmt: skip
"""What a project is run with, copied from the one the command is run in."""
REPORT = "import-report.txt"
REPORT_ADDRESS = "mailto:guide@example.org"


@dataclass(frozen=True)
class Imported:
    """A project that an import has made."""

    folder: Path
    counts: str
    notes: tuple[str, ...]

    def summary(self) -> str:
        """Say what was made, what did not fit, and what comes next."""
        fitting = "Everything fitted." if not self.notes else f"{len(self.notes)} things did not fit; {REPORT} there lists them:"
        listed = "".join(f"\n  - {note}" for note in self.notes[:20])
        more = f"\n  … and {len(self.notes) - 20} more" if len(self.notes) > 20 else ""
        return f"Made {self.counts} in {self.folder}. {fitting}{listed}{more}\nGo on there: make site"


def import_framework(project: Path, framework: Framework, qualification: str, source: str, out: Path | None) -> Imported:
    """Make a project of a framework; raise DataError, and leave nothing behind, where that cannot be."""
    folded = fold(framework, qualification, source)
    made = make_entries(framework, folded)
    target = (out or Path.cwd() / folded.id).resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DataError([Problem(Place(str(target)), "target-is-empty", "is there already: name an empty folder with `--out`")])
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        new = staging / "new"
        _write_project(project, new, made.files, framework, source)
        catalogue = _check(new, source)
        again = make_package(catalogue, next(iter(catalogue.qualifications.values())))
        notes = (*made.notes, *compare_packages(framework.package, again))
        counts = f"{len(catalogue.units)} units with {len(catalogue.criteria)} criteria and {len(catalogue.verbs)} verbs"
        (new / REPORT).write_text("".join(f"{note}\n" for note in notes) or "Everything fitted.\n", encoding="utf-8")
        if target.exists():
            target.rmdir()
        new.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Imported(out or Path(folded.id), counts, notes)


def _check(new: Path, source: str) -> Catalogue:
    """Return the catalogue of the new project, or say which data the source would have made."""
    try:
        return check_everything(new)
    except DataError as error:
        message = "would make data that do not pass, and has to be mended first"
        raise DataError(
            Problem(Place(source), "import-complete", f"{message}: {problem}") for problem in error.problems
        ) from None


def _write_project(project: Path, new: Path, files: Mapping[str, Mapping[str, Any]], framework: Framework, source: str) -> None:
    (new / "data").mkdir(parents=True)
    for name, entry in files.items():
        path = new / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(editor_line(path, new / "data") + dump(dict(entry)), encoding="utf-8")
    write_schemas(new)
    shutil.copytree(PAGES, new / "docs")
    for name in TOOL:
        if (origin := project / name).is_dir():
            shutil.copytree(origin, new / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif origin.is_file():
            shutil.copyfile(origin, new / name)
    title = " ".join(framework.title.split())
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (new / "mkdocs.yml").write_text(_settings(settings, title), encoding="utf-8")
    readme = f"# Guide to {title}\n\nBegun from `{Path(source).name}`. `make site` builds it; `{REPORT}` says what did not fit.\n"
    (new / "README.md").write_text(readme, encoding="utf-8")


def _settings(text: str, title: str) -> str:
    """Return the settings of a project for another subject: its own names, pages and address, the same tool."""
    owned = {
        "site_name": f"Guide to {title}",
        "site_description": f"Guidance on the assessment criteria of {title}.",
        "nav": [
            {"Start page": "index.md"},
            {"Command verbs": "verbs/index.md"},
            {"Terms": "terms.md"},
            {"Models and theories": "theories.md"},
            {"Worked examples": "examples.md"},
            {"Evidence": "evidence.md"},
            {"Checklists": "checklists.md"},
            {"My progress": "progress.md"},
            {"Feedback to reading list": "feedback.md"},
            {"For verifiers": "verifiers.md"},
            {"Editions": "editions.md"},
            {"What changed": "changes.md"},
            {"About": "about.md"},
        ],
    }
    for name, value in owned.items():
        block = dump({name: value})
        text = re.sub(
            rf"^{name}:.*\n(?:[ \t]+.*\n|\n(?=[ \t]))*", lambda _, block=block: block, text, count=1, flags=re.MULTILINE
        )
    return re.sub(r"^(\s+report:).*$", rf'\1 "{REPORT_ADDRESS}"', text, count=1, flags=re.MULTILINE)
