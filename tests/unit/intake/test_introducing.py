"""Two people are asked; addresses are exchanged only when both agree, and otherwise nobody learns of anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.application.answer_introduction import (
    answer_introduction,
    hear_of_introductions,
    read_introduction,
)
from services.intake.application.introduce_people import go_on_introducing
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.introductions import IntroductionNotFound, Standing
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import Question
from shared.contracts.giving_back import IntroductionProposed, PartyIntroduced
from shared.contracts.names import MessageName
from shared.contracts.schemas import encode
from shared.post.letters import PostAway
from tests.support.fakes_intake import NOON
from tests.support.fakes_introductions import LINKS, IntroducingHouse
from tests.support.random_surveys import said
from tests.support.surveys import a_question, a_submission, a_survey
from tests.support.tries import tries

MARI, OLWEN = "mari@example.org", "olwen@ysbyty.example.org"
USE = (Option(key="contact", text=said("Yes"), permits=("contact",)), Option(key="none", text=said("No")))
SURVEY = replace(
    a_survey(
        questions=(
            a_question(),
            Question(key="q_use", kind="consent", text=said("May we?"), options=USE),
            Question(key="q_mail", kind="email", text=said("Where?")),
        ),
        languages=("en",),
        title=said("The hall"),
        closed_message=said("Closed"),
    ),
    version=1,
)


def wrote(house, address=MARI, use="contact", language="en"):
    answers = {"q_next": "I need a coach", "q_use": use, "q_mail": address}
    response = SURVEY.accept(a_submission(answers={key: text for key, text in answers.items() if text}), at=NOON)
    with house.unit() as unit:
        unit.surveys.add_version(SURVEY, NOON)
        unit.responses.add([replace(response, language=language)])
        unit.commit()
    return response.id


def propose(house, first, second, id_="1f0c", team_id=SURVEY.team_id):
    news = IntroductionProposed(
        team_id=team_id,
        introduction_id=id_,
        parties=(
            PartyIntroduced(survey="card", response_id=first, about="They coach."),
            PartyIntroduced(survey="card", response_id=second, about="They look for a coach."),
        ),
        proposed_at=NOON,
        expires_at=NOON + timedelta(days=30),
    )
    with house.unit() as unit:
        hear_of_introductions([news], unit=unit)
        unit.commit()


def key(place, id_="1f0c"):
    return LINKS.key_for(id_, place)


def answered(house):
    return [m.content for m in house.told if m.name is MessageName.INTRODUCTION_ANSWERED]


@pytest.fixture
def house():
    return IntroducingHouse()


@pytest.fixture
def asked(house):
    people = wrote(house), wrote(house, OLWEN, language="cy")
    propose(house, *people)
    assert go_on_introducing(desk=house.desk()) == 2
    return people


def test_each_is_asked_once_in_their_language_and_told_no_address(house, asked) -> None:
    propose(house, *asked)
    assert go_on_introducing(desk=house.desk()) == 0
    english, welsh = house.post.letters
    assert (english.to, welsh.to) == (MARI, OLWEN)
    assert "They coach." in english.text
    assert "The hall" in english.text
    assert f"https://adborth.example.org/r/-/introductions/{key(0)}?lang=en" in english.text
    assert "Ni chaiff neb" in welsh.text
    assert "?lang=cy" in welsh.text
    assert OLWEN not in english.text
    assert MARI not in welsh.text
    shown = read_introduction(key(1), desk=house.desk())
    assert (shown.about, shown.agreed, shown.standing, shown.title) == (
        "They look for a coach.",
        False,
        Standing.ASKING,
        "The hall (cy)",
    )


def test_both_agree_and_each_gets_the_others_address_once(house, asked) -> None:
    desk = house.desk()
    answer_introduction(key(0), agreed=True, desk=desk)
    assert go_on_introducing(desk=desk) == 0
    assert read_introduction(key(0), desk=desk).agreed
    answer_introduction(key(1), agreed=True, desk=desk)
    assert read_introduction(key(0), desk=desk).standing is Standing.AGREED
    assert go_on_introducing(desk=desk) == 2
    assert go_on_introducing(desk=desk) == 0
    to_mari, to_olwen = house.post.letters[2:]
    assert to_mari.to == MARI
    assert OLWEN in to_mari.text
    assert to_olwen.to == OLWEN
    assert MARI in to_olwen.text
    assert [(each.response_id, each.agreed) for each in answered(house)] == [(asked[0], True), (asked[1], True)]
    answer_introduction(key(0), agreed=False, desk=desk)
    assert len(answered(house)) == 2
    assert read_introduction(key(0), desk=desk).standing is Standing.MET


@pytest.mark.parametrize("first_agrees", [True, False])
def test_one_refusal_ends_it(house, asked, first_agrees) -> None:
    desk = house.desk()
    if first_agrees:
        answer_introduction(key(0), agreed=True, desk=desk)
    answer_introduction(key(1), agreed=False, desk=desk)
    answer_introduction(key(0), agreed=True, desk=desk)
    assert go_on_introducing(desk=desk) == 0
    assert len(house.post.letters) == 2
    assert answered(house)[-1].agreed is False
    shown = read_introduction(key(0), desk=desk)
    assert (shown.standing, shown.about) == (Standing.OVER, "")


def test_it_expires(house, asked) -> None:
    answer_introduction(key(0), agreed=True, desk=house.desk())
    house.clock.move(days=30)
    assert read_introduction(key(1), desk=house.desk()).standing is Standing.OVER
    answer_introduction(key(1), agreed=True, desk=house.desk())
    assert go_on_introducing(desk=house.desk()) == 0
    assert len(house.post.letters) == 2
    assert (answered(house)[-1].agreed, answered(house)[-1].reason) == (False, "expired")


@pytest.mark.parametrize("agreed", [0, 1, 2])
def test_who_takes_their_response_back_is_told_to_nobody(house, asked, agreed) -> None:
    desk = house.desk()
    for place in range(agreed):
        answer_introduction(key(place), agreed=True, desk=desk)
    withdraw_response(asked[1], uow=house.unit(), clock=house.clock)
    go_on_introducing(desk=desk)
    assert len(house.post.letters) == 2
    assert answered(house)[-1].reason == "not-possible"


def test_who_withdraws_between_the_letters_is_told_to_nobody_more(house, asked) -> None:
    for place in (0, 1):
        answer_introduction(key(place), agreed=True, desk=house.desk())

    def withdraw() -> None:
        withdraw_response(asked[0], uow=house.unit(), clock=house.clock)

    house.post.before = withdraw
    go_on_introducing(desk=house.desk())
    assert len(house.post.letters) == 3
    go_on_introducing(desk=house.desk())
    assert len(house.post.letters) == 3
    assert answered(house)[-1].reason == "not-possible"


@pytest.mark.parametrize("lacking", [{"address": ""}, {"use": "none"}, {"use": ""}])
def test_nobody_is_asked_where_one_can_not_be_written_to(house, lacking) -> None:
    propose(house, wrote(house), wrote(house, **{"address": OLWEN, **lacking}))
    assert go_on_introducing(desk=house.desk()) == 0
    assert house.post.letters == []
    assert [each.reason for each in answered(house)] == ["not-possible"]


def test_another_teams_people_and_unknown_ones_are_not_asked(house) -> None:
    propose(house, wrote(house), wrote(house, OLWEN), team_id="another")
    propose(house, "unknown", wrote(house, OLWEN), id_="2f")
    assert go_on_introducing(desk=house.desk()) == 0
    assert house.post.letters == []


def test_without_post_it_is_not_possible(house) -> None:
    propose(house, wrote(house), wrote(house, OLWEN))
    assert go_on_introducing(desk=house.desk(with_post=False)) == 0
    assert [each.reason for each in answered(house)] == ["not-possible"]


def test_an_address_that_takes_no_letter_ends_it(house) -> None:
    house.post.refused.add(OLWEN)
    propose(house, wrote(house), wrote(house, OLWEN))
    go_on_introducing(desk=house.desk())
    assert [each.reason for each in answered(house)] == ["not-possible"]


def test_post_that_is_away_is_tried_again(house) -> None:
    propose(house, wrote(house), wrote(house, OLWEN))
    house.post.away = True
    with pytest.raises(PostAway):
        go_on_introducing(desk=house.desk())
    house.post.away = False
    assert go_on_introducing(desk=house.desk()) == 2


def test_two_workers_write_no_letter_twice(house) -> None:
    propose(house, wrote(house), wrote(house, OLWEN))
    house.post.before = lambda: setattr(house.post, "before", None) or go_on_introducing(desk=house.desk())
    assert go_on_introducing(desk=house.desk()) == 2
    assert len(house.post.letters) == 2


def test_who_looked_before_another_worker_was_done_writes_nothing(house) -> None:
    propose(house, wrote(house), wrote(house, OLWEN))
    house.post.before = house.kept.known.clear
    go_on_introducing(desk=house.desk())
    assert len(house.post.letters) == 1


@pytest.mark.parametrize(
    "wrong", ["", "x", "1f0c.0", key(0)[:-1] + "!", key(0).replace(".0.", ".1."), "é", key(0, "9")]
)
def test_a_key_that_was_not_given_leads_nowhere(house, asked, wrong) -> None:
    with pytest.raises(IntroductionNotFound):
        read_introduction(wrong, desk=house.desk())
    with pytest.raises(IntroductionNotFound):
        answer_introduction(wrong, agreed=True, desk=house.desk())


def test_what_another_worker_has_in_hand_or_ended_meanwhile_is_left_alone(house) -> None:
    people = wrote(house), wrote(house, OLWEN)
    propose(house, *people)
    house.post.opened = lambda: house.kept.in_hand.update({"1f0c": NOON + timedelta(minutes=1)})
    assert go_on_introducing(desk=house.desk()) == 0
    house.kept.in_hand.clear()
    house.post.opened, house.post.refused = None, {MARI}
    house.post.before = lambda: answer_introduction(key(0), agreed=False, desk=house.desk())
    assert go_on_introducing(desk=house.desk()) == 0
    assert [each.reason for each in answered(house)] == [""]


STEPS = st.lists(
    st.sampled_from(["yes 0", "yes 1", "no 0", "no 1", "withdraw 0", "withdraw 1", "write", "late", "again"])
)


@settings(max_examples=tries(150), deadline=None)
@given(STEPS)
def test_no_address_reaches_the_other_unless_both_agreed_and_none_reaches_a_message(steps) -> None:
    house = IntroducingHouse()
    people = wrote(house), wrote(house, OLWEN)
    propose(house, *people)
    said_yes, stopped = set(), False
    for step in steps:
        act, _, place = step.partition(" ")
        if act in ("yes", "no"):
            answer_introduction(key(int(place)), agreed=act == "yes", desk=house.desk())
            if act == "yes":
                said_yes.add(place)
            stopped = stopped or (act == "no" and len(said_yes) < 2)
        elif act == "withdraw":
            withdraw_response(people[int(place)], uow=house.unit(), clock=house.clock)
        elif act == "late":
            house.clock.move(days=16)
        elif act == "again":
            propose(house, *people)
        go_on_introducing(desk=house.desk())
        met = [letter for letter in house.post.letters if (OLWEN if letter.to == MARI else MARI) in letter.text]
        assert len(met) <= 2
        assert not met or (len(said_yes) == 2 and not stopped)
    assert len(house.post.letters) <= 4
    assert not any(b"@" in encode(message) for message in house.told)
