"""A survey is closed by hand: it takes no more responses from now on."""

from dataclasses import replace
from datetime import datetime

from services.intake.application.ports import UnitOfWork
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.survey_news import news_of_closing
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


def close_survey(slug: str, *, uow: UnitOfWork, clock: Clock) -> Survey:
    """Close a survey and tell the other services; closing it again changes nothing. Raises SurveyNotFound."""
    with uow:
        survey = uow.surveys.find(slug)
        if survey is None:
            raise SurveyNotFound(survey=slug)
        if survey.closed_at is not None:
            return survey
        closed = close_in(survey, uow, clock.now())
        uow.commit()
    return closed


def close_in(survey: Survey, uow: UnitOfWork, now: datetime) -> Survey:
    """The same in a transaction that does more; whoever calls commits."""
    if survey.closed_at is not None:
        return survey
    uow.surveys.close(survey.slug, now)
    uow.outbox.add(news_of_closing(survey, now))
    return replace(survey, closed_at=now)
