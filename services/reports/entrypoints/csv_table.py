"""The figures of a report as CSV, as spreadsheets read it: a row for each theme, code and group of every question."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from flask import Response

from services.reports.application.read_report import ReportRead
from services.reports.entrypoints.group_words import group_words
from services.reports.entrypoints.telling import in_language, line_told
from services.reports.entrypoints.telling_splits import cell_told
from services.reports.findings.lines import ThemeLine
from services.reports.findings.split import Split

COLUMNS: Final = (
    *("question", "question_text", "theme", "code", "title", "attribute", "value", "value_title"),
    *("answers", "n", "share", "low", "high", "method", "suppressed"),
)
# What a spreadsheet would take for a formula: OWASP, "CSV Injection".
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


def table_of(read: ReportRead) -> Response:
    """All figures of a report as a file."""
    by = read.split.attribute.key if read.split else None
    name = "-".join(filter(None, (read.report.survey.key.slug, by)))
    response = Response(csv_of(read), content_type="text/csv; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


def csv_of(read: ReportRead) -> str:
    """The whole table, with a byte order mark, since Excel takes it for something else than UTF-8 without one."""
    return written(COLUMNS, _rows(read))


def written(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as CSV of these columns, in which no cell is taken for a formula."""
    text = io.StringIO()
    table = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    table.writeheader()
    table.writerows(map(_safe, rows))
    return "\ufeff" + text.getvalue()


def _rows(read: ReportRead) -> Iterator[Row]:
    report = read.report
    yield from line_rows({"question": "", "answers": report.totals.responses}, report.themes)
    for part in report.questions:
        asked = {"question": part.key, "question_text": in_language(part.text), "answers": part.answers}
        yield from line_rows(asked, part.themes)
    if read.split:
        yield from group_rows(read.split)


def line_rows(asked: Row, themes: Iterable[ThemeLine]) -> Iterator[Row]:
    """A row for each theme and code."""
    for theme in themes:
        yield asked | line_told(theme)
        for code in theme.codes:
            yield asked | {"code": code.code} | line_told(code)


def group_rows(split: Split) -> Iterator[Row]:
    """A row for each code, question and group."""
    for part in split.parts:
        for line in part.lines:
            for group, size, cell in zip(split.groups, part.sizes, line.cells, strict=True):
                yield {
                    "question": part.key,
                    "question_text": in_language(part.text),
                    "theme": line.theme,
                    "code": line.code,
                    "title": in_language(line.title),
                    "attribute": split.attribute.key,
                    "value": group.value,
                    "value_title": group_words(group, split.attribute),
                    "answers": size,
                    **cell_told(cell),
                }


def _safe(row: Row) -> Row:
    return {
        key: f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
        for key, value in row.items()
    }
