"""Plain values → a classic script that sets one global: the way data reaches a page, from disk too, where a fetch does not."""

from __future__ import annotations

import json


def to_global(name: str, value: object) -> str:
    """Return the script that puts a value into `window.<name>`. The same value gives the same bytes."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"window.{name}={_safe_in_script(written)};\n"


def _safe_in_script(written: str) -> str:
    """Keep JSON from ending a script element or a line, should it ever be put inside a page."""
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
