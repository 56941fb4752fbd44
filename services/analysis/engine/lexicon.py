"""The features that training found: stems, pairs of stems and character n-grams, each with its rarity."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analysis.engine.corpus import Corpus
from services.analysis.engine.pairs import Stream, often_enough, pairs_in
from services.analysis.engine.tokens import character_ngrams, stem

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_LEAST_STEM = 2  # documents a stem must stand in
_LEAST_NGRAM = 2  # distinct words an n-gram must stand in
_LEAST_QUESTIONS = 5  # answers whose question holds a stem, or is this question
_QUESTION_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """One word: its weight in a text, its stem's index (-1 if never seen) and its n-grams with values of norm 1."""

    weight: float
    stem: int
    ngrams: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Lexicon:
    """Features by name → index, with their inverse document frequencies; `pairs` are keys in ascending order.

    `unseen` is the frequency weight of a new stem.
    """

    stems: Mapping[str, int]
    stem_idf: Sequence[float]
    ngrams: Mapping[str, int]
    ngram_idf: Sequence[float]
    pairs: Whole
    pair_idf: Floats
    unseen: float

    def word(self, word: str) -> WordFeatures:
        """The features of one normalised word."""
        index = self.stems.get(stem(word), -1)
        counts = Counter(self.ngrams[gram] for gram in character_ngrams(word) if gram in self.ngrams)
        ngrams = sorted(counts)
        raw = [counts[gram] * self.ngram_idf[gram] for gram in ngrams]
        norm = math.sqrt(math.fsum(value * value for value in raw)) or 1.0
        weight = self.stem_idf[index] if index >= 0 else self.unseen
        return WordFeatures(weight, index, tuple(ngrams), tuple(value / norm for value in raw))


@dataclass(frozen=True)
class Questions:
    """The questions asked: their stems as features beside those of the answer, and those asked often by number."""

    stems: Mapping[str, int]
    idf: Sequence[float]
    known: Mapping[str, int]

    def row(self, words: Sequence[str]) -> dict[int, float]:
        """Stem index → value for one question's normalised words, of length 0.5 (or empty)."""
        found = sorted({self.stems[name] for name in map(stem, words) if name in self.stems})
        norm = math.sqrt(math.fsum(self.idf[index] ** 2 for index in found)) or 1.0
        return {index: _QUESTION_WEIGHT * self.idf[index] / norm for index in found}

    def number(self, words: Sequence[str]) -> int:
        """The number of the question with these normalised words, -1 when training did not meet it often."""
        return self.known.get(" ".join(words), -1)


def learn_questions(asked: Sequence[Sequence[str]]) -> Questions:
    """The question features of a training set: the normalised words of each question, once an answer."""
    stems = _frequent(({stem(word) for word in words} for words in asked), _LEAST_QUESTIONS)
    known = _frequent(({" ".join(words)} for words in asked if words), _LEAST_QUESTIONS)
    return Questions(
        stems={name: index for index, name in enumerate(stems)},
        idf=[_rarity(count, len(asked)) for count in stems.values()],
        known={name: index for index, name in enumerate(known)},
    )


def learn_lexicon(corpus: Corpus, asked: Whole) -> Lexicon:
    """The lexicon of a corpus; `asked` is the number of each document's question (-1: not known)."""
    total = corpus.total
    names = [stem(word) for word in corpus.distinct]
    stems = _frequent(({names[i] for i in document} for document in corpus.words_by_document()), _LEAST_STEM)
    index = {name: number for number, name in enumerate(stems)}
    ngrams = _frequent((set(character_ngrams(word)) for word in corpus.distinct), _LEAST_NGRAM)
    of_word = np.array([index.get(name, -1) for name in names], dtype=np.int64)
    pairs, counts = _frequent_pairs(corpus, Stream(of_word[corpus.words], corpus.segments, asked[corpus.documents]))
    return Lexicon(
        stems=index,
        stem_idf=[_rarity(count, total) for count in stems.values()],
        ngrams={gram: number for number, gram in enumerate(ngrams)},
        ngram_idf=[_rarity(count, total) for count in ngrams.values()],
        pairs=pairs,
        pair_idf=np.array([_rarity(count, total) for count in counts.tolist()]),
        unseen=_rarity(0, total),
    )


def _frequent_pairs(corpus: Corpus, stream: Stream) -> tuple[Whole, Whole]:
    found = pairs_in(stream)
    keys, numbers = np.unique(found.keys, return_inverse=True)
    documents = corpus.documents[stream.segments[found.left]]
    in_documents = np.unique(numbers * np.int64(corpus.total) + documents) // max(corpus.total, 1)
    counts = np.bincount(in_documents, minlength=len(keys))
    enough = often_enough(keys, counts)
    return keys[enough], counts[enough]


def _frequent(sets: Iterable[set[str]], least: int) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for found in sets:
        counts.update(found)
    return {name: counts[name] for name in sorted(counts) if counts[name] >= least}


def _rarity(count: int, total: int) -> float:
    return math.log((total + 1) / (count + 1)) + 1.0
