"""The process that holds the site of the preview. The server starts another one when the code has changed.

It reads a line of JSON for each request from its input. Its answer is a line of JSON, then as many bytes as that line says.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from macros.errors import DataError
from macros.libraries import LibraryMissing
from macros.preview.site import ShownSite

NOT_FOUND = "404.html"


def main() -> None:
    """Answer requests about the project in the current folder until the input ends.

    Two arguments: the centre whose copy it is, or nothing, and the folder in which the author works.
    """
    centre, here = sys.argv[1:3]
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")  # what calls exit() closes the input of Python's
    os.dup2(2, 1)  # whatever a library prints must not stand between the answers
    project = Path.cwd()
    os.chdir(here)  # files are named to the author from there
    with tempfile.TemporaryDirectory(prefix="centre-guide-") as folder:
        site = ShownSite(project, Path(folder), centre)
        for line in requests:
            try:
                answer = _answer(site, json.loads(line))
            except (DataError, LibraryMissing) as error:
                answer = ({"problems": str(error)}, b"")
            _send(answers, *answer)


def _answer(site: ShownSite, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if "changed" in request:
        return {"warnings": site.load(request["changed"])}, b""
    if "check" in request:
        more = site.check()
        return {"more": more, "problems": str(DataError(site.broken)) if site.broken else ""}, b""
    return _find(site, request["address"])


def _find(site: ShownSite, address: str) -> tuple[dict[str, Any], bytes]:
    if address and not address.endswith("/") and site.has_page(f"{address}/"):
        return {"status": 301}, b""
    if (content := site.find(address)) is not None:
        return {"status": 200}, content
    return {"status": 404}, site.find(NOT_FOUND) or b""


def _send(answers: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    answers.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
    answers.flush()


if __name__ == "__main__":
    main()
