"""Segments point into the original text, whatever is in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.evidence import carrying_span
from services.analysis.engine.segments import segments
from services.analysis.engine.tokens import WORD, normalise
from tests.support.tries import tries

PIECES = st.sampled_from(
    ["Dr. Evans", "e.g. time", "no time", "amser", "ŵy", "w\u0302yl", "😀", "👩‍⚕️", "\r\n", "\n", "• ", "- ", "1) ",
     ". ", "! ", "?? ", "…", "\u200b", "\ufeff", "\u00a0", "\t", ", ", "(", ")", "\u2028", "İstanbul", "__", "'", "’"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join)


@settings(max_examples=tries(100), deadline=None)
@given(TEXTS)
def test_segments_are_in_order_trimmed_and_lose_no_word(text: str) -> None:
    found = segments(text)
    place = 0
    for start, end in found:
        assert place <= start < end <= len(text)
        quote = text[start:end]
        assert quote == quote.strip()
        assert "\n" not in quote
        place = end
    words = sum(len(WORD.findall(text, start, end)) for start, end in found)
    bullets = len(WORD.findall(text)) - words
    assert 0 <= bullets <= len(found) + text.count("\n") + text.count(" ") + 1


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Dr. Evans came at 10 a.m. sharp. We left.", ["Dr. Evans came at 10 a.m. sharp.", "We left."]),
        ("- time\r\n- money\r\n* trust", ["time", "money", "trust"]),
        ("• one • two", ["one", "two"]),
        ("1) a laptop\n2) a desk! Please?", ["a laptop", "a desk!", "Please?"]),
        ("😀 Diolch! ŵyn bach 🐑.", ["😀 Diolch!", "ŵyn bach 🐑."]),
        ("\u200b\ufeff one\u200b \n\n two\u00a0", ["one", "two"]),
        ("Cyrsiau, h.y. rhai byr, os gwelwch yn dda", ["Cyrsiau, h.y. rhai byr, os gwelwch yn dda"]),
        ("", []),
        (" \r\n\t", []),
    ],
)
def test_sentences_lines_and_bullets_are_segments(text: str, quotes: list[str]) -> None:
    assert [text[start:end] for start, end in segments(text)] == quotes


def test_a_very_long_answer_is_cut_quickly() -> None:
    text = "no time to think; " * 555
    assert segments(text) == [(0, len(text.rstrip()))]


def test_a_decomposed_letter_does_not_cut_a_word() -> None:
    assert [normalise(word) for word in WORD.findall("W\u0302yl y nyrs’s")] == ["ŵyl", "y", "nyrs's"]


def test_a_single_clause_is_its_own_evidence_less_its_punctuation() -> None:
    text = "“£212k saved!”"
    span = carrying_span(text, (0, len(text)), [], lambda: [1.0, 1.0])
    assert span.of(text) == "£212k saved"
