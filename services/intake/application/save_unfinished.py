"""Somebody saves what they have so far, comes back to it with a code, or deletes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.answer_files import files_in
from services.intake.domain.errors import Fault, InvalidAnswers
from services.intake.domain.submissions import Submission
from services.intake.domain.surveys import Survey
from services.intake.domain.unfinished import (
    CODE_BITS,
    NotToSave,
    ResumeUnknown,
    SentAlready,
    Unfinished,
    submission_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """What somebody has answered so far; `code` is what they came back with, "" the first time."""

    answers: Mapping[str, str]
    language: str
    code: str = ""


def save_unfinished(so_far: SoFar, survey: Survey, *, desk: UnfinishedDesk) -> str:
    """Keep unfinished answers, sound or not, and give the code by which they are found; an earlier code stays.

    Raises NotToSave, SurveyClosed, SurveyNotOpen, InvalidAnswers when nothing is answered, SentAlready, StorageAway.
    """
    now = desk.clock.now()
    if not survey.save_and_return:
        raise NotToSave(survey=survey.slug)
    survey.check_open(now)
    keys = {question.key for question in survey.questions}
    written = {key: text for key, text in so_far.answers.items() if key in keys and text.strip()}
    if not written:
        raise InvalidAnswers([Fault("answers-missing")])
    code = so_far.code or desk.codes.fresh(desk.random_bits(CODE_BITS))
    unfinished = Unfinished(
        key=desk.codes.key_for(code),
        team_id=survey.team_id,
        survey=survey.slug,
        version=survey.version,
        language=so_far.language,
        answers=written,
        saved_at=now,
        expires_at=now + timedelta(days=survey.keep_unfinished_days),
    )
    with desk.open_unit() as unit:
        unit.unfinished.hold(unfinished.key)
        if unit.responses.standings([_response_of(unfinished)]):
            raise SentAlready(survey=survey.slug)
        unit.unfinished.keep(unfinished)
        unit.files.keep_until(set(files_in(survey, written).values()), unfinished.expires_at)
        unit.commit()
    return code


def read_unfinished(slug: str, typed: str, client: str, *, desk: UnfinishedDesk) -> Unfinished:
    """The answers that a code stands for, as `client` (an address) typed it.

    Raises ReceiptMistyped without a look into the storage; ResumeUnknown, TooManyWrongReceipts, StorageAway.
    """
    key = desk.codes.key_for(typed)
    now = desk.clock.now()
    desk.guesses.check(client, now)
    with desk.open_reading() as reading:
        found = reading.unfinished.find(key, now)
    if found is None or found.survey != slug:
        desk.guesses.count(client, now)
        raise ResumeUnknown
    return found


def delete_unfinished(slug: str, typed: str, client: str, *, desk: UnfinishedDesk) -> None:
    """Forget the answers that a code stands for, with their files. Raises what `read_unfinished` raises."""
    found = read_unfinished(slug, typed, client, desk=desk)
    with desk.open_unit() as unit:
        unit.unfinished.hold(found.key)
        unit.unfinished.remove([found.key])
        unit.files.remove_untaken(_files_of(found, unit.surveys.find(slug, found.version)))
        unit.commit()


def _files_of(found: Unfinished, survey: Survey | None) -> set[str]:
    return set(files_in(survey, found.answers).values())


def _response_of(unfinished: Unfinished) -> str:
    submission = Submission(survey=unfinished.survey, id=submission_of(unfinished.key), language="", answers={})
    return submission.response_id
