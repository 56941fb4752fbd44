"""Cards that come late, cards of an earlier version, and what becomes of both."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.accept_response import accept_response
from services.intake.application.admit_cards import admit_cards, cards_aside
from services.intake.application.close_survey import close_survey
from services.intake.application.list_surveys import survey_to_show
from services.intake.application.publish_survey import publish_survey
from services.intake.application.retire_survey import delete_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import InvalidAnswers, StorageAway, SurveyClosed, SurveyNotFound, SurveyNotOpen
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.responses import State
from services.intake.domain.wording import Wording
from shared.contracts.names import MessageName
from tests.support.fakes_drafts import OLWEN, draft_desk
from tests.support.fakes_intake import NOON, FakeStore, FakeUnit
from tests.support.random_surveys import said
from tests.support.surveys import a_question, a_submission, a_survey

LATE = {State.LATE}


@pytest.fixture
def store() -> FakeStore:
    made = FakeStore()
    publish(made)
    return made


def publish(store: FakeStore, **changed):
    return publish_survey(a_survey(**changed), uow=FakeUnit(store), clock=store.clock).survey


def close(store: FakeStore) -> None:
    close_survey("card", uow=FakeUnit(store), clock=store.clock)


def accept(store: FakeStore, submission):
    desk = store.desk()
    return accept_response(submission, letterbox=desk.letterbox, clock=desk.clock, receipts=desk.receipts)


def test_a_card_that_was_filled_in_and_comes_after_closing_is_kept_and_not_analysed(store) -> None:
    close(store)
    store.clock.move(days=7)
    submission = a_submission(filled_at=NOON - timedelta(minutes=5))
    first, again = accept(store, submission), accept(store, submission)
    assert (first.late, first.is_new, again.late, again.is_new) == (True, True, True, False)
    assert first.receipt == again.receipt
    assert not store.told(MessageName.RESPONSE_RECEIVED)
    assert FakeUnit(store).__enter__().responses.ledger()[0].count(State.LATE) == 1
    with pytest.raises(SurveyClosed):
        accept(store, a_submission())


def test_a_survey_that_was_deleted_takes_no_late_cards_which_nobody_would_ever_see(store) -> None:
    sent = accept(store, a_submission())
    delete_survey("card", "card", author=OLWEN, desk=draft_desk(store))
    with pytest.raises(SurveyClosed):
        accept(store, a_submission(filled_at=NOON - timedelta(minutes=5)))
    assert list(store.shelf.responses) == [sent.response_id]


def test_a_card_with_a_time_that_comes_in_time_is_like_any_other(store) -> None:
    assert not accept(store, a_submission(filled_at=NOON)).late
    assert len(store.told(MessageName.RESPONSE_RECEIVED)) == 1


def test_no_time_opens_a_survey_that_is_not_open_yet_nor_lets_wrong_answers_in(store) -> None:
    publish(store, slug="later", opens_at=NOON + timedelta(hours=1))
    with pytest.raises(SurveyNotOpen):
        accept(store, a_submission(survey="later", filled_at=NOON))
    close(store)
    with pytest.raises(InvalidAnswers):
        accept(store, a_submission(filled_at=NOON, answers={"q_zzz": "x"}))


def test_the_team_sees_late_cards_and_admits_them_once(store) -> None:
    close(store)
    accepted = accept(store, a_submission("So late", filled_at=NOON))
    gone = accept(store, a_submission("Taken back", filled_at=NOON))
    assert withdraw_response(gone.response_id, uow=FakeUnit(store), clock=store.clock)
    [card] = cards_aside("card", LATE, uow=FakeUnit(store))
    assert (card.id, card.filled_at, card.answers[0].question_text) == (accepted.response_id, NOON, "What's next?")
    assert [admit_cards("card", LATE, uow=FakeUnit(store)) for _ in range(2)] == [1, 0]
    [told] = store.told(MessageName.RESPONSE_RECEIVED)
    assert [(answer.text, answer.question_text) for answer in told.content.answers] == [("So late", "What's next?")]
    assert store.shelf.states[accepted.response_id] is State.PENDING
    with pytest.raises(SurveyNotFound):
        admit_cards("nowhere", LATE, uow=FakeUnit(store))


def test_a_late_card_is_admitted_with_the_questions_that_its_person_saw(store) -> None:
    newer = (a_question(text=Wording({"en": "Changed", "cy": "Newid"})),)
    publish(store, questions=newer)
    close(store)
    accept(store, a_submission(version=1, filled_at=NOON))
    admit_cards("card", LATE, uow=FakeUnit(store))
    [told] = store.told(MessageName.RESPONSE_RECEIVED)
    assert (told.content.answers[0].question_text, told.content.survey_version) == ("What's next?", 1)


def test_a_card_is_judged_by_the_version_that_was_filled_in(store) -> None:
    publish(store, questions=(a_question("q_new"),))
    old, new = {"q_next": "For the first version"}, {"q_new": "For the second"}
    assert accept(store, a_submission(version=1, answers=old)).is_new
    for version in (0, 2, 3, 10**9):
        assert accept(store, a_submission(version=version, answers=new)).is_new
        with pytest.raises(InvalidAnswers):
            accept(store, a_submission(version=version, answers=old))
    assert {response.survey_version for response in store.shelf.responses.values()} == {1, 2}


def test_an_earlier_version_closes_when_the_newest_does(store) -> None:
    publish(store, closes_at=NOON + timedelta(hours=1))
    assert accept(store, a_submission(version=1)).is_new
    store.clock.move(hours=2)
    with pytest.raises(SurveyClosed):
        accept(store, a_submission(version=1))


def test_a_form_shows_the_version_that_its_person_saw(store) -> None:
    publish(store, questions=(a_question("q_new"),))
    desk = store.desk()
    for version, key in ((1, "q_next"), (2, "q_new"), (0, "q_new"), (1, "q_next")):
        assert survey_to_show("card", desk=desk, version=version).questions[0].key == key
    assert desk.seen["card"].version == 2


def test_a_form_is_shown_as_it_was_seen_last_while_the_storage_is_away(store) -> None:
    def away():
        raise StorageAway(retry_after_s=5)

    desk = store.desk()
    without = replace(desk, open_reading=away)
    with pytest.raises(StorageAway):
        survey_to_show("card", desk=without)
    seen = survey_to_show("card", desk=desk)
    assert survey_to_show("card", desk=without, version=1) is seen


def test_consents_are_told_and_go_with_the_words(store) -> None:
    options = (
        Option(key="all", text=said("Yes"), permits=("quote", "contact")),
        Option(key="none", text=said("No")),
    )
    asked = (a_question(), *(a_question(key, kind="consent", options=options, codebook=None) for key in ("q_a", "q_b")))
    publish(store, questions=asked)
    accepted = accept(store, a_submission(answers={"q_next": "words", "q_a": "all", "q_b": "none"}))
    [told] = store.told(MessageName.RESPONSE_RECEIVED)
    assert told.content.consents == ("contact", "quote")
    kept = store.shelf.responses[accepted.response_id].consents
    assert [(c.question, c.choice, c.permits, c.version) for c in kept] == [
        ("q_a", "all", ("quote", "contact"), 2),
        ("q_b", "none", (), 2),
    ]
    withdraw_response(accepted.response_id, uow=FakeUnit(store), clock=store.clock)
    assert store.shelf.responses[accepted.response_id].consents == ()
    with pytest.raises(InvalidAnswers):
        accept(store, a_submission(answers={"q_a": "all"}))
