"""Moments are read as tools write them, in either order of day and month."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.importers.clocks import day_comes_first, moment

MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001  because hypothesis bounds naive times
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-03-02T09:35:31Z", "2026-03-02T09:35:31"),
        ("2026-03-02 09:35:31 UTC", "2026-03-02T09:35:31"),
        ("2026-03-02T09:35:31.120+02:00", "2026-03-02T07:35:31.120000"),
        ("2026-03-02", "2026-03-02T00:00:00"),
        ("2026/3/2 9:35:31 PM GMT+1", "2026-03-02T20:35:31"),
        ("2026/03/02 12:05:00 AM GMT-5:30", "2026-03-02T05:35:00"),
        ("2/3/26 9:35", "2026-03-02T09:35:00"),
        ("02.03.2026 09:35:31", "2026-03-02T09:35:31"),
        ("02-03-2026, 09:35 p.m.", "2026-03-02T21:35:00"),
        ("02/07/2026 09:35 BST", "2026-07-02T08:35:00"),
        ("2 March 2026 at 09:35", "2026-03-02T09:35:00"),
        ("Monday, Mar 2nd, 2026, 9:35 AM", "2026-03-02T09:35:00"),
        ("46083.399664", "2026-03-02T09:35:31"),
        ("46083", "2026-03-02T00:00:00"),
    ],
)
def test_it_is_read(text, told) -> None:
    assert moment(text).isoformat() == f"{told}+00:00"


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2026", "2026-13-01", "1/1/1800", "99999999", "2 Smarch 2026", "1/2/2026 GMT+99"]
)
def test_what_is_none_is_none(text) -> None:
    assert moment(text) is None


@given(MOMENTS)
def test_both_orders_read_back(at) -> None:
    assert moment(f"{at:%d/%m/%Y %H:%M:%S}") == at
    assert moment(f"{at:%m/%d/%Y %I:%M:%S %p}", day_first=False) == at
    assert moment(f"{at:%d %B %Y %H:%M:%S}") == at


@given(MOMENTS, st.lists(st.integers(1, 40), min_size=40, max_size=40), st.booleans())
def test_a_column_that_goes_forward_shows_its_order(start, steps, usually) -> None:
    days = [start + timedelta(days=sum(steps[:number])) for number in range(len(steps))]
    assert day_comes_first([f"{day:%d/%m/%Y}" for day in days], usually=usually)
    assert not day_comes_first([f"{day:%m/%d/%Y}" for day in days], usually=usually)


def test_what_shows_nothing_is_as_usual_and_what_goes_forward_only_one_way_shows_it() -> None:
    assert day_comes_first(["2026-03-02"], usually=True)
    assert not day_comes_first(["2/3/2026"], usually=False)
    assert day_comes_first(["5/1/2026", "7/1/2026", "1/2/2026"], usually=False)
    assert not day_comes_first(["1/5/2026", "1/7/2026", "2/1/2026"], usually=True)
