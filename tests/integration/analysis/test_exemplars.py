"""The built-in exemplars are what docs/engine.md says of them: many, of many writers, in two languages, none twice."""

import json
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from services.analysis.engine.exemplars import Exemplar, exemplars_for, load_exemplars
from shared.codebooks.loading import builtin_codebook

_NEAR = 0.8  # cosine of character 3- to 5-grams from which two texts are near-duplicates
_AT_ONCE = 400


@pytest.fixture(scope="module")
def exemplars() -> list[Exemplar]:
    return load_exemplars(exemplars_for("improvement"), builtin_codebook("improvement"))


def near_duplicates(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Give the pairs of texts that are nearly the same, ignoring case and white space."""
    same = [" ".join(text.lower().split()) for text in texts]
    counts = CountVectorizer(analyzer="char", ngram_range=(3, 5)).fit_transform(same).astype(np.float32)
    vectors = sp.csr_matrix(normalize(counts))
    for start in range(0, len(same), _AT_ONCE):
        products = (vectors[start : start + _AT_ONCE] @ vectors[: start + _AT_ONCE].T).tocoo()
        near = products.data > _NEAR
        for row, column in zip(products.row[near] + start, products.col[near], strict=True):
            if column < row:
                yield int(column), int(row)


def test_no_exemplar_is_nearly_another(exemplars: list[Exemplar]) -> None:
    texts = [exemplar.text for exemplar in exemplars]
    assert [(texts[left], texts[right]) for left, right in near_duplicates(texts)] == []


def test_a_near_duplicate_would_be_seen() -> None:
    texts = ["no time to step back and think", "Something else altogether", "No time to step back, and think!"]
    assert list(near_duplicates(texts)) == [(0, 2)]


def test_there_are_enough_of_every_code_and_language(exemplars: list[Exemplar]) -> None:
    rows = [json.loads(line) for line in exemplars_for("improvement").read_text(encoding="utf-8").splitlines()]
    welsh = [row for row in rows if row["lang"] == "cy"]
    codes = Counter(code for exemplar in exemplars for code in exemplar.codes)
    assert len(exemplars) >= 14_000
    assert len(welsh) >= 2_000
    assert all(row["en"].strip() for row in welsh)
    assert min(codes[code] for code in builtin_codebook("improvement").code_ids) >= 1_000
    assert all(row["span"] in row["text"] for row in rows if "span" in row)


def test_corrections_tell_what_stands_in_the_exemplars(exemplars: list[Exemplar]) -> None:
    codes = {exemplar.id: list(exemplar.codes) for exemplar in exemplars}
    path = exemplars_for("improvement").parent / "corrections" / "improvement.jsonl"
    corrections = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {row["id"]: row["is"] for row in corrections} == {row["id"]: codes.get(row["id"]) for row in corrections}
