"""Documents laid out flat: one array of words, so that training counts and multiplies instead of looping."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.reading import Document

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Corpus:
    """`words` index into `distinct` (sorted); `segments` is the segment of each word, `documents` that of a segment."""

    distinct: Sequence[str]
    words: Whole
    segments: Whole
    documents: Whole
    total: int

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Corpus":
        """The corpus of documents, in their order; a document may hold no words."""
        distinct = sorted({word for document in documents for segment in document for word in segment})
        index = {word: number for number, word in enumerate(distinct)}
        segments = [(number, segment) for number, document in enumerate(documents) for segment in document]
        return cls(
            distinct=distinct,
            words=np.array([index[word] for _, segment in segments for word in segment], dtype=np.int64),
            segments=np.repeat(np.arange(len(segments)), [len(segment) for _, segment in segments]),
            documents=np.array([number for number, _ in segments], dtype=np.int64),
            total=len(documents),
        )

    @property
    def documents_of_words(self) -> Whole:
        """The document that each word stands in, ascending."""
        return self.documents[self.segments]

    def words_by_document(self) -> Iterator[list[int]]:
        """The words of each document, as indices into `distinct`."""
        cuts = np.searchsorted(self.documents_of_words, np.arange(self.total + 1))
        return (self.words[start:end].tolist() for start, end in pairwise(cuts.tolist()))
