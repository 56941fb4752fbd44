"""The rules of the projection: whatever order things are told in, the figures are those of the rows."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from services.reports.application.project import AboutSurvey
from services.reports.domain.counts import WHOLE, CodeAt
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import SurveyQuestion
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON, SMALL_CODEBOOK, closed, coded, parked, published, withdrawn
from tests.support.reports.models import JOURNEY, MemoryModel, recounted
from tests.support.reports.stories import Batches, batches, twice_told
from tests.support.tries import tries


def _figures(*told: AboutSurvey) -> dict[str, object]:
    model = MemoryModel()
    model.tell(*told)
    return dict(model.figures())


def test_a_code_in_two_answers_of_one_person_counts_once_for_the_survey() -> None:
    figures = _figures(coded(codes={"q_next": ["resources"], "q_support": ["resources"]}))
    codes = figures["codes"]
    assert codes == {
        (JOURNEY, CodeAt(question, "conditions", "resources")): 1 for question in (WHOLE, "q_next", "q_support")
    }


def test_two_codes_of_a_theme_count_once_for_the_theme() -> None:
    figures = _figures(coded(codes={"q_next": ["resources", "time_and_space"]}))
    assert figures["themes"] == {(JOURNEY, WHOLE, "conditions"): 1, (JOURNEY, "q_next", "conditions"): 1}


def test_a_higher_revision_replaces_a_lower_one_and_never_the_reverse() -> None:
    older, newer = coded(codes={"q_next": ["resources"]}), coded(codes={"q_next": ["shared_learning"]}, revision=2)
    expected = _figures(newer)
    assert _figures(older, newer) == _figures(newer, older) == expected
    model = MemoryModel()
    for told in (newer, older, newer):
        model.tell(told)
    assert model.figures() == expected


def test_a_repetition_changes_nothing_not_even_the_stamp() -> None:
    model = MemoryModel()
    model.tell(published(), coded())
    before = model.figures(), model.stamp()
    model.tell(coded(), published())
    assert (model.figures(), model.stamp()) == before


def test_a_withdrawal_takes_words_and_figures_away_for_good_and_may_come_first() -> None:
    model = MemoryModel()
    model.tell(withdrawn())
    model.tell(coded(), coded(revision=2))
    assert not any(model.figures().values())
    assert model.unit.responses.stored == {}
    model.tell(coded("r2"))
    model.tell(withdrawn("r2"))
    assert not any(model.figures().values())
    assert model.unit.parked.forgotten == ["r1", "r2"], "a parked message keeps words too"


def test_a_response_is_parked_only_while_it_is_neither_coded_nor_withdrawn() -> None:
    model = MemoryModel()
    model.tell(parked("r1"), parked("r2"), parked("r2"), parked("r3"))
    assert model.figures()["parked"] == {JOURNEY: 3}
    model.tell(coded("r1"), withdrawn("r2"))
    assert model.figures()["parked"] == {JOURNEY: 1}
    model.tell(parked("r1"), parked("r2"))
    assert model.figures()["parked"] == {JOURNEY: 1}


def test_a_survey_that_is_not_known_yet_loses_no_response() -> None:
    model = MemoryModel()
    model.tell(coded())
    model.tell(published())
    assert model.figures()["responses"] == {JOURNEY: 1}
    assert model.unit.surveys.all[JOURNEY].version == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_newest_version_and_its_closing_are_kept_in_whatever_order_they_were_told(order: tuple[int, ...]) -> None:
    model = MemoryModel()
    later = NOON + timedelta(hours=1)
    told = [published(1, title="Old"), closed(NOON), published(2, title="New"), closed(later, version=2)]
    for place in order:
        model.tell(told[place])
    survey = model.unit.surveys.all[JOURNEY]
    assert (survey.version, survey.title, survey.closed_at) == (2, {"en": "New", "cy": "Eich taith gwella"}, later)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_survey_that_was_closed_and_published_anew_runs_again(order: tuple[int, ...]) -> None:
    model = MemoryModel()
    told = [published(1), closed(NOON), published(2)]
    for place in order:
        model.tell(told[place])
    assert model.unit.surveys.all[JOURNEY].closed_at is None


def test_all_surveys_of_a_batch_are_locked_together_in_one_order() -> None:
    model = MemoryModel()
    model.tell(coded("r1", survey="b"), published(survey="a"), withdrawn("r2", survey="c"))
    assert model.unit.counts.locked == [[(DEFAULT_TEAM, "a"), (DEFAULT_TEAM, "b"), (DEFAULT_TEAM, "c")]]


def test_a_question_that_nobody_is_asked_is_no_part_of_the_report() -> None:
    model = MemoryModel()
    news = published()
    hidden = SurveyQuestion(key="source", kind="hidden", text={"en": "source"}, attribute=True)
    model.tell(replace(news, questions=(*news.questions, hidden)))
    assert "source" not in [question.key for question in model.unit.surveys.all[JOURNEY].questions]


def test_a_blank_answer_is_no_answer() -> None:
    response = coded(codes={"q_next": []})
    blank = AnswerCoded(question="q_support", text=" \n")
    figures = _figures(replace(response, answers=(*response.answers, blank)))
    assert figures["answers"] == {(JOURNEY, "q_next"): 1}


@settings(max_examples=tries(150), deadline=None)
@given(batches())
def test_after_any_story_the_figures_equal_a_recount_of_the_rows(story: Batches) -> None:
    model = MemoryModel()
    model.know(SMALL_CODEBOOK)
    for batch in story:
        model.tell(*batch)
        assert model.figures() == recounted(model)


@settings(max_examples=tries(100), deadline=None)
@given(twice_told())
def test_order_and_batching_make_no_difference(stories: tuple[Batches, Batches]) -> None:
    models = MemoryModel(), MemoryModel()
    for model, story in zip(models, stories, strict=True):
        model.know(SMALL_CODEBOOK)
        for batch in story:
            model.tell(*batch)
    one, other = models
    assert one.figures() == other.figures()
    assert one.unit.responses == other.unit.responses
    assert one.unit.surveys == other.unit.surveys
