"""The port behind which models are trained and loaded."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.analysis.application.coder import Coder
from services.analysis.domain.codings import Answer
from services.analysis.domain.lessons import CodeAnswers, Lesson, TrainedModel
from shared.codebooks.codebook import Codebook


class Trainer(Protocol):
    """Makes coders of codebooks and of what people decided; the same material gives the same model in any order."""

    def codebook(self, body: Mapping[str, object]) -> Codebook:
        """The codebook of a body that was told; raises InvalidCodebook."""
        ...

    def coder(self, codebook: Codebook, artefact: bytes) -> Coder:
        """The coder that a model was kept for; raises ArtefactInvalid."""
        ...

    def first(self, codebook: Codebook) -> TrainedModel:
        """A model of nothing but the codebook's own words."""
        ...

    def learn(
        self, codebook: Codebook, lessons: Sequence[Lesson], answers: Sequence[Answer], present: CodeAnswers | None
    ) -> TrainedModel:
        """A model that learned from all lessons, judged beside the present one on those that neither has seen.

        `answers` are some that nobody has decided about. Raises CodedError where nothing can be learned.
        """
        ...
