"""A candidate learns what people decided and forgets nothing else; what it would change is told beforehand."""

import numpy as np
import pytest

from services.analysis.domain.codings import Answer
from services.analysis.engine import learning
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.design import Design
from services.analysis.engine.errors import InvalidExemplars
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.explanation import explain
from services.analysis.engine.learning import CANDIDATE, Change, compare, refit
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.regression import Fit, fit
from shared.codebooks.codebook import Codebook

CAR_PARK = Answer("the car park was full")
UNTOUCHED = [
    Answer("no funding at all"),
    Answer("more courses"),
    Answer("we are too busy"),
    Answer("warm room"),
    Answer(""),
]
# Six people say that the car park is a matter of time, which the model has learned to leave uncoded;
# three decide as it does.
REVIEWS = [
    *(
        Exemplar(f"{name}-1", f"the car park was full {name}", codes=("time",))
        for name in "dai eve fay gus huw ian".split()
    ),
    *(Exemplar(f"{name}-2", f"no funding at all {name}", codes=("money",)) for name in "dai eve fay".split()),
]


def codes(coder: LinearCoder, answers: list[Answer]) -> list[list[str]]:
    return [[coding.code for coding in found.codings] for found in coder.code(answers)]


@pytest.fixture(scope="module")
def candidate(small_artefact: Artefact) -> Artefact:
    return refit(small_artefact, REVIEWS)


@pytest.fixture(scope="module")
def new(small_codebook: Codebook, candidate: Artefact) -> LinearCoder:
    return LinearCoder(small_codebook, candidate)


def test_a_candidate_decides_as_people_did(small_coder: LinearCoder, new: LinearCoder) -> None:
    assert codes(small_coder, [CAR_PARK]) == [[]]
    assert codes(new, [CAR_PARK]) == [["time"]]
    assert new.model == CANDIDATE


def test_more_people_move_it_further(small_codebook: Codebook, small_artefact: Artefact) -> None:
    chances = [
        LinearCoder(small_codebook, refit(small_artefact, REVIEWS[:n])).score([CAR_PARK]).probabilities[0, 0]
        for n in (0, 1, 3, 6)
    ]
    assert chances == sorted(chances)
    assert chances[0] < 0.1
    assert chances[-1] > 0.5


def test_answers_that_no_review_touches_stay_as_they_are(small_coder: LinearCoder, new: LinearCoder) -> None:
    assert codes(new, UNTOUCHED) == codes(small_coder, UNTOUCHED)


def test_weights_of_words_that_no_review_holds_stay(small_artefact: Artefact, candidate: Artefact) -> None:
    old, moved = small_artefact.model.weights.stems, candidate.model.weights.stems
    stems = small_artefact.model.lexicon.stems
    changed = {name for name, place in stems.items() if (old[place] != moved[place]).any()}
    assert {"car", "park", "full"} <= changed
    assert not changed & {"lunch", "train", "cours", "busi", "team"}


