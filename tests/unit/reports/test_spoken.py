"""Words as a search meets them: folded, from their beginnings, and mutated as Welsh words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.spoken import LONGEST, MOST_WORDS, folded, mutated, places_of, words_sought


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", " "),
        ("Tŵr, ŷd: ÎÂ!", " twr yd ia "),
        ("mae'n co-op 3½", " mae n co op 31⁄2 "),
        ("STRASSE straße", " strasse strasse "),
    ],
)
def test_words_are_kept_without_case_and_accents(text: str, kept: str) -> None:
    assert folded(text) == kept.replace("⁄", "")


@pytest.mark.parametrize(
    ("met", "radical"),
    [
        ("gymuned", "cymuned"),
        ("nghymuned", "cymuned"),
        ("chymuned", "cymuned"),
        ("fwrdd", "bwrdd"),
        ("mwrdd", "bwrdd"),
        ("ddysgu", "dysgu"),
        ("nysgu", "dysgu"),
        ("dim", "tim"),
        ("nhim", "tim"),
        ("thim", "tim"),
        ("bobl", "pobl"),
        ("mhobl", "pobl"),
        ("phobl", "pobl"),
        ("lywodraeth", "llywodraeth"),
        ("rwydwaith", "rhwydwaith"),
        ("feddyg", "meddyg"),
        ("ngwaith", "gwaith"),
    ],
)
def test_each_mutation_is_found_by_the_word_and_the_word_by_it(met: str, radical: str) -> None:
    assert met in mutated(radical)
    assert radical in mutated(met)


def test_short_words_and_digraphs_are_not_taken_apart() -> None:
    assert mutated("a") == ("a",)
    assert "dydd" in mutated("ddydd")
    assert "chwaith" not in mutated("hwaith")
    assert mutated("llan") == ("llan", "lan")
    assert mutated("ysbyty") == ("ysbyty",)


@given(st.text(max_size=300))
def test_whatever_is_sought_is_bounded_and_holds_letters_and_digits_only(asked: str) -> None:
    words = words_sought(asked)
    assert len(words) <= MOST_WORDS
    assert sum(map(len, words)) <= LONGEST * 18, "one sign may stand for eighteen letters"
    assert all(sign.isalnum() or sign == "_" for word in words for sign in word)


@given(st.text(max_size=60), st.text(max_size=20))
def test_what_is_marked_is_what_was_found(text: str, asked: str) -> None:
    words = words_sought(asked)
    found = any(f" {word}" in folded(text) for word in words)
    assert bool(places_of(text, words, welsh=False)) == found
