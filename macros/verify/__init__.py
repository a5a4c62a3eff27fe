"""A copy of the guide, wherever it stands → whether its criteria are those of an edition, by what readers see and by its data."""

from macros.verify.compare import Verdict, verify_copy
from macros.verify.findings import Finding
from macros.verify.report import to_json, to_text
from macros.verify.sites import SiteFailure, open_site

__all__ = ["Finding", "SiteFailure", "Verdict", "open_site", "to_json", "to_text", "verify_copy"]
