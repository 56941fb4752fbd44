"""A card comes in: stored exactly once, its analysis promised, a receipt given."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.application.ports import Reading, UnitOfWork
from services.intake.domain.errors import (
    AlreadyWithdrawn,
    IdConflict,
    InvalidAnswers,
    SurveyClosed,
    SurveyNotFound,
    SurveyNotOpen,
)
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import Response, Standing, State
from services.intake.domain.submissions import Submission
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What the sender is told: `id` is the submission's, `is_new` False when it had been stored before."""

    id: str
    response_id: str
    receipt: str
    received_at: datetime
    is_new: bool


def accept_response(submission: Submission, *, uow: UnitOfWork, clock: Clock, receipts: Receipts) -> Accepted:
    """Store a submission exactly once and promise its analysis.

    Repeating a submission, also after the survey was closed or changed, gives the first receipt. Raises
    SurveyNotFound, SurveyClosed, SurveyNotOpen, InvalidAnswers, IdConflict, AlreadyWithdrawn.
    """
    with uow:
        try:
            response = _accepted(submission, uow, clock)
        except (InvalidAnswers, SurveyClosed, SurveyNotOpen):
            # What was stored before is stored, also when the survey has closed or changed since.
            if earlier := _same(submission, uow):
                return _told(earlier, receipts, is_new=False)
            raise
        if not uow.responses.add([response]):
            # Somebody was quicker with the same id; the database made us wait until theirs was committed.
            return _told(recognised(submission, uow), receipts, is_new=False)
        uow.outbox.add(response.received())
        uow.commit()
    return _told(response, receipts, is_new=True)


def accept_form(submission: Submission, *, uow: UnitOfWork, clock: Clock, receipts: Receipts) -> Accepted:
    """Store what a form sent; like `accept_response`, but an id that bears other words makes it a card of its own.

    A page that was kept and filled in by the next delegate must not swallow their words.
    """
    try:
        return accept_response(submission, uow=uow, clock=clock, receipts=receipts)
    except IdConflict:
        return accept_response(submission.apart(), uow=uow, clock=clock, receipts=receipts)


def recognised(submission: Submission, reading: Reading) -> Standing:
    """The response that this submission is a repetition of; its id must have been stored before.

    Raises IdConflict when the id bears other words, AlreadyWithdrawn when they were taken back.
    """
    earlier = reading.responses.standings([submission.response_id])[submission.response_id]
    if earlier.state is State.WITHDRAWN:
        raise AlreadyWithdrawn(id=submission.id)
    if earlier.digest != submission.digest:
        raise IdConflict(id=submission.id)
    return earlier


def _same(submission: Submission, reading: Reading) -> Standing | None:
    earlier = reading.responses.standings([submission.response_id]).get(submission.response_id)
    return earlier if earlier and earlier.digest == submission.digest else None


def _accepted(submission: Submission, uow: UnitOfWork, clock: Clock) -> Response:
    survey = uow.surveys.find(submission.survey)
    if survey is None:
        raise SurveyNotFound(survey=submission.survey)
    now = clock.now()
    survey.check_open(now)
    return survey.accept(submission, at=now)


def _told(stored: Response | Standing, receipts: Receipts, *, is_new: bool) -> Accepted:
    return Accepted(
        id=stored.submission_id,
        response_id=stored.id,
        receipt=receipts.code_for(stored.id),
        received_at=stored.received_at,
        is_new=is_new,
    )
