"""Words that are set aside are found, and amounts and wishes are not mistaken for them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.reading import read
from services.analysis.engine.scopes import _OPENING, _WORDS, scopes
from tests.support.tries import tries

OPENING_WORDS = (
    "more than|mwy na|mwy  nag|not just|isn’t only|DON'T need|does not really want|no longer require|never needed|"
    "rather than|instead\tof|yn hytrach na|nid jyst|nid dim ond|No need for|no  need of|sdim angen|does dim angen"
).split("|")


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("some more complex improvement tasks need much more than a training course", ["a training course"]),
        ("Not just a course, but a coach", ["a course"]),
        ("it isn’t only money that we lack", ["money that"]),
        ("podcasts rather than reports. Reports bore us", ["reports"]),
        ("a mentor instead of another workshop", ["another workshop"]),
        ("I don't need any more training and I have time", ["any more training"]),
        ("no need for a network", ["a network"]),
        ("mwy na chwrs hyfforddi, plîs", ["chwrs hyfforddi"]),
        ("amser yn hytrach na hyfforddiant", ["hyfforddiant"]),
        ("does dim angen cwrs arall arnom", ["cwrs arall arnom"]),
        ("more than one two buses", []),
        ("instead of a b c d e f g h", ["a b c d e f"]),
        ("instead of courses but also time", ["courses"]),
        ("rather than talk, act", ["talk"]),
    ],
)
def test_what_is_set_aside_is_found(text: str, aside: list[str]) -> None:
    assert [text[start:end].strip() for start, end in scopes(text)] == aside


@pytest.mark.parametrize(
    "text",
    [
        "we trained more than 40 nurses",
        "time, more than anything",
        "I have done this more than  once",
        "people know more than they think",
        "we don't want to go back",
        "I need a course and I want a coach",
        "just a course",
        "lle diogel yn lle ni",
    ],
)
def test_amounts_and_wishes_set_nothing_aside(text: str) -> None:
    assert scopes(text) == []


def test_words_set_aside_are_not_read() -> None:
    assert read("We want coaching rather than courses. Courses bore us") == [
        ["we", "want", "coaching", "rather", "than"],
        ["courses", "bore", "us"],
    ]


@settings(max_examples=tries(150), deadline=None)
@given(st.lists(st.sampled_from([*OPENING_WORDS, "need", "no", "time", "a course", ",", "and"]), max_size=8))
def test_the_quick_look_hides_no_scope(words: list[str]) -> None:
    text = " ".join(words)
    aside = [_WORDS.match(text, opening.end()) for opening in _OPENING.finditer(text)]
    assert scopes(text) == [found.span() for found in aside if found]


@pytest.mark.parametrize("opening", OPENING_WORDS)
def test_every_opening_sets_aside(opening: str) -> None:
    assert len(scopes(f"Plîs, {opening} cwrs")) == 1
