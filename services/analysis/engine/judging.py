"""How well a candidate would do: judged by people's decisions that it has not seen, beside the present model."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import AnswerCoding
from services.analysis.domain.lessons import CodeAnswers, Lesson
from services.analysis.domain.recodings import Judgement
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.material import fold_of_writers
from shared.codebooks.codebook import Codebook

Learn = Callable[[Sequence[Exemplar]], Artefact]
Given = NDArray[np.bool_]
LEAST: Final = 20  # fresh decisions; F1 on fewer says nothing
_FOLDS: Final = 5


def judged(codebook: Codebook, lessons: Sequence[Lesson], learn: Learn, present: CodeAnswers | None) -> Judgement:
    """F1 over all codes on fresh lessons: of the present model, and of candidates that left out their writers.

    Both None where there are too few, or all are by one writer.
    """
    fresh = np.array([lesson.fresh for lesson in lessons], dtype=bool)
    if fresh.sum() < LEAST or len({lesson.writer for lesson in lessons}) < 2:
        return Judgement(len(lessons))
    truth = _matrix([set(lesson.codes) for lesson in lessons], codebook)[fresh]
    left_out = _left_out(codebook, lessons, learn)[fresh]
    now = None
    if present:
        now = _f1(_given(present([lesson.answer for lesson in lessons if lesson.fresh]), codebook), truth)
    return Judgement(len(lessons), now, _f1(left_out, truth))


def _left_out(codebook: Codebook, lessons: Sequence[Lesson], learn: Learn) -> Given:
    exemplars = [
        Exemplar(lesson.writer, lesson.answer.text, lesson.answer.question, lesson.codes) for lesson in lessons
    ]
    folds = fold_of_writers([lesson.writer for lesson in lessons], _FOLDS)
    given = np.zeros((len(lessons), len(codebook.code_ids)), dtype=bool)
    for fold in range(int(folds.max()) + 1):
        seen = [exemplars[at] for at in np.flatnonzero(folds != fold).tolist()]
        held = np.flatnonzero(folds == fold).tolist()
        coder = LinearCoder(codebook, learn(seen))
        given[held] = _given(coder.code([lessons[at].answer for at in held]), codebook)
    return given


def _given(found: Sequence[AnswerCoding], codebook: Codebook) -> Given:
    return _matrix([{coding.code for coding in coded.codings} for coded in found], codebook)


def _matrix(given: Sequence[set[str]], codebook: Codebook) -> Given:
    rows = [[code in codes for code in codebook.code_ids] for codes in given]
    return np.array(rows, dtype=bool).reshape(len(given), len(codebook.code_ids))


def _f1(given: Given, truth: Given) -> float:
    return round(float(2 * (given & truth).sum() / max(1, given.sum() + truth.sum())), 4)
