"""A score is an exact sum of what words and their pairs give, the same sum that training multiplied."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.design import Features, build_design
from services.analysis.engine.display import logistic
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.model import FIXED
from services.analysis.engine.pair_index import PairIndex
from services.analysis.engine.pairs import Stream, pairs_in
from services.analysis.engine.reading import flat, read
from services.analysis.engine.scoring import Scored, Scorer
from services.analysis.engine.tokens import normalise
from services.analysis.engine.word_table import WordTable
from tests.support.tries import tries

QUESTIONS = ("", "What do you need?", "What do you like?")
TEXTS = (
    "no time to think",
    "no time to think no time to think",
    "No funding! A training course. The money ran out, we are too busy",
    "we need more than a training course",
    "lovely lunch",
    "unheard-of wordlings",
    "",
    "protected time every week\nmore courses\n\nfunding ends in March",
)
ANSWERS = [Answer(text, question) for text in TEXTS for question in QUESTIONS]
SLOW = settings(max_examples=tries(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def table(small_artefact: Artefact) -> WordTable:
    return WordTable(small_artefact.model, small_artefact.known)


@pytest.fixture(scope="module")
def scorer(small_artefact: Artefact, table: WordTable) -> Scorer:
    return Scorer(small_artefact.model, table)


def log_odds(scored: Scored, number: int) -> np.ndarray:
    """Of a whole answer, from the sum over its words, however they are cut into segments."""
    first, last = (scored.first_word[scored.first_segment[at]] for at in (number, number + 1))
    total = scored.contributions[first:last].sum(axis=0)
    length = np.sqrt(max(int(total[-1]), 1) / (2 * FIXED))
    return (total[:-1] / (2 * length) + scored.asked[number]) / FIXED


def test_scores_are_those_of_the_matrix_that_was_trained_on(small_artefact: Artefact, scorer: Scorer) -> None:
    """Training multiplies features by weights, coding adds up rows of words: two ways to one number."""
    model = small_artefact.model
    asked = [flat(read(answer.question)) for answer in ANSWERS]
    design = build_design([read(answer.text) for answer in ANSWERS], asked, Features(model.lexicon, model.questions))
    weights = model.weights
    parts = np.concatenate([weights.stems, weights.ngrams, weights.pairs, weights.questions])
    expected = design.times(parts / FIXED) + weights.offsets / FIXED
    scored = scorer.score(ANSWERS)
    assert model.lexicon.pairs.size
    for number in range(len(ANSWERS)):
        np.testing.assert_allclose(log_odds(scored, number), expected[number], atol=2e-3)


def test_the_probability_decided_by_is_the_mean_of_whole_and_best_segment(scorer: Scorer) -> None:
    scored = scorer.score(ANSWERS)
    for number, answer in enumerate(ANSWERS):
        first, last = scored.first_segment[number : number + 2]
        if not answer.text:
            assert first == last
            assert not scored.probabilities[number].any()
            continue
        mean = (logistic(log_odds(scored, number)) + scored.by_segment[first:last].max(axis=0)) / 2
        np.testing.assert_allclose(scored.probabilities[number], mean, atol=2e-6)


def test_a_segment_scores_as_if_it_were_the_answer(scorer: Scorer) -> None:
    parts = ("We are too busy.", "A training course!", "The money ran out.")
    together = scorer.score([Answer(" ".join(parts), QUESTIONS[1])])
    alone = scorer.score([Answer(part, QUESTIONS[1]) for part in parts])
    np.testing.assert_array_equal(together.by_segment, alone.probabilities)


@pytest.mark.parametrize("answer", [answer for answer in ANSWERS if answer.text])
def test_a_pair_gives_half_to_each_of_its_words(
    small_artefact: Artefact, scorer: Scorer, table: WordTable, answer: Answer
) -> None:
    scored, model = scorer.score([answer]), small_artefact.model
    number = model.questions.number(flat(read(answer.question)))
    place = 0
    for segment in (words for words in read(answer.text) if words):
        ids = np.array(table.ids(segment))
        stream = Stream(table.stems(ids), np.zeros(len(ids), dtype=np.int64), np.array([number]))
        expected = 2 * table.rows[ids]
        pairs = pairs_in(stream)
        for pair, left, right in zip(
            PairIndex(model.lexicon.pairs).find(pairs.keys), pairs.left, pairs.right, strict=True
        ):
            if pair >= 0:
                expected[left] += table.rows[pair]
                expected[right] += table.rows[pair]
        np.testing.assert_array_equal(scored.contributions[place : place + len(ids)], expected)
        place += len(ids)
    assert place == len(scored.contributions)


def test_a_known_pair_gives_something_of_its_own(scorer: Scorer) -> None:
    """The same words give more, or less, beside one another than far apart."""
    beside, apart = (scorer.score([Answer(text)]) for text in ("no time to think", "think\nto\ntime\nno"))
    by_word = [sum(scored.contributions[:, :-1]) for scored in (beside, apart)]
    assert (by_word[0] != by_word[1]).any()


def test_the_question_matters_also_by_its_pairs(scorer: Scorer) -> None:
    without, asked = (scorer.score([Answer("a training course", question)]) for question in QUESTIONS[:2])
    assert (without.asked != asked.asked).any()
    assert (without.contributions != asked.contributions).any()


@SLOW
@given(st.permutations(range(len(ANSWERS))), st.integers(1, len(ANSWERS)))
def test_company_changes_no_number(scorer: Scorer, order: Sequence[int], size: int) -> None:
    alone = scorer.score(ANSWERS)
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    for batch in batches:
        scored = scorer.score([ANSWERS[number] for number in batch])
        np.testing.assert_array_equal(scored.probabilities, alone.probabilities[list(batch)])
        for at, number in enumerate(batch):
            np.testing.assert_array_equal(log_odds(scored, at), log_odds(alone, number))


def test_no_answers_have_no_scores(scorer: Scorer) -> None:
    scored = scorer.score([])
    assert scored.probabilities.shape == (0, 4)
    assert list(scored.spans) == []


def test_words_that_are_written_alike_share_a_row(table: WordTable) -> None:
    first, second, third = table.ids(["TIME", "time", "Tŵr"])
    assert first == second != third
    assert table.ids([normalise("Tw\u0302r"), "Tw\u0302r"]) == [third, third]


def test_sums_are_whole_numbers(small_coder: LinearCoder) -> None:
    """Whole numbers add up to the same in any order, on any machine."""
    scored = small_coder.score(ANSWERS)
    assert scored.contributions.dtype == np.int32
    shuffled = np.random.default_rng(0).permutation(scored.contributions)
    assert shuffled.sum(axis=0).tolist() == scored.contributions.sum(axis=0).tolist()
    assert np.abs(scored.contributions).sum() < 2**53
