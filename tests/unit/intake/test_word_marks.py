"""Where two copies of a card differ is marked in whole words, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.entrypoints import word_marks
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


def test_words_that_repeat_without_end_are_marked_as_one_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at word by word, these two would keep a processor busy for minutes."""
    looked_at = []
    monkeypatch.setattr(word_marks, "SequenceMatcher", lambda *texts, **_: looked_at.append(texts))
    one, other = "same " + "a b " * 2_400 + "end", "same " + "b a c " * 1_600 + "end"
    spans = differing_spans(one, other)
    assert (spans, looked_at) == (([(5, len(one) - 4)], [(5, len(other) - 4)]), [])


def test_long_prose_is_compared_word_by_word() -> None:
    prose = " ".join(f"the word{number}" for number in range(200))
    other = prose.replace("word9 ", "wird ").replace("word150", "wird150")
    spans = differing_spans(prose, other)
    assert (marked(prose, spans[0]), marked(other, spans[1])) == (["word9", "word150"], ["wird", "wird150"])
