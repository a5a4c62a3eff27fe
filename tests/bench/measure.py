"""What a command costs: processor time and memory of it and of every process it starts, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run of a command cost."""

    cpu: float
    """Seconds of processor time, user and system, of the whole tree of processes."""
    wall: float
    """Seconds on the clock, which a busy machine makes longer."""
    peak: int
    """Megabytes of memory of its largest process."""
    fault: str = ""
    """Why it is no figure: it failed, or took longer than it may. Empty where all went well."""


def run(
    command: Sequence[str], folder: Path, *, cores: int, limit: float, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in a folder on that many cores, at most `limit` seconds; its words are kept beside the folder."""
    log = folder.parent / f"{folder.name}.log"
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    start = time.monotonic()
    with log.open("wb") as words:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: os.sched_setaffinity(0, chosen),
        )
    status, used = _wait(process, start + limit)
    wall = time.monotonic() - start
    fault = ""
    if status is None:
        fault = f"stopped after {limit:.0f} s"
    elif status:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] or [""]
        fault = f"failed ({os.waitstatus_to_exitcode(status)}): {last[0][:200]}"
    return Cost(round(used.ru_utime + used.ru_stime, 3), round(wall, 3), used.ru_maxrss // 1024, fault)


def _wait(process: subprocess.Popen[bytes], until: float) -> tuple[int | None, os._Rusage]:  # type: ignore[name-defined]
    """Wait for a process; stop it and all it has started where it takes too long."""
    while True:
        found, status, used = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return status, used
        if time.monotonic() > until:
            os.killpg(process.pid, signal.SIGKILL)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return None, used
        time.sleep(0.005)


def count(folder: Path) -> tuple[int, int]:
    """Return how many files there are below a folder, and how many bytes they have."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
