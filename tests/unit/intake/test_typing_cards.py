"""A paper card counts once: typed, typed again by somebody else, and sent from a phone."""

import pytest

from services.intake.application.print_cards import new_card
from services.intake.application.send_card import card_of
from services.intake.application.settle_copies import Choice, differences, settle
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.errors import AlreadyWithdrawn, InvalidAnswers
from services.intake.domain.paper_cards import Channel, CopyState, number_from, submission_of
from services.intake.domain.paper_errors import CardNotFound
from services.intake.domain.questions import Question
from services.intake.domain.wording import Wording
from tests.support.paper import PaperStage
from tests.support.surveys import a_question, a_survey


@pytest.fixture
def stage() -> PaperStage:
    return PaperStage()


@pytest.fixture
def double() -> PaperStage:
    return PaperStage(double_entry=True)


def test_a_card_counts_at_once_with_what_its_batch_is_for(stage: PaperStage) -> None:
    number = stage.numbers[0]
    assert stage.type(number).state is CopyState.COUNTED
    [response] = stage.store.shelf.responses.values()
    assert response.attributes == {"event": "spring", "channel": "paper"}
    assert response.submission_id == submission_of(number)
    assert len(stage.store.told("response.received.v1")) == 1


def test_typing_it_twice_oneself_changes_nothing(stage: PaperStage) -> None:
    number = stage.numbers[0]
    stage.type(number)
    again = stage.type(number)
    assert (again.state, again.again) == (CopyState.COUNTED, True)
    assert stage.words() == ["More time"]


def test_a_second_person_confirms_or_differs(stage: PaperStage) -> None:
    same, other = stage.numbers[:2]
    stage.type(same)
    stage.type(other)
    assert stage.type(same, " More time\r\n", by="sian").state is CopyState.CONFIRMED
    assert stage.type(other, "More tine", by="sian").state is CopyState.DIFFERS
    assert [found.copy.number for found in differences(stage.survey, desk=stage.desk)] == [other]
    assert stage.words() == ["More time", "More time"]


def test_double_entry_waits_for_a_second_person(double: PaperStage) -> None:
    number = double.numbers[0]
    assert double.type(number).state is CopyState.HELD
    assert double.words() == []
    assert double.type(number, "More time.").state is CopyState.HELD, "their own correction is no second look"
    assert double.type(number, "More time. ", by="sian").state is CopyState.CONFIRMED
    assert double.words() == ["More time. "]
    with double.desk.open_reading() as reading:
        assert [copy.answers for copy in reading.cards.copies(number)] == [{}, {}, {}]


def test_double_entry_that_differs_counts_for_nothing_yet(double: PaperStage) -> None:
    number = double.numbers[0]
    double.type(number)
    assert double.type(number, "More tine", by="sian").state is CopyState.DIFFERS
    assert double.words() == []
    [found] = differences(double.survey, desk=double.desk)
    assert (found.words.answers, found.copy.answers) == ({"q_next": "More time"}, {"q_next": "More tine"})


def test_what_only_waits_is_judged_at_once(double: PaperStage) -> None:
    with pytest.raises(InvalidAnswers):
        double.type(double.numbers[0], " ")
    with double.desk.open_reading() as reading:
        assert reading.cards.copies(double.numbers[0]) == []


def test_a_number_that_was_not_printed_for_the_survey_is_refused(stage: PaperStage) -> None:
    stranger = new_card(a_survey("another"), {}, number_from(77))
    with pytest.raises(CardNotFound):
        stage.type(stranger.number)
    with pytest.raises(CardNotFound):
        stage.type(stranger.number, new=stranger)


def test_a_card_without_a_number_gets_one_and_keeps_it(stage: PaperStage) -> None:
    fresh = new_card(stage.survey, {"session": " b2 ", "event": ""}, number_from(77))
    assert stage.type(fresh.number, new=fresh).state is CopyState.COUNTED
    assert stage.type(fresh.number, new=fresh).again
    [response] = stage.store.shelf.responses.values()
    assert response.attributes == {"session": "b2", "channel": "paper"}


def test_a_closed_survey_takes_its_paper_cards(stage: PaperStage) -> None:
    with stage.desk.open_unit() as unit:
        unit.surveys.close("card", stage.clock.now())
        unit.commit()
    assert stage.type(stage.numbers[0]).state is CopyState.COUNTED


def test_a_photo_is_kept_clean_until_the_words_are_withdrawn(stage: PaperStage) -> None:
    number = stage.numbers[0]
    stage.type(number, photo=b"photo")
    stage.type(number, "Other", by="sian", photo=b"better")
    assert stage.store.shelf.paper.photos == {number: b"clean better"}
    [response_id] = stage.store.shelf.responses
    withdraw_response(response_id, uow=stage.desk.open_unit(), clock=stage.clock)
    assert stage.store.shelf.paper.photos == {}
    assert {copy.state for copy in stage.store.shelf.paper.copies.values()} == {CopyState.SET_ASIDE}
    with pytest.raises(AlreadyWithdrawn):
        stage.type(number, by="sian")


