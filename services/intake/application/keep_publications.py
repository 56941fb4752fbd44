"""Reports told what it published: the newest number of each survey is kept, for those who hold a receipt."""

from collections.abc import Sequence

from services.intake.application.ports import Reading
from services.intake.domain.published_reports import PublishedReport
from shared.contracts.giving_back import ReportPublished


def keep_publications(news: Sequence[ReportPublished], *, unit: Reading) -> None:
    """Keep the highest number of each survey, inside the given transaction, in whatever order they are told."""
    newest: dict[tuple[str, str], PublishedReport] = {}
    for told in map(PublishedReport.told, news):
        known = newest.get((told.team_id, told.survey))
        if known is None or known.number < told.number:
            newest[told.team_id, told.survey] = told
    for _, report in sorted(newest.items()):
        unit.published_reports.keep(report)
