"""Where two copies of a card differ is marked in whole words, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.entrypoints.word_marks import Span, differing_spans

TEXTS = st.text("ab \n", max_size=30)


def marked(text: str, spans: list[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("Two hours a week", "Ten hours a week", (["Two"], ["Ten"])),
        ("more time", "more  time ", ([], [])),
        ("more time to talk", "more time", (["to talk"], [])),
        ("", "words", ([], ["words"])),
        ("ŵyn a b", "wyn a b", (["ŵyn"], ["wyn"])),
    ],
)
def test_the_words_that_differ_are_marked(one: str, other: str, marks: tuple[list[str], list[str]]) -> None:
    spans = differing_spans(one, other)
    assert (marked(one, spans[0]), marked(other, spans[1])) == marks


@given(TEXTS, TEXTS)
def test_what_is_left_unmarked_is_the_same(one: str, other: str) -> None:
    spans = differing_spans(one, other)

    def left(text: str, of: list[Span]) -> list[str]:
        kept = "".join("·" if any(start <= at < end for start, end in of) else sign for at, sign in enumerate(text))
        return kept.replace("·", "").split()

    assert left(one, spans[0]) == left(other, spans[1])
    assert (spans == ([], [])) == (one.split() == other.split())
