"""Pages of a list hold every item once, in one order, and a place in it survives being written into an address."""

import re
from datetime import UTC, datetime, timedelta

import marshmallow as ma
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.api_fields import STORABLE, WholeNumber
from shared.web.paging import CURSOR, PageWanted, Place, by_name, cursor_of, page_of_all, place_of

BEGIN = datetime(2026, 11, 20, tzinfo=UTC)
MOMENTS = st.integers(0, 10**16 - 1).map(
    lambda micros: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
)
NAMES = st.text("abcxyz-_0189", min_size=1, max_size=64)


@given(MOMENTS, NAMES)
def test_a_place_is_read_as_it_was_written(at: datetime, name: str) -> None:
    assert place_of(cursor_of((at, name))) == (at, name)


@given(st.from_regex(CURSOR, fullmatch=True))
def test_every_text_of_the_form_is_a_place(text: str) -> None:
    place = place_of(text)
    assert (place is None) is (text.strip() == "")


@pytest.mark.parametrize("text", ["x", "1", "1.", ".a", "1.a b", "1.a\n", "-1.a", "99999999999999999.a", "١.a"])
def test_other_texts_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="no cursor"):
        place_of(text)
    assert "cursor" in PageWanted().validate({"cursor": text})


@pytest.mark.parametrize("newest_first", [True, False])
@given(places=st.sets(st.tuples(st.integers(0, 3), NAMES), max_size=20), limit=st.integers(1, 7))
def test_all_pages_together_are_the_list(newest_first: bool, places: set[tuple[int, str]], limit: int) -> None:
    items: list[Place] = [(BEGIN + timedelta(hours=hours), name) for hours, name in places]
    found: list[Place] = []
    cursor: str | None = ""
    while cursor is not None:
        wanted = {"cursor": cursor, "limit": limit}
        page, cursor = page_of_all(items, wanted, lambda place: place, newest_first=newest_first)
        assert len(page) == limit or cursor is None
        found += page
    assert found == sorted(items, reverse=newest_first)


def test_names_alone_make_an_order() -> None:
    page, behind = page_of_all("bca", {"cursor": None, "limit": 2}, by_name, newest_first=False)
    assert list(page) == ["a", "b"]
    assert page_of_all("bca", {"cursor": behind, "limit": 2}, by_name, newest_first=False) == (["c"], None)


@pytest.mark.parametrize(("sent", "read"), [(3, 3), (3.0, 3), (-1, -1), (0, 0)])
def test_whole_numbers_are_whole_however_json_writes_them(sent: float, read: int) -> None:
    assert WholeNumber().deserialize(sent) == read


@pytest.mark.parametrize("sent", [3.5, "3", True, None, [], float("inf")])
def test_other_values_are_no_whole_numbers(sent: object) -> None:
    with pytest.raises(ma.ValidationError):
        WholeNumber().deserialize(sent)


@pytest.mark.parametrize("text", ["a\n", "a\x00", "\x7f", "a\tb"])
def test_control_characters_are_refused_at_the_end_too(text: str) -> None:
    with pytest.raises(ma.ValidationError):
        STORABLE(text)
    assert STORABLE("coetsio ŵ") == "coetsio ŵ"
    assert re.compile(CURSOR)
