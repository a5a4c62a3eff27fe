"""Catalogue → the criteria in 1EdTech CASE 1.1, which 1.0 reads too: finished text by address, no input.

The same data gives the same bytes in every copy of the guide: identifiers come from stored ids, `uri`s from `uri_base`
in the data, times of change from the record of editions. Neither the clock nor the site's own address is asked.
"""

from macros.case.files import list_case, list_case_addresses, list_item_addresses, list_packages
from macros.case.identity import ROOT as CASE_ROOT
from macros.case.package import make_package
from macros.case.soundness import find_faults, find_shared

__all__ = [
    "CASE_ROOT",
    "find_faults",
    "find_shared",
    "list_case",
    "list_case_addresses",
    "list_item_addresses",
    "list_packages",
    "make_package",
]
