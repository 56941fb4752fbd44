"""A coding that contradicts itself or its text cannot be made."""

import pickle

import pytest

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.domain.errors import InvalidCoding, InvalidProbability, InvalidSpan

ANSWER = Answer("no time to think", "What gets in the way?")


def coding(code: str = "time_and_space", confidence: float = 0.9, end: int = 7) -> Coding:
    return Coding(code, "conditions", confidence, (Span(0, end),))


def test_a_span_marks_words() -> None:
    assert Span(3, 7).of(ANSWER.text) == "time"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2)])
def test_a_span_is_never_empty_or_backwards(start: int, end: int) -> None:
    with pytest.raises(InvalidSpan):
        Span(start, end)


def test_a_span_stays_within_its_text() -> None:
    with pytest.raises(InvalidSpan):
        Span(3, 17).of(ANSWER.text)
    with pytest.raises(InvalidSpan):
        AnswerCoding(ANSWER, "m", (coding(end=17),))


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_probabilities_stay_within_0_and_1(value: float) -> None:
    with pytest.raises(InvalidProbability):
        coding(confidence=value)
    with pytest.raises(InvalidProbability):
        AnswerCoding(ANSWER, "m", probabilities={"time_and_space": value})
    with pytest.raises(InvalidProbability):
        AnswerCoding(ANSWER, "m", facet_probabilities={"need": value})


def test_a_coding_needs_evidence_and_a_code_is_given_once() -> None:
    with pytest.raises(InvalidCoding):
        Coding("time_and_space", "conditions", 0.9, ())
    with pytest.raises(InvalidCoding):
        AnswerCoding(ANSWER, "m", (coding(), coding(end=4)))


def test_an_answer_coding_travels_between_processes() -> None:
    found = AnswerCoding(ANSWER, "m", (coding(),), {"time_and_space": 0.9}, ("barrier",), {"barrier": 0.8})
    assert pickle.loads(pickle.dumps(found)) == found
