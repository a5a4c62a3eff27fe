"""All tests in two processes side by side: those with a browser, which often wait for it, and the others. `make test` calls it.

What the first says is shown when both are done, then what has failed in either; the status is that of whichever has failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import BinaryIO

WITH_BROWSER = ("tests/browser", "tests/drafts")
FAULTS = (b"FAILED ", b"ERROR ")
"""How pytest's short summary begins a line about a test that has failed, or could not be begun."""


def main() -> int:
    """Run both and return their status."""
    pytest = [sys.executable, "-m", "pytest"]
    without = [f"--ignore={folder}" for folder in WITH_BROWSER]
    faults: list[bytes] = []
    with tempfile.TemporaryFile() as report:
        beside = subprocess.Popen([*pytest, *WITH_BROWSER], stdout=report, stderr=subprocess.STDOUT)
        try:
            others = subprocess.Popen([*pytest, "tests", *without], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            faults += show(others.stdout)
            others.wait()
            print("\nThe tests with a browser, which ran beside these:", flush=True)
            beside.wait()
        finally:
            beside.terminate()
            report.seek(0)
            faults += show(report)
    status = others.returncode or beside.returncode
    if status:
        sys.stdout.buffer.write(b"\nFailed:\n" + b"".join(faults))
        print(f"pytest ended with {others.returncode} without a browser, with {beside.returncode} with one.", flush=True)
    return status


def show(report: BinaryIO) -> list[bytes]:
    """Show a report line by line, and return its lines about faults."""
    faults = []
    for line in report:
        sys.stdout.buffer.write(line)
        sys.stdout.flush()
        if line.startswith(FAULTS):
            faults.append(line)
    return faults


if __name__ == "__main__":
    sys.exit(main())
