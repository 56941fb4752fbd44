"""A person's decision holds, whatever a model says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.domain.errors import InvalidReview
from services.analysis.domain.reviews import Review, settled

TEXT = "no time to think, no money either"
CODINGS = st.lists(
    st.builds(
        Coding,
        st.sampled_from(["time", "money", "courses", "peers"]),
        st.just("means"),
        st.floats(0, 1),
        st.lists(st.sampled_from([Span(0, 7), Span(3, 16), Span(0, len(TEXT))]), min_size=1).map(tuple),
    ),
    unique_by=lambda coding: coding.code,
).map(tuple)
FOUND = st.builds(
    AnswerCoding,
    st.just(Answer(TEXT)),
    st.just("linear-1"),
    CODINGS,
    st.dictionaries(st.sampled_from(["time", "money"]), st.floats(0, 1)),
    st.sampled_from([(), ("need",)]),
)


@settings(max_examples=25, deadline=None)
@given(FOUND, CODINGS)
def test_a_persons_codings_are_all_that_holds(found: AnswerCoding, decided: tuple[Coding, ...]) -> None:
    held = settled(found, Review(Answer(TEXT), decided, "ann"))
    assert held.codings == decided
    assert held.model == "person:ann"
    assert (held.answer, held.facets, held.probabilities) == (found.answer, found.facets, found.probabilities)


@settings(max_examples=25, deadline=None)
@given(FOUND, FOUND, CODINGS)
def test_a_new_model_changes_nothing_that_a_person_decided(
    old: AnswerCoding, new: AnswerCoding, decided: tuple[Coding, ...]
) -> None:
    review = Review(Answer(TEXT), decided, "ann")
    assert settled(old, review).codings == settled(new, review).codings
    assert settled(settled(new, review), review) == settled(new, review)


@settings(max_examples=25, deadline=None)
@given(FOUND)
def test_without_a_review_the_models_codings_hold(found: AnswerCoding) -> None:
    assert settled(found, None) is found


@settings(max_examples=25, deadline=None)
@given(FOUND)
def test_no_code_is_a_decision_too(found: AnswerCoding) -> None:
    assert settled(found, Review(Answer(TEXT), (), "ann")).codings == ()


@settings(max_examples=25, deadline=None)
@given(FOUND, CODINGS)
def test_a_review_of_other_words_is_refused(found: AnswerCoding, decided: tuple[Coding, ...]) -> None:
    """Also when its spans would fit: a decision belongs to the words that the person read."""
    with pytest.raises(InvalidReview):
        settled(found, Review(Answer(f"{TEXT}!"), decided, "ann"))
