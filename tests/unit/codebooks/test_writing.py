"""A codebook that was written can be loaded again, with every word as it was."""

import tempfile
from pathlib import Path

from hypothesis import given, settings

from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import builtin_codebook, load_codebook
from shared.codebooks.writing import codebook_yaml
from tests.support.tries import tries
from tests.unit.codebooks.strategies import codebooks


def again(codebook: Codebook) -> Codebook:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "again.yaml"
        path.write_text(codebook_yaml(codebook), encoding="utf-8")
        return load_codebook(path)


@settings(max_examples=tries(30), deadline=None)
@given(codebooks())
def test_any_codebook_is_read_as_it_was_written(codebook: Codebook) -> None:
    assert again(codebook) == codebook


def test_the_built_in_codebook_too_and_it_is_written_for_people() -> None:
    codebook = builtin_codebook("improvement")
    assert again(codebook) == codebook
    assert codebook_yaml(codebook).startswith("id: improvement\nversion: 2\ntitle:\n  en: Improvement journeys\n")
    assert "Caniatâd" in codebook_yaml(codebook)
