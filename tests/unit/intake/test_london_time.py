"""Times of drafts are shown and typed by the clocks in London, and what is no time stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.entrypoints.london_time import from_london, in_london, moment


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026-03-01T09:00:00+00:00", "2026-03-01T09:00"),
        ("2026-07-01T08:00:00Z", "2026-07-01T09:00"),
        ("2026-07-01T10:00:00+02:00", "2026-07-01T09:00"),
        ("2026-07-01T08:00:30+00:00", "2026-07-01T09:00:30"),
        ("2026-07-01T08:00:00.250000+00:00", "2026-07-01T09:00:00.250000"),
        ("2026-07-01T08:00:00", "2026-07-01T08:00:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_a_moment_is_shown_as_london_reads_it(stored: str, shown: str) -> None:
    assert in_london(stored) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-07-01T09:00", "2026-07-01T08:00:00+00:00"),
        ("2026-12-01T09:00", "2026-12-01T09:00:00+00:00"),
        ("2026-10-25T01:30", "2026-10-25T00:30:00+00:00"),
        ("2026-07-01T09:00Z", "2026-07-01T09:00:00+00:00"),
        ("next week", "next week"),
        ("", ""),
    ],
)
def test_what_is_typed_is_meant_as_london_reads_it(typed: str, kept: str) -> None:
    assert from_london(typed) == kept


@given(st.text(max_size=30) | st.datetimes().map(lambda at: at.isoformat(timespec="minutes")))
def test_nothing_typed_is_lost_or_breaks_a_page(typed: str) -> None:
    kept = from_london(typed)
    if kept != typed:
        assert from_london(in_london(kept)) == kept or "T01:" in in_london(kept)


def test_a_moment_has_a_zone() -> None:
    assert moment(None) is None
    assert str(moment("2026-07-01T09:00:00+01:00")) == "2026-07-01 08:00:00+00:00"
    for wrong in ("2026-07-01T09:00", "soon"):
        with pytest.raises(ValueError, match="."):
            moment(wrong)
