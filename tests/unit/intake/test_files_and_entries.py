"""Files that people answer with, and what a person of the team enters for somebody else."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.application.accept_response import accept_form
from services.intake.application.close_survey import close_survey
from services.intake.application.count_unfinished import count_as_responses, forget_expired
from services.intake.application.door import Visit
from services.intake.application.enter_for_someone import Entered, enter_for_someone, latest_entries
from services.intake.application.publish_survey import publish_survey
from services.intake.application.save_unfinished import SoFar, delete_unfinished, save_unfinished
from services.intake.application.take_files import content_type_of, find_file, list_files, take_files
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.answer_files import FileNotFound, TooManyFiles, asks_for_files, files_in, id_in
from services.intake.domain.entries import AGREED, SAID_ON, SOURCE, Agreed, Said, Source, read_said
from services.intake.domain.errors import IdConflict, InvalidAnswers, InvalidSurvey
from services.intake.domain.surveys import Survey
from tests.support.fakes_intake import NOON, FakeUnit
from tests.support.fakes_receipts import RECEIPTS
from tests.support.fakes_unfinished import FakeApart
from tests.support.surveys import a_question, a_submission, a_survey

ASKING = a_survey(
    save_and_return=True,
    questions=(
        a_question(),
        a_question("q_photo", kind="photo", codebook=None),
        a_question("q_file", kind="file", codebook=None, megabytes=1),
    ),
)
SAID = Said(source=Source.PHONE, said_on=date(2026, 11, 20), agreed=Agreed.SPOKEN)
CARD = "11111111-1111-4111-8111-111111111111"


def a_store(survey: Survey = ASKING) -> FakeApart:
    store = FakeApart()
    publish_survey(survey, uow=FakeUnit(store), clock=store.clock)
    return store


def give(store: FakeApart, **files: bytes):
    return take_files(files, CARD, store.shelf.surveys["card"], "a", desk=store.apart())


def send(store: FakeApart, answers, id_: str = CARD):
    door = store.gate().door(Visit())
    return accept_form(a_submission(id=id_, answers=answers), letterbox=door, clock=store.clock, receipts=RECEIPTS)


def test_a_file_is_kept_clean_and_named_by_us() -> None:
    store = a_store()
    taken = give(store, q_photo=b"picture", q_file=b"text")
    assert (taken.faults, {key: name[32:] for key, name in taken.answers.items()}) == (
        (),
        {"q_photo": ".jpg", "q_file": ".txt"},
    )
    assert give(store, q_photo=b"picture").answers["q_photo"] == taken.answers["q_photo"]
    assert len(store.shelf.apart.files) == 2
    kept = store.shelf.apart.files[id_in(taken.answers["q_photo"])]
    assert (kept.content, kept.keep_until) == (b"clean picture", NOON + timedelta(days=1))


def test_what_is_no_file_of_the_question_is_named() -> None:
    store = a_store()
    taken = give(store, q_photo=b"bad", q_file=b"x" * 1_000_001, q_next=b"x", q_none=b"x")
    assert {fault.question: fault.code for fault in taken.faults} == {
        "q_photo": "answer-photo-unreadable",
        "q_file": "answer-file-large",
        "q_next": "unknown-question",
        "q_none": "unknown-question",
    }
    assert (taken.answers, store.shelf.apart.files) == ({}, {})
    assert give(store, q_file=b"bad").faults[0].code == "answer-file-unreadable"


def test_files_come_at_a_pace() -> None:
    store = a_store()
    desk = store.apart(files_at_once=1)
    survey = store.shelf.surveys["card"]
    assert take_files({"q_photo": b"one"}, CARD, survey, "a", desk=desk).answers
    with pytest.raises(TooManyFiles):
        take_files({"q_photo": b"two"}, CARD, survey, "a", desk=desk)
    assert take_files({"q_photo": b"two"}, CARD, survey, "b", desk=desk).answers


def test_files_that_nobody_sent_take_no_more_room_than_a_survey_has_for_them() -> None:
    store = a_store()
    desk = store.apart(most_unsent=2 * len(b"clean one"))
    survey = store.shelf.surveys["card"]
    first, second = (take_files({"q_photo": each}, CARD, survey, "a", desk=desk) for each in (b"one", b"two"))
    refused = take_files({"q_photo": b"tri", "q_file": b"bad"}, CARD, survey, "a", desk=desk)
    assert (refused.answers, {fault.question: fault.code for fault in refused.faults}) == (
        {},
        {"q_photo": "answer-file-no-room", "q_file": "answer-file-unreadable"},
    )
    assert len(store.shelf.apart.files) == len([first, second])
    send(store, {"q_photo": first.answers["q_photo"]})
    assert take_files({"q_photo": b"tri"}, CARD, survey, "a", desk=desk).answers


def test_files_that_can_not_be_read_are_counted_too_since_reading_them_costs_the_most() -> None:
    store = a_store()
    desk = store.apart(files_at_once=1)
    survey = store.shelf.surveys["card"]
    assert take_files({"q_photo": b"bad"}, CARD, survey, "a", desk=desk).faults
    with pytest.raises(TooManyFiles):
        take_files({"q_photo": b"bad"}, CARD, survey, "a", desk=desk)
    assert take_files({"q_zzz": b"x", "q_next": b"x"}, CARD, survey, "a", desk=desk).faults


def test_a_response_takes_its_files_and_they_go_with_it() -> None:
    store = a_store()
    name = give(store, q_photo=b"picture").answers["q_photo"]
    with pytest.raises(FileNotFound):
        find_file("card", name, desk=store.apart())
    first, again = send(store, {"q_photo": name}), send(store, {"q_photo": name})
    assert (first.is_new, again.is_new) == (True, False)
    found = find_file("card", name, desk=store.apart())
    assert (found.content, content_type_of(found)) == (b"clean picture", "image/jpeg")
    [entry] = list_files("card", desk=store.apart())
    assert (entry.response_id, entry.size) == (first.response_id, 13)
    store.clock.move(days=2)
    assert forget_expired(desk=store.apart()) == 0
    for wrong in (name.replace("jpg", "txt"), "nothing"):
        with pytest.raises(FileNotFound):
            find_file("card", wrong, desk=store.apart())
    withdraw_response(first.response_id, uow=FakeUnit(store), clock=store.clock)
    with pytest.raises(FileNotFound):
        find_file("card", name, desk=store.apart())


def test_a_file_that_is_gone_or_anothers_is_named_and_nothing_is_stored() -> None:
    store = a_store()
    name = give(store, q_photo=b"picture").answers["q_photo"]
    send(store, {"q_photo": name})
    for wrong in (name, f"{'0' * 32}.jpg"):
        with pytest.raises(InvalidAnswers) as refused:
            send(store, {"q_next": "x", "q_photo": wrong}, id_=str(uuid.uuid4()))
        assert [(fault.code, fault.question) for fault in refused.value.faults] == [("answer-file-gone", "q_photo")]
    assert len(store.shelf.responses) == 1
    with pytest.raises(InvalidAnswers):
        send(store, {"q_photo": "my-photo.jpg"}, id_=str(uuid.uuid4()))


def test_files_that_nobody_sent_go_and_those_that_were_saved_stay_as_long() -> None:
    store = a_store()
    desk = store.apart()
    saved, lost = (give(store, q_photo=content).answers for content in (b"saved", b"lost"))
    code = save_unfinished(SoFar(answers=saved, language="en"), store.shelf.surveys["card"], desk=desk)
    save_unfinished(SoFar(answers={"q_next": "x"}, language="en"), store.shelf.surveys["card"], desk=desk)
    store.clock.move(days=1)
    assert (forget_expired(desk=desk), id_in(lost["q_photo"]) in store.shelf.apart.files) == (1, False)
    assert len(store.shelf.apart.files) == 1
    delete_unfinished("card", code, "a", desk=desk)
    assert store.shelf.apart.files == {}


def test_counted_answers_take_their_files() -> None:
    store = a_store()
    saved = give(store, q_photo=b"saved").answers
    save_unfinished(SoFar(answers=saved, language="en"), store.shelf.surveys["card"], desk=store.apart())
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    count_as_responses("card", desk=store.apart())
    assert find_file("card", saved["q_photo"], desk=store.apart()).content == b"clean saved"


@given(st.text(max_size=40))
def test_an_answer_names_a_file_or_none(text: str) -> None:
    question = ASKING.questions[2]
    assert bool(id_in(text)) is (question.fault(text) is None and bool(text.strip()))


def test_a_receipt_says_what_kind_of_file_it_was() -> None:
    photo, file = ASKING.questions[1:]
    name = "0" * 32
    assert photo.shown(f"{name}.jpg", "cy") == "Llun (JPEG)"
    assert file.shown(f"{name}.txt", "pl") == "A text file"
    assert file.shown("typed by hand", "en") == "typed by hand"
    assert photo.fault(f"{name}.txt") is not None
    assert (files_in(None, {"q_photo": f"{name}.jpg"}), photo.megabytes_taken, file.megabytes_taken) == ({}, 5, 1)


def test_files_have_bounds() -> None:
    assert (asks_for_files(ASKING), asks_for_files(a_survey())) == (True, False)
    with pytest.raises(InvalidSurvey, match="max_megabytes must be 1 to 10"):
        a_question(kind="photo", codebook=None, megabytes=11)
    with pytest.raises(InvalidSurvey, match="together may have at most 20"):
        a_survey(questions=tuple(a_question(f"q_{n}", kind="photo", codebook=None) for n in range(5)))


def entered(text: str = "More time", **changed) -> Entered:
    given = {"id": CARD, "language": "cy", "answers": {"q_next": text}, "said": SAID, "by": "p1", "by_name": "Mair"}
    return Entered(**(given | changed))


def test_what_is_entered_is_a_response_and_who_entered_it_stands_apart() -> None:
    store = a_store()
    photo = give(store, q_photo=b"notes").answers
    close_survey("card", uow=FakeUnit(store), clock=store.clock)
    survey = replace(store.shelf.surveys["card"])
    first = enter_for_someone(entered(answers={"q_next": "x", **photo}), survey, desk=store.apart())
    again = enter_for_someone(entered(answers={"q_next": "x", **photo}), survey, desk=store.apart())
    assert (first.is_new, again.is_new, first.receipt) == (True, False, again.receipt)
    [response] = store.shelf.responses.values()
    assert response.attributes == {
        "channel": "for_someone",
        "source": "phone",
        "said_on": "2026-11-20",
        "agreed": "spoken",
    }
    assert "Mair" not in repr(response)
    [entry] = latest_entries("card", desk=store.apart())
    assert (entry.by, entry.by_name, entry.response_id, entry.source) == ("p1", "Mair", response.id, Source.PHONE)
    assert len(store.told("response.received.v1")) == 1
    assert find_file("card", photo["q_photo"], desk=store.apart())


def test_an_entry_is_judged_like_any_card() -> None:
    store = a_store()
    survey = store.shelf.surveys["card"]
    with pytest.raises(InvalidAnswers):
        enter_for_someone(entered(" "), survey, desk=store.apart())
    enter_for_someone(entered(), survey, desk=store.apart())
    with pytest.raises(IdConflict):
        enter_for_someone(entered("Other words"), survey, desk=store.apart())
    assert len(latest_entries("card", desk=store.apart())) == 1


def test_what_stands_beside_an_entry_is_required() -> None:
    sound = {SOURCE: "phone", SAID_ON: "2026-11-20", AGREED: "spoken"}
    assert read_said(sound, NOON.date()) == SAID
    for name, wrong in ((SOURCE, "rumour"), (SAID_ON, "2026-11-23"), (SAID_ON, "2026-02-30"), (AGREED, "")):
        [fault] = read_said(sound | {name: wrong}, NOON.date())
        assert (fault.code, fault.question) == (name, name)
    assert len(read_said({}, NOON.date())) == 3
