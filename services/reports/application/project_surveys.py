"""Brings what was told about surveys into the read model: names, questions, and whether they still run."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from services.reports.application.ports import Unit
from services.reports.domain.surveys import Attribute, Question, Survey, SurveyKey
from shared.contracts.messages import SurveyClosed, SurveyPublished

# A question that nobody is asked: its answer is an attribute of the response.
_ATTRIBUTE: Final = "hidden"


def project_surveys(messages: Sequence[SurveyPublished | SurveyClosed], *, unit: Unit, at: datetime) -> None:
    """Keep the newest version and the latest closing, in whatever order they were told; the surveys are locked."""
    keys = {SurveyKey(message.team_id, message.survey) for message in messages}
    before = unit.surveys.known(keys)
    after = dict(before)
    for message in messages:
        key = SurveyKey(message.team_id, message.survey)
        after[key] = _told(after.get(key, Survey(key)), message)
    changed = [survey for key, survey in sorted(after.items()) if before.get(key) != survey]
    unit.surveys.put(changed)
    unit.counts.touch([survey.key for survey in changed], at)


def _told(survey: Survey, message: SurveyPublished | SurveyClosed) -> Survey:
    if isinstance(message, SurveyClosed):
        if message.version <= max(survey.closed_version, survey.version - 1):
            return survey
        return replace(survey, closed_at=message.closed_at, closed_version=message.version)
    if message.version <= survey.version:
        return survey
    return Survey(
        key=survey.key,
        version=message.version,
        title=dict(message.title),
        languages=tuple(message.languages),
        questions=tuple(
            Question(each.key, dict(each.text), each.codebook) for each in message.questions if each.kind != _ATTRIBUTE
        ),
        closed_at=survey.closed_at if survey.closed_version >= message.version else None,
        closed_version=survey.closed_version,
        attributes=tuple(
            Attribute(each.key, dict(each.text), {key: dict(text) for key, text in each.options.items()})
            for each in message.questions
            if each.attribute or each.kind == _ATTRIBUTE
        ),
        smallest_group=survey.smallest_group,
    )