def test_phone_first_and_paper_of_the_same_card_are_one(stage: PaperStage) -> None:
    same, other = stage.numbers[:2]
    assert stage.send(same, id="phone").id == "phone"
    stage.send(other)
    assert stage.type(same).state is CopyState.CONFIRMED
    assert stage.type(other, "Other words").state is CopyState.DIFFERS
    assert stage.words() == ["More time", "More time"]
    assert stage.store.shelf.responses[stage.send(same).response_id].attributes == {"event": "spring"}


def test_paper_first_and_phone_of_the_same_card_are_one(stage: PaperStage) -> None:
    number = stage.numbers[0]
    stage.type(number)
    same = stage.send(number, "More time\n", id="0199c0de-0000-7000-8000-00000000beef")
    assert same.id == "0199c0de-0000-7000-8000-00000000beef"
    differs = stage.send(number, "Other words")
    assert stage.send(number, "Other words").receipt == differs.receipt
    assert not differs.is_new
    assert stage.words() == ["More time"]
    [found] = differences(stage.survey, desk=stage.desk)
    assert (found.copy.channel, found.copy.by) == (Channel.PHONE, "")


def test_a_held_card_that_comes_by_phone_counts_and_the_typing_is_compared(double: PaperStage) -> None:
    number = double.numbers[0]
    double.type(number)
    assert double.send(number).is_new
    assert double.type(number, by="sian").state is CopyState.CONFIRMED
    assert double.words() == ["More time"]
    assert states(double, number) == {"mair": CopyState.CONFIRMED, "sian": CopyState.CONFIRMED}


def test_a_held_slip_does_not_wait_on_when_phone_and_second_person_say_the_same(double: PaperStage) -> None:
    number = double.numbers[0]
    double.type(number, "More tine")
    double.send(number)
    assert double.type(number, by="sian").state is CopyState.CONFIRMED
    assert states(double, number) == {"mair": CopyState.SET_ASIDE, "sian": CopyState.CONFIRMED}
    assert all(copy.answers == {} for copy in double.store.shelf.paper.copies.values())


def test_a_held_card_waits_on_while_what_came_by_phone_is_in_doubt(double: PaperStage) -> None:
    number = double.numbers[0]
    double.type(number)
    double.send(number, "Other words")
    assert double.type(number, by="sian").state is CopyState.DIFFERS
    assert states(double, number) == {"mair": CopyState.HELD, "sian": CopyState.DIFFERS}


def states(stage: PaperStage, number: str) -> dict[str, CopyState]:
    """What became of each person's typing."""
    return {copy.by: copy.state for copy in stage.store.shelf.paper.copies.values() if copy.number == number}


def test_a_phone_that_is_quicker_at_the_same_moment_is_compared_with(stage: PaperStage) -> None:
    stage.overtake(stage.numbers[0], "Quick", unseen=1)
    assert stage.type(stage.numbers[0]).state is CopyState.DIFFERS
    assert stage.words() == ["Quick"]


def test_an_address_that_names_no_card_of_the_survey_names_none(stage: PaperStage) -> None:
    other = new_card(a_survey("another"), {}, number_from(77))
    with stage.desk.open_unit() as unit:
        unit.cards.add(other)
        unit.commit()
    assert card_of(other.number, "card", desk=stage.desk) is None
    assert card_of("ABCD-EFGH", "card", desk=stage.desk) is None
    assert card_of("", "card", desk=stage.desk) is None


def test_what_the_address_told_makes_no_difference_between_copies() -> None:
    hidden = Question(key="event", kind="hidden", text=Wording({"en": "Event", "cy": "Digwyddiad"}))
    stage = PaperStage(survey=a_survey(questions=(a_question(), hidden)))
    stage.send(stage.numbers[0], answers={"q_next": "More time", "event": "spring"})
    assert stage.type(stage.numbers[0]).state is CopyState.CONFIRMED


def test_whoever_copied_a_code_gets_no_receipt_of_the_card_that_was_sent_with_it(stage: PaperStage) -> None:
    number = stage.numbers[0]
    first = stage.send(number, id="0199c0de-0000-7000-8000-000000000001")
    stranger = stage.send(number, "Other words")
    assert stranger.receipt != first.receipt
    assert stranger.response_id not in stage.store.shelf.responses
    assert stage.send(number).receipt == first.receipt, "who knows the words sent them"


@pytest.mark.parametrize("choice", [Choice.OTHER, Choice.BOTH])
def test_the_receipt_of_a_copy_that_differs_is_that_of_what_it_becomes(stage: PaperStage, choice: Choice) -> None:
    number = stage.numbers[0]
    stage.type(number)
    sent = stage.send(number, "Other words")
    [found] = differences(stage.survey, desk=stage.desk)
    settle(found.copy.id, choice, {}, stage.survey, desk=stage.desk)
    [answer] = stage.store.shelf.responses[sent.response_id].answers
    assert answer.text == "Other words"
    again = stage.send(number, "Other words")
    assert (again.response_id, again.receipt) == (sent.response_id, sent.receipt)
