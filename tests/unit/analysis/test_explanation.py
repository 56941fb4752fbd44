"""What is shown as the reason for a code is the whole sum, to the last word."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.analysis.domain.codings import Answer
from services.analysis.engine.explanation import explain
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.tokens import WORD
from tests.support.tries import tries

ANSWERS = [
    Answer("no time to think", "What do you need?"),
    Answer("No funding! A training course. We are too busy, w\u0302yl 😀 newword"),
    Answer("we need more than a training course", "What do you need?"),
    Answer("lovely lunch"),
    Answer("• more courses\r\n• protected time", "Never asked before?"),
]
TEXTS = st.lists(
    st.sampled_from("no time funding training course lunch xyz . \n than rather 😀 ,".split(" ")), max_size=12
)


def logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@pytest.mark.parametrize("answer", ANSWERS)
def test_start_question_and_words_add_up_to_the_probability(small_coder: LinearCoder, answer: Answer) -> None:
    explanation, scored = explain(small_coder, answer), small_coder.score([answer])
    assert len(explanation.codes) == 3
    for code in explanation.codes:
        total = code.start + code.question + sum(word.given for word in code.words)
        assert code.log_odds == pytest.approx(total, abs=1e-12)
        assert code.of_whole == pytest.approx(logistic(total), abs=1e-6)
        decided_by = scored.probabilities[0, small_coder.codebook.code_ids.index(code.code)]
        assert (code.of_whole + code.of_best_segment) / 2 == pytest.approx(decided_by, abs=2e-6)


@settings(max_examples=tries(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS.map(" ".join), st.sampled_from(["", "What do you need?"]))
def test_any_answer_is_explained_as_it_is_coded(small_coder: LinearCoder, text: str, question: str) -> None:
    explanation = explain(small_coder, Answer(text, question))
    assert explanation.found == small_coder.code([Answer(text, question)])[0]
    given = {coding.code: coding.confidence for coding in explanation.found.codings}
    assert {code.code: code.confidence for code in explanation.codes if code.decided} == given
    for code in explanation.codes:
        assert code.confidence == explanation.found.probabilities[code.code]
        places = [word.span.start for word in code.words]
        assert places == sorted(set(places))
        assert all(WORD.fullmatch(word.span.of(text)) for word in code.words)
        if code.words:
            assert code.of_whole == pytest.approx(logistic(code.log_odds), abs=1e-6)


def test_words_are_quoted_where_they_stand(small_coder: LinearCoder) -> None:
    text = "😀 Time, w\u0302yl a TIME"
    (first, *_) = explain(small_coder, Answer(text)).codes
    assert [(word.span.start, word.span.of(text)) for word in first.words] == [
        (2, "Time"), (8, "w\u0302yl"), (13, "a"), (15, "TIME"),
    ]  # fmt: skip
    assert first.code == "time"
    assert first.words[0].given > first.words[2].given


def test_words_that_are_set_aside_are_no_reason(small_coder: LinearCoder) -> None:
    text = "we need more than a training course. No time"
    for code in explain(small_coder, Answer(text)).codes:
        assert [word.span.of(text) for word in code.words] == ["we", "need", "more", "than", "No", "time"]


def test_the_question_is_a_reason_of_its_own(small_coder: LinearCoder) -> None:
    asked, silent = (explain(small_coder, Answer("no time", question)) for question in ("What do you need?", ""))
    assert any(code.question for code in asked.codes)
    assert not any(code.question for code in silent.codes)
    assert {code.code: code.start for code in asked.codes} == {code.code: code.start for code in silent.codes}


@pytest.mark.parametrize("text", ["", " \n", "?!", "😀"])
def test_an_answer_without_words_has_nothing_to_explain(small_coder: LinearCoder, text: str) -> None:
    for code in explain(small_coder, Answer(text, "What do you need?")).codes:
        assert (code.decided, code.confidence, code.words, code.of_best_segment) == (False, 0.0, (), 0.0)


def test_the_most_probable_code_comes_first(small_coder: LinearCoder) -> None:
    for answer in ANSWERS:
        confidences = [code.confidence for code in explain(small_coder, answer).codes]
        assert confidences == sorted(confidences, reverse=True)
