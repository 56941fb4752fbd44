"""Whatever the text, what is found lies in it, in order and apart, and long texts take no long time."""

import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.exemplars import exemplars_for, load_exemplars
from services.analysis.engine.personal_data.finding import personal_data
from shared.codebooks.loading import builtin_codebook

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


@pytest.mark.parametrize("piece", ["a", "1", "0 ", "Dr ", "a@", "A. ", "born ", "07700 900123 ", "a.", "Dr A. ", "@a."])
def test_ten_thousand_characters_take_no_long_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    personal_data(text)
    assert time.process_time() - started < 3


def test_few_exemplars_are_taken_for_personal_data() -> None:
    """They name invented people after a title ("Mrs Evans"), and give no number, address or date of birth."""
    exemplars = load_exemplars(exemplars_for("improvement"), builtin_codebook("improvement"))
    found = [each for exemplar in exemplars for each in personal_data(exemplar.text)]
    assert {each.kind for each in found} == {"name"}
    assert 20 < len(found) < 100


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found = personal_data("Dr Jones, 07700 900123")
    assert caplog.text == ""
    assert "Jones" not in repr(found)
