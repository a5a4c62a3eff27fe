"""The forms that a centre's file has had, and the step from each to the next: an older file is read as if it were the newest.

A step changes lists and mappings in place, whether the loader has read them or `centre-guide migrate` will write them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from macros.fields import CentreVersion


def name_faults(centre: dict[str, Any]) -> None:
    """Form 2 says of a known fault what helps meanwhile and when it will be mended; form 1 had a sentence for each."""
    statement = centre.get("accessibility")
    faults = statement.get("faults") if isinstance(statement, dict) else None
    if isinstance(faults, list):
        for place, fault in enumerate(faults):
            faults[place] = fault if isinstance(fault, dict) else {"what": fault}


STEPS: Mapping[int, Callable[[dict[str, Any]], None]] = {1: name_faults}
"""What leads from each older form to the next."""


def bring_up_to_date(value: Any) -> Any:
    """Return what stands in a centre's file in the newest form; the same object where it is that already, or no centre at all."""
    if not is_older(value):
        return value
    centre = deepcopy(value)
    for form in range(int(centre["version"]), CentreVersion.newest):
        STEPS[form](centre)
    centre["version"] = type(centre["version"])(CentreVersion.newest)
    return centre


def is_older(value: Any) -> bool:
    """Return whether a centre's file is in a form that was the newest once."""
    return isinstance(value, dict) and str(value.get("version")) in {str(form) for form in STEPS}
