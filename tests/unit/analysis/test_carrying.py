"""Codes follow their codebook: merged ones go along, retired and split ones are given no more."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.application.coder import CarryingCoder
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from shared.codebooks.codebook import Code, Codebook, Theme
from tests.support.fakes_work import WordCoder
from tests.support.tries import tries

ANSWER = Answer("no time, no money, no peers")


def codebook(*codes: Code, theme: str = "means") -> Codebook:
    return Codebook("c", 2, {"en": "C"}, (Theme(theme, {"en": theme}, {"en": "…"}, codes),))


def code(name: str, **went: object) -> Code:
    return Code(name, {"en": name}, {"en": name}, **went)  # type: ignore[arg-type]  # where it went


def found(*codings: Coding, probabilities: Mapping[str, float] | None = None) -> AnswerCoding:
    return AnswerCoding(ANSWER, "m", codings, probabilities or {})


CHAIN = Carrier(
    codebook(
        code("means"),
        code("money", merged_into="means"),
        code("funds", merged_into="money"),
        code("old", retired=True),
        code("older", merged_into="old"),
        code("wide", split_into=("means", "narrow")),
        code("narrow"),
    )
)


@pytest.mark.parametrize(
    ("given_code", "stands"),
    [
        ("means", "means"),
        ("money", "means"),
        ("funds", "means"),
        ("old", None),
        ("older", None),
        ("wide", None),
        ("never heard of", "never heard of"),
    ],
)
def test_what_stands_for_a_code(given_code: str, stands: str | None) -> None:
    assert CHAIN.code(given_code) == stands


def test_codes_that_became_one_are_one() -> None:
    assert CHAIN.codes(["funds", "narrow", "money", "old"]) == ("means", "narrow")


def test_what_a_person_gave_is_known_unless_it_was_split() -> None:
    assert CHAIN.decided(["funds", "old"]) == ("means",)
    assert CHAIN.decided(["means", "wide"]) is None
    assert CHAIN.decided([]) == ()


def test_merged_codings_keep_all_their_spans_and_the_higher_confidence() -> None:
    codings = (Coding("money", "x", 0.4, (Span(9, 17),)), Coding("funds", "x", 0.7, (Span(0, 7), Span(9, 17))))
    carried = CHAIN.coding(found(*codings, probabilities={"money": 0.4, "funds": 0.7, "old": 0.9, "need": 0.5}))
    assert carried.codings == (Coding("means", "means", 0.7, (Span(0, 7), Span(9, 17))),)
    assert carried.probabilities == {"means": 0.7, "need": 0.5}


def test_a_code_that_moved_stands_under_its_new_theme() -> None:
    carried = Carrier(codebook(code("money"), theme="resources")).coding(
        found(Coding("money", "x", 0.4, (Span(0, 2),)))
    )
    assert [coding.theme for coding in carried.codings] == ["resources"]


def test_what_nothing_happened_to_stays_the_very_same() -> None:
    same = found(Coding("means", "means", 0.4, (Span(0, 2),)), probabilities={"means": 0.4})
    assert CHAIN.coding(same) is same


@settings(max_examples=tries(50), deadline=None)
@given(st.lists(st.sampled_from(["means", "money", "funds", "old", "older", "wide", "narrow"]), unique=True))
def test_carrying_again_changes_nothing(given_codes: list[str]) -> None:
    once = CHAIN.coding(found(*(Coding(name, "x", 0.5, (Span(0, 2),)) for name in given_codes)))
    assert CHAIN.coding(once) == once
    assert tuple(coding.code for coding in once.codings) == CHAIN.codes(given_codes)


def test_a_carrying_coder_names_the_model_and_the_version_that_it_went_by() -> None:
    old = Codebook("c", 1, {"en": "C"}, (Theme("all", {"en": "All"}, {"en": "…"}, (code("money"), code("means"))),))
    coder = CarryingCoder(WordCoder(old, "m"), CHAIN)
    (carried,) = coder.code([ANSWER])
    assert (coder.model, coder.codebook.version, carried.model) == ("m", 1, "m")
    assert [coding.code for coding in carried.codings] == ["means"]
