"""What a candidate learns: decisions, joined with the words they were made about, in the codes of now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.analysis.application.lessons import lessons_of, undecided
from services.analysis.application.ports import Scope
from services.analysis.domain.carrying import Carrier
from services.analysis.domain.lessons import Lesson
from shared.codebooks.loading import codebook_from
from tests.support.received import MOMENT, received, withdrawn
from tests.support.workbench import OWN, Workbench, body, published, reviewed

WANTED = ("default", OWN)


@pytest.fixture
def bench() -> Workbench:
    bench = Workbench()
    bench.hear(published(body(1, food={}, rooms={}, halls={})))
    bench.hear(received("r-1", "soup", "bread", codebook=OWN), received("r-2", "a hall", codebook=OWN))
    return bench


def lessons(bench: Workbench, since=None, **codes) -> list[Lesson]:
    told = body(2, **(codes or {"food": {}, "rooms": {}, "halls": {}}))
    return lessons_of(WANTED, Carrier(codebook_from(told, source="test")), since, bench.unit)


def test_a_decision_is_learned_with_the_words_that_analysis_keeps(bench):
    bench.hear(reviewed("r-1", "rooms", "food"))
    (lesson,) = lessons(bench)
    assert (lesson.writer, lesson.answer.text, lesson.answer.question) == ("r1", "soup", "What's next?")
    assert (lesson.codes, lesson.fresh) == (("food", "rooms"), True)


def test_no_code_is_learned_too(bench):
    bench.hear(reviewed("r-2"))
    assert [lesson.codes for lesson in lessons(bench)] == [()]


def test_codes_are_those_of_now_and_a_split_one_teaches_nothing(bench):
    bench.hear(reviewed("r-1", "rooms"), reviewed("r-2", "halls"))
    now = {"food": {}, "rooms": {"merged_into": "food"}, "halls": {"split_into": ["food"]}}
    assert [(lesson.writer, lesson.codes) for lesson in lessons(bench, **now)] == [("r1", ("food",))]


def test_what_is_not_there_teaches_nothing(bench):
    bench.hear(reviewed("r-1", "food", question="q9"), reviewed("r-2", "rooms"), reviewed("r-3", "food"))
    bench.hear(withdrawn("r-2"))
    assert lessons(bench) == []


def test_a_decision_about_words_that_were_others_teaches_nothing(bench):
    bench.hear(reviewed("r-1", "food", revision=1), reviewed("r-2", "rooms", revision=2))
    kept = bench.unit.responses.kept
    for name in ("r-1", "r-2"):
        kept[name] = replace(kept[name], revision=2, since=2, edition=2)
    assert [lesson.writer for lesson in lessons(bench)] == ["r2"]


def test_only_what_was_decided_since_the_adoption_may_judge_the_present_model(bench):
    bench.hear(reviewed("r-1", "food"), reviewed("r-2", "rooms", reviewed_at=MOMENT + timedelta(hours=1)))
    assert [lesson.fresh for lesson in lessons(bench, since=MOMENT)] == [False, True]


def test_the_order_of_decisions_is_all_the_same(bench):
    decisions = [reviewed("r-1", "food"), reviewed("r-2", "rooms")]
    bench.hear(*decisions)
    there = lessons(bench)
    bench.unit.decisions.kept.clear()
    bench.hear(*reversed(decisions))
    assert lessons(bench) == there


def test_answers_that_nobody_decided_about_are_the_others(bench):
    bench.hear(reviewed("r-1", "food"))
    found = undecided(Scope("default", OWN), lessons(bench), bench.unit)
    assert [answer.text for answer in found] == ["bread", "a hall"]
