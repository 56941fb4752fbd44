"""Whatever the text, what is found lies in it, in order and apart."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.personal_data.finding import personal_data

WHOLE = ["sian@nhs.wales", "07700 900123", "943 476 5919", "SA2 8QA", "DOB 3/4/62"]
PIECES = [*WHOLE, "Dr ", "Mrs O'B", "ap ", "Ŵ", "\u0302", "😀", "\u200d", "\n", " ", "(", "@", ".", "0", "+44"]
MIXED = st.lists(st.sampled_from(PIECES) | st.characters()).map("".join)


@settings(deadline=None)  # the first text with digits loads the numbering plans
@given(MIXED)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = [each.span for each in personal_data(text)]
    assert all(span.of(text).strip() for span in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@settings(deadline=None)
@given(st.sampled_from(WHOLE), MIXED)
def test_what_stands_alone_is_found_whatever_stands_before(piece: str, before: str) -> None:
    text = f"{before}\n\n{piece}"
    wanted = piece.removeprefix("DOB ")
    assert [each.span.of(text) for each in personal_data(text)][-1:] == [wanted]


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found = personal_data("Dr Jones, 07700 900123")
    assert caplog.text == ""
    assert "Jones" not in repr(found)
