"""One copy or a fleet → storage. A copy that fails is named and stays what it was; the others go on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from macros.upload.in_place import RECORD, put_in_place
from macros.upload.inventory import Inventory, list_copies, take_inventory
from macros.upload.release import put_release, read_pointer
from macros.upload.storage import Storage, StorageFailure
from macros.upload.work import Tally, Work

SHOWN = 20
"""Names that a dry run shows."""
Show = Callable[[str], object]


@dataclass(frozen=True)
class UploadOptions:
    """What can be chosen about an upload."""

    in_place: bool = False
    """Whether files go straight into the prefix, for a host that can follow no pointer."""
    dry: bool = False
    """Whether nothing is changed, only said."""
    keep: int = 3
    """How many releases stay, the one in use among them."""
    jobs: int = 8
    """How many objects are sent at once."""


def upload(folder: Path, storage: Storage, options: UploadOptions, show: Show) -> list[str]:
    """Upload a copy or a fleet, say what is done for each, and return a sentence for each that failed."""
    work, failed, copies = Work(options.jobs, options.dry), [], list_copies(folder)
    for name, path in copies.items():
        copy, now = take_inventory(path), replace(work, tally=Tally())
        tally = now.tally
        try:
            said = _upload_one(storage.within(name), copy, now, options)
        except (StorageFailure, OSError) as error:
            done = f"{len(tally.sent) + len(tally.copied)} of {len(copy.files) - tally.there} files were put there"
            stays = "Some pages may be new already" if options.in_place else "Readers still have what they had"
            failed.append(f"{name or folder}: stopped: {error}. {done}. {stays}; the same command goes on from there.")
            continue
        show(f"{name or folder}: {said}")
        if options.dry:
            for address in tally.sent[:SHOWN]:
                show(f"  {address}")
            if len(tally.sent) > SHOWN:
                show(f"  … and {len(tally.sent) - SHOWN} more")
    if "" in copies:
        return failed
    try:
        for name in _list_withdrawn(storage, copies):
            show(f"{name}: is not in {folder}, and readers still have it. To withdraw it, delete all under {storage.key(name)}/.")
    except StorageFailure as error:
        failed.append(f"{folder}: whether the storage holds copies that were withdrawn could not be found out: {error}.")
    return failed


def _list_withdrawn(storage: Storage, here: Collection[str]) -> list[str]:
    """Return the names of copies that an earlier upload has put into the storage and that are not here any more."""
    strange = [name for name in storage.list_folders() if name not in here]
    return [name for name in strange if read_pointer(storage.within(name)).release or storage.within(name).read(RECORD)]


def _upload_one(storage: Storage, copy: Inventory, work: Work, options: UploadOptions) -> str:
    """Upload one copy and say in words what was done, or what would be."""
    switched, tally = "", work.tally
    if options.in_place:
        put_in_place(storage, copy, work)
    else:
        before, release = put_release(storage, copy, work, options.keep).release, copy.release
        would = " would be" if options.dry else ""
        switched = f" The release in use is {release} already." if before == release else (
            f" Readers{would} switched to release {release}" + (f", from {before}." if before else ", the first.")
        )
    verb = "would be " if options.dry else ""
    counts = [
        f"{len(tally.sent)} {verb}sent ({sum(copy.files[name].size for name in tally.sent) / 1e6:.1f} MB)",
        f"{len(tally.copied)} {verb}copied within the storage",
        f"{tally.there} there already",
    ]
    if tally.deleted:
        counts.append(f"{tally.deleted} {verb}deleted")
    return f"{len(copy.files)} files: {', '.join(counts)}.{switched}"
