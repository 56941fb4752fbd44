"""Needs meet offers of the same code; people are asked once, and what they answer is noted in any order."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.application.introduce import Chosen, dismiss, hear_of_answers, propose, read_matches, read_pair
from services.reports.domain.introductions import IntroductionState, PairNotFound
from services.reports.domain.redactions import Person
from services.reports.domain.surveys import SurveyKey
from services.reports.domain.voices import MOST_PAIRS, NEED, OFFER, CodeAt, Voice, interests_of, pairs_of
from shared.contracts.giving_back import IntroductionAnswered
from tests.support.reports.making import NOON
from tests.support.reports.memory_introducing import IntroducingMemory
from tests.support.tries import tries

ANN = Person("1", "Ann")
COACHING, TIME = CodeAt("improvement", "coaching"), CodeAt("improvement", "time")
ABOUT = ("They offer coaching.", "They look for coaching.")
PAIR = Chosen("default", "need-1", "offer-2")


def voice(response_id, facet, text="coaching for nurses", codes=(COACHING,), **changed):
    given_ = {"survey": "journey", "language": "en", "received_at": NOON, "reference": f"{facet}-{response_id}"}
    return Voice(response_id=response_id, text=text, codes=frozenset(codes), **(given_ | changed))


def need(response_id, text="I need coaching for nurses", **changed):
    return voice(response_id, NEED, text, **changed)


def offer(response_id, text="I offer coaching to nurses", **changed):
    return voice(response_id, OFFER, text, **changed)


@pytest.fixture
def house():
    made = IntroducingMemory()
    made.introductions.said = {NEED: [need("1")], OFFER: [offer("2")]}
    return made


def told(response_id, agreed=True, reason="", id_="i0", team_id="default"):
    return IntroductionAnswered(
        team_id=team_id,
        introduction_id=id_,
        response_id=response_id,
        agreed=agreed,
        answered_at=NOON,
        reason=reason,
    )


def test_the_same_code_makes_a_pair_and_more_words_in_common_come_first() -> None:
    needs = [need("1", "Help with audit of falls on wards")]
    offers = [
        offer("2", "Profiad o hyfforddi"),
        offer("3", "We did an audit of falls, ask us"),
        offer("4", codes=[TIME]),
    ]
    first, second = pairs_of(needs, offers, ())
    assert (first.offer.response_id, second.offer.response_id) == ("3", "2")
    assert 0 < first.alike < 1
    assert second.alike == 0
    assert first.codes == (COACHING,)


def test_nobody_meets_themselves_and_what_was_decided_does_not_come_again() -> None:
    assert pairs_of([need("1")], [offer("1")], ()) == []
    assert pairs_of([need("1")], [offer("2")], [frozenset("12")]) == []
    assert pairs_of([need("1", "!")], [offer("2", "12 34567")], ())[0].alike == 0.0


def test_codes_of_the_same_name_in_two_codebooks_are_two() -> None:
    assert pairs_of([need("1")], [offer("2", codes=[CodeAt("own", "coaching")])], ()) == []


@settings(max_examples=tries(15), deadline=None)
@given(st.integers(0, 130), st.integers(0, 130))
def test_however_many_there_are_the_list_is_short_and_nobody_fills_it(some, others) -> None:
    needs = [need(f"n{number}") for number in range(some)]
    offers = [offer(f"o{number}") for number in range(others)]
    found = pairs_of(needs, offers, ())
    assert len(found) <= MOST_PAIRS
    for pair in found:
        assert sum(each.need == pair.need for each in found) <= 3
        assert sum(each.offer == pair.offer for each in found) <= 3
    assert bool(found) == bool(some and others)


def test_an_interest_is_shown_only_of_as_many_as_the_smallest_group() -> None:
    four = [need(str(number), survey="journey", quotable=number < 2) for number in range(4)]
    both = [offer("0"), offer("9", survey="hall")]
    assert interests_of(four, {"journey": 5}) == []
    assert interests_of([*four, offer("0")], {"journey": 5}) == []
    assert interests_of([*four, *both], {"journey": 5, "hall": 6}) == []
    [found] = interests_of([*four, *both], {"journey": 5, "hall": 5})
    assert (found.code, found.people, found.surveys) == (COACHING, 5, 2)
    assert {each.response_id for each in found.samples} == {"0", "1"}


def test_what_a_survey_says_of_small_groups_counts(house) -> None:
    house.introductions.said[NEED] = [need(str(number)) for number in range(5)]
    assert len(read_matches("default", desk=house.desk()).interests) == 1
    house.introductions.least = {"journey": 10}
    assert read_matches("default", desk=house.desk()).interests == []
    house.introductions.least = {"journey": None}
    assert len(read_matches("default", desk=house.desk()).interests) == 1


def test_both_are_asked_by_way_of_intake(house) -> None:
    propose(PAIR, ABOUT, ANN, desk=house.desk())
    [message] = house.told
    first, second = message.content.parties
    assert (first.response_id, first.about, second.response_id, second.about) == ("1", ABOUT[0], "2", ABOUT[1])
    assert message.content.expires_at == NOON + timedelta(days=30)
    assert house.locked == [{SurveyKey("default", "journey")}]
    matches = read_matches("default", desk=house.desk())
    assert matches.pairs == []
    assert [each.state for each in matches.introductions] == [IntroductionState.ASKED]
    with pytest.raises(PairNotFound):
        propose(PAIR, ABOUT, ANN, desk=house.desk())


def test_a_pair_that_is_passed_over_is_gone_and_nobody_is_asked(house) -> None:
    dismiss(PAIR, ANN, desk=house.desk())
    matches = read_matches("default", desk=house.desk())
    assert (matches.pairs, matches.introductions, house.told) == ([], [], [])


@pytest.mark.parametrize(
    "chosen", [Chosen("default", "", ""), Chosen("default", "need-1", "x"), Chosen("default", "x", "y")]
)
def test_a_pair_that_is_none_is_not_found(house, chosen) -> None:
    with pytest.raises(PairNotFound):
        read_pair(chosen, desk=house.desk())


def test_who_takes_an_answer_back_meanwhile_is_not_asked(house) -> None:
    house.meanwhile = house.introductions.said[NEED].clear
    with pytest.raises(PairNotFound):
        propose(PAIR, ABOUT, ANN, desk=house.desk())
    assert house.told == []


def test_of_two_who_decide_at_once_one_is_told(house) -> None:
    house.introductions.add = lambda _: False
    with pytest.raises(PairNotFound):
        propose(PAIR, ABOUT, ANN, desk=house.desk())
    assert house.told == []


@pytest.mark.parametrize(
    ("answers", "state", "reason"),
    [
        ([told("1")], IntroductionState.ASKED, ""),
        ([told("1"), told("1"), told("2")], IntroductionState.MET, ""),
        ([told("1"), told("2", agreed=False)], IntroductionState.OVER, ""),
        ([told("1"), told("1", agreed=False, reason="expired")], IntroductionState.OVER, "expired"),
        (
            [told("1"), told("2"), told("1", agreed=False, reason="not-possible")],
            IntroductionState.OVER,
            "not-possible",
        ),
        ([told("1"), told("9"), told("2", team_id="another")], IntroductionState.ASKED, ""),
        ([told("1", id_="unknown")], IntroductionState.ASKED, ""),
    ],
)
def test_what_people_answer_is_noted_in_whatever_order_it_is_told(answers, state, reason) -> None:
    for order in permutations(answers):
        for together in (True, False):
            house = IntroducingMemory()
            house.introductions.said = {NEED: [need("1")], OFFER: [offer("2")]}
            propose(PAIR, ABOUT, ANN, desk=house.desk())
            for news in [list(order)] if together else [[each] for each in order]:
                hear_of_answers(news, unit=house)
            kept = house.introductions.kept["i0"]
            assert (kept.state, kept.reason) == (state, reason)
