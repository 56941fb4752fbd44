"""Figures of groups: each answer counts by its chances, once in every group that its writer belongs to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.attributes import EVERYONE, LONGEST_VALUE, Group, attributes_of
from services.reports.domain.chances import UNIT, Code, chances_of, in_any_answer, with_themes
from services.reports.domain.counts import WHOLE
from services.reports.domain.sums import Sums, SumsKey
from shared.contracts.coded_answers import AnswerCoded
from tests.support.reports.making import SMALL_CODEBOOK, THEME_OF, answer, coded
from tests.support.reports.models import JOURNEY, MemoryModel

TIME, MONEY = Code("conditions", "time_and_space"), Code("conditions", "resources")
CONDITIONS = Code("conditions", "")


def _sums(*told: object) -> dict[SumsKey, Sums]:
    model = MemoryModel()
    model.know(SMALL_CODEBOOK)
    model.tell(*told)
    return dict(model.figures()["sums"])


def test_an_answer_counts_by_its_chances_in_every_group_of_its_writer() -> None:
    chances = {"time_and_space": 0.9, "resources": 0.2, "barrier": 0.7}
    sums = _sums(coded(codes={"q_next": ["time_and_space"]}, attributes={"role": "gp"}, chances=chances))
    for group in (Group("role", "gp"), Group("language", "en")):
        held = sums[SumsKey(JOURNEY, group, "q_next")]
        assert (held.answers, held.named, held.expected) == (1, {TIME: 1}, {TIME: 9000, MONEY: 2000})
    assert sums[SumsKey(JOURNEY, EVERYONE, "q_next")].expected == {TIME: 9000, MONEY: 2000, CONDITIONS: 9200}
    assert len(sums) == 4, "and nothing of the facet, nor of groups over all questions"


def test_over_all_questions_one_of_two_answers_is_enough() -> None:
    sums = _sums(coded(codes={"q_next": [], "q_support": []}, chances={"resources": 0.5}))
    assert sums[SumsKey(JOURNEY, EVERYONE, WHOLE)].expected == {MONEY: 7500, CONDITIONS: 7500}


def test_a_code_given_without_chances_is_sure_and_one_beyond_the_codebook_counts_where_it_was_given() -> None:
    given = answer("q_next", ["resources", "of_old"], "words")
    assert chances_of(given, THEME_OF) == {MONEY: UNIT, Code("conditions", "of_old"): UNIT}
    assert chances_of(replace(given, probabilities={"resources": 0.25}), {})[MONEY] == 2500


def test_blank_answers_and_those_that_nothing_codes_are_in_no_sums() -> None:
    blank = AnswerCoded(question="q_next", text=" \n", codebook="improvement", codebook_version=1)
    chosen = AnswerCoded(question="q_role", text="gp")
    sums = _sums(replace(coded(), answers=(blank, chosen)))
    assert sums == {SumsKey(JOURNEY, EVERYONE, WHOLE): Sums(answers=1)}


def test_who_was_invited_and_when_words_were_spoken_split_nothing() -> None:
    said = {"invitation": "ann@example.org", "said_on": "2026-11-01", "agreed": "yes", "language": "cy", "role": " "}
    long = {"site": "Ysbyty  Gwynedd\n" + "x" * 200, "cohort": "c1"}
    kept = attributes_of(coded(attributes=said | long))
    assert list(kept) == ["cohort", "site"]
    assert kept["site"].startswith("Ysbyty Gwynedd xxx")
    assert len(kept["site"]) == LONGEST_VALUE


@given(st.lists(st.dictionaries(st.sampled_from([TIME, MONEY]), st.integers(1, UNIT)), max_size=4))
def test_a_theme_is_at_least_as_likely_as_each_of_its_codes_and_no_likelier_than_all_together(
    answers: list[dict[Code, int]],
) -> None:
    asked = {f"q{n}": chances for n, chances in enumerate(answers)}
    whole = with_themes(in_any_answer(asked))
    assert whole == with_themes(in_any_answer(dict(reversed(asked.items()))))
    for code in (TIME, MONEY):
        mine = [chances[code] for chances in answers if code in chances]
        assert max(mine, default=0) <= whole.get(code, 0) <= min(UNIT, sum(mine))
        assert whole.get(code, 0) <= whole.get(CONDITIONS, 0)


@pytest.mark.parametrize(("probability", "held"), [(0.00004, {}), (1.2, {MONEY: UNIT}), (-1, {})])
def test_chances_stay_between_none_and_sure(probability: float, held: dict[Code, int]) -> None:
    said = AnswerCoded(question="q_next", text="words", probabilities={"resources": probability})
    assert chances_of(said, {"resources": "conditions"}) == held
