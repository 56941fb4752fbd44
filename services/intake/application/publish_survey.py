"""A survey is published: its first version, a changed one, or no change."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.application.ports import UnitOfWork
from services.intake.domain.errors import SurveyDeleted
from services.intake.domain.survey_news import news_of_publication
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True)
class Published:
    """The survey as it stands now; `changed` False when it stood like that before."""

    survey: Survey
    changed: bool


def publish_survey(survey: Survey, *, uow: UnitOfWork, clock: Clock) -> Published:
    """Make a survey answerable and tell the other services; the same content again changes nothing.

    Raises SurveyDeleted.
    """
    with uow:
        published = publish_in(survey, uow, clock.now())
        if published.changed:
            uow.commit()
    return published


def publish_in(survey: Survey, uow: UnitOfWork, now: datetime) -> Published:
    """The same in a transaction that does more; whoever calls commits."""
    current = uow.surveys.find(survey.slug)
    if current is not None and _content(current) == _content(survey):
        return Published(current, changed=False)
    if uow.surveys.is_deleted(survey.slug):
        raise SurveyDeleted(survey=survey.slug)
    version = replace(survey, version=current.version + 1 if current else 1, closed_at=None)
    uow.surveys.add_version(version, now)
    uow.outbox.add(news_of_publication(version, now))
    return Published(version, changed=True)


def _content(survey: Survey) -> Survey:
    return replace(survey, version=0, closed_at=None)
