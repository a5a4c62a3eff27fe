"""A copy straight into a prefix, for a host that can follow no pointer: assets first, then pages, then what is no longer there,
pages before the files they name.

So no page ever names a file that is not there yet, and none that is on show loses one before its own successor has come. A reader
may meet pages of both for as long as the upload takes. What was being sent is noted first, so that a broken upload leaves nothing
that the next would not find.
"""

from __future__ import annotations

from macros.upload.inventory import Inventory, read_files, write_files
from macros.upload.release import JSON
from macros.upload.storage import Storage
from macros.upload.work import Work, put_all

RECORD = "_centre-guide.json"
"""What the host holds of this copy, as far as is known."""


def put_in_place(storage: Storage, copy: Inventory, work: Work) -> None:
    """Put a copy into its prefix, in an order that never leaves a page without its files."""
    before = read_files(storage.read(RECORD))
    changed = {address: content for address, content in copy.files.items() if before.get(address) != content}
    gone = sorted(set(before) - set(copy.files))
    work.tally.there, work.tally.deleted = len(copy.files) - len(changed), len(gone)
    if work.dry:
        put_all(storage, copy.folder, changed, work)
        return
    if changed or gone:
        storage.send(RECORD, write_files({**before, **dict.fromkeys(changed)}), JSON)
    for pages in (False, True):
        now = {address: content for address, content in changed.items() if address.endswith(".html") is pages}
        put_all(storage, copy.folder, now, work)
    for pages in (True, False):
        storage.delete(address for address in gone if address.endswith(".html") is pages)
    if changed or gone:
        storage.send(RECORD, write_files(copy.files), JSON)
