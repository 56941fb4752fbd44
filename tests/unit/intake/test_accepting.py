"""A card is stored exactly once, whatever comes again and in whatever order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.accept_response import accept_form, accept_response
from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import (
    AlreadyWithdrawn,
    IdConflict,
    InvalidAnswers,
    SurveyClosed,
    SurveyNotFound,
    SurveyNotOpen,
)
from shared.contracts.messages import ResponseReceived, message_id
from shared.contracts.names import MessageName
from tests.support.fakes_intake import NOON, FakeStore, FakeUnit
from tests.support.surveys import a_question, a_submission, a_survey


@pytest.fixture
def store() -> FakeStore:
    made = FakeStore()
    publish(made)
    return made


def publish(store: FakeStore, **changed):
    return publish_survey(a_survey(**changed), uow=FakeUnit(store), clock=store.clock)


def accept(store: FakeStore, submission, by=accept_response):
    desk = store.desk()
    return by(submission, letterbox=desk.letterbox, clock=desk.clock, receipts=desk.receipts)


def test_a_card_is_stored_and_its_analysis_promised_in_one_commit(store) -> None:
    before = store.commits
    accepted = accept(store, submission := a_submission("More time\r\n, please"))
    assert accepted.is_new
    assert (accepted.id, accepted.response_id) == (submission.id, submission.response_id)
    assert store.commits == before + 1
    [told] = store.told(MessageName.RESPONSE_RECEIVED)
    assert told.id == message_id("response.received.v1", accepted.response_id)
    assert isinstance(told.content, ResponseReceived)
    [answer] = told.content.answers
    assert (answer.text, answer.question_text) == ("More time\r\n, please", "What's next?")


def test_what_is_not_committed_is_not_told(store) -> None:
    store.failure = RuntimeError("disk full")
    with pytest.raises(RuntimeError):
        accept(store, a_submission())
    assert not store.shelf.responses
    assert not store.told(MessageName.RESPONSE_RECEIVED)


def test_the_same_card_again_gives_the_same_receipt(store) -> None:
    submission = a_submission()
    first, again = accept(store, submission), accept(store, submission)
    assert again == replace(first, is_new=False)
    assert len(store.shelf.responses) == 1


def test_a_blank_answer_and_another_language_do_not_make_another_card(store) -> None:
    submission = a_submission()
    accept(store, submission)
    blank = replace(submission, language="cy", answers=submission.answers | {"q_role": " \n"})
    assert not accept(store, blank).is_new


def test_the_same_id_with_other_words_is_a_conflict(store) -> None:
    submission = a_submission()
    accept(store, submission)
    with pytest.raises(IdConflict):
        accept(store, replace(submission, answers={"q_next": "Other words"}))


def test_a_form_with_a_used_id_becomes_a_card_of_its_own_and_is_known_again(store) -> None:
    submission = a_submission("The first delegate")
    other = replace(submission, answers={"q_next": "The next delegate"})
    accept(store, submission, accept_form)
    apart, again = accept(store, other, accept_form), accept(store, other, accept_form)
    assert apart.is_new
    assert not again.is_new
    assert apart.receipt == again.receipt
    assert len(store.shelf.responses) == 2


def test_the_same_id_in_two_surveys_is_two_responses(store) -> None:
    publish(store, slug="other")
    submission = a_submission()
    assert accept(store, submission).receipt != accept(store, replace(submission, survey="other")).receipt


def test_a_stored_card_keeps_its_receipt_after_closing_and_after_a_change(store) -> None:
    submission = a_submission()
    first = accept(store, submission)
    publish(store, questions=(a_question("q_other"),))
    assert accept(store, submission).receipt == first.receipt
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    assert accept(store, submission).receipt == first.receipt


def test_a_closed_survey_refuses_with_the_organisers_words(store) -> None:
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    with pytest.raises(SurveyClosed) as refused:
        accept(store, a_submission())
    assert refused.value.details["words"] == {"en": "We are reading.", "cy": "Rydym yn darllen."}


def test_opening_and_closing_times_bind(store) -> None:
    publish(store, slug="timed", opens_at=NOON + timedelta(hours=1), closes_at=NOON + timedelta(hours=2))
    with pytest.raises(SurveyNotOpen):
        accept(store, a_submission(survey="timed"))
    store.clock.move(hours=1)
    assert accept(store, a_submission(survey="timed")).is_new
    store.clock.move(hours=1)
    with pytest.raises(SurveyClosed):
        accept(store, a_submission(survey="timed"))


def test_an_unknown_survey_and_wrong_answers_store_nothing(store) -> None:
    with pytest.raises(SurveyNotFound):
        accept(store, a_submission(survey="nowhere"))
    with pytest.raises(InvalidAnswers):
        accept(store, a_submission(answers={"q_nothing": "x"}))
    assert not store.shelf.responses


def test_a_withdrawn_card_can_not_come_back(store) -> None:
    submission = a_submission()
    accepted = accept(store, submission)
    store.shelf.parked_about = {accepted.response_id, "another"}
    assert withdraw_response(accepted.response_id, uow=FakeUnit(store), clock=store.clock)
    assert not withdraw_response(accepted.response_id, uow=FakeUnit(store), clock=store.clock)
    assert store.shelf.responses[accepted.response_id].answers == ()
    assert store.shelf.parked_about == {"another"}
    assert len(store.told(MessageName.RESPONSE_WITHDRAWN)) == 1
    with pytest.raises(AlreadyWithdrawn):
        accept(store, submission)
