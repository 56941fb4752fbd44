"""The built-in coder: a linear model behind the port `Coder`, quick enough to run beside the web form."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.engine.artefact import Artefact, load_artefact
from services.analysis.engine.errors import ArtefactInvalid
from services.analysis.engine.evidence import carrying_span
from services.analysis.engine.scoring import Scored, Scorer
from services.analysis.engine.word_table import WordTable
from shared.codebooks.codebook import Codebook

_CHUNK = 256  # answers coded under one hold of the lock: some ten milliseconds


class LinearCoder:
    """Codes answers with a trained model; deterministic, safe for several threads, no network, no random numbers."""

    def __init__(self, codebook: Codebook, artefact: Artefact) -> None:
        self._codebook = codebook
        self._decisions = artefact.model.decisions
        self._codes = tuple(artefact.model.labels.codes)
        self._facets = tuple(artefact.model.labels.facets)
        self._theme_of_code = dict(codebook.theme_of_code)
        self._version = artefact.version
        self._scorer = Scorer(artefact.model, WordTable(artefact.model, artefact.known))
        self._start = artefact.model.weights.offsets
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

    @property
    def start(self) -> NDArray[np.int32]:
        """The log-odds of every label before any word or question is read, in fixed point."""
        return self._start

    def code(self, answers: Sequence[Answer]) -> list[AnswerCoding]:
        """Code each answer by itself, in the order given."""
        coded: list[AnswerCoding] = []
        for start in range(0, len(answers), _CHUNK):
            chunk = answers[start : start + _CHUNK]
            coded.extend(self._coded(chunk, self.score(chunk)))
        return coded

    def score(self, answers: Sequence[Answer]) -> Scored:
        """What the model says of each answer before anything is decided or shown."""
        with self._lock:
            return self._scorer.score(answers)

    def _coded(self, answers: Sequence[Answer], scored: Scored) -> Iterator[AnswerCoding]:
        cut, decisions = len(self._codes), self._decisions
        silent = np.array([not spans for spans in scored.spans])
        chances, spoken = scored.probabilities[:, :cut], scored.probabilities[:, cut:]
        shown = np.where(silent[:, None], 0.0, decisions.code_display(chances)).tolist()
        spoken_shown = np.where(silent[:, None], 0.0, decisions.facet_display(spoken)).tolist()
        given = decisions.codes.given(chances) & ~silent[:, None]
        codes = _places(given, chances)
        facets = _places(decisions.facets.given(spoken) & ~silent[:, None])
        for number, answer in enumerate(answers):
            confidences = shown[number]
            yield AnswerCoding(
                answer,
                self._version,
                tuple([self._coding(answer.text, scored, (number, at), confidences[at]) for at in codes[number]]),
                dict(zip(self._codes, confidences, strict=True)),
                tuple([self._facets[at] for at in facets[number]]),
                dict(zip(self._facets, spoken_shown[number], strict=True)),
            )

    def _coding(self, text: str, scored: Scored, at: tuple[int, int], confidence: float) -> Coding:
        code = self._codes[at[1]]
        return Coding(code, self._theme_of_code[code], confidence, self._spans(text, scored, at))

    def _spans(self, text: str, scored: Scored, at: tuple[int, int]) -> tuple[Span, ...]:
        number, place = at
        first = scored.first_segment[number]
        spans, aside = scored.spans[number], scored.aside[number]
        if len(spans) == 1:
            return (carrying_span(text, spans[0], aside, partial(scored.given, first, place)),)
        chances = scored.by_segment[first : first + len(spans), place].tolist()
        least = min(max(chances), self._decisions.codes.threshold)
        carrying = [
            (first + nth, span)
            for nth, (span, chance) in enumerate(zip(spans, chances, strict=True))
            if chance >= least
        ]
        return tuple([carrying_span(text, span, aside, partial(scored.given, nth, place)) for nth, span in carrying])


def _places(given: NDArray[np.bool_], chances: NDArray[np.float64] | None = None) -> list[list[int]]:
    """The labels given to each answer, in their own order or, by their chances, the most probable first."""
    places: list[list[int]] = [[] for _ in given]
    for row, place in zip(*(found.tolist() for found in np.nonzero(given)), strict=True):
        places[row].append(place)
    if chances is not None:
        for row, found in enumerate(places):
            if len(found) > 1:
                found.sort(key=chances[row].__getitem__, reverse=True)
    return places
