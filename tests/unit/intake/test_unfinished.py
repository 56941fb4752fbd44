"""Answers that are saved, resumed from anywhere, sent once, counted only when the team says so, and deleted in time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.application.accept_response import accept_form
from services.intake.application.close_survey import close_survey
from services.intake.application.count_unfinished import count_as_responses, forget_expired, read_partials
from services.intake.application.door import Visit
from services.intake.application.publish_survey import publish_survey
from services.intake.application.save_unfinished import SoFar, delete_unfinished, read_unfinished, save_unfinished
from services.intake.application.send_resumed import sends_resumed
from services.intake.domain.admission import Admission
from services.intake.domain.errors import (
    InvalidAnswers,
    InvalidSurvey,
    ReceiptMistyped,
    SurveyClosed,
    SurveyNotFound,
    TooManyWrongReceipts,
)
from services.intake.domain.refusals import SurveyFull
from services.intake.domain.responses import State
from services.intake.domain.show_when import ShowWhen
from services.intake.domain.stops import last_answered, where_people_stop
from services.intake.domain.unfinished import NotClosedYet, NotToSave, ResumeUnknown, SentAlready, submission_of
from services.intake.domain.wording import Wording
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.fakes_receipts import RECEIPTS
from tests.support.fakes_unfinished import CODES, FakeApart
from tests.support.surveys import a_question, a_submission, a_survey

SAVING = a_survey(save_and_return=True, keep_unfinished_days=7)
WORDS = {"q_next": "More time", "q_role": "", "q_gone": "from another version"}


def a_store(survey=SAVING) -> FakeApart:
    store = FakeApart()
    publish_survey(survey, uow=FakeUnit(store), clock=store.clock)
    return store


def save(store: FakeApart, answers=WORDS, code: str = "") -> str:
    survey = store.shelf.surveys["card"]
    return save_unfinished(SoFar(answers=answers, language="cy", code=code), survey, desk=store.apart())


def send(store: FakeApart, code: str, text: str = "More time", **changed):
    key = CODES.key_for(code)
    door = store.gate().door(Visit(resume=key))
    accept = sends_resumed(key, letterbox=door, clock=store.clock, receipts=RECEIPTS)
    return accept(a_submission(text, **changed))


def close(store: FakeApart) -> None:
    close_survey("card", uow=FakeUnit(store), clock=store.clock)


def test_what_is_saved_comes_back_as_it_was_and_tells_nobody() -> None:
    store = a_store()
    code = save(store)
    found = read_unfinished("card", code.lower(), "a", desk=store.apart())
    assert found.answers == {"q_next": "More time"}
    assert (found.language, found.version, found.expires_at) == ("cy", 1, NOON + timedelta(days=7))
    assert (store.shelf.responses, store.told("response.received.v1")) == ({}, [])
    assert code not in repr(store.shelf.apart)


def test_saving_again_overwrites_and_keeps_longer() -> None:
    store = a_store()
    code = save(store)
    store.clock.move(days=1)
    assert save(store, {"q_next": "Less"}, code) == code
    [kept] = store.shelf.apart.saved.values()
    assert (kept.answers, kept.expires_at) == ({"q_next": "Less"}, NOON + timedelta(days=8))
    assert save(store) != code


def test_nothing_is_saved_that_says_nothing_or_where_nothing_is_kept_or_late() -> None:
    store = a_store()
    with pytest.raises(InvalidAnswers):
        save(store, {"q_next": " ", "q_gone": "x"})
    with pytest.raises(NotToSave):
        save(a_store(a_survey()))
    close(store)
    with pytest.raises(SurveyClosed):
        save(store)


def test_a_code_that_is_wrong_expired_or_of_another_survey_is_unknown() -> None:
    store = a_store()
    code = save(store)
    with pytest.raises(ReceiptMistyped):
        read_unfinished("card", "ABCD", "a", desk=store.apart())
    for slug, wrong in (("card", CODES.fresh(7)), ("other", code)):
        with pytest.raises(ResumeUnknown):
            read_unfinished(slug, wrong, "a", desk=store.apart())
    store.clock.move(days=7)
    with pytest.raises(ResumeUnknown):
        read_unfinished("card", code, "a", desk=store.apart())


def test_guessing_has_to_wait() -> None:
    desk = a_store().apart()
    for bits in range(20):
        with pytest.raises(ResumeUnknown):
            read_unfinished("card", CODES.fresh(bits), "a", desk=desk)
    with pytest.raises(TooManyWrongReceipts):
        read_unfinished("card", CODES.fresh(99), "a", desk=desk)


def test_sending_takes_it_away_and_any_device_makes_the_same_response() -> None:
    store = a_store()
    code = save(store)
    first, again = send(store, code, id="11111111-1111-4111-8111-111111111111"), send(store, code)
    assert (first.is_new, again.is_new, first.receipt) == (True, False, again.receipt)
    assert first.id == "11111111-1111-4111-8111-111111111111"
    assert (store.shelf.apart.saved, len(store.shelf.responses)) == ({}, 1)
    assert len(store.told("response.received.v1")) == 1
    with pytest.raises(SentAlready):
        send(store, code, "Other words")
    with pytest.raises(SentAlready):
        save(store, WORDS, code)
    assert (store.shelf.apart.saved, len(store.shelf.responses)) == ({}, 1)


def test_what_is_not_stored_stays_saved() -> None:
    store = a_store(replace(SAVING, admission=Admission(most_responses=1)))
    code = save(store)
    door = store.gate().door(Visit())
    accept_form(a_submission("First"), letterbox=door, clock=store.clock, receipts=RECEIPTS)
    with pytest.raises(SurveyFull):
        send(store, code)
    assert len(store.shelf.apart.saved) == 1


def test_a_suspect_card_is_put_aside_and_no_longer_unfinished() -> None:
    store = a_store()
    key = CODES.key_for(save(store))
    door = store.gate().door(Visit(suspect=True, resume=key))
    sends_resumed(key, letterbox=door, clock=store.clock, receipts=RECEIPTS)(a_submission())
    assert (list(store.shelf.states.values()), store.shelf.apart.saved) == ([State.SUSPECT], {})
    assert store.told("response.received.v1") == []


def test_people_delete_what_they_saved() -> None:
    store = a_store()
    code = save(store)
    delete_unfinished("card", code, "a", desk=store.apart())
    with pytest.raises(ResumeUnknown):
        delete_unfinished("card", code, "a", desk=store.apart())


def test_what_nobody_came_back_to_is_deleted() -> None:
    store = a_store()
    save(store)
    store.clock.move(days=6)
    save(store)
    assert forget_expired(desk=store.apart()) == 0
    store.clock.move(days=1)
    assert (forget_expired(desk=store.apart()), len(store.shelf.apart.saved)) == (1, 1)


def test_the_team_sees_where_people_stop_and_counts_it_only_after_closing() -> None:
    required = a_question("q_must", required=True)
    store = a_store(
        replace(SAVING, questions=(*SAVING.questions, required, a_question("q_when", kind="date", codebook=None)))
    )
    code = save(store)
    save(store, {"q_next": "x", "q_when": "no day"})
    partials = read_partials("card", desk=store.apart())
    assert (partials.unfinished, partials.is_closed) == (2, False)
    assert {stop.question.key: stop.unfinished for stop in partials.stops} == {
        "q_next": 1,
        "q_role": 0,
        "q_must": 0,
        "q_when": 1,
    }
    with pytest.raises(NotClosedYet):
        count_as_responses("card", desk=store.apart())
    close(store)
    done = count_as_responses("card", desk=store.apart())
    assert (done.counted, done.left, len(store.shelf.apart.saved)) == (1, 1, 1)
    [response] = store.shelf.responses.values()
    assert (response.attributes, response.language) == ({"channel": "partial"}, "cy")
    assert response.submission_id == submission_of(CODES.key_for(code))
    assert len(store.told("response.received.v1")) == 1
    assert read_partials("card", desk=store.apart()).is_closed


def test_what_was_sent_at_the_same_moment_is_not_counted_twice() -> None:
    store = a_store()
    code = save(store)
    [saved] = store.shelf.apart.saved.values()
    send(store, code)
    store.shelf.apart.saved[saved.key] = saved
    close(store)
    assert count_as_responses("card", desk=store.apart()).counted == 1
    assert (len(store.shelf.responses), len(store.told("response.received.v1"))) == (1, 1)


def test_a_survey_that_is_not_there_has_no_partials_and_one_that_opens_later_is_not_closed() -> None:
    with pytest.raises(SurveyNotFound):
        read_partials("nowhere", desk=a_store().apart())
    later = a_store(replace(SAVING, opens_at=NOON + timedelta(days=1)))
    assert not read_partials("card", desk=later.apart()).is_closed


def test_a_question_is_left_out_only_where_it_was_asked() -> None:
    yes_no = a_question("q_tried", kind="yes_no", codebook=None)
    why = a_question("q_why", show_when=ShowWhen("q_tried", ("no",)))
    source = a_question("source", kind="hidden", codebook=None, text=Wording({}))
    newest = replace(SAVING, questions=(yes_no, why, a_question("q_new"), source))
    first = replace(newest, questions=(yes_no, why))
    sent = [(first, {"q_tried": "yes"}), (first, {"q_tried": "no"}), (newest, {"q_tried": "no", "q_why": "x"})]
    stops = where_people_stop(newest, [{"source": "poster"}, {"q_tried": "no", "q_why": " "}], sent)
    assert [(stop.question.key, stop.unfinished, stop.asked, stop.left_out) for stop in stops] == [
        ("q_tried", 1, 3, 0),
        ("q_why", 0, 2, 1),
        ("q_new", 0, 1, 1),
    ]


def test_partials_count_sent_cards_by_the_version_that_they_answer() -> None:
    store = a_store()
    door = store.gate().door(Visit())
    for text in ("one", "two"):
        accept_form(a_submission(text), letterbox=door, clock=store.clock, receipts=RECEIPTS)
    publish_survey(
        replace(SAVING, questions=(a_question(), a_question("q_new"))), uow=FakeUnit(store), clock=store.clock
    )
    stops = {stop.question.key: stop for stop in read_partials("card", desk=store.apart()).stops}
    assert (stops["q_next"].asked, stops["q_new"].asked) == (2, 0)


@given(st.dictionaries(st.sampled_from(["q_next", "q_role", "q_gone"]), st.text(max_size=3)))
def test_the_last_answer_is_one_that_is_there(answers) -> None:
    last = last_answered(SAVING, answers)
    written = {key for key, text in answers.items() if text.strip()} & {"q_next", "q_role"}
    assert (last in written) if written else last == ""


@given(st.integers(0, 2**60 - 1))
def test_codes_are_read_as_they_are_written_and_keys_differ_from_receipts(bits: int) -> None:
    code = CODES.fresh(bits)
    assert CODES.key_for(code.replace("-", " ").lower()) == CODES.key_for(code) != RECEIPTS.key_for(code)


@pytest.mark.parametrize("days", [0, 366])
def test_answers_are_kept_for_a_day_to_a_year(days: int) -> None:
    with pytest.raises(InvalidSurvey, match="keep_unfinished_days must be 1 to 365"):
        a_survey(keep_unfinished_days=days)
