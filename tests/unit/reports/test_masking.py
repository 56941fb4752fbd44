"""Masks: what nobody may read is gone from the text, whatever was written and however it is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.masking import (
    CUT,
    KINDS,
    OTHER,
    Mask,
    masked_text,
    masks_over,
    pieces_of,
    widened,
    words_of,
)

_TEXT = "Ask Siân Rees-Evans (Bangor), or siân@example.org!"
_TEXTS = st.text(max_size=80) | st.lists(
    st.sampled_from(["Ann", "ŵy", "…", "(x)", "a-b", "“", " ", "\n", "e\u0301"])
).map("".join)


def test_words_stand_without_the_punctuation_around_them() -> None:
    assert [word.text for word in words_of(_TEXT)] == ["Ask", "Siân", "Rees-Evans", "Bangor", "or", "siân@example.org"]
    assert "".join(word.before + word.text for word in words_of(_TEXT)) == _TEXT[:-1]


def test_punctuation_alone_is_a_word_too() -> None:
    assert [word.text for word in words_of("a … b")] == ["a", "…", "b"]


def test_neighbours_of_one_kind_are_one_mask_and_nobody_sees_how_long_they_were() -> None:
    masks = masks_over(_TEXT, {1: "name", 2: "name", 3: "place", 5: "email"})
    assert masked_text(_TEXT, masks, "en") == "Ask [name] ([place]), or [e-mail address]!"
    assert masked_text(_TEXT, masks, "cy") == "Ask [enw] ([lle]), or [cyfeiriad e-bost]!"
    assert masked_text(
        "Ask Jo (B), or x!", masks_over("Ask Jo (B), or x!", {1: "name", 2: "place", 4: "email"}), "en"
    ) == (masked_text(_TEXT, masks, "en"))


def test_words_that_are_no_neighbours_are_masked_apart() -> None:
    assert masked_text("one two three", masks_over("one two three", {0: CUT, 2: CUT}), "en") == "[…] two […]"


def test_a_kind_that_is_none_and_a_number_that_no_word_has_do_no_harm() -> None:
    assert masks_over("one two", {1: "<script>", 7: "name"}) == (Mask(4, 7, OTHER),)
    assert masked_text("one two", (Mask(4, 7, "foreign"),), "fr") == "one [words removed]"


def test_part_of_a_word_hides_all_of_it() -> None:
    assert widened("Ann Jones.", (Mask(5, 7, "name"),)) == (Mask(4, 9, "name"),)


def test_overlapping_and_outlying_masks_hide_their_union() -> None:
    text = "0123456789"
    masks = (Mask(2, 5, "name"), Mask(4, 6, "place"), Mask(4, 5, "place"), Mask(9, 99, "name"))
    assert masked_text(text, masks, "en") == "01[name][place]678[name]"


def test_pieces_tell_labels_from_words() -> None:
    pieces = pieces_of("Ann rang.", (Mask(0, 3, "name"),), "en")
    assert [(piece.text, piece.masked) for piece in pieces] == [("[name]", True), (" rang.", False)]


@given(_TEXTS, st.data())
def test_hidden_words_are_hidden_and_the_others_stay(text: str, data: st.DataObject) -> None:
    words = words_of(text)
    hidden = (
        data.draw(st.dictionaries(st.sampled_from(words).map(lambda word: word.number), st.sampled_from(KINDS)))
        if words
        else {}
    )
    masks = masks_over(text, hidden)
    left = [piece.text for piece in pieces_of(text, masks, "en") if not piece.masked]
    positions = {place for mask in masks for place in range(mask.start, mask.end)}
    assert "".join(left) == "".join(letter for place, letter in enumerate(text) if place not in positions)
    for word in words:
        places = set(range(word.start, word.end))
        assert places <= positions if word.number in hidden else not places & positions
    assert {word.number for word in words_of(text, masks) if word.kind} == set(hidden)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_kind_has_a_label_in_each_language(language: str) -> None:
    labels = [masked_text("x", (Mask(0, 1, kind),), language) for kind in KINDS]
    assert len(set(labels)) == len(KINDS)
    assert all(label.startswith("[") and label.endswith("]") for label in labels)
