"""Hand-written pages: every macro they call exists and accepts what it is given, every page they link to is there. Reported like
problems in the data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.addresses import UnknownId, find_pages
from macros.brand import FOLDER as CENTRES
from macros.catalogue import Catalogue
from macros.check import check_project
from macros.errors import DataError, Place, Problem, show_path, suggest
from macros.guide import Guide, Shown, make_guide
from macros.remembered import Remembered
from macros.vocabulary import MACROS
from macros.vocabulary.shared import keep_shown

ENVIRONMENT = Environment(autoescape=True)
LINK = re.compile(r"`[^`]*`|\]\((?P<there>[^)\s#:]+\.md)(?=[)#])")
"""A link to a page; what stands between backticks is none."""
FENCE = ("```", "~~~")


def check_everything(
    project: Path, *, with_centres: bool = True, parsed: Remembered | None = None, shown: Shown | None = None
) -> Catalogue:
    """Check the data and, where it is sound, the pages; return the catalogue or raise DataError.

    Without centres, the files in data/centres are not looked at: a fault in one must not stop the copy of another.
    `shown` is filled with what the macros of the pages show.
    """
    catalogue = check_data(project, with_centres=with_centres, parsed=parsed)
    if problems := check_docs(replace(make_guide(project, catalogue), shown={} if shown is None else shown)):
        raise DataError(problems)
    return catalogue


def check_data(project: Path, *, with_centres: bool = True, parsed: Remembered | None = None) -> Catalogue:
    """Check the data alone; return the catalogue or raise DataError."""
    catalogue, problems = check_project(project, parsed, with_centres=with_centres)
    if not with_centres:
        problems = [problem for problem in problems if not problem.place.path.startswith(f"{CENTRES.as_posix()}/")]
    if problems:
        raise DataError(problems)
    return catalogue


def check_docs(guide: Guide) -> list[Problem]:
    """Return the problems of every page in docs/."""
    return [problem for problems in check_each(guide) for problem in problems]


def check_each(guide: Guide) -> Iterator[list[Problem]]:
    """Yield the problems of each page in docs/, one page after the other."""
    return (list(_check_page(guide, path)) for path in sorted((guide.project / "docs").rglob("*.md")))


def _check_page(guide: Guide, path: Path) -> Iterator[Problem]:
    shown = show_path(path, guide.project)
    try:
        text = path.read_text(encoding="utf-8")
        tree = ENVIRONMENT.parse(text)
    except UnicodeDecodeError as error:
        yield Problem(Place(shown), "file-readable", f"is not UTF-8 text (byte {error.start}): save it as UTF-8")
        return
    except TemplateSyntaxError as error:
        yield Problem(Place(shown, error.lineno), "macro-syntax", f"{error.message}: look at the braces and quotes")
        return
    address = {address: name for name, address in find_pages(guide.project / "docs").items()}
    page = next((a for a, n in address.items() if _source_of(n, path, guide.project / "docs")), "")
    lines = text.splitlines()
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for node in tree.find_all((nodes.Call, nodes.Name)):
        if message := _check_node(guide, page, node) or _check_brackets(node, called):
            yield Problem(_find_place(shown, lines, node), *message)
    yield from _check_links(path, guide.project / "docs", shown, lines)


def _check_links(path: Path, docs: Path, shown: str, lines: list[str]) -> Iterator[Problem]:
    code = False
    for number, line in enumerate(lines, start=1):
        code ^= line.lstrip().startswith(FENCE)
        for found in () if code else LINK.finditer(line):
            there = Path(os.path.normpath(path.parent / (page := found["there"] or path.name)))
            if there.is_file() and there.is_relative_to(docs):
                continue
            known = [Path(os.path.relpath(other, path.parent)).as_posix() for other in docs.rglob("*.md")]
            message = f"there is no page {page!r}{suggest(page, known)}: correct the link"
            yield Problem(Place(shown, number, found.start("there") + 1), "page-known", message)


def _source_of(name: str, path: Path, docs: Path) -> bool:
    relative = path.relative_to(docs).with_suffix("").as_posix()
    return relative in (name, f"{name}/index") or (name == "home" and relative == "index")


def _check_node(guide: Guide, page: str, node: nodes.Call | nodes.Name) -> tuple[str, str] | None:
    if isinstance(node, nodes.Name):
        if node.name not in MACROS:
            return "macro-known", f"there is no macro {node.name!r}{suggest(node.name, MACROS)}: correct the name"
        return None
    if not isinstance(node.node, nodes.Name) or node.node.name not in MACROS:
        return None
    try:
        arguments: list[Any] = [argument.as_const() for argument in node.args]
        named = {keyword.key: keyword.value.as_const() for keyword in node.kwargs}
        made = MACROS[node.node.name](guide, page, *arguments, **named)
        if not named:
            keep_shown(guide, node.node.name, page, arguments, made)
    except nodes.Impossible:
        return "macro-argument", f"give {node.node.name!r} plain text in quotes"
    except UnknownId as unknown:
        return "macro-argument", f"{unknown}: correct the id"
    except (AttributeError, TypeError) as error:
        return "macro-argument", f"{node.node.name!r} was given the wrong arguments ({error}): see the macro reference"
    return None


def _check_brackets(node: nodes.Call | nodes.Name, called: set[int]) -> tuple[str, str] | None:
    """Report a macro that is named and not called, which would print how it is stored."""
    if isinstance(node, nodes.Name) and id(node) not in called:
        return "macro-argument", f"{node.name!r} wants brackets after its name: {node.name}(...)"
    return None


def _find_place(shown: str, lines: list[str], node: nodes.Call | nodes.Name) -> Place:
    name = node.name if isinstance(node, nodes.Name) else getattr(node.node, "name", "")
    text = lines[node.lineno - 1] if node.lineno <= len(lines) else ""
    first = node.args[0] if isinstance(node, nodes.Call) and node.args else None
    call = re.escape(name) + (rf"\(\s*[\"']{re.escape(str(first.value))}[\"']" if isinstance(first, nodes.Const) else r"\b")
    found = re.search(rf"(?<=\{{\{{)[-+\s]*({call})", text)
    return Place(shown, node.lineno, (found.start(1) if found else max(text.find(name), 0)) + 1)
