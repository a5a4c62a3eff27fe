"""A copy as a release: under a prefix of its own, complete before anything points to it, then switched to by one object.

    releases/<release>/…        every file of the copy
    releases/<release>.json     what it holds
    current                     the pointer: the name of the release, and the policy of its pages, also as metadata

The name of a release is a sum of its content. So an upload that broke off goes on where it stopped, and going back is putting an
older copy up again: nothing has to be sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from macros.headers import list_headers
from macros.upload.inventory import Content, Inventory, read_files, write_files
from macros.upload.storage import Storage, StorageFailure
from macros.upload.work import Work, put_all

POINTER = "current"
POLICY = "Content-Security-Policy"
JSON = {"Content-Type": "application/json", "Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Pointer:
    """What a copy is at present, and what it was before."""

    release: str = ""
    previous: str = ""


def put_release(storage: Storage, copy: Inventory, work: Work, keep: int) -> Pointer:
    """Put a copy up as a release and switch to it; return what the pointer said before."""
    before, release = read_pointer(storage), copy.release
    _learn(storage, before.release, work)
    present = storage.list(f"releases/{release}")
    missing = {address: content for address, content in copy.files.items() if present.get(address) != content.size}
    work.tally.there = len(copy.files) - len(missing)
    put_all(storage.within(f"releases/{release}"), copy.folder, missing, work)
    if work.dry:
        return before
    _check(storage, copy)
    storage.send(f"releases/{release}.json", write_files(copy.files), JSON)
    if before.release != release:
        point(storage, Pointer(release, before.release), list_headers(copy.folder)[POLICY])
        work.tally.deleted = _forget(storage, {release, before.release}, keep)
    return before


def read_pointer(storage: Storage) -> Pointer:
    """Return what the pointer says; an empty one where there is none, or none that can be read."""
    try:
        said = json.loads(storage.read(POINTER) or b"{}")
        return Pointer(str(said.get("release", "")), str(said.get("previous", "")))
    except (ValueError, AttributeError):
        return Pointer()


def point(storage: Storage, pointer: Pointer, policy: str) -> None:
    """Switch a copy, whole: one object is written. A host reads the body, or the metadata, which come as headers."""
    body = {"form": 1, "release": pointer.release, "previous": pointer.previous, "policy": policy}
    storage.send(POINTER, json.dumps(body).encode(), {**JSON, "release": pointer.release, "policy": policy})


def _learn(storage: Storage, release: str, work: Work) -> None:
    """Note what the host has of a release, so that the same content is not sent again."""
    kept = read_files(storage.read(f"releases/{release}.json")) if release else {}
    for address, content in kept.items():
        if isinstance(content, Content):
            work.known.setdefault(content, storage.key(f"releases/{release}/{address}"))


def _check(storage: Storage, copy: Inventory) -> None:
    """Hold what the host has against what the copy holds: every file, and nothing else."""
    wanted = {address: content.size for address, content in copy.files.items()}
    if storage.list(f"releases/{copy.release}") != wanted:
        raise StorageFailure("what the host lists is not what was sent: run the same command again")


def _forget(storage: Storage, used: set[str], keep: int) -> int:
    """Delete releases that came before the last `keep`, and return how many objects went: those in use never."""
    listed = [name.removesuffix(".json") for name in storage.list_by_age("releases")]
    old = [release for release in listed if release not in used][: max(0, len(listed) - keep)]
    gone = [f"releases/{release}/{name}" for release in old for name in storage.list(f"releases/{release}")]
    storage.delete(gone)
    storage.delete(f"releases/{release}.json" for release in old)  # last: what is left of a release is found by it
    return len(gone)
