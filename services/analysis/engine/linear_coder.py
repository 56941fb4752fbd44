"""The built-in coder: a linear model behind the port `Coder`, quick enough to run beside the web form."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import cast

import numpy as np

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.engine.artefact import Artefact, load_artefact
from services.analysis.engine.errors import ArtefactInvalid
from services.analysis.engine.evidence import carrying_span
from services.analysis.engine.scoring import Scored, Scorer
from services.analysis.engine.word_table import WordTable
from shared.codebooks.codebook import Codebook

_CHUNK = 64  # answers coded under one hold of the lock: a few milliseconds


class LinearCoder:
    """Codes answers with a trained model; deterministic, safe for several threads, no network, no random numbers."""

    def __init__(self, codebook: Codebook, artefact: Artefact) -> None:
        self._codebook = codebook
        self._model = artefact.model
        self._version = artefact.version
        self._table = WordTable(artefact.model, artefact.known)
        self._scorer = Scorer(artefact.model, self._table)
        self._lock = Lock()

    @classmethod
    def load(cls, codebook: Codebook, path: Path) -> "LinearCoder":
        """The coder for `codebook` from an artefact; raises ArtefactMissing, ArtefactInvalid (also for other codes)."""
        artefact = load_artefact(path)
        trained = (artefact.model.labels.codes, artefact.model.labels.facets)
        if trained != (codebook.code_ids, codebook.facet_ids):
            raise ArtefactInvalid(path=str(path), reason=f"its codes are not those of '{codebook.id}'")
        return cls(codebook, artefact)

    @property
    def model(self) -> str:
        """Codebook, its version and the content hash of the artefact."""
        return self._version

    @property
    def codebook(self) -> Codebook:
        """The codebook whose codes are given."""
        return self._codebook

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        """Code each answer by itself, in the order given."""
        coded: list[AnswerCoding] = []
        for start in range(0, len(answers), _CHUNK):
            chunk = answers[start : start + _CHUNK]
            with self._lock:
                scored = self._scorer.score(chunk)
                shown = self._shown(scored)
                coded.extend(map(self._answer_coding, chunk, scored, shown))
        return coded

    def _shown(self, scored: Sequence[Scored]) -> list[list[float]]:
        """The confidences to show, answer by answer; an answer without words shows 0 throughout."""
        decisions, cut = self._model.decisions, len(self._model.labels.codes)
        chances = np.stack([answer.probabilities for answer in scored])
        shown = np.hstack([decisions.code_display(chances[:, :cut]), decisions.facet_display(chances[:, cut:])])
        shown[[not answer.spans for answer in scored]] = 0.0
        return cast("list[list[float]]", shown.tolist())

    def _answer_coding(self, answer: Answer, scored: Scored, shown: Sequence[float]) -> AnswerCoding:
        decisions, labels = self._model.decisions, self._model.labels
        cut, chances = len(labels.codes), scored.probabilities.tolist()
        given = [place for place, chance in enumerate(chances[:cut]) if chance >= decisions.code_threshold]
        given.sort(key=lambda place: (-chances[place], place))
        spoken = zip(labels.facets, chances[cut:], strict=True)
        return AnswerCoding(
            answer=answer,
            model=self._version,
            codings=tuple(self._coding(answer.text, scored, place, shown[place]) for place in given),
            probabilities=dict(zip(labels.codes, shown[:cut], strict=True)),
            facets=tuple(facet for facet, chance in spoken if chance >= decisions.facet_threshold),
            facet_probabilities=dict(zip(labels.facets, shown[cut:], strict=True)),
        )

    def _coding(self, text: str, scored: Scored, place: int, confidence: float) -> Coding:
        code = self._model.labels.codes[place]
        spans = tuple(self._spans(text, scored, place))
        return Coding(code, self._codebook.theme_of_code[code], confidence, spans)

    def _spans(self, text: str, scored: Scored, place: int) -> Iterator[Span]:
        chances = scored.by_segment[:, place].tolist()
        least = min(max(chances), self._model.decisions.code_threshold)
        for span, chance in zip(scored.spans, chances, strict=True):
            if chance >= least:
                yield carrying_span(text, span, self._table, place)
