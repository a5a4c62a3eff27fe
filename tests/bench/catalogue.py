"""Makes a whole project of any size in the project's own data format: fictional, and the same bytes for the same size.

Run as `python -m tests.bench.catalogue 50 FOLDER` for 50 units of 12 criteria.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from macros.wording import wording_sum

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"S": 3, "M": 50, "L": 500}
"""Units in each size; a unit has twelve criteria."""
OUTCOMES, PER_OUTCOME = 4, 3
QUALIFICATION = "BX90"
VERBS = tuple(Path(__file__).with_name("verbs.txt").read_text(encoding="utf-8").split())
WORDS = tuple(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split())
SETTINGS = """\
site_name: Guide to many fictional units
site_description: A catalogue that only the benchmark builds.
site_url: !ENV [SITE_URL, ""]
copyright: Invented.
theme:
  name: material
  custom_dir: overrides
  language: en
  font: false
  logo: assets/images/mark.svg
  favicon: assets/images/mark.svg
"""
PAGES = ROOT / "macros" / "intake" / "pages"
"""The first pages of any new project, which work with any data."""
REFERENCE = 2
"""Terms, theories and pieces of evidence in each unit."""


class Author:
    """Writes sentences from a fixed list of words; the same seed gives the same text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def phrase(self, words: int) -> str:
        """Return that many words."""
        return " ".join(self.random.choices(WORDS, k=words))

    def text(self, words: int) -> str:
        """Return sentences of about twelve words, that many words in all."""
        lengths = [12] * (words // 12) + ([words % 12] if words % 12 else [])
        return " ".join(f"{self.phrase(length).capitalize()}." for length in lengths)


def make_catalogue(folder: Path, units: int) -> Path:
    """Write a project with that many units into a new folder, and return it."""
    folder.mkdir(parents=True)
    for name in ("macros", "overrides", "node_modules"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copyfile(ROOT / "package.json", folder / "package.json")
    own = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    middle = own[own.index("  palette:") : own.index("nav:")]
    shutil.copytree(PAGES, folder / "docs")
    nav = "".join(f"  - {name}\n" for name in ["index.md", *_list_pages(folder / "docs")])
    (folder / "mkdocs.yml").write_text(f"{SETTINGS}{middle}nav:\n{nav}", encoding="utf-8")
    _write_shared(folder / "data", units)
    wording = {}
    for place in range(1, units + 1):
        criteria = _write_unit(folder / "data", place, units)
        wording |= {criterion["id"]: wording_sum(criterion["wording"]) for criterion in criteria}
    edition = {"id": "1", "date": "2026-01-01", "summary": "The only one.", "wording": wording}
    _dump(folder / "data" / "editions" / "1.yml", edition)
    return folder


def unit_id(place: int) -> str:
    """Return the id of a unit by its place in the qualification, from 1."""
    return f"{QUALIFICATION}-{place:03d}"


def _list_pages(docs: Path) -> list[str]:
    """Return the pages of the menu, but the first: those that search engines may show."""
    pages = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    return [name for name, text in pages.items() if name not in ("index.md", "accessibility.md") and "noindex" not in text]


def _write_shared(data: Path, units: int) -> None:
    tiny = ROOT / "tests" / "tiny" / "data"
    shutil.copyfile(tiny / "search.yml", _with_folder(data / "search.yml"))
    axis = {"id": "reasons", "name": "Reasons", "level_3": "Named.", "level_5": "Weighed.", "sources": ["board-manual"]}
    _dump(data / "levels.yml", {"axes": [axis]})
    shutil.copytree(tiny / "sources", data / "sources")
    for place, verb in enumerate(VERBS):
        _dump(data / "verbs" / f"{verb}.yml", _make_verb(Author(-1 - place), verb))
    qualification = {
        "id": QUALIFICATION,
        "title": "Level 5 Award in Many Things",
        "awarding_organisation": "The Fictional Board of Trades",
        "level": "Level 5",
        "credit": str(4 * units),
        "units": [unit_id(place) for place in range(1, units + 1)],
    }
    _dump(data / "qualifications" / f"{QUALIFICATION}.yml", qualification)


def _write_unit(data: Path, place: int, units: int) -> list[dict[str, Any]]:
    author, unit = Author(place), unit_id(place)
    _write_reference(data, author, place, units)
    criteria = [
        _make_criterion(author, unit, outcome, number)
        for outcome in range(1, OUTCOMES + 1)
        for number in range(1, PER_OUTCOME + 1)
    ]
    following = unit_id(place % units + 1)
    entry = {
        "id": unit,
        "title": author.phrase(6).capitalize(),
        "short_title": author.phrase(2).capitalize(),
        "assignment": f"Task {place}",
        "aliases": [f"Task number {place}"],
        "credit": "4",
        "credit_note": "Invented.",
        "purpose": author.text(60),
        "approach": [author.text(30) for _ in range(4)],
        "rules": [author.text(20) for _ in range(4)],
        "feeds": [{"unit": following, "what": author.phrase(5).capitalize()}] if following != unit else [],
        "outcomes": [
            {"number": str(number), "title": author.phrase(5).capitalize()} for number in range(1, OUTCOMES + 1)
        ],
        "criteria": criteria,
    }
    _dump(data / "criteria" / f"{unit}.yml", entry)
    for criterion in criteria:
        _dump(data / "examples" / f"{criterion['id']}.yml", _make_example(author, criterion))
    return criteria


def _write_reference(data: Path, author: Author, place: int, units: int) -> None:
    """Write what the criteria of a unit rest on, as many for each unit as the real guide has."""
    own, following = (
        [f"{unit_id(at)}/{outcome}.{number}" for outcome in range(1, OUTCOMES + 1) for number in (1, 2)]
        for at in (place, place % units + 1)
    )
    for number in range(1, REFERENCE + 1):
        name = f"{place:03d}-{number}"
        senses = [
            {"definition": {"text": author.text(24), "basis": "published", "sources": ["board-manual"]}, "criteria": used}
            for used in (own[:4], own[4:])
        ]
        term = {"id": f"term-{name}", "name": author.phrase(2), "senses": senses, "advice": author.text(24)}
        _dump(data / "terms" / f"term-{name}.yml", term)
        theory = {
            "id": f"theory-{name}",
            "name": author.phrase(3).capitalize(),
            "summary": author.text(60),
            "who": author.phrase(4).capitalize(),
            "sources": ["board-manual"],
            "caution": author.text(24),
        }
        _dump(data / "theories" / f"theory-{name}.yml", theory)
        artefact = {
            "id": f"record-{name}",
            "name": author.phrase(3).capitalize(),
            "what": author.text(40),
            "needed_by": [{"criterion": criterion, "note": author.text(12)} for criterion in own],
            "useful_for": [{"criterion": criterion, "note": author.text(12)} for criterion in sorted({*following} - {*own})],
            "shared": True,
            "anonymise": author.text(24),
        }
        _dump(data / "artefacts" / f"record-{name}.yml", artefact)


def _make_criterion(author: Author, unit: str, outcome: int, number: int) -> dict[str, Any]:
    used = sorted(author.random.sample(VERBS, 2 if number == PER_OUTCOME else 1))
    others = [f"{unit}/{outcome}.{number % PER_OUTCOME + 1}", f"{unit}/{outcome % OUTCOMES + 1}.{number}"]
    demands = " and ".join(f"{verb} the {author.phrase(6)}" for verb in used)
    return {
        "id": f"{unit}/{outcome}.{number}",
        "wording": demands[0].upper() + demands[1:],
        "outcome": str(outcome),
        "topic": author.phrase(5).capitalize(),
        "verbs": list(used),
        "parts": [_make_part(author, letter) for letter in "abcd"],
        "brief": {"do": author.text(28), "depth": author.text(34), "avoid": author.text(22)},
        "starting_points": [
            {"text": f"{author.text(34)} See [there]({others[0]}).", "guide_only": place == 5} for place in range(6)
        ],
        "theories": [
            {"theory": f"theory-{unit.rpartition('-')[2]}-{each}", "use": author.text(30)} for each in range(1, REFERENCE + 1)
        ],
        "see_also": [{"criterion": other, "kind": "editorial", "why": author.phrase(9).capitalize()} for other in others],
        "referrals": [author.text(16) for _ in range(4)],
        "notes": [{"id": "O-01", "text": author.text(26)}],
    }


def _make_part(author: Author, letter: str) -> dict[str, Any]:
    what = author.phrase(7)
    return {"id": f"part-{letter}", "text": what.capitalize(), "gap": f"The criterion also asks for {what}."}


def _make_verb(author: Author, verb: str) -> dict[str, Any]:
    return {
        "id": verb,
        "name": verb,
        "gist": f"{author.phrase(8).capitalize()}.",
        "core": {"text": author.text(20), "basis": "ours"},
        "level_3": {"text": author.text(40), "basis": "ours"},
        "level_5": {"text": author.text(50), "basis": "ours"},
        "what_changes": author.text(40),
        "same_topic": {
            "topic": f"{author.phrase(6).capitalize()}?",
            "level_3": author.text(60),
            "level_5": author.text(90),
        },
        "checks": [author.text(10) for _ in range(4)],
        "slip": author.text(12),
    }


def _make_example(author: Author, criterion: dict[str, Any]) -> dict[str, Any]:
    parts = [part["id"] for part in criterion["parts"]]
    return {
        "id": criterion["id"],
        "setting": f"{author.phrase(1).capitalize()} Works is a fictional place. {author.text(12)}",
        "prompt": f"{author.phrase(8).capitalize()}?",
        "level_3": [{"text": author.text(52), "parts": [part], "remark": author.text(24)} for part in parts[:3]],
        "level_5": [
            {
                "text": author.text(52),
                "parts": [parts[place], parts[3]][: 1 + (place < 3)],
                "verb": criterion["verbs"][place % len(criterion["verbs"])],
                "sources": ["board-manual"],
                "remark": author.text(22),
            }
            for place in range(4)
        ],
        "difference": author.text(40),
        "still_referred": [author.text(24) for _ in range(3)],
    }


def _dump(path: Path, value: dict[str, Any]) -> None:
    _write(path, yaml.dump(value, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False, width=100))


def _write(path: Path, text: str) -> None:
    _with_folder(path).write_text(text, encoding="utf-8")


def _with_folder(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


if __name__ == "__main__":
    print(make_catalogue(Path(sys.argv[2]), int(sys.argv[1])))
