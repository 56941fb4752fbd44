"""What is owed, who counts as one place, how fast is too fast, and that no code but the comment's own fits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.answering import Measure, OwedFrom
from services.reports.domain.comments import MOST_AT_ONCE, WITHIN, Pace, Seals, looks_sent_by_a_program, place_of

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@given(n=st.integers(0, 1_000), level=st.integers(1, 1_000), share=st.none() | st.floats(0, 1))
def test_more_is_never_owed_less(n: int, level: int, share: float | None) -> None:
    found, large = OwedFrom(Measure.FOUND_IN, level), OwedFrom(Measure.SHARE, level)
    assert found.reached(n, share) == (n >= level)
    assert not large.reached(0, share)
    assert not large.reached(n, None)
    if large.reached(n, share):
        assert large.reached(n + 1, 1.0) == (level <= 100)


def test_a_share_counts_from_its_level_on() -> None:
    assert OwedFrom(Measure.SHARE, 20).reached(1, 0.2)
    assert not OwedFrom(Measure.SHARE, 20).reached(1, 0.199)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=40))
def test_no_place_ever_sends_more_than_five_within_ten_minutes(gaps: list[int]) -> None:
    pace, now, passed = Pace(), NOON, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        wait = pace.take("192.0.2.1", now)
        if wait == 0:
            passed.append(now)
        else:
            assert 0 < wait <= WITHIN.total_seconds() + 1
    for start in passed:
        assert sum(start <= each < start + WITHIN for each in passed) <= MOST_AT_ONCE


def test_who_waits_as_told_passes_and_others_are_not_kept_waiting() -> None:
    pace = Pace()
    assert [pace.take("a", NOON) for _ in range(5)] == [0] * 5
    wait = pace.take("a", NOON)
    assert pace.take("b", NOON) == 0
    assert pace.take("a", NOON + timedelta(seconds=wait)) == 0
    assert [pace.take("", NOON) for _ in range(50)] == [0] * 50


def test_memory_does_not_grow_with_every_address() -> None:
    pace = Pace()
    for number in range(10_050):
        pace.take(str(number), NOON)
    assert len(pace._times) == 10_000


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff%eth0", "2001:db8::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_what_counts_as_one_place(address: str, place: str) -> None:
    assert place_of(address) == place


def test_only_a_form_of_ours_that_was_looked_at_passes() -> None:
    seals = Seals("secret")
    stamp = seals.stamp(NOON)
    drawn = seals.drawn_at(stamp)
    assert drawn == NOON
    assert not looks_sent_by_a_program(" ", drawn, NOON + timedelta(seconds=2))
    assert looks_sent_by_a_program("", drawn, NOON + timedelta(seconds=1.9))
    assert looks_sent_by_a_program("https://example.org", drawn, NOON + timedelta(hours=1))
    assert looks_sent_by_a_program("", None, NOON)


@given(st.text())
def test_no_other_text_is_a_stamp_or_a_code(text: str) -> None:
    seals = Seals("secret")
    assert seals.drawn_at(text) is None
    assert not seals.fits("c1", text)
    assert not Seals("other").fits("c1", seals.code("c1"))
    assert seals.fits("c1", seals.code("c1"))
