"""What the other services are told of a survey."""

from datetime import datetime

from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey
from shared.contracts.messages import Message, SurveyClosed, SurveyPublished, SurveyQuestion, message_id
from shared.contracts.names import MessageName, Service


def news_of_publication(survey: Survey, at: datetime) -> Message:
    """This version can be answered."""
    content = SurveyPublished(
        team_id=survey.team_id,
        survey=survey.slug,
        version=survey.version,
        title=dict(survey.title.texts),
        languages=survey.languages,
        questions=tuple(_told(question) for question in survey.questions if not question.type.private),
    )
    return _news(MessageName.SURVEY_PUBLISHED, survey, content, at)


def news_of_closing(survey: Survey, at: datetime) -> Message:
    """This version takes no more responses."""
    content = SurveyClosed(team_id=survey.team_id, survey=survey.slug, version=survey.version, closed_at=at)
    return _news(MessageName.SURVEY_CLOSED, survey, content, at)


def _news(name: MessageName, survey: Survey, content: SurveyPublished | SurveyClosed, at: datetime) -> Message:
    told = message_id(name, survey.team_id, survey.slug, survey.version)
    return Message(id=told, name=name, source=Service.INTAKE, subject=survey.slug, time=at, content=content)


def _told(question: Question) -> SurveyQuestion:
    return SurveyQuestion(
        key=question.key,
        kind=question.kind,
        text=dict(question.text.texts) or {"en": question.key},
        codebook=question.codebook,
        options={option.key: dict(option.text.texts) for option in question.choices},
        attribute=question.is_attribute,
    )
