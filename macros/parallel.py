"""The same work for many items: on every core where the system can fork, in this process where it cannot."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_inherited: list[Callable[[int], object]] = []  # what forked processes find in their memory: nothing is copied to them


def count_cores() -> int:
    """Return how many processes may run at once here; 1 where the system cannot fork."""
    if "fork" not in multiprocessing.get_all_start_methods() or os.uname().sysname == "Darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def loading() -> Iterator[None]:
    """Take what is loaded within as needed until the end: Python need not look through it again and again for what nobody needs.

    Forked processes then share that memory, too. It holds until something else is loaded.
    """
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def do_all(items: Sequence[T], work: Callable[[T], R], jobs: int, meanwhile: Callable[[], object] | None = None) -> Iterator[R]:
    """Yield the result for each item, in their order; each item is worked on once, in one of `jobs` processes.

    `meanwhile` is done by this process where others work for it.

    What `work` raises is raised here, and MemoryError where the system has stopped one of the processes.
    """
    if jobs <= 1 or len(items) < 2:
        yield from map(work, items)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # loaded only where there is work to share

    _inherited.append(lambda place: work(items[place]))
    try:
        with ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("fork")) as pool:
            results = pool.map(_do_one, range(len(items)))
            if meanwhile:
                meanwhile()
            yield from results  # type: ignore[misc]
    except BrokenProcessPool:
        message = "the system has stopped a process, most often for want of memory: try again with `--jobs 1`"
        raise MemoryError(message) from None
    finally:
        _inherited.pop()


@contextmanager
def left_at_rest() -> Iterator[None]:
    """Search no more for rubbish in what there is now: that takes longer the more there is, and makes forks copy all of it."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _do_one(place: int) -> object:
    return _inherited[-1](place)
