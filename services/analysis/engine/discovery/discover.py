"""Finds what many answers speak of and no codebook names yet: candidates for people, never findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from services.analysis.domain.codings import Answer, AnswerCoding, Span
from services.analysis.domain.lessons import FEWEST_TO_FIND_IN
from services.analysis.engine.discovery.candidates import Candidate, Discovery, Quote
from services.analysis.engine.discovery.clusters import Clusters, find_clusters
from services.analysis.engine.discovery.labels import label_words
from services.analysis.engine.discovery.passages import Passage, uncovered, whole_answers
from services.analysis.engine.discovery.space import Floats, Space, span_space
from services.analysis.engine.language import language_of

LANGUAGES: Final = ("en", "cy")  # what is in neither, such as "PDSA", goes with the first
_LEAST_MEMBERS: Final = 3
_ALIKE: Final = 0.65  # cosine to the centre of an answer that belongs to a candidate
_COHERENT: Final = 0.7  # mean of these over the answers of a candidate
_QUOTES: Final = 3
_READ_FOR_QUOTES: Final = 12  # answers nearest the centre


def discover(answers: Sequence[Answer]) -> Discovery:
    """Candidates among all answers; the same answers give the same ones in whatever order they come."""
    return _discover(whole_answers(answers), len(answers))


def discover_uncovered(codings: Sequence[AnswerCoding]) -> Discovery:
    """Candidates among what no coding speaks of: answers without one, and the segments that no evidence touches."""
    return _discover(uncovered(codings), len(codings))


def _discover(passages: Sequence[Passage], answers: int) -> Discovery:
    by_language: dict[str, list[Passage]] = {name: [] for name in LANGUAGES}
    for passage in passages:
        by_language[language_of(passage.text) or LANGUAGES[0]].append(passage)
    found = [_in_one_language(name, spoken) for name, spoken in by_language.items()]
    clustered = [part for part in found if part.clusters]
    candidates = (candidate for part in found for candidate in part.candidates)
    return Discovery(
        answers=answers,
        considered=sum(part.considered for part in found),
        clusters=sum(part.clusters for part in found),
        stability=_mean([part.stability for part in clustered], [part.considered for part in clustered]),
        candidates=tuple(sorted(candidates, key=lambda candidate: (-candidate.size, candidate.words))),
    )


def _in_one_language(language: str, passages: Sequence[Passage]) -> Discovery:
    documents = [passage.words() for passage in passages]
    space = span_space(documents)
    places = space.place(documents) if space else np.zeros((len(documents), 1))
    speaking = np.flatnonzero(places.any(axis=1)).tolist()
    if space is None or len(speaking) < FEWEST_TO_FIND_IN:
        return Discovery(len(passages), len(speaking), clusters=0, stability=0.0, candidates=())
    clusters = find_clusters(places[speaking])
    read = _Reading(language, [passages[i] for i in speaking], [documents[i] for i in speaking], space)
    candidates = _candidates(read, clusters, _members(places[speaking], clusters))
    stability = float(clusters.stability[clusters.labels].mean())
    return Discovery(len(passages), len(speaking), len(clusters.centres), stability, tuple(candidates))


def _mean(values: Sequence[float], weights: Sequence[int]) -> float:
    return float(np.average(values, weights=weights)) if values else 0.0


@dataclass(frozen=True)
class _Reading:
    """The passages in which there is something to find, with their words and the space that they span."""

    language: str
    passages: Sequence[Passage]
    documents: Sequence[Sequence[str]]
    space: Space


@dataclass(frozen=True)
class _Members:
    """The passages of one cluster that are like its centre, nearest first, and how near they are."""

    cluster: int
    places: tuple[int, ...]
    cohesion: float


def _members(places: Floats, clusters: Clusters) -> list[_Members]:
    """The members of the clusters that hold together; ties in the order of what was written."""
    closeness = np.einsum("ij,ij->i", places, clusters.centres[clusters.labels]).round(6)
    found = []
    for cluster in range(len(clusters.centres)):
        alike = np.flatnonzero((clusters.labels == cluster) & (closeness >= _ALIKE))
        if len(alike) >= _LEAST_MEMBERS and closeness[alike].mean() >= _COHERENT:
            nearest = alike[np.argsort(-closeness[alike], kind="stable")]
            found.append(_Members(cluster, tuple(nearest.tolist()), float(closeness[alike].mean())))
    return found


def _candidates(read: _Reading, clusters: Clusters, kept: Sequence[_Members]) -> Iterator[Candidate]:
    named = label_words([[read.documents[i] for i in members.places] for members in kept])
    for members, words in zip(kept, named, strict=True):
        yield Candidate(
            language=read.language,
            words=words,
            answers=tuple(sorted(read.passages[i].answer for i in members.places)),
            quotes=_quotes(read, members, clusters.centres[members.cluster]),
            cohesion=members.cohesion,
            stability=float(clusters.stability[members.cluster]),
        )


def _quotes(read: _Reading, members: _Members, centre: Floats) -> tuple[Quote, ...]:
    """The segments nearest the centre, of different answers that say it in different words."""
    passages = [read.passages[i] for i in members.places[:_READ_FOR_QUOTES]]
    found: dict[str, Quote] = {}
    for passage, span in zip(passages, _nearest_segments(passages, read.space, centre), strict=True):
        found.setdefault(" ".join(span.of(passage.text).casefold().split()), Quote(passage.answer, span))
    return tuple(found.values())[:_QUOTES]


def _nearest_segments(passages: Sequence[Passage], space: Space, centre: Floats) -> Iterator[Span]:
    """One segment of each passage; the first of those that are as near."""
    words = [passage.words_of(span) for passage in passages for span in passage.spans]
    closeness = iter((space.place(words) @ centre).round(6).tolist())
    for passage in passages:
        near = [next(closeness) for _ in passage.spans]
        yield passage.spans[near.index(max(near))]
