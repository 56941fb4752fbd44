"""Words that are set aside are found, and amounts and wishes are not mistaken for them."""

import pytest

from services.analysis.engine.reading import read
from services.analysis.engine.scopes import scopes


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
