"""The shares of a question whose model was checked: people coded a random sample blind, and its errors are taken out.

The model's chances are rounded to steps before they are used, those of the sample and those of all alike. That costs
a hair of precision and no truth: such an estimate is right for any prediction, and a rounded one is one.
"""

from dataclasses import replace
from functools import lru_cache
from math import exp
from typing import Final, NamedTuple

import numpy as np

from services.reports.domain.chances import SURE, Code, Step
from services.reports.domain.report_rows import Checked
from services.reports.domain.samples import LEAST_REVIEWED, SampleOf, Seen
from services.reports.domain.sums import Sums
from shared.estimation.prediction_powered import prediction_powered
from shared.estimation.shares import Share
from shared.estimation.spread import Spread

_STEPS: Final = range(-SURE, SURE + 1)
_EVEN: Final = 0
_FINEST: Final = 10_000
_NOBODY_S: Final = Code("", "")


class _Counted(NamedTuple):
    """How many answers lie about a step, how many of them were reviewed, and how many of those bear the code."""

    step: int
    answers: int
    reviewed: int
    borne: int


def checked(sums: Sums, seen: Seen) -> Checked:
    """What a sample of a question makes of the shares of all its codes and themes, if it is enough."""
    if not is_enough(seen, sums):
        return Checked(SampleOf(seen.drawn, seen.reviewed, used=False))
    codes = {Code(at.theme, at.code) for at in (*sums.foreseen, *seen.foreseen, *seen.borne)}
    shares = {code: share for code in sorted(codes) if (share := reviewed_share(code, sums, seen))}
    return Checked(SampleOf(seen.drawn, seen.reviewed, used=True), shares, reviewed_share(_NOBODY_S, sums, seen))


def is_enough(seen: Seen, sums: Sums) -> bool:
    """Whether a sample says enough of a question for its shares to be corrected by it."""
    return LEAST_REVIEWED <= seen.reviewed <= sums.answers


def reviewed_share(code: Code, sums: Sums, seen: Seen) -> Share | None:
    """The share of a code (of a theme, where its code is empty) by a sample that is enough.

    Where the model may have learned from what it is checked by, its chances are left out, and the sample speaks alone.
    """
    counted = _counted(code, sums, seen)
    if not seen.same_model:
        borne = sum(each.borne for each in counted)
        counted = [_Counted(_EVEN, sums.answers, seen.reviewed, borne)]
    # In portions of a ten-thousandth where there are more: so a live page of very many answers seldom counts anew.
    portion = max(1, sums.answers // _FINEST)
    share = _estimate(tuple(each._replace(answers=round(each.answers / portion)) for each in counted), portion)
    return replace(share, n=sums.answers) if share else None


def _counted(code: Code, sums: Sums, seen: Seen) -> list[_Counted]:
    """Each step with anything in it; whatever has no chance is on the lowest, and in no count."""
    at = [Step(code.theme, code.code, step) for step in _STEPS]
    answers, reviewed = ([numbers[step] for step in at] for numbers in (sums.foreseen, seen.foreseen))
    answers[0] += sums.answers - sum(answers)
    reviewed[0] += seen.reviewed - sum(reviewed)
    borne = [seen.borne[step] for step in at]
    return [_Counted(*each) for each in zip(_STEPS, answers, reviewed, borne, strict=True) if each[1] or each[2]]


@lru_cache(maxsize=4096)
def _estimate(counted: tuple[_Counted, ...], portion: int) -> Share | None:
    # Cached, since most codes of most questions are as they were when the page was last asked for.
    values = np.array([_value(each.step) for each in counted])
    sizes = np.array([each.answers * portion for each in counted], dtype=np.float64)
    spread = Spread(values[sizes > 0], sizes[sizes > 0])
    seen = np.repeat(values, [each.reviewed for each in counted])
    truth = np.concatenate([np.arange(each.reviewed) < each.borne for each in counted])
    return prediction_powered(spread, seen, truth, spread.answers)


def _value(step: int) -> float:
    if abs(step) == SURE:
        return float(step > 0)
    return 1 / (1 + exp(-step / 2))
