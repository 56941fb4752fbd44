"""Receipts can be said on the telephone, and a slip of one character is recognised."""

import re
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.errors import ReceiptMistyped
from services.intake.domain.receipts import ALPHABET, Receipts, check_character, read_code
from tests.support.tries import tries

BODIES = st.text(ALPHABET, min_size=12, max_size=12)


def test_a_receipt_has_three_groups_of_four_and_a_check_character() -> None:
    assert re.fullmatch(rf"(?:[{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]", Receipts("secret").code_for("some id"))
    assert not set("ILOU") & set(ALPHABET)


def test_receipts_follow_from_secret_and_response_alone() -> None:
    id_ = str(uuid.uuid4())
    assert Receipts("one").code_for(id_) == Receipts("one").code_for(id_)
    assert Receipts("one").code_for(id_) != Receipts("two").code_for(id_)
    assert len({Receipts("one").code_for(str(number)) for number in range(2_000)}) == 2_000


@settings(max_examples=tries(60))
@given(body=BODIES, place=st.integers(0, 11), other=st.sampled_from(ALPHABET))
def test_a_wrong_character_is_recognised(body: str, place: int, other: str) -> None:
    wrong = body[:place] + other + body[place + 1 :]
    assert (check_character(wrong) == check_character(body)) == (wrong == body)


@settings(max_examples=tries(60))
@given(body=BODIES, places=st.tuples(st.integers(0, 11), st.integers(0, 11)))
def test_two_swapped_characters_are_recognised(body: str, places: tuple[int, int]) -> None:
    wrong = list(body)
    wrong[places[0]], wrong[places[1]] = body[places[1]], body[places[0]]
    assert (check_character("".join(wrong)) == check_character(body)) == ("".join(wrong) == body)


CODES = BODIES.map(lambda body: f"{body[:4]}-{body[4:8]}-{body[8:]}-{check_character(body)}")
MISREAD = {"0": "0oO", "1": "1iIlL"}


@settings(max_examples=tries(100))
@given(code=CODES, data=st.data())
def test_a_receipt_is_read_however_it_is_typed(code: str, data: st.DataObject) -> None:
    parts = (data.draw(st.sampled_from(["", " ", "-", " – ", "\u00a0", "."])) for _ in range(20))
    typed = "".join(
        data.draw(st.sampled_from(MISREAD.get(character, character + character.lower()))) + next(parts)
        for character in code.replace("-", "")
    )
    assert read_code(typed) == read_code(f" {typed}\n") == code


@settings(max_examples=tries(200))
@given(code=CODES, place=st.integers(0, 12), other=st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_a_typing_error(code: str, place: int, other: str) -> None:
    characters = code.replace("-", "")
    wrong = characters[:place] + other + characters[place + 1 :]
    if wrong == characters:
        assert read_code(wrong) == code
    else:
        with pytest.raises(ReceiptMistyped):
            read_code(wrong)


@settings(max_examples=tries(200))
@given(code=CODES, places=st.tuples(st.integers(0, 12), st.integers(0, 12)))
def test_any_two_swapped_characters_are_a_typing_error(code: str, places: tuple[int, int]) -> None:
    right = code.replace("-", "")
    wrong = list(right)
    wrong[places[0]], wrong[places[1]] = right[places[1]], right[places[0]]
    if "".join(wrong) == right:
        assert read_code("".join(wrong)) == code
    else:
        with pytest.raises(ReceiptMistyped):
            read_code("".join(wrong))


@settings(max_examples=tries(100))
@given(code=CODES, place=st.integers(0, 12), surplus=st.sampled_from(ALPHABET))
def test_a_character_too_few_or_too_many_is_a_typing_error(code: str, place: int, surplus: str) -> None:
    characters = code.replace("-", "")
    for wrong in (characters[:place] + characters[place + 1 :], characters[:place] + surplus + characters[place:]):
        with pytest.raises(ReceiptMistyped):
            read_code(wrong)


@pytest.mark.parametrize("typed", ["", "-", "U" * 13, "ÅBCD-EFGH-JKMN-P", "\x00" * 13, "٠" * 13, "x" * 100_000, "🎈"])
def test_what_can_be_no_receipt_is_a_typing_error(typed: str) -> None:
    with pytest.raises(ReceiptMistyped):
        read_code(typed)


def test_what_a_response_is_found_by_tells_nothing_of_its_receipt() -> None:
    id_, receipts = str(uuid.uuid4()), Receipts("secret")
    key = receipts.key_of(id_)
    assert key == receipts.key_for(receipts.code_for(id_))
    assert re.fullmatch(r"[0-9a-f]{32}", key)
    assert key != Receipts("other").key_for(receipts.code_for(id_))
    assert len({receipts.key_of(str(number)) for number in range(1_000)}) == 1_000
