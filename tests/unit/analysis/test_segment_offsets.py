"""Offsets count the characters of the text as it was written, and the quick way cuts where Punkt cuts."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.analysis.engine import segments as segmenting
from services.analysis.engine.segments import segments
from tests.support.tries import tries

WORDS = "time amser ŵyl w\u0302yl tŷ TG Powys caffi\u0301 it's nyrs’s Straße 👩‍⚕️ 😀 🏴󠁧󠁢󠁷󠁬󠁳󠁿".split(
    " "
)  # none is a bullet, a number or an abbreviation
GAPS = (
    " ", ", ", "\t", "\u00a0", "\u200b ", ". ", "! ", "?! ", "… ", ".\n", "\r\n", "\n\n", "\r", "\u2028", "\x85",
    " • ", "\n• ", "\n- ", "\r\n* ",
)  # fmt: skip
PADDING = "\u200b\ufeff\u2060\u00a0 \t\r\n"

SIMPLE = ("time", "money", "training", "tŷ", "ŵyl", "amser", "NHS", "we", "no")
AWKWARD = (
    "Dr",
    "e.g",
    "h.y",
    "ayyb",
    "a",
    "I",
    "42",
    "3.5",
    "it's",
    "“so",
    "so”",
    '"',
    ")",
    "”",
    "»",
    "'--",
    "(so",
    "w\u0302yl",
    "-",
    "😀",
)
STOPS = ("", "", "", ".", "!", "?", "…", "...", "?!", ".)", '."', " .")
JOINS = (" ", " ", " ", "  ", "\t", "\u00a0", "")
TOKENS = st.tuples(st.sampled_from(SIMPLE * 4 + AWKWARD), st.sampled_from(STOPS), st.sampled_from(JOINS))


def quotes(text: str) -> list[str]:
    return [text[start:end] for start, end in segments(text)]


def by_punkt(text: str) -> list[tuple[int, int]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenting, "_plain_ends", lambda *_: None)
        return segments(text)


@settings(max_examples=tries(120), deadline=None)
@given(st.lists(TOKENS, max_size=9).map(lambda tokens: "".join(map("".join, tokens))))
@example("We left. ) Then money")
@example('no time! " money. amser')
@example("no… amser. time")
@example("time. tŷ… we")
def test_the_quick_way_cuts_where_punkt_cuts(text: str) -> None:
    assert segments(text) == by_punkt(text)


@pytest.mark.parametrize(
    ("text", "quick"),
    [
        ("No time. No money! Why? We ask", True),
        ("Dim amser. Dim arian.", True),
        ("Seen by Dr. Evans. Good", False),
        ("In 2024. We left", True),
        ("In 2024. we left", False),
        ("At 8.15 they left. We stayed", True),
        ("So good!!Then we left. Bye", False),
        ("Time (no. really). Good", False),
        ("So… good. Yes", False),
        ("He left. ” Then", False),
        ("He left. “So” they said", True),
        ("He left. ) Then", False),
    ],
)
def test_only_plain_stops_are_cut_the_quick_way(text: str, quick: bool) -> None:
    assert (segmenting._plain_ends(text, 0, len(text)) is not None) == quick
    assert segments(text) == by_punkt(text)


@settings(max_examples=tries(70), deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=40),
    st.text(PADDING, max_size=3),
)
def test_segments_are_in_order_apart_trimmed_and_hold_every_word(pieces: list[tuple[str, str]], pad: str) -> None:
    text = pad + "".join(map("".join, pieces)) + pad
    place = 0
    for start, end in segments(text):
        assert place <= start < end <= len(text)
        assert not re.search(r"[\r\n\u2028\x85•]", text[start:end])
        assert text[start:end].strip(PADDING) == text[start:end]
        place = end
    held = re.findall("|".join(map(re.escape, WORDS)), " ".join(quotes(text)))
    assert held == re.findall("|".join(map(re.escape, WORDS)), text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("😀 ŵyl. W\u0302yl!", [(0, 6), (7, 12)]),
        ("one\r\ntwo\rthree", [(0, 3), (5, 8), (9, 14)]),
        ("\r\n• one\r\n• two", [(4, 7), (11, 14)]),
        ("\u200b\u200bone\u200b\ntwo\ufeff", [(2, 5), (7, 10)]),
        ("👩‍⚕️ one. 🐑 two", [(0, 9), (10, 15)]),
        ("n\u0303o. e\u0301a", [(0, 4), (5, 8)]),
        ("\U0010ffff. \ud83d two", [(0, 2), (3, 8)]),
        ("1. time 2. money", [(3, 16)]),
        ("a) time\nb) money", [(3, 7), (11, 16)]),
        ("well-being - time", [(0, 17)]),
        ("- ", [(0, 1)]),
    ],
)
def test_offsets_are_exact(text: str, spans: list[tuple[int, int]]) -> None:
    assert segments(text) == spans


@pytest.mark.parametrize(
    "sentence", ["No time, dim arian 😀! ", "Gw\u0302yl y banc\r\n", "\u200b• one. ", "Dr. Evans came? "]
)
def test_the_ten_thousandth_character_has_its_offset_too(sentence: str) -> None:
    text = (sentence * 2_000)[:10_000]
    found = segments(text)
    assert len(found) >= 10_000 // len(sentence)
    alone = sentence.strip("\u200b• \r\n")
    assert all(text[start:end] == alone for start, end in found[:-1])
    starts = [start for start, _ in found[:-1]]
    assert {after - before for before, after in zip(starts, starts[1:], strict=False)} == {len(sentence)}
    assert text[found[-1][0] :].strip("\u200b• \r\n") == text[slice(*found[-1])]
