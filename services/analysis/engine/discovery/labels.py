"""The words that tell one cluster from the others, as people wrote them."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

from services.analysis.engine.tokens import stem

_WORDS: Final = 4
_LEAST_SHARE: Final = 0.04  # of the cluster's documents that a word must stand in; a slip of the pen is no label


def label_words(clusters: Sequence[Sequence[Sequence[str]]]) -> list[tuple[str, ...]]:
    """For each cluster, a list of documents of normalised words, up to four words, the most telling first.

    Class-based TF-IDF (Grootendorst, BERTopic, arXiv 2203.05794, 2022): the documents of the cluster that hold a stem,
    times log(1 + documents' stems a cluster / documents with it anywhere). Stems count once a document, so that one
    person who repeats a word names no theme; each shows as its most frequent form in the cluster.
    """
    inside = [Counter(name for document in cluster for name in {stem(w) for w in document}) for cluster in clusters]
    overall: Counter[str] = Counter()
    for counts in inside:
        overall.update(counts)
    typical = overall.total() / max(1, len(clusters))
    return [_most_telling(cluster, counts, overall, typical) for cluster, counts in zip(clusters, inside, strict=True)]


def _most_telling(
    cluster: Sequence[Sequence[str]], inside: Counter[str], overall: Counter[str], typical: float
) -> tuple[str, ...]:
    common = [name for name in inside if inside[name] >= max(2, _LEAST_SHARE * len(cluster))]
    ranked = sorted(common, key=lambda name: (-inside[name] * log(1 + typical / overall[name]), name))
    forms = Counter(word for document in cluster for word in document)
    return tuple(_form(name, forms) for name in ranked[:_WORDS])


def _form(name: str, forms: Counter[str]) -> str:
    return min((word for word in forms if stem(word) == name), key=lambda word: (-forms[word], word))
