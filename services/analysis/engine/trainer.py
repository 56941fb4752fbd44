"""Makes models for teams: from the built-in exemplars as far as these carry, else from a codebook's own words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from services.analysis.domain.codings import Answer
from services.analysis.domain.lessons import CodeAnswers, Lesson, TrainedModel
from services.analysis.engine.artefact import Artefact, read_artefact, written
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.judging import Learn, judged
from services.analysis.engine.learning import refit
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.rooting import of_words, root_of
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_names, codebook_from


class EngineTrainer:
    """Implements the port Trainer with the linear model; `model` stands for the built-in codebooks' own."""

    def __init__(self, model: Path | None = None) -> None:
        self._model = model

    def codebook(self, body: Mapping[str, object]) -> Codebook:
        """The codebook of a body that was told; raises InvalidCodebook."""
        return codebook_from(body, source="codebook")

    def coder(self, codebook: Codebook, artefact: bytes) -> LinearCoder:
        """The coder that a model was kept for; raises ArtefactInvalid."""
        return LinearCoder(codebook, read_artefact(artefact, codebook.id))

    def first(self, codebook: Codebook) -> TrainedModel:
        """A model of nothing but the codebook's own words."""
        return _kept(of_words(codebook, (), ()))

    def learn(
        self, codebook: Codebook, lessons: Sequence[Lesson], answers: Sequence[Answer], present: CodeAnswers | None
    ) -> TrainedModel:
        """A model that learned from all lessons, judged beside the present one on those that neither has seen."""
        ordered = sorted(lessons)
        learn = self._way_of(codebook, answers)
        judgement = judged(codebook, ordered, learn, present)
        return replace(_kept(learn(exemplars_of(ordered))), judgement=judgement)

    def _way_of(self, codebook: Codebook, answers: Sequence[Answer]) -> Learn:
        """From the built-in exemplars each time anew, never from a model that learned: nothing is learned twice."""
        if codebook.id not in builtin_names():
            return lambda exemplars: of_words(codebook, exemplars, answers)
        root = root_of(codebook, self._model)
        return lambda exemplars: refit(root, exemplars)


def exemplars_of(lessons: Sequence[Lesson]) -> list[Exemplar]:
    """The lessons as exemplars of their writers."""
    return [
        Exemplar(f"{lesson.writer}-{number}", lesson.answer.text, lesson.answer.question, lesson.codes)
        for number, lesson in enumerate(lessons)
    ]


def _kept(artefact: Artefact) -> TrainedModel:
    name, content = written(artefact.model, artefact.known)
    return TrainedModel(name, content)
