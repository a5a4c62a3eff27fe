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
    status, used, peak = _wait(process, start + limit)
    wall = time.monotonic() - start
    fault = ""
    if status is None:
        fault = f"stopped after {limit:.0f} s"
    elif status:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] or [""]
        fault = f"failed ({os.waitstatus_to_exitcode(status)}): {last[0][:200]}"
    return Cost(round(used.ru_utime + used.ru_stime, 3), round(wall, 3), peak, fault)


def _wait(process: subprocess.Popen[bytes], until: float) -> tuple[int | None, os._Rusage, int]:  # type: ignore[name-defined]
    """Wait for a process, or stop it and all it has started; return its status, what it used and its peak in megabytes."""
    peak = 0
    while True:
        peak = max(peak, _read_peak(process.pid))
        found, status, used = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return status, used, peak
        if time.monotonic() > until:
            os.killpg(process.pid, signal.SIGKILL)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return None, used, peak
        time.sleep(0.01)


def _read_peak(process: int) -> int:
    """Return the megabytes that the largest of a process and those it has started has had so far.

    What the system says when it has ended is no use: that begins with the memory of whoever started it.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        started = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0  # it has ended
    own = next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)
    return max(own, *(_read_peak(int(other)) for other in started), 0)


def count(folder: Path) -> tuple[int, int]:
    """Return how many files there are below a folder, and how many bytes they have."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
