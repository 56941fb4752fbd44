"""Answers what readers of reports ask, from counts that are kept ready: the cost grows with codes, not answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.reports.application.ports import Reader
from services.reports.domain.errors import CodeNotFound, ReportNotFound
from services.reports.domain.quotes import Place, Quote
from services.reports.domain.report_rows import Stamp
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.lines import CodeLine
from services.reports.findings.report import Report, compile_report

PAGE_OF_QUOTES = 20
QUIET_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """A page of the quotes of one code, newest first; `following` is where the next page begins, None at the end."""

    report: Report
    line: CodeLine
    quotes: tuple[Quote, ...]
    following: Place | None


def list_reports(team_id: str, *, reader: Reader) -> list[Report]:
    """All reports of a team with their totals only, newest change first."""
    return [compile_report(rows) for rows in reader.overview(team_id)]


def read_stamp(key: SurveyKey, *, reader: Reader) -> Stamp:
    """What tells this state of a report from the next, for one cheap query. Raises ReportNotFound."""
    stamp = reader.stamp(key)
    if stamp is None:
        raise ReportNotFound(slug=key.slug)
    return stamp


def is_quiet(stamp: Stamp, now: datetime) -> bool:
    """Whether a survey that still runs has brought nothing for so long that somebody should look why."""
    return not stamp.closed and now - stamp.updated_at > QUIET_AFTER


def read_report(key: SurveyKey, *, reader: Reader) -> Report:
    """The report of a survey as it stands. Raises ReportNotFound."""
    rows = reader.rows(key)
    if rows is None:
        raise ReportNotFound(slug=key.slug)
    return compile_report(rows)


def read_quotes(key: SurveyKey, code: str, before: Place | None, *, reader: Reader) -> QuotesPage:
    """The quotes of a code, older than `before`. Raises ReportNotFound, CodeNotFound."""
    report = read_report(key, reader=reader)
    line = report.line_of(code)
    if line is None:
        raise CodeNotFound(slug=key.slug, asked=code)
    found = reader.quotes(key, code, before, PAGE_OF_QUOTES + 1)
    page = tuple(found[:PAGE_OF_QUOTES])
    return QuotesPage(report, line, page, page[-1].place if len(found) > PAGE_OF_QUOTES else None)
