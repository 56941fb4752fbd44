"""Codings of earlier versions are carried into the newest: merged ones once, lost ones not at all."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.carrying import Carrying, carry_answer, carry_codings, carrying_of, lost_codes
from services.reports.domain.codebook_history import CodebookKey
from shared.contracts.coded_answers import CodingMade
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import answer

KEY = CodebookKey(DEFAULT_TEAM, "improvement")
BODY = {
    "themes": [
        {
            "id": "conditions",
            "codes": [
                {"id": "time_and_space"},
                {"id": "resources", "merged_into": "means"},
                {"id": "means", "merged_into": "time_and_space"},
            ],
        },
        {
            "id": "connections",
            "codes": [{"id": "shared_learning", "split_into": ["a", "b"]}, {"id": "c", "retired": True}, {"id": "a"}],
        },
    ]
}
CARRYING = carrying_of(3, BODY)


def test_chains_of_merges_are_followed_and_what_nobody_knows_is_none() -> None:
    found = {code: CARRYING.carried(code) for code in ("resources", "means", "a", "shared_learning", "c", "foreign")}
    assert found == {
        "resources": "time_and_space",
        "means": "time_and_space",
        "a": "a",
        "shared_learning": None,
        "c": None,
        "foreign": "foreign",
    }
    assert CARRYING.themes == {"time_and_space": "conditions", "a": "connections"}


def test_two_codes_that_are_one_now_are_given_once_on_the_words_of_both() -> None:
    one = CodingMade(code="resources", theme="old", confidence=0.6, spans=((5, 9),))
    other = CodingMade(code="time_and_space", theme="conditions", confidence=0.9, spans=((0, 4),))
    lost = CodingMade(code="shared_learning", theme="connections", confidence=0.9, spans=((0, 4),))
    (kept,) = carry_codings((one, lost, other), CARRYING)
    assert kept == CodingMade(code="time_and_space", theme="conditions", confidence=0.9, spans=((0, 4), (5, 9)))
    assert lost_codes((one, lost, other, lost), CARRYING) == ("shared_learning",)


def test_an_answer_is_carried_with_its_chances_and_facets() -> None:
    said = replace(
        answer("q_next", ["resources"], "no time"),
        probabilities={"resources": 0.5, "time_and_space": 0.5, "shared_learning": 0.9, "need": 0.3, "a": 0.1},
    )
    held = carry_answer(said, DEFAULT_TEAM, {KEY: CARRYING})
    assert held.codebook_version == 3
    assert [made.code for made in held.codings] == ["time_and_space"]
    assert held.probabilities == {"time_and_space": 0.75, "need": 0.3, "a": 0.1}
    assert carry_answer(held, DEFAULT_TEAM, {KEY: CARRYING}) == held


def test_an_answer_of_another_codebook_or_of_the_newest_version_stays_the_same() -> None:
    said = answer("q_next", ["resources"], "no time")
    assert carry_answer(said, DEFAULT_TEAM, {}) is said
    assert carry_answer(said, DEFAULT_TEAM, {KEY: Carrying(1, {"resources": "conditions"})}) is said
    assert carry_answer(replace(said, codebook=None), DEFAULT_TEAM, {KEY: CARRYING}).codebook is None


@given(st.dictionaries(st.sampled_from(["resources", "means", "time_and_space", "a", "c"]), st.floats(0, 1)))
def test_the_chance_of_the_one_is_at_least_that_of_each_and_at_most_their_sum(chances: dict[str, float]) -> None:
    said = replace(answer("q_next", [], "words"), probabilities=chances)
    held = carry_answer(said, DEFAULT_TEAM, {KEY: CARRYING}).probabilities
    mine = [chance for code, chance in chances.items() if CARRYING.carried(code) == "time_and_space"]
    if mine:
        assert max(mine) - 2e-4 <= held["time_and_space"] <= min(1, sum(mine)) + 2e-4
    assert held.get("a") == chances.get("a")
