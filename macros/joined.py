"""Style sheets, the theme's and ours, and our scripts as one file each: a browser asks once, and like lines compress together."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.assets import FOLDER, name_asset
from macros.guide import STYLES, Guide
from macros.pinned import SCRIPTS

MADE_FROM = re.compile(rb"/[*]# sourceMappingURL=[^*]*[*]/")
"""What the theme's style sheets say for its developers, of a file that is not published."""
LATER = ("assets/javascripts/search-index.js", "assets/javascripts/minisearch.js")
"""What a script fetches when the search is first used; it is told their names, which no page has to carry."""
ALONE = b"try {\n%b\n} catch (fault) { setTimeout(() => { throw fault; }); }"
"""A script among others: a fault in it is reported, and does not stop the next."""


@dataclass(frozen=True)
class Joined:
    """Files of the project, published as one."""

    address: str
    """Where it is published, with a sum of its content."""
    content: bytes
    names: tuple[str, ...]
    """The addresses of its parts in the project."""


@dataclass(frozen=True)
class Named:
    """What pages name instead of what the settings list."""

    joined: list[Joined]
    named: list[Any]


def join_sheets(guide: Guide, sheets: Sequence[str], theme: Sequence[Path] = ()) -> Named:
    """Return the theme's style sheets and ours as one; the colours of a brand stay a file of their own, which a copy replaces."""
    first = b"".join(MADE_FROM.sub(b"", path.read_bytes()).rstrip() + b"\n" for path in theme)
    joined, rest = _join(guide, "assets/stylesheets/site.css", sheets, b"%b", first)
    return Named(joined, [*(one.address for one in joined), *map(guide.renderer.find_asset, rest)])


def join_scripts(guide: Guide, scripts: Sequence[Any]) -> Named:
    """Return our deferred scripts as one, in the place of the first; others keep a file of their own."""
    deferred = [script for script in scripts if script.defer and not script.type]
    later = f"window.centreGuideLater = {json.dumps([guide.renderer.find_asset(name) for name in LATER])};\n".encode()
    joined, rest = _join(guide, "assets/javascripts/site.js", [script.path for script in deferred], ALONE, later)
    gone = [script for script in deferred if script.path not in rest]
    kept = [script for script in scripts if script not in gone]
    for script in kept:
        script.path = guide.renderer.find_asset(script.path)
    for script, one in zip(gone, joined, strict=False):
        script.path = one.address  # the first stands for all
    return Named(joined if gone else [], [*gone[: len(joined)], *kept])


def is_part(joined: Sequence[Joined], name: str) -> bool:
    """Return whether a file is published only as a part of another; pinned pages ask for two of them alone."""
    return name not in SCRIPTS and any(name in one.names for one in joined)


def _join(guide: Guide, address: str, names: Sequence[str], form: bytes, first: bytes = b"") -> tuple[list[Joined], list[str]]:
    """Return the project's own files among some as one, each in the form given, and those that stay as they are.

    A part ends with a line of its own. A script keeps what it names inside a function, so that none disturbs the next.
    """
    own = [name for name in names if name != STYLES and (guide.project / FOLDER / name).is_file()]
    rest = [name for name in names if name not in own]
    if not own and not first:
        return [], rest
    content = first + b"".join(form % (guide.project / FOLDER / name).read_bytes().rstrip() + b"\n" for name in own)
    return [Joined(name_asset(address, content), content, tuple(own))], rest
