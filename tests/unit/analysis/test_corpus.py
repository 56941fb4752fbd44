"""Documents come back from their flat layout as they were laid out."""

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.corpus import Corpus
from services.analysis.engine.reading import Document, flat
from tests.support.tries import tries

DOCUMENTS = st.lists(st.lists(st.lists(st.sampled_from(["amser", "time", "ŵyl", "a"]), max_size=4), max_size=3))


@settings(max_examples=tries(40), deadline=None)
@given(DOCUMENTS)
def test_documents_come_back_as_they_were(documents: list[Document]) -> None:
    corpus = Corpus.of(documents)
    back: list[Document] = [[[] for _ in document] for document in documents]
    places = [(i, j) for i, document in enumerate(documents) for j in range(len(document))]
    for segment, words in groupby(zip(corpus.segments.tolist(), corpus.words.tolist(), strict=True), lambda w: w[0]):
        document, place = places[segment]
        back[document][place] = [corpus.distinct[word] for _, word in words]
        assert corpus.documents[segment] == document
    assert back == documents
    assert corpus.total == len(documents)
    assert list(corpus.distinct) == sorted({word for document in documents for word in flat(document)})


@settings(max_examples=tries(40), deadline=None)
@given(DOCUMENTS)
def test_the_words_of_each_document_are_told(documents: list[Document]) -> None:
    corpus = Corpus.of(documents)
    assert [[corpus.distinct[word] for word in words] for words in corpus.words_by_document()] == [
        flat(document) for document in documents
    ]


@pytest.mark.parametrize("documents", [[], [[]], [[[]]], [[], [["time"]], [[], []]]])
def test_documents_may_be_empty(documents: list[Document]) -> None:
    corpus = Corpus.of(documents)
    assert len(list(corpus.words_by_document())) == len(documents)
    assert corpus.documents_of_words.tolist() == [1] * len(corpus.words)
