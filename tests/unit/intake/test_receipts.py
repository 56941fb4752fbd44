"""Receipts can be said on the telephone, and a slip of one character is recognised."""

import re
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.receipts import ALPHABET, Receipts, check_character

BODIES = st.text(ALPHABET, min_size=12, max_size=12)


def test_a_receipt_has_three_groups_of_four_and_a_check_character() -> None:
    assert re.fullmatch(rf"(?:[{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]", Receipts("secret").code_for("some id"))
    assert not set("ILOU") & set(ALPHABET)


def test_receipts_follow_from_secret_and_response_alone() -> None:
    id_ = str(uuid.uuid4())
    assert Receipts("one").code_for(id_) == Receipts("one").code_for(id_)
    assert Receipts("one").code_for(id_) != Receipts("two").code_for(id_)
    assert len({Receipts("one").code_for(str(number)) for number in range(2_000)}) == 2_000


@settings(max_examples=60)
@given(body=BODIES, place=st.integers(0, 11), other=st.sampled_from(ALPHABET))
def test_a_wrong_character_is_recognised(body: str, place: int, other: str) -> None:
    wrong = body[:place] + other + body[place + 1 :]
    assert (check_character(wrong) == check_character(body)) == (wrong == body)


@settings(max_examples=60)
@given(body=BODIES, places=st.tuples(st.integers(0, 11), st.integers(0, 11)))
def test_two_swapped_characters_are_recognised(body: str, places: tuple[int, int]) -> None:
    wrong = list(body)
    wrong[places[0]], wrong[places[1]] = body[places[1]], body[places[0]]
    assert (check_character("".join(wrong)) == check_character(body)) == ("".join(wrong) == body)
