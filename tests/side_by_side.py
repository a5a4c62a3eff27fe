"""All tests in two processes side by side: those with a browser, which often wait for it, and the others. `make test` calls it.

What the first says is shown when both are done; the status is that of whichever has failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

WITH_BROWSER = ("tests/browser", "tests/drafts")


def main() -> int:
    """Run both and return their status."""
    pytest = [sys.executable, "-m", "pytest"]
    with tempfile.TemporaryFile() as report:
        beside = subprocess.Popen([*pytest, *WITH_BROWSER], stdout=report, stderr=subprocess.STDOUT)
        try:
            others = subprocess.run([*pytest, "tests", *(f"--ignore={folder}" for folder in WITH_BROWSER)], check=False)
            print("\nThe tests with a browser, which ran beside these:", flush=True)
            beside.wait()
        finally:
            beside.terminate()
            report.seek(0)
            sys.stdout.buffer.write(report.read())
            sys.stdout.flush()
    return others.returncode or beside.returncode


if __name__ == "__main__":
    sys.exit(main())
