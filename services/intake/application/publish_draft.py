"""A draft becomes the next version of its survey, and a published survey opens and closes when the team says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.application.close_survey import close_in
from services.intake.application.draft_desk import DraftDesk
from services.intake.application.draft_ports import DraftUnit
from services.intake.application.draft_problems import Problem, judge
from services.intake.application.publish_survey import Published, publish_in
from services.intake.domain.check_list import Remark, remarks_on
from services.intake.domain.draft_errors import DraftChanged, NotYetPublished
from services.intake.domain.drafts import Draft
from services.intake.domain.survey_changes import Action, Author
from services.intake.domain.survey_news import news_of_publication
from services.intake.domain.surveys import Survey


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody looked at before they published: the draft's save, and the version that was published then."""

    revision: int
    version: int


@dataclass(frozen=True, slots=True)
class CheckList:
    """What forbids publishing a draft, and what should be looked at; `overtaken`: it was begun from an old version."""

    draft: Draft
    agreed: Agreed
    problems: Sequence[Problem]
    remarks: Sequence[Remark]

    @property
    def overtaken(self) -> bool:
        """Whether another version was published since the draft was begun: publishing would undo that one's changes."""
        return self.draft.based_on != self.agreed.version


def check_list(slug: str, team_id: str, *, desk: DraftDesk) -> CheckList:
    """What is to be looked at before a draft is published. Raises SurveyNotFound."""
    with desk.open_reading() as reading:
        before = desk.published(slug, team_id, reading)
        draft = desk.draft(slug, team_id, reading)
    judged = judge(draft, desk.documents)
    found = remarks_on(judged.survey, before, desk.codebooks(), desk.clock.now()) if judged.survey else ()
    return CheckList(draft, Agreed(draft.revision, _version(before)), judged.problems, tuple(found))


def publish_draft(slug: str, agreed: Agreed, *, author: Author, desk: DraftDesk) -> Published:
    """Make a draft the newest version of its survey, and tell the other services; the draft is gone then, and the
    survey no longer in the archive.

    Raises SurveyNotFound, InvalidSurvey, and DraftChanged when it is not what somebody agreed to.
    """
    with desk.open_unit() as unit:
        draft = desk.taken(slug, author, unit)
        if agreed != Agreed(draft.revision, _version(unit.surveys.find(slug))):
            raise DraftChanged(survey=slug)
        survey = replace(desk.documents.survey(draft.document), team_id=author.team_id)
        survey.admission.check_attributes({question.key for question in survey.questions if question.is_attribute})
        published = publish_in(survey, unit, desk.clock.now())
        unit.drafts.remove(slug)
        if published.changed:
            unit.archive.remove(slug)
            desk.note(Action.PUBLISHED, slug, author, unit, published.survey.version)
        unit.commit()
    return published


def set_times(
    slug: str, opens_at: datetime | None, closes_at: datetime | None, *, author: Author, desk: DraftDesk
) -> Survey:
    """Open and close a published survey at these times; None: no bound. One that was closed by hand stays closed.

    Raises SurveyNotFound, NotYetPublished, InvalidSurvey.
    """
    with desk.open_unit() as unit:
        survey = _of_team(slug, author, unit, desk)
        timed = replace(survey, opens_at=opens_at, closes_at=closes_at)
        return timed if timed == survey else _next_version(timed, Action.TIMES_SET, author, unit, desk)


def open_now(slug: str, *, author: Author, desk: DraftDesk) -> Survey:
    """Let a published survey take responses from now on; times that forbid it are taken away.

    Raises SurveyNotFound, NotYetPublished.
    """
    with desk.open_unit() as unit:
        survey, now = _of_team(slug, author, unit, desk), desk.clock.now()
        opened = replace(
            survey,
            opens_at=survey.opens_at if survey.opens_at and survey.opens_at <= now else None,
            closes_at=survey.closes_at if survey.closes_at and survey.closes_at > now else None,
            closed_at=None,
        )
        return survey if opened == survey else _next_version(opened, Action.OPENED, author, unit, desk)


def close_now(slug: str, *, author: Author, desk: DraftDesk) -> Survey:
    """Take no more responses to a published survey. Raises SurveyNotFound, NotYetPublished."""
    with desk.open_unit() as unit:
        survey = _of_team(slug, author, unit, desk)
        closed = close_in(survey, unit, desk.clock.now())
        if survey.closed_at is None:
            desk.note(Action.CLOSED, slug, author, unit, survey.version)
            unit.commit()
    return closed


def _next_version(survey: Survey, what: Action, author: Author, unit: DraftUnit, desk: DraftDesk) -> Survey:
    """Publish the same questions with other times; a draft gets these times too.

    The survey is shown in lists, unless it stays closed by hand.
    """
    now = desk.clock.now()
    newest = replace(survey, version=survey.version + 1)
    unit.surveys.add_version(newest, now)
    unit.outbox.add(news_of_publication(newest, now))
    if survey.closed_at is None:
        unit.archive.remove(survey.slug)
    else:
        close_in(replace(newest, closed_at=None), unit, survey.closed_at)
    if draft := unit.drafts.take(survey.slug):
        times = {name: desk.documents.of(newest).get(name) for name in ("opens_at", "closes_at")}
        # A draft that was begun from an older version still is.
        based_on = newest.version if draft.based_on == survey.version else draft.based_on
        timed = replace(draft, document={**draft.document, **times}, based_on=based_on)
        unit.drafts.keep(timed.saved(author.name, now))
    desk.note(what, survey.slug, author, unit, newest.version)
    unit.commit()
    return newest


def _of_team(slug: str, author: Author, unit: DraftUnit, desk: DraftDesk) -> Survey:
    survey = desk.published(slug, author.team_id, unit)
    if survey is None:
        desk.taken(slug, author, unit)
        raise NotYetPublished(survey=slug)
    return survey


def _version(survey: Survey | None) -> int:
    return survey.version if survey else 0
