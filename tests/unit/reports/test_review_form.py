"""The review form: what was not touched stays to the character, and numbers that name no words are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.masking import words_of
from services.reports.domain.review_form import (
    CodeRow,
    Run,
    RunWrong,
    as_shown,
    codes_read,
    rows_again,
    rows_of,
    run_of,
)
from services.reports.domain.reviewing import place_read, unsure_place
from shared.contracts.coded_answers import CodingMade

TEXT = "More time, and a manager who asks."
WORDS = words_of(TEXT)


def _coding(code: str, *spans: tuple[int, int]) -> CodingMade:
    return CodingMade(code=code, theme="conditions", confidence=0.7, spans=spans)


@given(st.lists(st.tuples(st.integers(0, 33), st.integers(1, 34)).filter(lambda span: span[0] < span[1]), max_size=4))
def test_codes_that_nobody_touched_are_as_they_were(spans: list[tuple[int, int]]) -> None:
    codings = [_coding("resources", *spans), _coding("voice", (0, 9))]
    rows = rows_of(codings, WORDS)
    expected = {"resources": tuple(spans) or ((0, 33),), "voice": ((0, 9),)}
    assert codes_read(rows, WORDS).codes == expected
    assert as_shown(rows).codes == expected
    again = rows_again(expected, WORDS)
    assert codes_read(again, WORDS).codes == expected


def test_words_are_counted_from_one_and_a_run_is_what_a_span_touches() -> None:
    assert run_of((0, 9), WORDS) == Run("1", "2")
    assert run_of((3, 6), WORDS) == Run("1", "2")
    assert run_of((9, 10), WORDS) == Run("", ""), "a comma is no word"


def test_a_row_moves_goes_and_comes() -> None:
    rows = (
        CodeRow("moved", True, Run("2", "5"), (0, 4)),
        CodeRow("gone", False, Run("1", "1"), (0, 4)),
        CodeRow("twice", True, Run("1", "")),
        CodeRow("twice", True, Run("7", "7")),
        CodeRow("whole", True, Run("", ""), (0, 4)),
    )
    read = codes_read(rows, WORDS)
    assert read.wrong == ()
    assert {code: [TEXT[start:end] for start, end in spans] for code, spans in read.codes.items()} == {
        "moved": ["time, and a manager"],
        "twice": ["More", "asks"],
        "whole": ["More time, and a manager who asks"],
    }


@pytest.mark.parametrize("run", [("0", "1"), ("1", "8"), ("3", "2"), ("x", ""), ("", "x"), ("-1", "2"), ("9" * 7, "")])
def test_numbers_that_name_no_words_are_told_by_their_row(run: tuple[str, str]) -> None:
    rows = (CodeRow("fine", True, Run("1", "1")), CodeRow("wrong", True, Run(*run)))
    assert codes_read(rows, WORDS).wrong == (RunWrong(1),)


def test_a_text_without_words_has_nothing_to_choose_from() -> None:
    assert rows_of([_coding("resources")], []) == (CodeRow("resources", True, Run("", ""), (0, 0)),)


@pytest.mark.parametrize("text", ["", "x", "12-xyz", "123456-" + "a" * 24, "1-" + "A" * 24, "a" * 63, "a" * 65])
def test_a_place_that_no_queue_has_is_its_beginning(text: str) -> None:
    assert place_read(text) == ""


def test_places_of_both_queues_are_read() -> None:
    for place in (unsure_place(4999, "a" * 24), "0" * 64):
        assert place_read(place) == place
