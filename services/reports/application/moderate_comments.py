"""The team looks at comments before anybody else does."""

from dataclasses import dataclass, replace
from typing import Final

from services.reports.application.answering_desk import AnsweringDesk
from services.reports.application.draft_publication import locked
from services.reports.application.read_report import read_report
from services.reports.domain.answering import AnsweringRules
from services.reports.domain.answering_errors import CommentNotFound
from services.reports.domain.comments import Comment, Standing
from services.reports.domain.publication_errors import ReasonMissing
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from services.reports.findings.report import Report

MOST_LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class CommentsRead:
    """The comments of a survey by their standing, the oldest first; no more than a hundred of each."""

    report: Report
    rules: AnsweringRules
    waiting: tuple[Comment, ...]
    approved: tuple[Comment, ...]
    refused: tuple[Comment, ...]


def list_comments(key: SurveyKey, *, desk: AnsweringDesk) -> CommentsRead:
    """All comments of a survey. Raises ReportNotFound."""
    report = read_report(key, shelf=desk.publishing.shelf).report
    with desk.open_reading() as reading:
        comments, rules = reading.answering.comments, reading.answering.rules.rules(key)
        by = {each: tuple(comments.of(key, each, None, MOST_LISTED)) for each in Standing}
    return CommentsRead(report, rules, by[Standing.WAITING], by[Standing.APPROVED], by[Standing.REFUSED])


def decide_comment(  # noqa: PLR0913  because a decision has its reason, and somebody who made it
    key: SurveyKey, comment_id: str, standing: Standing, reason: str, by: Person, *, desk: AnsweringDesk
) -> None:
    """Approve or refuse a comment. Raises ReportNotFound, CommentNotFound; ReasonMissing to refuse without one."""
    if standing is Standing.REFUSED and not reason.strip():
        raise ReasonMissing
    with locked(key, desk.publishing) as unit:
        held = unit.answering.comments.one(key, comment_id)
        if held is None:
            raise CommentNotFound
        now = desk.publishing.clock.now()
        decided = replace(held, standing=standing, reason=reason.strip(), decided_by=by, decided_at=now)
        unit.answering.comments.decide(decided)
        unit.commit()


def delete_comment(key: SurveyKey, comment_id: str, *, desk: AnsweringDesk) -> None:
    """Delete a comment with everything in it; one that is gone already is no error. Raises ReportNotFound."""
    with locked(key, desk.publishing) as unit:
        unit.answering.comments.remove(key, comment_id)
        unit.commit()
