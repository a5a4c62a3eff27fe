"""Files of a site, written one after the other, thousands of them: by the plainest means the system has."""

from __future__ import annotations

import os
from pathlib import Path


def write_file(folder: Path, address: str, content: bytes) -> None:
    """Write one file of a site, with the folders above it."""
    path = os.path.join(folder, os.path.normpath(address))
    make_folder(os.path.dirname(path))
    with open(path, "wb", buffering=0) as file:
        written = file.write(content)
        while written < len(content):
            written += file.write(content[written:])


def make_folder(path: str) -> None:
    """Make a folder, and those above it, where it is not there."""
    try:
        os.mkdir(path)
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)
    except FileExistsError:
        return
