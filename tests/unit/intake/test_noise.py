"""A flood waits, a conference does not; what looks like a robot's is only ever a sign."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.limits import Allowance
from services.intake.domain.pace import ADDRESS_AT_ONCE, Pace, place_of
from services.intake.domain.refusals import TooManyCards
from services.intake.domain.signs import Signs, Stamps
from tests.support.fakes_intake import NOON

HALL = "203.0.113.9"


def seconds_told(pace: Pace, address: str, survey: str = "card", at=NOON) -> int:
    """0 when the card passes."""
    try:
        pace.check(address, survey, at)
    except TooManyCards as refused:
        return int(refused.details["retry_after_s"])
    return 0


def a_pace(address: int = 2, survey: int = 3, chance: float = 0.0) -> Pace:
    per = timedelta(seconds=60)
    return Pace(Allowance(address, per), Allowance(survey, per), lambda: chance)


def test_an_address_waits_and_others_do_not() -> None:
    pace = a_pace()
    assert [seconds_told(pace, HALL) for _ in range(3)] == [0, 0, 30]
    assert seconds_told(pace, "203.0.113.10") == 0
    assert seconds_told(pace, HALL, at=NOON + timedelta(seconds=30)) == 0


def test_a_survey_waits_and_others_do_not() -> None:
    pace = a_pace()
    assert [seconds_told(pace, f"203.0.113.{number}") for number in range(4)] == [0, 0, 0, 20]
    assert seconds_told(pace, HALL, "other") == 0


def test_a_flood_from_one_place_does_not_use_up_what_a_survey_takes_from_others() -> None:
    pace = a_pace()
    for _ in range(50):
        seconds_told(pace, HALL)
    assert seconds_told(pace, "203.0.113.10") == 0


def test_who_is_refused_together_is_told_to_come_again_apart() -> None:
    assert seconds_told(a_pace(address=1, chance=0.5), HALL) == 0
    pace = a_pace(address=1, chance=0.5)
    seconds_told(pace, HALL)
    assert seconds_told(pace, HALL) == 70


def test_the_machine_itself_never_waits() -> None:
    pace = a_pace(address=1, survey=1)
    for address in ("127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"):
        assert [seconds_told(pace, address) for _ in range(5)] == [0] * 5


def test_what_counts_as_one_place() -> None:
    assert place_of("2001:db8:1:2::1") == place_of("2001:db8:1:2:ffff::9") != place_of("2001:db8:1:3::1")
    assert place_of("::ffff:203.0.113.9") == place_of("203.0.113.9") != place_of("203.0.113.10")
    assert place_of("fe80::1%eth0") == place_of("fe80::2")
    assert place_of("no address") == "no address"


@pytest.mark.parametrize(("people", "after"), [(500, 0), (ADDRESS_AT_ONCE, 0), (5_000, 150)])
def test_a_crowd_behind_one_address_is_through_in_the_time_that_is_promised(people: int, after: int) -> None:
    pace, second = Pace(chance=lambda: 0.0), 0
    while True:
        while people and seconds_told(pace, HALL, at=NOON + timedelta(seconds=second)) == 0:
            people -= 1
        if not people:
            break
        second += 1
    assert second == after


STAMPS = Stamps("a secret for tests")


def test_a_filled_trap_is_a_sign_whatever_the_time() -> None:
    assert Signs("http://buy.example", None).suspect(["words"], NOON)
    assert not Signs("  ", None).suspect(["words"], NOON)


@pytest.mark.parametrize(
    ("after", "words", "suspect"),
    [
        (1.9, "cheap: https://x.example", True),
        (0, "see WWW.x.example", True),
        (2, "cheap: https://x.example", False),
        (1, "More time", False),
        (-1, "cheap: https://x.example", False),
    ],
)
def test_speed_is_a_sign_only_beside_a_web_address(after: float, words: str, suspect: bool) -> None:
    assert Signs("", NOON).suspect(["fine", words], NOON + timedelta(seconds=after)) is suspect


def test_a_page_without_a_stamp_passes() -> None:
    assert not Signs().suspect(["https://x.example"], NOON)


def test_a_stamp_is_read_back() -> None:
    moment = NOON + timedelta(milliseconds=250)
    assert STAMPS.read(STAMPS.at(moment)) == moment


@given(st.text())
def test_no_text_is_taken_for_a_stamp(text: str) -> None:
    assert STAMPS.read(text) is None


@pytest.mark.parametrize("stamp", ["", ".", "abc", "18c.0123456789abcdef", "ŵ.ŷ", "zz.", "1" * 10_000])
def test_a_stamp_that_is_not_ours_says_nothing(stamp: str) -> None:
    assert STAMPS.read(stamp) is None


def test_a_stamp_of_another_secret_says_nothing() -> None:
    assert STAMPS.read(Stamps("another").at(NOON)) is None
