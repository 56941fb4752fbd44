"""The coder keeps the promises of its port: order, batches and threads change nothing, spans point into the text."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.analysis.application.coder import Coder
from services.analysis.domain.codings import Answer
from services.analysis.engine import word_table
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.model import KnownWords, Model, Rule
from shared.codebooks.codebook import Codebook
from tests.support.tries import tries

TEXTS = (
    "we have no time",
    "funding, and a training course",
    "lovely lunch",
    "",
    "😀",
    "No money!\r\n• more courses • protected time 🐑",
    "TIME to think, TIME to act; the mony ran out",
    "we need more than a training course",
)


@pytest.fixture(scope="module")
def coder(small_codebook: Codebook, small_model: tuple[Model, KnownWords]) -> Coder:
    return LinearCoder(small_codebook, Artefact("linear-small-1-test", *small_model))


def codes(coder: Coder, text: str) -> list[str]:
    (found,) = coder.code([Answer(text)])
    return [coding.code for coding in found.codings]


def test_codes_are_given_with_theme_confidence_and_evidence(coder: Coder) -> None:
    (found,) = coder.code([Answer("It was fun. The funding ends in March, sadly", "What do you need?")])
    (coding,) = found.codings
    assert (coding.code, coding.theme) == ("money", "means")
    assert coding.spans[0].of(found.answer.text) == "The funding ends in March"
    assert coding.confidence == found.probabilities["money"]
    assert set(found.probabilities) == {"time", "money", "courses"}
    assert found.facets == ("need",)
    assert found.model == coder.model == "linear-small-1-test"
    assert coder.codebook.id == "small"


def ruled(codebook: Codebook, trained: tuple[Model, KnownWords], rule: Rule) -> LinearCoder:
    """A coder that gives codes by another rule."""
    model, known = trained
    return LinearCoder(
        codebook, Artefact("ruled", replace(model, decisions=replace(model.decisions, codes=rule)), known)
    )


def test_what_no_segment_carries_alone_is_shown_by_the_best(
    small_codebook: Codebook, small_model: tuple[Model, KnownWords]
) -> None:
    """Two weak hints make a strong one: the whole reaches the threshold, just, and neither segment does."""
    answer = Answer("funding\nfunding")
    scored = ruled(small_codebook, small_model, Rule(0.5, 1.0)).score([answer])
    reached = float(scored.probabilities[0, 1])
    assert scored.by_segment[:, 1].max() < reached
    (found,) = ruled(small_codebook, small_model, Rule(reached, 1.0)).code([answer])
    (coding,) = [coding for coding in found.codings if coding.code == "money"]
    assert [(span.start, span.of(answer.text)) for span in coding.spans] == [(0, "funding"), (8, "funding")]


def test_words_must_be_there_for_a_fallback(small_codebook: Codebook, small_model: tuple[Model, KnownWords]) -> None:
    falling = ruled(small_codebook, small_model, Rule(0.99, 0.0))
    assert [len(codes(falling, text)) for text in ("lovely lunch", "", "?!", "😀")] == [1, 0, 0, 0]


def test_the_most_probable_code_comes_first(small_codebook: Codebook, small_model: tuple[Model, KnownWords]) -> None:
    coder = ruled(small_codebook, small_model, Rule(0.4, 1.0))
    texts = ("money for the team\ncourse ends", "busy time\nfull course")
    for found in coder.code([Answer(text) for text in texts]):
        confidences = [coding.confidence for coding in found.codings]
        assert len(confidences) > 1
        assert confidences == sorted(confidences, reverse=True)
    assert [codes(coder, text) for text in texts] == [["courses", "money"], ["time", "courses"]]


def test_several_segments_may_carry_a_code(coder: Coder) -> None:
    (found,) = coder.code([Answer("No time to think.\nLovely lunch.\nProtected time every week!")])
    time = next(coding for coding in found.codings if coding.code == "time")
    assert [span.of(found.answer.text) for span in time.spans] == ["No time to think", "Protected time every week"]


def test_no_code_is_an_answer_too(coder: Coder) -> None:
    for text in ("lovely lunch", "", "  \n", "😀", "?!"):
        assert codes(coder, text) == []
    (empty,) = coder.code([Answer("?!")])
    assert set(empty.probabilities.values()) == {0.0}
    assert coder.code([]) == []


def test_what_is_set_aside_is_no_evidence(coder: Coder) -> None:
    assert codes(coder, "we need a training course") == ["courses"]
    assert "courses" not in codes(coder, "we need much more than a training course")
    assert codes(coder, "protected time rather than a training course") == ["time"]


def test_an_unseen_form_of_a_word_counts_by_its_letters(coder: Coder) -> None:
    assert codes(coder, "trainings and coursework") == ["courses"]


def test_order_batch_and_threads_change_nothing(coder: Coder) -> None:
    answers = [Answer(text, question) for text in TEXTS for question in ("", "What do you need?")] * 9
    alone = [coder.code([answer])[0] for answer in answers]
    assert list(coder.code(answers)) == alone
    assert list(reversed(coder.code(answers[::-1]))) == alone
    with ThreadPoolExecutor(4) as pool:
        assert all(list(found) == alone for found in pool.map(coder.code, [answers] * 4))


def test_forgetting_new_words_changes_nothing(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [Answer(f"{text} word{number} Zeit{number}") for number, text in enumerate(TEXTS)]
    before = list(coder.code(answers))
    monkeypatch.setattr(word_table, "_MOST_NEW", 0)
    assert [coder.code([answer])[0] for answer in answers] == before


@settings(max_examples=tries(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=20)), max_size=6).map(" ".join))
def test_every_span_quotes_the_text(coder: Coder, text: str) -> None:
    (found,) = coder.code([Answer(text)])
    for coding in found.codings:
        for span in coding.spans:
            quote = span.of(text)
            assert quote
            assert quote == quote.strip()
