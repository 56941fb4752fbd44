"""What else is found in answers (language, tone, personal data), tried on the built-in exemplars, and on long texts."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import nltk
import pytest

from services.analysis.engine.exemplars import Exemplar, exemplars_for, load_exemplars
from services.analysis.engine.language import language_of
from services.analysis.engine.personal_data.finding import personal_data
from services.analysis.engine.tone import tone_of
from shared.codebooks.loading import builtin_codebook


@pytest.fixture(scope="module")
def exemplars() -> list[Exemplar]:
    return load_exemplars(exemplars_for("improvement"), builtin_codebook("improvement"))


@pytest.mark.parametrize(("language", "wrong", "untold"), [("en", 0.005, 0.02), ("cy", 0.05, 0.03)])
def test_exemplars_are_told_apart(language: str, wrong: float, untold: float) -> None:
    """A sample of the built-in exemplars; the Welsh ones that are missed are half English, the untold ones noise."""
    rows = map(json.loads, exemplars_for("improvement").read_text(encoding="utf-8").splitlines())
    texts = [row["text"] for row in rows if row["lang"] == language][:: 10 if language == "en" else 2]
    told = [language_of(text) for text in texts]
    assert len(texts) > 500
    assert sum(found not in {language, None} for found in told) <= wrong * len(texts)
    assert told.count(None) <= untold * len(texts)


def test_few_exemplars_are_taken_for_personal_data(exemplars: list[Exemplar]) -> None:
    """They name invented people after a title ("Mrs Evans"), and give no number, address or date of birth."""
    found = [each for exemplar in exemplars for each in personal_data(exemplar.text)]
    assert {each.kind for each in found} == {"name"}
    assert 20 < len(found) < 100


def test_threads_agree_and_nothing_is_added_to_where_nltk_looks(exemplars: list[Exemplar]) -> None:
    looked_at = list(nltk.data.path)
    texts = [each.text for each in exemplars[:300]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(tone_of, texts)) == [tone_of(text) for text in texts]
    assert nltk.data.path == looked_at


@pytest.mark.parametrize("piece", ["a", "1", "0 ", "Dr ", "a@", "A. ", "born ", "07700 900123 ", "a.", "Dr A. ", "@a."])
def test_ten_thousand_characters_take_no_long_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    personal_data(text)
    assert time.process_time() - started < 3
