"""The file of figures: what it holds and how it is written. The documentation shows the last run from it."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.catalogue import ROOT

FILE = ROOT / "docs" / "contribute" / "speed.json"


@dataclass(frozen=True)
class Row:
    """The median of all rounds of one build."""

    size: str
    tool: str
    case: str
    cores: int
    cpu: float
    wall: float
    peak: int
    files: int
    bytes: int
    fault: str = ""


def describe_machine() -> dict[str, str]:
    """Return what the figures were taken on, without its name."""
    model = next((line.partition(":")[2].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) // 1024**2 for line in _read("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "processor": model or platform.machine(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory} GB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def record(section: str, figures: dict[str, Any], file: Path = FILE) -> None:
    """Replace one section of the file; the others keep the figures of their own last run."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    stamp = {"date": datetime.now(UTC).date().isoformat(), "machine": describe_machine()}
    plain = json.loads(json.dumps({**stamp, **figures}, default=asdict))
    text = json.dumps({**known, section: plain}, indent=1, sort_keys=True, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")


def _read(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
