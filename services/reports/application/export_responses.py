"""Takes the responses of a survey out for the team: words masked, small groups left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from services.reports.application.read_report import Shelf, read_report
from services.reports.domain.exported_responses import ResponseHeld
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.report import Report
from services.reports.findings.response_table import ResponseTable


class ExportedResponses(Protocol):
    """The responses of a survey, whole."""

    def count(self, key: SurveyKey) -> int:
        """How many there are."""
        ...

    def all(self, key: SurveyKey) -> Iterator[ResponseHeld]:
        """Each of them, with the codings that hold."""
        ...


@dataclass(frozen=True, slots=True)
class ResponsesTaken:
    """The table of a survey's responses beside its report."""

    report: Report
    table: ResponseTable


def take_responses(key: SurveyKey, *, source: ExportedResponses, shelf: Shelf) -> ResponsesTaken:
    """Everything that was said, with no attribute of fewer than a group may have. Raises ReportNotFound."""
    read = read_report(key, shelf=shelf)
    table = ResponseTable(list(source.all(key)), read.report.survey, read.smallest)
    return ResponsesTaken(read.report, table)
