"""What was promised at earlier events whose answers were coded by the same codebook: open, or done since."""

from collections.abc import Collection

from services.reports.application.publishing import PublishingUnit
from services.reports.domain.answering import Answer, State, newest_of
from services.reports.domain.surveys import SurveyKey


def promises_before(key: SurveyKey, codebooks: Collection[str], unit: PublishingUnit) -> tuple[Answer, ...]:
    """Promises of the team's surveys that people began to answer before this one; the open ones first."""
    given = newest_of(unit.answering.given.elsewhere(key, codebooks)).values()
    promised = [each for each in given if each.is_open or (each.promised and each.said.state is State.DID)]
    earlier = _begun_before(key, {each.survey for each in promised}, unit)
    found = [each for each in promised if each.survey in earlier]
    return tuple(sorted(found, key=lambda each: (not each.is_open, each.survey, each.code)))


def _begun_before(key: SurveyKey, others: Collection[SurveyKey], unit: PublishingUnit) -> set[SurveyKey]:
    begun = unit.sources.span(key).first
    firsts = {other: unit.sources.span(other).first for other in others}
    return {other for other, first in firsts.items() if first is not None and (begun is None or first < begun)}
