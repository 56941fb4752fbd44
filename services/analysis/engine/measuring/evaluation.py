"""All that can be said of a coder on gold: one set of figures, whoever asks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.analysis.domain.codings import AnswerCoding
from services.analysis.engine.measuring import agreement
from services.analysis.engine.measuring.agreement import CodeAgreement
from services.analysis.engine.measuring.calibration_error import calibration_error, confident_calibration_error
from services.analysis.engine.measuring.decisions import Bools, Decisions, grouped, indicators
from services.analysis.engine.measuring.gold import GoldAnswer
from services.analysis.engine.measuring.shares import share_mae
from shared.codebooks.codebook import Codebook
from shared.estimation.bootstrap import Figure, Interval, intervals


@dataclass(frozen=True, slots=True)
class InLanguage:
    """What is said of the answers in one language; `n` of them."""

    micro_f1: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by their names, None where there is nothing to say, and 95 % bootstrap intervals under the same names.

    Share error and calibration errors have no interval: resampling adds noise that they only ever count upwards.
    """

    figures: dict[str, float | None]
    intervals: dict[str, Interval]
    by_language: dict[str, InLanguage]
    by_code: dict[str, CodeAgreement]
    n: int


def evaluate(gold: Sequence[GoldAnswer], codings: Sequence[AnswerCoding], codebook: Codebook) -> Evaluation:
    """Measure what a coder found in the gold answers, in the same order."""
    decisions = Decisions.of(codings, [answer.codes for answer in gold], codebook.code_ids)
    figures = _of_codes(decisions) | {
        "theme_micro_f1": _of_themes(decisions, codebook),
        "facet_micro_f1": _of_facets(gold, codings, codebook.facet_ids),
    }
    spoken = Counter(answer.language for answer in gold)
    of_language = {name: _of_language(gold, decisions, name) for name in sorted(spoken)}
    named = {f"by_lang.{name}.micro_f1": figure for name, figure in of_language.items()}
    return Evaluation(
        figures={name: agreement.value_of(figure, len(gold)) for name, figure in figures.items()} | _plain(decisions),
        intervals=intervals(figures | named, len(gold)),
        by_language={
            name: InLanguage(agreement.value_of(figure, len(gold)), spoken[name])
            for name, figure in of_language.items()
        },
        by_code=dict(zip(codebook.code_ids, agreement.by_code(*_of(decisions)), strict=True)),
        n=len(gold),
    )


def _plain(decisions: Decisions) -> dict[str, float | None]:
    return {
        "share_mae": share_mae(decisions),
        "ece": calibration_error(decisions),
        "ece_confident": confident_calibration_error(decisions),
    }


def _of(decisions: Decisions) -> tuple[Bools, Bools]:
    return decisions.truth, decisions.given


def _of_codes(decisions: Decisions) -> dict[str, Figure]:
    measures = (
        agreement.micro_f1,
        agreement.macro_f1,
        agreement.samples_f1,
        agreement.no_code_accuracy,
        agreement.coded_left_empty,
    )
    return {measure.__name__: measure(*_of(decisions)) for measure in measures}


def _of_themes(decisions: Decisions, codebook: Codebook) -> Figure:
    """A theme is given when one of its codes is."""
    of_codes, codes, themes = _of(decisions), codebook.code_ids, codebook.theme_of_code
    return agreement.micro_f1(*(grouped(values, codes, themes) for values in of_codes))


def _of_facets(gold: Sequence[GoldAnswer], codings: Sequence[AnswerCoding], facets: Sequence[str]) -> Figure:
    """Only over answers whose facets somebody looked at."""
    looked_at = np.array([answer.facets is not None for answer in gold], dtype=np.bool_)
    truth = indicators([answer.facets or () for answer in gold], facets)
    given = indicators([found.facets for found in codings], facets)
    return agreement.among(looked_at, agreement.micro_f1(truth[looked_at], given[looked_at]))


def _of_language(gold: Sequence[GoldAnswer], decisions: Decisions, language: str) -> Figure:
    spoken = np.array([answer.language == language for answer in gold], dtype=np.bool_)
    return agreement.among(spoken, agreement.micro_f1(*_of(decisions.rows(spoken))))
