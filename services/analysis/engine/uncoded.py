"""What answers that nobody has coded tell when exemplars are few: their words, how common a code is, where to cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer
from services.analysis.engine.display import logistic
from services.analysis.engine.model import KnownWords, Model, Rule, fixed
from services.analysis.engine.scoring import Scorer
from services.analysis.engine.word_table import WordTable

Floats = NDArray[np.float64]
_CHUNK: Final = 512  # answers scored at once
_STEPS: Final = 50
_TRUST: Final = 0.5  # in what the model says of shares: with few exemplars it is no good judge of them
_THRESHOLDS: Final = np.arange(0.1, 0.605, 0.01)
_RAREST: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Uncoded:
    """Answers of the kind that will be coded; `drawn`: the exemplars were drawn at random from among such answers.

    Where they were not, but chosen (so many for each code, say), a code's share of the exemplars says nothing.
    """

    answers: Sequence[Answer] = field(default=())
    drawn: bool = True


NOTHING_UNCODED: Final = Uncoded()


def settle(model: Model, known: KnownWords, uncoded: Uncoded, shares: Floats) -> Model:
    """The model with codes as common, and given from such a probability on, as the uncoded answers suggest.

    `shares` are the codes' shares of the exemplars. Without uncoded answers nothing changes.
    """
    if not uncoded.answers:
        return model
    codes = len(model.labels.codes)
    settled = model
    if not uncoded.drawn:
        settled = _shifted(model, _shifts(_probabilities(model, known, uncoded.answers)[:, :codes], shares))
    threshold = likely_threshold(_probabilities(settled, known, uncoded.answers)[:, :codes])
    return replace(settled, decisions=replace(settled.decisions, codes=Rule(threshold, 1.0)))


def likely_threshold(probabilities: Floats) -> float:
    """The threshold, in hundredths, with the best micro-F1 to be expected if the probabilities are right."""
    given = [probabilities >= threshold for threshold in _THRESHOLDS]
    hits = np.array([float(probabilities[chosen].sum()) for chosen in given])
    expected = 2 * hits / (np.array([chosen.sum() for chosen in given]) + probabilities.sum())
    return round(float(_THRESHOLDS[int(expected.argmax())]), 2)


def _shifts(probabilities: Floats, shares: Floats) -> Floats:
    """How much each code's log-odds move: half the way to the shares at which its probabilities agree with themselves.

    Expectation-maximisation of Saerens, Latinne and Decaestecker (Neural Computation 14, 2002), one code at a time.
    """
    start, odds = _log_odds(shares), _log_odds(probabilities)
    found = shares
    for _ in range(_STEPS):
        found = logistic(odds + _TRUST * (_log_odds(found) - start)).mean(axis=0)
    return np.asarray(_TRUST * (_log_odds(found) - start))


def _shifted(model: Model, by: Floats) -> Model:
    moved = np.zeros(len(model.weights.offsets))
    moved[: len(by)] = by
    weights = replace(model.weights, offsets=model.weights.offsets + fixed(moved), shifts=model.weights.shifts + moved)
    return replace(model, weights=weights)


def _probabilities(model: Model, known: KnownWords, answers: Sequence[Answer]) -> Floats:
    scorer = Scorer(model, WordTable(model, known))
    return np.vstack([scorer.score(chunk).probabilities for chunk in _chunks(answers)])


def _chunks(answers: Sequence[Answer]) -> Iterator[Sequence[Answer]]:
    return (answers[start : start + _CHUNK] for start in range(0, len(answers), _CHUNK))


def _log_odds(chances: Floats) -> Floats:
    held = np.clip(chances, _RAREST, 1 - _RAREST)
    return np.asarray(np.log(held / (1 - held)))
