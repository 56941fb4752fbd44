"""Card numbers: printed, read out, typed, and told when a character is wrong."""

from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.paper_cards import number_from, read_number, same_words, shown_number
from services.intake.domain.receipts import ALPHABET

NUMBERS = st.integers(0, 2**35 - 1).map(number_from)


@given(NUMBERS)
def test_a_number_is_read_however_it_is_spaced_or_written(number: str) -> None:
    shown = shown_number(number)
    typed = shown.lower().replace("0", "o").replace("1", "l").replace("-", " - ")
    assert read_number(shown) == read_number(typed) == number


@given(NUMBERS, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(number: str, place: int, other: str) -> None:
    wrong = number[:place] + other + number[place + 1 :]
    assert read_number(wrong) == (number if wrong == number else None)


@given(NUMBERS, st.integers(0, 6))
def test_two_swapped_characters_are_noticed(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert read_number(swapped) == (number if swapped == number else None)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_number_or_none(typed: str) -> None:
    found = read_number(typed)
    assert found is None or (len(found) == 8 and set(found) <= set(ALPHABET))


@given(st.dictionaries(st.sampled_from("abc"), st.text("x \n\t", max_size=6)))
def test_line_ends_and_space_around_make_no_difference(answers: dict[str, str]) -> None:
    other = {key: f"  {text.replace(chr(10), chr(13) + chr(10))}\r\n" for key, text in answers.items()}
    assert same_words(answers, other)
    assert same_words(answers, {**other, "hidden": "x"}, {"hidden"})


def test_a_word_a_letter_and_a_missing_answer_make_a_difference() -> None:
    assert not same_words({"a": "two hours"}, {"a": "two  hours"})
    assert not same_words({"a": "Two"}, {"a": "two"})
    assert not same_words({"a": "two", "b": "more"}, {"a": "two"})
    assert same_words({"a": "two", "b": " "}, {"a": "two"})
