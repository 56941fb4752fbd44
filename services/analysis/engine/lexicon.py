"""The features that training found: stems, pairs of stems and character n-grams, each with its rarity."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.analysis.engine.tokens import character_ngrams, stem

_Name = TypeVar("_Name", str, tuple[int, int])

_LEAST_STEM = 2  # documents a stem or pair must stand in
_LEAST_NGRAM = 2  # distinct words an n-gram must stand in
_LEAST_QUESTIONS = 5  # answers whose question holds a stem
PAIR_WEIGHT = 0.7  # of a pair beside single words; from the trials
PAIR_NORM = 0.5  # how much a pair counts in the length of a text
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
    """Features by name → (index, inverse document frequency); `unseen` is the frequency weight of a new stem."""

    stems: Mapping[str, int]
    stem_idf: Sequence[float]
    pairs: Mapping[tuple[int, int], int]
    pair_idf: Sequence[float]
    ngrams: Mapping[str, int]
    ngram_idf: Sequence[float]
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

    def pairs_of(self, stems: Sequence[int]) -> list[int]:
        """The indices of the known pairs of neighbours among stem indices."""
        known = self.pairs.get
        return [index for pair in zip(stems, stems[1:], strict=False) if (index := known(pair)) is not None]


@dataclass(frozen=True)
class Questions:
    """The stems of the questions asked, as features of their own, beside those of the answer."""

    stems: Mapping[str, int]
    idf: Sequence[float]

    def row(self, words: Sequence[str]) -> dict[int, float]:
        """Stem index → value for one question's normalised words, of length 0.5 (or empty)."""
        found = sorted({self.stems[name] for name in map(stem, words) if name in self.stems})
        norm = math.sqrt(math.fsum(self.idf[index] ** 2 for index in found)) or 1.0
        return {index: _QUESTION_WEIGHT * self.idf[index] / norm for index in found}


def learn_questions(asked: Sequence[Sequence[str]]) -> Questions:
    """The question features of a training set: the normalised words of each question, once an answer."""
    stems = _frequent(({stem(word) for word in words} for words in asked), _LEAST_QUESTIONS)
    return Questions(
        stems={name: index for index, name in enumerate(stems)},
        idf=[_rarity(count, len(asked)) for count in stems.values()],
    )


def learn_lexicon(documents: Sequence[Sequence[Sequence[str]]]) -> Lexicon:
    """The lexicon of documents, each a list of segments, each a list of normalised words."""
    stemmed = [[[stem(word) for word in segment] for segment in document] for document in documents]
    total = len(documents)
    stems = _frequent((_distinct(document) for document in stemmed), _LEAST_STEM)
    stem_index = {name: index for index, name in enumerate(stems)}
    pairs = _frequent((_pairs(document, stem_index) for document in stemmed), _LEAST_STEM)
    words = sorted({word for document in documents for segment in document for word in segment})
    ngrams = _frequent((set(character_ngrams(word)) for word in words), _LEAST_NGRAM)
    return Lexicon(
        stems=stem_index,
        stem_idf=[_rarity(count, total) for count in stems.values()],
        pairs={pair: index for index, pair in enumerate(pairs)},
        pair_idf=[_rarity(count, total) for count in pairs.values()],
        ngrams={gram: index for index, gram in enumerate(ngrams)},
        ngram_idf=[_rarity(count, total) for count in ngrams.values()],
        unseen=_rarity(0, total),
    )


def _distinct(document: Iterable[Sequence[str]]) -> set[str]:
    return {name for segment in document for name in segment}


def _pairs(document: Iterable[Sequence[str]], stems: Mapping[str, int]) -> set[tuple[int, int]]:
    indexed = ([stems.get(name, -1) for name in segment] for segment in document)
    return {pair for ids in indexed for pair in zip(ids, ids[1:], strict=False) if min(pair) >= 0}


def _frequent(sets: Iterable[set[_Name]], least: int) -> dict[_Name, int]:
    counts: Counter[_Name] = Counter()
    for found in sets:
        counts.update(found)
    return {name: counts[name] for name in sorted(counts) if counts[name] >= least}


def _rarity(count: int, total: int) -> float:
    return math.log((total + 1) / (count + 1)) + 1.0
