"""Firefox, where it is installed: a criterion page and the search work there as well."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.plugin import find_node
from tests.tools import find_firefox


def test_criterion_and_search_work_in_firefox(site_url: str) -> None:
    """The page shows its heading, and a slip in the search still finds the verb."""
    if (firefox := find_firefox()) is None:
        pytest.skip("Firefox is not here")
    script = Path(__file__).with_name("firefox.mjs")
    command = [find_node(), str(script), firefox, site_url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)

    assert seen["heading"].startswith("8580-500 AC 2.1")
    assert seen["first"].endswith("verbs/critically-review/")
