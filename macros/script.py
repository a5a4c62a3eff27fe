"""Plain values → a classic script that sets one global: the way data reaches a page, from disk too, where a fetch does not."""

from __future__ import annotations

import json
from collections.abc import Iterator


def to_global(name: str, value: object) -> str:
    """Return the script that puts a value into `window.<name>`. The same value gives the same bytes."""
    return "".join(spell_global(name, value))


def spell_global(name: str, value: object) -> Iterator[str]:
    """Yield the same in pieces: an iterator that the value holds, as a list whose members are written one by one."""
    yield f"window.{name}="
    yield from _spell(value)
    yield ";\n"


def _spell(value: object) -> Iterator[str]:
    if isinstance(value, Iterator):
        yield "["
        for place, member in enumerate(value):
            yield f"{',' if place else ''}{write_value(member)}"
        yield "]"
    elif isinstance(value, dict) and any(isinstance(held, Iterator) for held in value.values()):
        for place, (key, held) in enumerate(sorted(value.items())):
            yield f"{',' if place else '{'}{write_value(key)}:"
            yield from _spell(held)
        yield "}"
    else:
        yield write_value(value)


def to_shared(name: str, key: str, written: str) -> str:
    """Return the script that puts a written value under a key of `window.<name>`, which several scripts share."""
    return f"(window.{name}=window.{name}||{{}})[{write_value(key)}]={written};\n"


def write_value(value: object) -> str:
    """Return a value as a script says it."""
    return keep_in_script(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def keep_in_script(written: str) -> str:
    """Keep JSON from ending a script element or a line, should it ever be put inside a page."""
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
