"""Answers whose truth is known, a model that is wrong about them in a known way, and random samples that people review.

Used by a quick test and by the benchmark: both ask how often the interval of a report's share holds the truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from services.reports.domain.chances import UNIT, Code, Step, step_of
from services.reports.domain.samples import Seen
from services.reports.domain.sums import Sums
from services.reports.findings.lines import share_of
from services.reports.findings.reviewed import reviewed_share
from shared.estimation.probabilities import Floats
from shared.estimation.shares import Share

CODE = Code("conditions", "resources")
_HAIR = 1e-9


@dataclass(frozen=True)
class World:
    """What a model says of each answer, and the truth: columns are codes."""

    chances: Floats
    truth: Floats
    steps: Floats = field(init=False)

    def __post_init__(self) -> None:
        wholes = np.round(self.chances * UNIT).astype(int)
        object.__setattr__(self, "steps", np.vectorize(step_of)(wholes))


@dataclass(frozen=True)
class Coverage:
    """In how many per cent of draws and codes the interval held the true share, and how wide it was on average."""

    held: float
    width: float
    error: float

    def __str__(self) -> str:
        return f"{self.held:.1%} held, {self.width:.3f} wide, {self.error:.3f} off on average"


def simulated(answers: int, rng: np.random.Generator, *, bias: float = 0.0, rates: tuple[float, ...]) -> World:
    """Codes at these rates, and a model whose logits are `bias` too high, so that its sums are wrong."""
    truths, chances = [], []
    for rate in rates:
        logits = rng.normal(np.log(rate / (1 - rate)), 1.5, answers)
        truths.append(rng.random(answers) < 1 / (1 + np.exp(-logits)))
        chances.append(1 / (1 + np.exp(-logits - bias)))
    return World(np.array(chances).T, np.array(truths).T.astype(np.float64))


def coverage(world: World, reviewed: int, draws: int, seed: int) -> Coverage:
    """Over random samples: how often the share with review holds the truth of these answers."""
    rng, found = np.random.default_rng(seed), []
    for _ in range(draws):
        sample = rng.choice(len(world.truth), size=reviewed, replace=False)
        found += [
            (share, true) for code, true in enumerate(world.truth.mean(axis=0)) if (share := _with(world, code, sample))
        ]
    return _covered(found)


def coverage_without(worlds: Iterator[World]) -> Coverage:
    """Over worlds: how often the share without any review holds the truth."""
    found = []
    for world in worlds:
        for code, true in enumerate(world.truth.mean(axis=0)):
            expected = round(float(world.chances[:, code].sum()) * UNIT)
            if share := share_of(expected, len(world.truth)):
                found.append((share, true))
    return _covered(found)


def _with(world: World, code: int, sample: Floats) -> Share | None:
    sums, seen = Sums(answers=len(world.truth)), Seen(len(sample), len(sample))
    for numbers, of in ((sums.foreseen, world.steps[:, code]), (seen.foreseen, world.steps[sample, code])):
        _count(numbers, of)
    _count(seen.borne, world.steps[sample, code][world.truth[sample, code] == 1])
    return reviewed_share(CODE, sums, seen)


def _count(numbers: dict[Step, int], steps: Floats) -> None:
    for step, n in zip(*np.unique(steps, return_counts=True), strict=True):
        numbers[Step(CODE.theme, CODE.code, int(step))] = int(n)


def _covered(found: list[tuple[Share, float]]) -> Coverage:
    return Coverage(
        float(np.mean([share.low - _HAIR <= true <= share.high + _HAIR for share, true in found])),
        float(np.mean([share.high - share.low for share, _ in found])),
        float(np.mean([abs(share.estimate - true) for share, true in found])),
    )
