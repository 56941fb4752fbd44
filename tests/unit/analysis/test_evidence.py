"""Evidence is the clauses in which the words stand that carry a code, no more and no less."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.analysis.engine.evidence import carrying_span
from services.analysis.engine.reading import words_in
from services.analysis.engine.scopes import scopes
from services.analysis.engine.tokens import WORD_CHARACTER
from tests.support.tries import tries

WORDS = st.sampled_from(["time", "w\u0302yl", "it's", "£20", "more than a", "a", "but", "ond", "so"])
GAPS = st.sampled_from([" ", " ", ", ", "; ", " – ", " - ", " (", ") ", ": ", "! "])
PIECES = st.lists(st.tuples(WORDS, GAPS).map("".join), min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("text", "given", "quote"),
    [
        ("good day, no time, cold lunch", [0, 0, 0, 1, 0, 0], "no time"),
        ("good day, no time, cold lunch", [0, 0, 0, 0, 0, 1], "cold lunch"),
        ("good day, no time, cold lunch", [1, 0, 0, 0, 0, 0], "good day"),
        ("good day, no time, cold lunch", [0, 0, 0, 1, 0.5, 0], "no time, cold lunch"),
        ("good day, no time, cold lunch", [0, 1, -5, 0, 0, 0.9], "good day"),
        ("good day, no time, cold lunch", [-1, -1, -1, -0.5, -1, -1], "no time"),
        ("good day, no time, cold lunch", [0, 0, 0, 1, 0.04, 0], "no time"),
        ("we came but no time was left", [0, 0, 0, 0, 1, 0, 0], "but no time was left"),
        ("roedd yn braf ond dim amser", [0, 0, 0, 0, 0, 1], "ond dim amser"),
        ("fun - well-being days (£300!) ended", [0, 0, 0, 0, 1, 0], "£300"),
        ("…no time!", [0, 1], "no time"),
        ("(no time),", [0, 1], "no time"),
        ("we, rather than courses, need time", [0, 0, 0, 0, 1], "need time"),
    ],
)
def test_the_clauses_that_carry_a_code_are_quoted(text: str, given: list[float], quote: str) -> None:
    assert carrying_span(text, (0, len(text)), scopes(text), lambda: given).of(text) == quote


@settings(max_examples=tries(60), deadline=None)
@given(PIECES, st.integers(0, 30), st.sampled_from(["", "before it. "]), st.sampled_from(["", "…", " after it"]))
def test_evidence_stays_in_its_segment_and_holds_the_word_that_gives(
    pieces: list[str], giver: int, before: str, after: str
) -> None:
    segment = "".join(pieces).rstrip()
    text = f"{before}{segment}{after}"
    place = (len(before), len(before) + len(segment))
    words = [word.span() for word in words_in(text, place, scopes(text))]
    assume(words)
    giver %= len(words)
    contributed = [float(number == giver) for number in range(len(words))]
    span = carrying_span(text, place, scopes(text), lambda: contributed)
    assert place[0] <= span.start < span.end <= place[1]
    quote = span.of(text)
    assert WORD_CHARACTER.match(quote.lstrip("£")[0])
    assert WORD_CHARACTER.match(quote[-1])
    start, end = words[giver]
    assert span.start <= start < end <= span.end
