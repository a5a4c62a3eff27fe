"""Build beside what is published, then put it in place whole: whatever fails on the way, the published folder keeps every byte.

Only a swap touches what is published. Where the system can exchange two folders at once, no reader ever finds it missing. What a
build left behind that was killed is put right and deleted by the next.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from macros.errors import DataError, Place, Problem

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be deleted
    fcntl = None  # type: ignore[assignment]

NEW, OLD, LOCK = "new", "old", "lock"
COPIES = "copies"
"""Where a build of several folders has a place of its own for each of them, under its name."""
MINUTE = 60
"""Seconds a build may need to lock the folder it has just made."""
AT_PLACE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux; RENAME_SWAP of macOS is 2 as well
OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ENAMETOOLONG}
"""Faults that nobody can mend in the data."""


@contextmanager
def staged(out: Path, shown: str) -> Iterator[Path]:
    """Yield an empty folder beside `out`, which is gone afterwards; name faults of the disk by the target as it is `shown`."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(out)
        staging = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
        try:
            with (staging / LOCK).open("w") as lock:
                _take(lock)
                yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise _explain(error, shown) from error
    except DataError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in OF_THE_DISK:
            raise _explain(cause, shown) from cause
        raise


def _explain(error: OSError, shown: str) -> DataError:
    message = f"{error.strerror or error}: make room there and see that you may write, or name another folder with `--out`"
    return DataError([Problem(Place(shown), "target-can-be-written", message)])


def swap_in(new: Path, out: Path, old: Path) -> None:
    """Put `new` in the place of `out`; what stood there is in `new` or `old` until the caller deletes both."""
    new.chmod(0o755)
    if not out.exists():
        os.rename(new, out)
    elif not exchange(new, out):
        os.rename(out, old)
        try:
            os.rename(new, out)
        except OSError:
            os.rename(old, out)
            raise


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; return whether the system and the disk can."""
    import ctypes  # not needed where nothing is published yet

    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return library.renamex_np(*names, EXCHANGE) == 0  # type: ignore[union-attr]
    if hasattr(library, "renameat2"):
        return library.renameat2(AT_PLACE, names[0], AT_PLACE, names[1], EXCHANGE) == 0  # type: ignore[union-attr]
    return False


def clear_abandoned(out: Path) -> None:
    """Delete what killed builds of `out` have left beside it; where one was killed between two renames, put the old site back."""
    made_by_us = re.compile(re.escape(_prefix(out)) + r"\w{8}")
    for folder in sorted(path for path in out.parent.iterdir() if made_by_us.fullmatch(path.name)):
        if not _is_abandoned(folder):
            continue
        copies = sorted((folder / COPIES).iterdir()) if (folder / COPIES).is_dir() else []
        for old, place in ((folder / OLD, out), *((copy / OLD, out.with_name(copy.name)) for copy in copies)):
            if old.is_dir() and not place.exists():
                os.rename(old, place)
        shutil.rmtree(folder, ignore_errors=True)


def _prefix(out: Path) -> str:
    return f".{out.name}-building-"


def _take(lock: IO[str]) -> None:
    """Hold a lock as long as this process or one it has forked lives."""
    if fcntl:
        with suppress(OSError):  # a disk without locks: then nobody else can take it either
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_abandoned(folder: Path) -> bool:
    """Return whether no living build holds the lock of a folder."""
    try:
        with (folder / LOCK).open("r+") as lock:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not fcntl:
            (folder / LOCK).unlink()
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > MINUTE
    except OSError:
        return False
    return True
