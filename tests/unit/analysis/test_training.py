"""Training gives the same model every time; an artefact comes back as it was saved, or says what to run."""

import json
from pathlib import Path

import numpy as np
import pytest

from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import load_artefact, save_artefact
from services.analysis.engine.errors import ArtefactInvalid, ArtefactMissing, InvalidExemplars
from services.analysis.engine.exemplars import Exemplar, load_exemplars
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.material import material_of
from services.analysis.engine.model import FIXED, KnownWords, Model
from services.analysis.engine.regression import fit
from services.analysis.engine.training import _STRENGTH_OF_FEW, _decisions, train
from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_codebook

Trained = tuple[Model, KnownWords]


def test_the_same_exemplars_give_the_same_file(
    tmp_path: Path, small_codebook: Codebook, small_exemplars: list[Exemplar], small_model: Trained
) -> None:
    first = save_artefact(*small_model, tmp_path / "a.npz")
    second = save_artefact(*train(small_codebook, small_exemplars), tmp_path / "sub" / "b.npz")
    assert first == second
    assert first.startswith("linear-small-1-")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "sub" / "b.npz").read_bytes()


def test_other_exemplars_give_another_version(
    tmp_path: Path, small_codebook: Codebook, small_exemplars: list[Exemplar], small_model: Trained
) -> None:
    first = save_artefact(*small_model, tmp_path / "a.npz")
    assert save_artefact(*train(small_codebook, small_exemplars[1:]), tmp_path / "a.npz") != first


def test_an_artefact_comes_back_as_it_was_saved(tmp_path: Path, small_codebook: Codebook, small_model: Trained) -> None:
    version = save_artefact(*small_model, tmp_path / "a.npz")
    artefact = load_artefact(tmp_path / "a.npz")
    assert artefact.version == version
    assert artefact.model.labels == small_model[0].labels
    assert artefact.model.lexicon.stems == small_model[0].lexicon.stems
    np.testing.assert_array_equal(artefact.model.lexicon.pairs, small_model[0].lexicon.pairs)
    np.testing.assert_array_equal(artefact.known.rows, small_model[1].rows)
    for part in ("stems", "ngrams", "pairs", "questions", "offsets", "slopes", "shifts"):
        kept, saved = (getattr(model.weights, part) for model in (artefact.model, small_model[0]))
        np.testing.assert_array_equal(kept, saved)
        assert kept.dtype == saved.dtype
    coder = LinearCoder(small_codebook, artefact)
    (found,) = coder.code([Answer("we have no time")])
    assert [coding.code for coding in found.codings] == ["time"]


def test_weights_are_log_odds_by_platts_slopes_and_shifts(
    small_codebook: Codebook, small_exemplars: list[Exemplar], small_model: Trained
) -> None:
    material = material_of(small_codebook, small_exemplars)
    rows = material.design.rows(np.arange(material.documents))
    fitted, weights = fit(rows, material.truth, strength=_STRENGTH_OF_FEW), small_model[0].weights
    expected = fitted.intercepts * weights.slopes + weights.shifts
    np.testing.assert_allclose(weights.offsets / FIXED, expected, atol=1e-4)
    stems = len(weights.stems)
    np.testing.assert_allclose(weights.stems / FIXED, fitted.weights[:stems] * weights.slopes, atol=1e-4)
    assert (weights.shifts != 0).all()


def test_codes_and_facets_have_rules_and_curves_of_their_own() -> None:
    """Codes are told apart between .25 and .50, facets between .25 and .30 and only half of the time."""
    probabilities = np.array([[0.5, 0.3], [0.5, 0.3], [0.25, 0.25], [0.25, 0.25]])
    found = _decisions(probabilities, np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0], [0.0, 1.0]]), 1)
    assert found.codes.threshold > found.facets.threshold
    assert found.code_display(np.array([0.25]))[0] < found.facet_display(np.array([0.25]))[0] == 0.5


def test_a_missing_artefact_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ArtefactMissing, match=r"absent\.npz: run `make setup` or `adborth train`"):
        load_artefact(tmp_path / "absent.npz")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_artefact_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(ArtefactInvalid, match="adborth train"):
        load_artefact(tmp_path / "a.npz")


def test_arrays_of_another_kind_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    names = np.frombuffer(json.dumps({"format": 99}).encode(), dtype=np.uint8)
    np.savez(tmp_path / "later.npz", names=names)
    for name in ("other.npz", "later.npz"):
        with pytest.raises(ArtefactInvalid):
            load_artefact(tmp_path / name)


def test_a_model_for_other_codes_is_refused(tmp_path: Path, small_model: Trained) -> None:
    save_artefact(*small_model, tmp_path / "a.npz")
    with pytest.raises(ArtefactInvalid, match="not those of 'improvement'"):
        LinearCoder.load(builtin_codebook("improvement"), tmp_path / "a.npz")


def test_one_writer_is_not_enough(small_codebook: Codebook) -> None:
    with pytest.raises(InvalidExemplars, match="two writers"):
        train(small_codebook, [Exemplar("ann-1", "no time", codes=("time",))])


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{", "JSON object"),
        ('{"id": "a-1", "text": "x"}', "question"),
        ('{"id": "a-1", "text": "x", "question": "", "codes": ["love"], "facets": []}', "'love' does not stand"),
        ('{"id": "a-1", "text": "x", "question": "", "codes": [], "facets": ["wish"]}', "'wish' does not stand"),
    ],
)
def test_exemplars_are_refused_by_line_and_rule(tmp_path: Path, small_codebook: Codebook, line: str, rule: str) -> None:
    path = tmp_path / "exemplars.jsonl"
    good = '{"id": "a-1", "text": "x", "question": "", "codes": ["time"], "facets": []}'
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InvalidExemplars, match=r"exemplars\.jsonl, line 2: ") as caught:
        load_exemplars(path, small_codebook)
    assert rule in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xff"])
def test_an_empty_or_unreadable_file_is_refused(tmp_path: Path, small_codebook: Codebook, content: bytes) -> None:
    (tmp_path / "e.jsonl").write_bytes(content)
    with pytest.raises(InvalidExemplars):
        load_exemplars(tmp_path / "e.jsonl", small_codebook)
