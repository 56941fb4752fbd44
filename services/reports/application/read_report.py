"""Answers what readers of reports ask, from counts that are kept ready: the cost grows with codes, not answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.reports.application.reader_port import Reader
from services.reports.domain.errors import AttributeNotFound, CodeNotFound, GroupTooSmall, ReportNotFound
from services.reports.domain.quotes import Place, Quote, QuotesWanted
from services.reports.domain.report_rows import ReportRows, Stamp
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.aspects import Aspects, CodeAspects, aspects_of_code, compile_aspects
from services.reports.findings.groups import attribute_of
from services.reports.findings.lines import CodeLine
from services.reports.findings.report import Report, compile_report
from services.reports.findings.split import Cell, Split, compile_split

PAGE_OF_QUOTES = 20
QUIET_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The read model, and from how many a group may be shown where a survey says nothing else."""

    reader: Reader
    smallest_group: int

    def smallest_of(self, rows: ReportRows) -> int:
        """From how many a group of this survey may be shown."""
        return rows.survey.smallest_group or self.smallest_group


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report and, where it was asked for, its split; `smallest` is from how many a group is shown."""

    report: Report
    split: Split | None
    smallest: int
    rows: ReportRows

    def aspects(self) -> Aspects:
        """How people speak, in what tone, what stands together, and when."""
        return compile_aspects(self.report, self.rows, self.smallest)

    def aspects_of(self, line: CodeLine) -> CodeAspects:
        """The same of those who spoke of one code."""
        return aspects_of_code(line, self.report, self.rows, self.smallest)


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """A page of the quotes of one code, newest first; `following` is where the next page begins, None at the end.

    `split` and `cell` are there where they are the quotes of a group: its figures are open.
    """

    read: ReportRead
    report: Report
    line: CodeLine
    quotes: tuple[Quote, ...]
    following: Place | None
    wanted: QuotesWanted
    split: Split | None
    cell: Cell | None


def list_reports(team_id: str, *, shelf: Shelf) -> list[Report]:
    """All reports of a team with their totals only, newest change first."""
    return [compile_report(rows, shelf.smallest_of(rows)) for rows in shelf.reader.overview(team_id)]


def read_stamp(key: SurveyKey, *, shelf: Shelf) -> Stamp:
    """What tells this state of a report from the next, for one cheap query. Raises ReportNotFound."""
    stamp = shelf.reader.stamp(key)
    if stamp is None:
        raise ReportNotFound(slug=key.slug)
    return stamp


def is_quiet(stamp: Stamp, now: datetime) -> bool:
    """Whether a survey that still runs has brought nothing for so long that somebody should look why."""
    return not stamp.closed and now - stamp.updated_at > QUIET_AFTER


def read_report(key: SurveyKey, by: str | None = None, *, shelf: Shelf) -> ReportRead:
    """The report of a survey as it stands, split `by` an attribute. Raises ReportNotFound, AttributeNotFound."""
    rows = shelf.reader.rows(key, by)
    if rows is None:
        raise ReportNotFound(slug=key.slug)
    smallest = shelf.smallest_of(rows)
    report = compile_report(rows, smallest)
    if by is None:
        return ReportRead(report, None, smallest, rows)
    attribute = attribute_of(by, rows)
    if attribute is None:
        raise AttributeNotFound(slug=key.slug, asked=by)
    return ReportRead(report, compile_split(report, rows, attribute, smallest), smallest, rows)


def read_quotes(wanted: QuotesWanted, before: Place | None, *, shelf: Shelf) -> QuotesPage:
    """The quotes of a code, older than `before`; those of a group only where its figures are open.

    How a group speaks of a code is told nowhere, and so such quotes are not.
    Raises ReportNotFound, CodeNotFound, AttributeNotFound, GroupTooSmall.
    """
    read = read_report(wanted.survey, wanted.group.attribute if wanted.group else None, shelf=shelf)
    line = read.report.line_of(wanted.code)
    if line is None:
        raise CodeNotFound(slug=wanted.survey.slug, asked=wanted.code)
    cell = _cell(wanted, read.split)
    if wanted.group is not None and (cell is None or cell.n is None or wanted.facet):
        raise GroupTooSmall
    found = shelf.reader.quotes(wanted, before, PAGE_OF_QUOTES + 1)
    page = tuple(found[:PAGE_OF_QUOTES])
    following = page[-1].place if len(found) > PAGE_OF_QUOTES else None
    return QuotesPage(read, read.report, line, page, following, wanted, read.split, cell)


def _cell(wanted: QuotesWanted, split: Split | None) -> Cell | None:
    """The figures of the group that is asked for; None where everyone is."""
    if wanted.group is None or split is None:
        return None
    return split.cell(wanted.question, wanted.code, wanted.group.value)
