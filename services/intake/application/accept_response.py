"""A card comes in: stored exactly once, its analysis promised, a receipt given."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.application.ports import Letterbox
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
    late: bool = False


def accept_response(submission: Submission, *, letterbox: Letterbox, clock: Clock, receipts: Receipts) -> Accepted:
    """Store a submission exactly once and promise its analysis.

    Repeating a submission, also after the survey was closed or changed, gives the first receipt. One that was filled
    in before and comes after the closing is kept as late: stored, but not analysed until the team admits it. Raises
    SurveyNotFound, SurveyClosed, SurveyNotOpen, InvalidAnswers, IdConflict, AlreadyWithdrawn.
    """
    try:
        response = _accepted(submission, letterbox, clock)
    except (InvalidAnswers, SurveyClosed, SurveyNotOpen):
        # What was stored before is stored, also when the survey has closed or changed since.
        earlier = letterbox.standing(submission.response_id)
        if earlier is not None and earlier.digest == submission.digest:
            return _told(earlier, receipts, is_new=False)
        raise
    if letterbox.keep(response):
        return _told(response, receipts, is_new=True)
    # Somebody was quicker with the same id; the database made us wait until theirs was committed.
    return _told(recognised(submission, letterbox.standing(response.id)), receipts, is_new=False)


def accept_form(submission: Submission, *, letterbox: Letterbox, clock: Clock, receipts: Receipts) -> Accepted:
    """Store what a form sent; like `accept_response`, but an id that bears other words makes it a card of its own.

    A page that was kept and filled in by the next delegate must not swallow their words.
    """
    try:
        return accept_response(submission, letterbox=letterbox, clock=clock, receipts=receipts)
    except IdConflict:
        return accept_response(submission.apart(), letterbox=letterbox, clock=clock, receipts=receipts)


def recognised(submission: Submission, earlier: Standing | None) -> Standing:
    """The response `earlier`, which has this submission's id, as what it repeats.

    Raises IdConflict when the id bears other words, AlreadyWithdrawn when they were taken back.
    """
    if earlier is None:
        raise LookupError("a response that was there is gone")
    if earlier.state is State.WITHDRAWN:
        raise AlreadyWithdrawn(id=submission.id)
    if earlier.digest != submission.digest:
        raise IdConflict(id=submission.id)
    return earlier


def _accepted(submission: Submission, letterbox: Letterbox, clock: Clock) -> Response:
    survey = letterbox.survey(submission.survey, submission.version)
    if survey is None:
        raise SurveyNotFound(survey=submission.survey)
    now = clock.now()
    late = False
    try:
        survey.check_open(now)
    except SurveyClosed:
        if submission.filled_at is None or letterbox.is_deleted(survey.slug):
            raise
        late = True
    return survey.accept(submission, at=now, late=late)


def _told(stored: Response | Standing, receipts: Receipts, *, is_new: bool) -> Accepted:
    return Accepted(
        id=stored.submission_id,
        response_id=stored.id,
        receipt=receipts.code_for(stored.id),
        received_at=stored.received_at,
        is_new=is_new,
        late=stored.state is State.LATE,
    )
