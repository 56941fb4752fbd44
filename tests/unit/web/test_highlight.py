"""A quote may hold anything a person can type, and spans may overlap; the page and the words stay whole."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.highlight import highlight

SPANS = st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=6)
TYPEABLE = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs")), max_size=30)


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("time and space", [], "time and space"),
        ("time and space", [[0, 4]], "<mark>time</mark> and space"),
        ("time and space", [[9, 14], [0, 4]], "<mark>time</mark> and <mark>space</mark>"),
        ("time and space", [[0, 8], [5, 14]], "<mark>time and space</mark>"),
        ("time and space", [[0, 14], [5, 8]], "<mark>time and space</mark>"),
        ("time", [[0, 2], [2, 4]], "<mark>ti</mark><mark>me</mark>"),
        ("time", [[0, 99]], "<mark>time</mark>"),
        ("time", [[3, 1], [2, 2], [50, 60]], "time"),
        ("<b>&", [[0, 3]], "<mark>&lt;b&gt;</mark>&amp;"),
        ("ŵŷ🙂!", [[1, 3]], "ŵ<mark>ŷ🙂</mark>!"),
    ],
)
def test_marks_exactly_the_spans(text: str, spans: list[list[int]], shown: str) -> None:
    assert highlight(text, spans) == shown


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\x85", "\ufeff", "\ud800"])
def test_shows_characters_that_would_turn_or_hide_the_page(control: str) -> None:
    shown = highlight(f"a{control}b", [[0, 3]])
    assert control not in shown
    assert shown == f'<mark>a<span class="ad-control">U+{ord(control):04X}</span>b</mark>'


def test_keeps_line_ends_and_joined_emoji() -> None:
    assert highlight("a\r\nb\t👩\u200d⚕️") == "a\r\nb\t👩\u200d⚕️"


@given(text=TYPEABLE, spans=SPANS)
def test_never_changes_the_words_and_marks_their_union(text: str, spans: list[tuple[int, int]]) -> None:
    shown = str(highlight(text, spans))
    assert html.unescape(re.sub("</?mark>", "", shown)) == text
    wanted = {at for start, end in spans for at in range(max(start, 0), min(end, len(text)))}
    marked, at, inside = set(), 0, False
    for piece in re.split("(</?mark>)", shown):
        if piece in {"<mark>", "</mark>"}:
            inside = piece == "<mark>"
            continue
        length = len(html.unescape(piece))
        marked |= set(range(at, at + length)) if inside else set()
        at += length
    assert marked == wanted
