"""Only what stands in the codebook, with words that stand in the answer, becomes a suggestion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.analysis.domain.codings import Answer, Span
from services.analysis.domain.errors import InvalidSpan
from services.analysis.domain.suggestions import UNKNOWN_CONFIDENCE, Marked, Proposal, Suggestions, find_quote, verified

TEXT = "No time, no money. Dim amser 😀 chwaith: timetables!"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("No time", "No time"),
        ("  no money.\n", "no money."),
        ("amser 😀 chwaith", "amser 😀 chwaith"),
        ("time", "time"),
        ("timetables", "timetables"),
        ("table", None),
        ("NO TIME", None),
        ("no  money", None),
        ("no time", None),
        ("", None),
        (" \n", None),
        ("😀", None),
        ("!", None),
        ("we need a new building", None),
    ],
)
def test_a_quote_is_found_verbatim_and_in_whole_words_or_not_at_all(quote: str, found: str | None) -> None:
    span = find_quote(TEXT, quote)
    assert (span.of(TEXT) if span else None) == found


def test_a_quote_may_stand_later_than_inside_a_word() -> None:
    assert find_quote("timetables take time", "time") == Span(16, 20)


def test_a_quote_never_parts_a_letter_from_its_accent() -> None:
    assert find_quote("caffe\u0301 bach", "caffe") is None
    assert find_quote("caffe\u0301 bach", "caffe\u0301") == Span(0, 6)


@given(st.text(), st.text())
def test_whatever_is_quoted_the_span_holds_just_that(text: str, quote: str) -> None:
    span = find_quote(text, quote)
    assert span is None or span.of(text) == quote.strip()


@given(st.lists(st.text(alphabet="abŵ 😀.", min_size=1), min_size=1, max_size=5), st.data())
def test_words_taken_from_a_text_are_found_in_it(parts: list[str], data: st.DataObject) -> None:
    words = [word for word in " ".join(parts).split() if any(character.isalnum() for character in word)]
    if words:
        word = data.draw(st.sampled_from(words))
        assert find_quote(" ".join(words), word) is not None


def test_unknown_codes_and_quotes_are_dropped_and_the_rest_is_put_in_order(small_codebook) -> None:
    proposals = [
        Proposal("courses", ["no money.", "a course"]),
        Proposal("invented", ["No time"]),
        Proposal("time", ["No time", "Dim amser"]),
        Proposal("time", ["No time"]),
        Proposal("money", ["no funding at all"]),
    ]
    found = verified(TEXT, proposals, [Proposal("need", ["invented"]), Proposal("time", ["No time"])], small_codebook)
    assert found == Suggestions((Marked("time", (Span(0, 7), Span(19, 28))), Marked("courses", (Span(9, 18),))))


def test_suggestions_become_codings_of_their_own_coder_that_claim_no_probability(small_codebook) -> None:
    suggestions = Suggestions((Marked("money", (Span(9, 17),)),), (Marked("need", (Span(0, 2),)),))
    found = suggestions.as_coding(Answer(TEXT), small_codebook, "suggested-x")
    assert (found.model, found.facets, dict(found.probabilities)) == ("suggested-x", ("need",), {})
    assert [(c.code, c.theme, c.confidence) for c in found.codings] == [("money", "means", UNKNOWN_CONFIDENCE)]
    with pytest.raises(InvalidSpan):
        suggestions.as_coding(Answer("short"), small_codebook, "suggested-x")
