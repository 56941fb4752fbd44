"""A writer's exemplars, and their translations, are left out together; parts are scored, not learned from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.errors import InvalidExemplars
from services.analysis.engine.exemplars import Exemplar, codebook_exemplars
from services.analysis.engine.left_out import LeftOut, score_left_out
from services.analysis.engine.material import fold_of_writers, material_of
from services.analysis.engine.regression import fit
from shared.codebooks.codebook import Codebook
from tests.support.tries import tries

WELSH = Exemplar("cai-1", "Dim amser. Dim arian", codes=("time", "money"), translation="No time. No money")
EXEMPLARS = [WELSH, Exemplar("ann-1", "more courses", codes=("courses",)), Exemplar("ann-2", "Lunch! Lovely")]


@settings(max_examples=tries(50), deadline=None)
@given(
    st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=30).filter(lambda w: len(set(w)) > 1), st.integers(2, 6)
)
def test_a_writer_stands_in_one_fold(writers: list[str], folds: int) -> None:
    found = fold_of_writers(writers, folds).tolist()
    assert len(set(zip(writers, found, strict=True))) == len(set(writers))
    assert set(found) == set(range(min(folds, len(set(writers)))))
    assert fold_of_writers(writers[::-1], folds).tolist() == found[::-1]


@pytest.mark.parametrize("writers", [[], ["ann"], ["ann", "ann"]])
def test_one_writer_cannot_be_left_out(writers: list[str]) -> None:
    with pytest.raises(InvalidExemplars):
        fold_of_writers(writers, 4)


def test_translations_and_phrases_help_but_are_not_judged(small_codebook: Codebook) -> None:
    material = material_of(small_codebook, EXEMPLARS)
    phrases = len(codebook_exemplars(small_codebook))
    assert (material.judged, material.written, material.documents) == (3, 4, 4 + phrases)
    assert material.folds.tolist() == [1, 0, 0, 1] + [number % 2 for number in range(phrases)]
    assert material.truth[0].tolist() == material.truth[3].tolist() == [1.0, 1.0, 0.0, 0.0]


def test_the_parts_of_an_answer_follow_as_rows_of_their_own(small_codebook: Codebook) -> None:
    material = material_of(small_codebook, EXEMPLARS)
    assert material.parents.tolist() == [0, 0, 2, 2]
    assert material.design.words.shape[0] == material.documents + 4


def test_an_answer_counts_by_its_best_part_or_by_itself(small_codebook: Codebook) -> None:
    material = material_of(small_codebook, EXEMPLARS)
    scores, of_parts = np.zeros((material.documents, 4)), np.full((4, 4), -50.0)
    of_parts[1] = 50.0
    found = LeftOut(material, scores, of_parts).probabilities(np.ones(4), np.zeros(4))
    assert found[:, 0].tolist() == pytest.approx([0.75, 0.5, 0.25])


def test_what_only_one_writer_says_is_not_known_when_that_writer_is_judged(
    small_codebook: Codebook, small_exemplars: list[Exemplar]
) -> None:
    own = [Exemplar(f"dai-{n}", "xyzzy. plugh", codes=("time",)) for n in range(4)]
    material = material_of(small_codebook, [*small_exemplars, *own])
    found = score_left_out(material, strength=0.4)
    seen = fit(material.design.rows(np.arange(material.documents)), material.truth, strength=0.4)
    assert (seen.scores(material.design.rows(np.arange(material.judged)))[-4:, 0] > 0).all()
    assert (found.judged[0][-4:, 0] < 0).all()
    assert (found.of_segments[np.isin(material.parents, np.arange(len(small_exemplars), material.judged)), 0] < 0).all()
