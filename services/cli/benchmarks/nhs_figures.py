"""The figures of the benchmark that follow from decisions alone: agreement, calibration, shares."""

from dataclasses import asdict
from typing import Final

from services.analysis.engine.measuring.agreement import macro_f1, micro_f1, samples_f1, value_of
from services.analysis.engine.measuring.calibration_error import calibration_error, confident_calibration_error
from services.analysis.engine.measuring.decisions import Bools, Decisions
from services.analysis.engine.measuring.shares import reviewed_shares, share_mae
from shared.estimation.bootstrap import Figure, intervals

Figures = dict[str, object]
_MEASURES: Final = (micro_f1, macro_f1, samples_f1)
_REVIEWED: Final = 100
_SEED: Final = 0


def agreement_figures(decisions: Decisions, peer: Bools, unseen: Bools) -> Figures:
    """F1 of engine and peer over all comments and over the `unseen`, with the intervals of the latter.

    `nodup_minus_peer` is the difference in the same draws: where its interval lies above 0 the engine is ahead.
    """
    truth, given = decisions.truth, decisions.given
    return {
        "all": _scores(truth, given),
        "nodup": _scores(truth[unseen], given[unseen]),
        "peer_all": _scores(truth, peer),
        "peer_nodup": _scores(truth[unseen], peer[unseen]),
        "intervals": _intervals(truth[unseen], given[unseen], peer[unseen]),
    }


def calibration_figures(decisions: Decisions, unseen: Bools) -> Figures:
    """Calibration errors over the `unseen` comments."""
    new = decisions.rows(unseen)
    return {"ece": calibration_error(new), "ece_confident": confident_calibration_error(new)}


def share_figures(decisions: Decisions, draws: int) -> Figures:
    """Share errors over all comments without review and, if there are `draws`, with some drawn and reviewed."""
    found: Figures = {"share_mae": share_mae(decisions), "share_mae_reviewed": None, "coverage": None, "review": None}
    if draws:
        reviewed = min(_REVIEWED, len(decisions.truth))
        with_review = reviewed_shares(decisions, reviewed=reviewed, draws=draws, seed=_SEED)
        found |= {"share_mae_reviewed": with_review.mae, "coverage": with_review.coverage}
        found["review"] = asdict(with_review)
    return found


def _scores(truth: Bools, given: Bools) -> dict[str, float | None]:
    return {measure.__name__: value_of(measure(truth, given), len(truth)) for measure in _MEASURES}


def _intervals(truth: Bools, given: Bools, peer: Bools) -> dict[str, list[float]]:
    figures: dict[str, Figure] = {}
    for measure in _MEASURES:
        name, of_engine, of_peer = measure.__name__, measure(truth, given), measure(truth, peer)
        figures |= {f"nodup.{name}": of_engine, f"peer_nodup.{name}": of_peer}
        figures[f"nodup_minus_peer.{name}"] = _difference(of_engine, of_peer)
    return {name: list(ends) for name, ends in intervals(figures, len(truth), seed=_SEED).items()}


def _difference(one: Figure, other: Figure) -> Figure:
    return lambda weights: one(weights) - other(weights)
