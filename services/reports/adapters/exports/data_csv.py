"""Responses as CSV, UTF-8 with a byte order mark, in which no cell is taken for a formula."""

import csv
import io
from typing import Any, Final

from services.reports.adapters.exports.safe_text import safe
from services.reports.domain.data_set import DataSet

# What a spreadsheet would take for a formula: OWASP, "CSV Injection".
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def data_csv(data: DataSet) -> bytes:
    """A row for each response."""
    text = io.StringIO()
    table = csv.writer(text)
    columns = data.responses.columns
    table.writerow([_harmless(column) for column in columns])
    table.writerows([_harmless(row.get(column, "")) for column in columns] for row in data.responses.rows)
    return ("\ufeff" + text.getvalue()).encode()


def _harmless(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = safe(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
