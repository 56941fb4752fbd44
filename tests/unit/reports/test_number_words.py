"""Numbers as words in both languages."""

import pytest

from services.reports.domain.number_words import MOST, in_words


@pytest.mark.parametrize(
    ("number", "english", "welsh"),
    [
        (0, "nought", "dim"),
        (1, "one", "un"),
        (10, "ten", "deg"),
        (11, "eleven", "un deg un"),
        (20, "twenty", "dau ddeg"),
        (21, "twenty-one", "dau ddeg un"),
        (34, "thirty-four", "tri deg pedwar"),
        (60, "sixty", "chwe deg"),
        (100, "one hundred", "cant"),
        (101, "one hundred and one", "cant ac un"),
        (136, "one hundred and thirty-six", "cant a thri deg chwech"),
        (205, "two hundred and five", "dau gant a phump"),
        (1000, "one thousand", "mil"),
        (1001, "one thousand and one", "mil ac un"),
        (2040, "two thousand and forty", "dwy fil a phedwar deg"),
        (MOST, "nine thousand nine hundred and ninety-nine", "naw mil naw cant a naw deg naw"),
        (MOST + 1, "10000", "10000"),
        (-1, "-1", "-1"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, english: str, welsh: str) -> None:
    assert (in_words(number, "en"), in_words(number, "cy")) == (english, welsh)


def test_no_two_numbers_sound_alike() -> None:
    for language in ("en", "cy"):
        assert len({in_words(number, language) for number in range(MOST + 1)}) == MOST + 1