def test_log_odds_move_by_what_was_fitted_in_the_units_of_each_code(
    small_artefact: Artefact, small_coder: LinearCoder, new: LinearCoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is fitted are scores before calibration: Platt's slopes make log-odds of them."""
    fits = []

    def watched(design: Design, *given: object, **named: object) -> Fit:
        fits.append((design, fit(design, *given, **named)))
        return fits[-1][1]

    monkeypatch.setattr(learning, "fit", watched)
    refit(small_artefact, REVIEWS)
    ((design, fitted),) = fits
    expected = fitted.scores(design) * small_artefact.model.weights.slopes[:3]
    assert np.abs(expected).max() > 1.0
    assert (np.abs(fitted.intercepts) > 0.01).all()
    for review, steps in zip(REVIEWS, expected, strict=True):
        before, after = (explain(coder, Answer(review.text)).codes for coder in (small_coder, new))
        old, moved = ({code.code: code.log_odds for code in codes_of} for codes_of in (before, after))
        found = [moved[code] - old[code] for code in ("time", "money", "courses")]
        assert found == pytest.approx(steps.tolist(), abs=5e-3)


def test_what_the_present_model_knows_is_not_learned_again(
    small_artefact: Artefact, small_exemplars: list[Exemplar], candidate: Artefact
) -> None:
    agreeing = refit(small_artefact, small_exemplars)
    present = small_artefact.model.weights.stems[:, :3]
    steps = [np.abs(one.model.weights.stems[:, :3] - present).max() for one in (agreeing, candidate)]
    assert steps[0] < 0.5 * steps[1]  # not less: a model of few exemplars is held back, and a review says it again
    assert steps[0] < 0.5 * np.abs(present).max()


def test_facets_are_not_touched(
    small_artefact: Artefact, candidate: Artefact, small_coder: LinearCoder, new: LinearCoder
) -> None:
    for name in ("stems", "ngrams", "pairs", "questions"):
        old, moved = (getattr(one.model.weights, name)[:, 3:] for one in (small_artefact, candidate))
        np.testing.assert_array_equal(old, moved)
    assert candidate.model.weights.offsets[3] == small_artefact.model.weights.offsets[3]
    answers = [CAR_PARK, *UNTOUCHED]
    before, after = small_coder.code(answers), new.code(answers)
    assert [found.facet_probabilities for found in before] == [found.facet_probabilities for found in after]
    assert [found.facets for found in before] == [found.facets for found in after]


def test_the_present_model_is_left_as_it_was(small_artefact: Artefact, candidate: Artefact) -> None:
    assert candidate.model.weights is not small_artefact.model.weights
    again = refit(small_artefact, [])
    for name in ("stems", "ngrams", "pairs", "questions", "offsets"):
        present = getattr(small_artefact.model.weights, name)
        np.testing.assert_array_equal(getattr(again.model.weights, name), present)
        assert not np.shares_memory(getattr(candidate.model.weights, name), present)


def test_the_same_reviews_give_the_same_candidate(small_artefact: Artefact, candidate: Artefact) -> None:
    again = refit(small_artefact, REVIEWS)
    for name in ("stems", "ngrams", "pairs", "questions", "offsets"):
        np.testing.assert_array_equal(getattr(again.model.weights, name), getattr(candidate.model.weights, name))


@pytest.mark.parametrize("text", ["", "xyzzy", "?!"])
def test_reviews_without_known_words_do_no_harm(
    small_codebook: Codebook, small_artefact: Artefact, small_coder: LinearCoder, text: str
) -> None:
    found = LinearCoder(small_codebook, refit(small_artefact, [Exemplar("dai-1", text)]))
    assert codes(found, UNTOUCHED) == codes(small_coder, UNTOUCHED)


def test_a_comparison_tells_figures_on_reviews_left_out_and_lists_changes(
    small_codebook: Codebook, small_artefact: Artefact
) -> None:
    """The present model misses 6 of 9 (F1 = 2 * 3 / (3 + 9)); each fold's candidate learns them from other people."""
    found = compare(small_codebook, small_artefact, REVIEWS, [CAR_PARK, *UNTOUCHED])
    assert (found.overall.present, found.overall.candidate, found.overall.n) == (0.5, 1.0, 9)
    figures = {code: (score.present, score.candidate, score.n) for code, score in found.codes.items()}
    assert figures == {"time": (0.0, 1.0, 6), "money": (1.0, 1.0, 3), "courses": (0.0, 0.0, 0)}
    assert found.changes == (Change(CAR_PARK, (), ("time",)),)


def test_what_only_one_person_decided_cannot_be_foreseen(small_codebook: Codebook, small_artefact: Artefact) -> None:
    """A review must not be judged by a candidate that learned from it, or from the same person."""
    reviews = [*(Exemplar(f"dai-{n}", f"the car park was full {n}", codes=("time",)) for n in range(4)), *REVIEWS[6:]]
    found = compare(small_codebook, small_artefact, reviews, [])
    assert (found.codes["time"].candidate, found.codes["money"].candidate, found.changes) == (0.0, 1.0, ())


def test_codes_that_go_are_told_too(small_codebook: Codebook, small_artefact: Artefact) -> None:
    reviews = [Exemplar(f"{name}-1", f"no funding at all {name}") for name in "dai eve fay gus huw ian".split()]
    found = compare(small_codebook, small_artefact, reviews, [Answer("no funding at all")])
    assert found.changes == (Change(Answer("no funding at all"), ("money",), ()),)


def test_reviews_that_agree_change_nothing(
    small_codebook: Codebook, small_artefact: Artefact, small_exemplars: list[Exemplar]
) -> None:
    answers = [Answer(one.text, one.question) for one in small_exemplars]
    found = compare(small_codebook, small_artefact, small_exemplars, answers)
    assert found.changes == ()
    assert (found.overall.present, found.overall.candidate) == (1.0, 1.0)


@pytest.mark.parametrize("reviews", [[], REVIEWS[:1], [Exemplar("dai-1", "no time"), Exemplar("dai-2", "no money")]])
def test_one_person_is_not_enough_to_compare(
    small_codebook: Codebook, small_artefact: Artefact, reviews: list[Exemplar]
) -> None:
    with pytest.raises(InvalidExemplars, match="two writers"):
        compare(small_codebook, small_artefact, reviews, [])
