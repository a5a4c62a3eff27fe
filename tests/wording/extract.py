"""Take the criterion wordings out of the source guide, so that the committed list was never typed by hand.

Usage: python tests/wording/extract.py SOURCE-GUIDE.txt > tests/wording/8580.txt
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

EXPECTED = {"8580-500": 12, "8580-501": 10, "8580-503": 9}
UNIT_HEADING = re.compile(r"^## 8580-\s*(\d{3}) ", re.MULTILINE)
CRITERION = re.compile(r"<b>(\d+\.\d+)</b>\s*([^<]+)")


def extract_wordings(guide: str) -> dict[str, str]:
    """Return the wording of every criterion by id, white space folded; raise ValueError unless there are 12, 10 and 9."""
    pieces = UNIT_HEADING.split(guide)
    found = {
        f"8580-{unit}/{number}": " ".join(wording.split())
        for unit, text in zip(pieces[1::2], pieces[2::2], strict=True)
        for number, wording in CRITERION.findall(text)
    }
    counts = {unit: sum(criterion.startswith(f"{unit}/") for criterion in found) for unit in EXPECTED}
    if counts != EXPECTED or len(found) != sum(EXPECTED.values()):
        raise ValueError(f"expected {EXPECTED}, found {counts}")
    return found


if __name__ == "__main__":
    for criterion, wording in extract_wordings(Path(sys.argv[1]).read_text(encoding="utf-8")).items():
        print(f"{criterion}\t{wording}")
