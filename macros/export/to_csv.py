"""Document → CSV in UTF-8 with a byte order mark, which spreadsheets need to see the encoding."""

from __future__ import annotations

import csv
import io

from macros.export.document import Document

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""


def to_csv(document: Document) -> bytes:
    """Return all rows under one header; edition and notice are columns, so that no row is a stranger to the others."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for table in document.tables:
        writer.writerow(map(_guard, (*(column.label for column in table.columns), "Guidance edition", "Notice")))
        writer.writerows(map(_guard, (*row.cells, document.edition, document.notice)) for row in table.rows)
    return written.getvalue().encode("utf-8-sig")


def _guard(cell: str) -> str:
    """Put a space before what could run as a formula; quotes do not prevent that."""
    return f" {cell}" if cell.startswith(RISKY) else cell
