"""Lays exemplars, translations and the codebook's own phrases out as the matrix that training multiplies with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.domain.codings import Answer
from services.analysis.engine.corpus import Corpus
from services.analysis.engine.design import Design, Features, build_design
from services.analysis.engine.errors import InvalidExemplars
from services.analysis.engine.exemplars import Exemplar, codebook_exemplars
from services.analysis.engine.lexicon import learn_lexicon, learn_questions
from services.analysis.engine.reading import Document, flat, read
from shared.codebooks.codebook import Codebook

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_FOLDS = 4


@dataclass(frozen=True)
class Material:
    """Training rows: first documents, then the segments of documents that have several, for scoring only.

    `folds` gives the fold of each document, `parents` the document of each segment. Documents from `judged` on only
    help: translations and, from `written` on, the codebook's phrases. `words` are all words read, sorted.
    """

    features: Features
    design: Design
    truth: Floats
    folds: Whole
    parents: Whole
    judged: int
    written: int
    words: Sequence[str]

    @property
    def documents(self) -> int:
        """How many rows are documents."""
        return len(self.truth)


@dataclass(frozen=True)
class _Texts:
    """Exemplars, their translations, then the codebook's phrases, as words; the first `written` have a writer."""

    rows: Sequence[Exemplar]
    documents: Sequence[Document]
    asked: Sequence[Sequence[str]]
    judged: int
    written: int

    @classmethod
    def of(cls, exemplars: Sequence[Exemplar], codebook: Codebook) -> "_Texts":
        written = [*exemplars, *(exemplar.translated() for exemplar in exemplars if exemplar.translation)]
        rows = [*written, *codebook_exemplars(codebook)]
        questions = {text: flat(read(text)) for text in {row.question for row in rows}}
        documents, asked = [read(row.text) for row in rows], [questions[row.question] for row in rows]
        return cls(rows, documents, asked, len(exemplars), len(written))

    def folds(self) -> Whole:
        of_writers = fold_of_writers([row.writer for row in self.rows[: self.written]], _FOLDS)
        of_phrases = np.arange(len(self.rows) - self.written) % (int(of_writers.max()) + 1)
        return np.concatenate([of_writers, of_phrases])

    def truth(self, labels: Sequence[str]) -> Floats:
        given = ({*row.codes, *row.facets} for row in self.rows)
        return np.array([[float(name in names) for name in labels] for names in given])


def material_of(codebook: Codebook, exemplars: Sequence[Exemplar], uncoded: Sequence[Answer] = ()) -> Material:
    """The material of a codebook and its exemplars; the columns of the truth are its codes, then its facets.

    The lexicon is learned from `uncoded` answers too: which words there are, and how rare.
    """
    texts = _Texts.of(exemplars, codebook)
    questions = learn_questions(texts.asked[: texts.judged])
    asked = [*texts.asked, *(flat(read(answer.question)) for answer in uncoded)]
    numbers = np.array([questions.number(words) for words in asked], dtype=np.int64)
    corpus = Corpus.of([*texts.documents, *(read(answer.text) for answer in uncoded)])
    features = Features(learn_lexicon(corpus, numbers), questions)
    judged = texts.documents[: texts.judged]
    parts = [(i, part) for i, document in enumerate(judged) if len(document) > 1 for part in document if part]
    parents = np.array([i for i, _ in parts], dtype=np.int64)
    return Material(
        features=features,
        design=build_design(
            [*texts.documents, *([part] for _, part in parts)],
            [*texts.asked, *(texts.asked[i] for i in parents)],
            features,
        ),
        truth=texts.truth((*codebook.code_ids, *codebook.facet_ids)),
        folds=texts.folds(),
        parents=parents,
        judged=texts.judged,
        written=texts.written,
        words=corpus.distinct,
    )


def fold_of_writers(writers: Sequence[str], folds: int) -> Whole:
    """A fold for each exemplar, `folds` at most, so that all of one writer's stand in the same fold.

    Raises InvalidExemplars when there is no second writer: nothing could be left out.
    """
    order = {writer: number for number, writer in enumerate(sorted(set(writers)))}
    if len(order) < 2:
        raise InvalidExemplars(source="coded answers", line=0, rule="must be by two writers (id before '-') at least")
    return np.array([order[writer] % min(folds, len(order)) for writer in writers], dtype=np.int64)
