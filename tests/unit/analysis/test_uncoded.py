"""Uncoded answers: they teach words, tell how common a code is, and where to cut; without them nothing changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from services.analysis.domain.codings import Answer
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.model import KnownWords, Model
from services.analysis.engine.scoring import Scorer
from services.analysis.engine.training import train
from services.analysis.engine.uncoded import NOTHING_UNCODED, Uncoded, likely_threshold, settle
from services.analysis.engine.word_table import WordTable
from shared.codebooks.codebook import Codebook
from tests.support.tries import tries

QUESTION = "What do you need?"
RARE = [Answer(f"the meeting was fine {number}", QUESTION) for number in range(40)]


def probabilities(model: Model, known: KnownWords, texts: list[str]) -> np.ndarray:
    scorer = Scorer(model, WordTable(model, known))
    return scorer.score([Answer(text, QUESTION) for text in texts]).probabilities[:, : len(model.labels.codes)]


def test_without_uncoded_answers_nothing_changes(small_model: tuple[Model, KnownWords]) -> None:
    assert settle(*small_model, NOTHING_UNCODED, np.full(3, 0.3)) is small_model[0]


def test_words_that_only_uncoded_answers_have_are_known(
    small_codebook: Codebook, small_exemplars: list[Exemplar]
) -> None:
    uncoded = Uncoded([Answer("zebra crossing", QUESTION), Answer("a zebra", QUESTION)])
    model, known = train(small_codebook, small_exemplars, uncoded)
    assert "zebra" in known.words
    assert "zebra" in model.lexicon.stems
    assert "zebra" not in train(small_codebook, small_exemplars)[1].words


def test_a_code_that_uncoded_answers_lack_becomes_less_likely_where_exemplars_were_chosen(
    small_model: tuple[Model, KnownWords],
) -> None:
    model, known = small_model
    text = ["no time to think"]
    drawn = settle(model, known, Uncoded(RARE, drawn=True), np.full(3, 0.3))
    chosen = settle(model, known, Uncoded(RARE, drawn=False), np.full(3, 0.3))
    before, same, less = (probabilities(each, known, text) for each in (model, drawn, chosen))
    assert same.tolist() == before.tolist()
    assert (less < before).all()
    facets = slice(len(model.labels.codes), None)
    assert (chosen.weights.offsets[facets] == model.weights.offsets[facets]).all()


def test_the_offset_stays_what_platt_says(small_model: tuple[Model, KnownWords]) -> None:
    """A later refit goes on from slopes and shifts: both must move together."""
    model, known = small_model
    settled = settle(model, known, Uncoded(RARE, drawn=False), np.full(3, 0.3))
    moved = settled.weights.offsets.astype(float) - model.weights.offsets
    np.testing.assert_allclose(moved / (1 << 16), settled.weights.shifts - model.weights.shifts, atol=1e-4)


def test_the_threshold_is_the_one_with_the_best_expected_f1() -> None:
    sure = np.array([[0.9, 0.1], [0.9, 0.1], [0.1, 0.9]])
    assert 0.1 < likely_threshold(sure) <= 0.6
    unsure = np.array([[0.3, 0.02], [0.02, 0.3], [0.02, 0.28]])
    assert likely_threshold(unsure) <= 0.28


@settings(max_examples=tries(60), deadline=None)
@given(arrays(np.float64, (12, 3), elements=st.floats(0.01, 0.99)))
def test_no_threshold_does_better_than_the_likely_one(chances: np.ndarray) -> None:
    def expected(threshold: float) -> float:
        chosen = chances >= threshold
        return float(2 * chances[chosen].sum() / (chosen.sum() + chances.sum()))

    best = max(expected(round(float(t), 2)) for t in np.arange(0.1, 0.605, 0.01))
    assert expected(likely_threshold(chances)) == pytest.approx(best, abs=1e-9)
