"""How often the intervals of a report's shares hold the truth: with a random sample reviewed, and without any review.

By simulation, and on people's comments that others labelled where ADBORTH_COMMENTS names a file of them (as
`adborth benchmark nhs` reads): the model learns from the comments to train with, the truth is that of the others.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from services.analysis.engine.artefact import save_artefact
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.measuring.decisions import Decisions
from services.analysis.engine.training import train
from services.cli.benchmarks.comments import load_comments, patient_experience
from tests.benchmarks.rows import Aim, Row, Runs
from tests.benchmarks.stage import Stage
from tests.support.reports.reviewed import Coverage, World, coverage, coverage_without, simulated

_DRAWS: Final = 1000
_REVIEWED: Final = 100
_ANSWERS: Final = 5000
_RATES: Final = (0.02, 0.1, 0.3, 0.6)
_BIAS: Final = 0.5
_LEAST: Final = Aim(93.0)


def measure(stage: Stage) -> Iterator[Row]:
    """Each world with its coverage; above 97 % intervals are wider than they need be, which the notes tell."""
    rng = np.random.default_rng(11)
    world = simulated(_ANSWERS, rng, bias=_BIAS, rates=_RATES)
    yield from _rows(stage, "simulated, model off", world)
    yield from _without(stage, "simulated, model off", _worlds(rng, _BIAS))
    yield from _without(stage, "simulated, model calibrated", _worlds(rng, 0.0))
    comments = os.environ.get("ADBORTH_COMMENTS", "")
    if not Path(comments).is_file():
        stage.notes.append("honesty on comments: not measured, ADBORTH_COMMENTS names no file")
        return
    labelled = _labelled(Path(comments))
    yield from _rows(stage, "comments", labelled)
    yield from _without(stage, "comments", _parts(labelled, rng))


def _rows(stage: Stage, name: str, world: World) -> Iterator[Row]:
    found = coverage(world, _REVIEWED, _DRAWS, seed=12)
    yield _row(f"{name}: {_REVIEWED} of {len(world.truth):,} reviewed, {_DRAWS:,} draws", found, _LEAST)
    stage.notes.append(f"honesty, {name}, with review: {found}")


def _without(stage: Stage, name: str, worlds: Iterator[World]) -> Iterator[Row]:
    found = coverage_without(worlds)
    yield _row(f"{name}: without review", found)
    stage.notes.append(f"honesty, {name}, without review: {found}")


def _row(name: str, found: Coverage, aim: Aim | None = None) -> Row:
    return Row(f"intervals hold, {name}", Runs((found.held * 100,)), "%", aim=aim)


def _worlds(rng: np.random.Generator, bias: float) -> Iterator[World]:
    return (simulated(_ANSWERS, rng, bias=bias, rates=_RATES) for _ in range(200))


def _parts(world: World, rng: np.random.Generator) -> Iterator[World]:
    """Halves of the comments, each as if it were a survey of its own."""
    for _ in range(200):
        half = rng.choice(len(world.truth), size=len(world.truth) // 2, replace=False)
        yield World(world.chances[half], world.truth[half])


def _labelled(path: Path) -> World:
    codebook = patient_experience()
    comments = load_comments(path, codebook)
    with TemporaryDirectory() as folder:
        model = Path(folder) / "model.npz"
        save_artefact(*train(codebook, [comment.exemplar() for comment in comments.train]), model)
        coder = LinearCoder.load(codebook, model)
    codings = coder.code(comments.test_answers)
    decisions = Decisions.of(codings, [comment.codes for comment in comments.test], codebook.code_ids)
    return World(decisions.probabilities, decisions.truth.astype(np.float64))
