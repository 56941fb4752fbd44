"""The shares that people's review of random samples corrected, for the rows of a report."""

from collections.abc import Mapping

from sqlalchemy import Connection

from services.reports.adapters.samples import read_samples
from services.reports.domain.attributes import EVERYONE, Group
from services.reports.domain.report_rows import Checked
from services.reports.domain.sums import Sums
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.reviewed import checked


def read_checked(
    connection: Connection, survey: SurveyKey, sums: Mapping[tuple[Group, str], Sums]
) -> dict[str, Checked]:
    """What the samples of a survey make of its questions' shares, `sums` being those of everyone."""
    return {
        question: checked(sums.get((EVERYONE, question)) or Sums(), sample.seen)
        for question, sample in read_samples(connection, survey).items()
    }
