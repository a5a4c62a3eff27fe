"""Two frozen editions → what differs between them, with the record that says what it means for work handed in."""

from macros.diff.compare import Difference, compare_criteria, compare_units
from macros.diff.editions import EditionDiff, EntryDiff, diff_editions
from macros.diff.report import to_json, to_text

__all__ = ["Difference", "EditionDiff", "EntryDiff", "compare_criteria", "compare_units", "diff_editions", "to_json", "to_text"]
