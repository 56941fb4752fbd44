"""What pages and the API read of reports, as a protocol."""

from collections.abc import Mapping
from typing import Protocol

from services.reports.domain.ledger import SurveyLedger
from services.reports.domain.quotes import Place, Quote, QuotesWanted
from services.reports.domain.report_rows import ReportRows, Stamp
from services.reports.domain.surveys import SurveyKey


class Reader(Protocol):
    """The read model as pages and the API see it; the number of queries never depends on the number of rows."""

    def stamp(self, key: SurveyKey) -> Stamp | None:
        """What tells one state of a report from the next; None when there is no such survey."""
        ...

    def rows(self, key: SurveyKey, by: str | None = None) -> ReportRows | None:
        """The rows of a report, with those of the groups `by` an attribute; None when there is no such survey."""
        ...

    def overview(self, team_id: str) -> list[ReportRows]:
        """All surveys of a team with their totals and without any other counts, newest change first."""
        ...

    def quotes(self, wanted: QuotesWanted, before: Place | None, limit: int) -> list[Quote]:
        """Answers that bear the code, newest first, older than `before`."""
        ...

    def ledger(self) -> Mapping[SurveyKey, SurveyLedger]:
        """The bookkeeping of all surveys."""
        ...
