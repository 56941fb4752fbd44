"""Whoever asks too often waits, and nobody else does."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.limits import Allowance
from tests.support.fakes_intake import NOON
from tests.support.tries import tries


def later(seconds: float):
    return NOON + timedelta(seconds=seconds)


def test_so_many_at_once_then_one_after_the_other() -> None:
    allowance = Allowance(3, timedelta(seconds=30))
    assert [allowance.take("a", NOON) for _ in range(4)] == [0, 0, 0, 10]
    assert allowance.wait("a", later(9)) == 1
    assert allowance.take("a", later(10)) == 0
    assert allowance.take("a", later(10)) == 10
    assert [allowance.take("a", later(100)) for _ in range(4)] == [0, 0, 0, 10]


def test_looking_uses_nothing_and_keys_are_apart() -> None:
    allowance = Allowance(1, timedelta(seconds=10))
    assert [allowance.wait("a", NOON) for _ in range(3)] == [0, 0, 0]
    assert (allowance.take("a", NOON), allowance.wait("a", NOON), allowance.take("b", NOON)) == (0, 10, 0)


def test_the_keys_used_longest_ago_are_forgotten_first() -> None:
    allowance = Allowance(2, timedelta(seconds=60), keys=2)
    for key in ("a", "a", "b", "b", "a"):
        allowance.take(key, NOON)
    assert (allowance.wait("a", NOON), allowance.wait("b", NOON)) == (30, 30)
    allowance.take("c", NOON)
    assert (allowance.wait("a", NOON), allowance.wait("b", NOON)) == (0, 30)


@settings(max_examples=tries(100))
@given(most=st.integers(1, 8), pauses=st.lists(st.integers(0, 40), max_size=60))
def test_who_waits_as_long_as_told_may_and_no_minute_holds_more_than_twice_as_many(
    most: int, pauses: list[int]
) -> None:
    allowance, now, used = Allowance(most, timedelta(seconds=60)), 0, []
    for pause in pauses:
        now += pause
        if wait := allowance.take("a", later(now)):
            assert allowance.wait("a", later(now + wait)) == 0
            assert allowance.wait("a", later(now + wait - 1)) == 1
        else:
            used.append(now)
    assert all(sum(start <= at < start + 60 for at in used) <= 2 * most for start in used)
