"""What keeps a draft from being published is listed whole, each with the question and the field it is about."""

from typing import Any

import pytest
from hypothesis import given

from services.intake.adapters.plain_documents import PlainDocuments
from services.intake.application.draft_problems import Problem, judge
from services.intake.domain.drafts import Draft
from tests.support.random_surveys import surveys

DOCUMENTS = PlainDocuments()
TEXT = {"en": "Words", "cy": "Geiriau"}
OPTIONS = [{"key": "yes", "text": TEXT}, {"key": "no", "text": TEXT}]
CHOICE = {"key": "q_a", "type": "one_choice", "text": TEXT, "options": OPTIONS}
ASKED = {"key": "q_b", "type": "long_text", "text": TEXT}


def judged(*questions: dict[str, Any], **more: Any):
    document = {"slug": "card", "languages": ["en", "cy"], "title": TEXT, "questions": list(questions), **more}
    return judge(Draft(slug="card", team_id="default", document=document), DOCUMENTS)


def found(*questions: dict[str, Any], **more: Any) -> list[tuple[int, str]]:
    return [(problem.question, problem.field) for problem in judged(*questions, **more).problems]


def test_a_sound_draft_has_none() -> None:
    result = judged(CHOICE, {**ASKED, "show_when": {"question": "q_a", "is": "no"}})
    assert result.problems == ()
    assert list(result.sound) == [1, 2]
    assert [question.key for question in result.survey.questions] == ["q_a", "q_b"]


@given(surveys())
def test_a_survey_that_can_be_published_has_none(survey) -> None:
    draft = Draft(slug=survey.slug, team_id="default", document=DOCUMENTS.of(survey))
    assert judge(draft, DOCUMENTS).problems == ()


def test_all_that_is_wrong_is_told_and_the_rest_is_shown() -> None:
    result = judged(
        {**ASKED, "max_length": "many"},
        CHOICE,
        {**ASKED, "key": "q_a"},
        {**ASKED, "show_when": {"question": "q_nothing", "is": ["x"]}},
        opens_at="tomorrow",
        closes_at="never",
        most_responses=-1,
    )
    assert [(problem.question, problem.field) for problem in result.problems] == [
        (0, "opens_at"),
        (0, "closes_at"),
        (0, "most_responses"),
        (1, "max_length"),
        (3, "key"),
        (4, "show_when"),
    ]
    assert [question.key for question in result.survey.questions] == ["q_a", "q_b"]


def test_what_hangs_on_a_broken_question_is_not_blamed_for_it() -> None:
    after = {**ASKED, "show_when": {"question": "q_a", "is": ["yes"]}}
    assert found({**CHOICE, "options": []}, after) == [(1, "options")]
    assert found({**CHOICE, "show_when": {"question": "q_z", "is": ["yes"]}}, after) == [(1, "show_when")]


@pytest.mark.parametrize("more", [{"languages": []}, {"title": {}}, {"languages": "en"}, {"languages": ["english"]}])
def test_without_what_is_needed_nothing_can_be_shown(more: dict[str, Any]) -> None:
    result = judged(ASKED, **more)
    assert result.survey is None
    assert len(result.problems) == 1


def test_what_no_survey_knows_is_named_and_left_out() -> None:
    result = judged({**ASKED, "colour": "red"}, ASKED, size=1, shape=2)
    assert [(each.question, each.field, each.is_stranger) for each in result.problems] == [
        (0, "shape", True),
        (0, "size", True),
        (1, "colour", True),
    ]
    assert result.survey is not None


def test_a_survey_needs_a_question() -> None:
    assert found() == [(0, "questions")]


def test_missing_languages_are_told_with_their_question_unless_they_are_allowed() -> None:
    question = {**CHOICE, "text": {"en": "Words"}, "options": [{"key": "yes", "text": {"cy": "Ie"}}, OPTIONS[1]]}
    assert judged(question, title={"en": "Words"}).problems == (
        Problem(0, "title is missing in: cy"),
        Problem(1, "text is missing in: cy"),
        Problem(1, "the text of option yes is missing in: en"),
    )
    assert found(question, title={"en": "Words"}) == [(0, "title"), (1, "text"), (1, "options")]
    assert found(question, title={"en": "Words"}, allow_missing_languages=True) == []


def test_a_quota_on_nothing_is_told() -> None:
    quota = {"attribute": "q_z", "value": "a", "most": 3}
    assert found(ASKED, quotas=[quota]) == [(0, "quotas")]


def test_the_field_follows_from_the_rule() -> None:
    rules = {
        "option key 'ü' must be 1 to 60": "options",
        "only one option can ask": "options",
        "questions with the same key: q_a": "key",
        "from and to must say": "from",
        "permits must be a list": "options",
        "one option must permit": "options",
        "each of quotas must give": "quotas",
        "attribute and value of a quota": "quotas",
        "most of a quota must": "quotas",
        "attribute has no meaning": "attribute",
        "nobody is asked a hidden question": "required",
        "text must say what is asked": "text",
    }
    assert {rule: Problem(1, rule).field for rule in rules} == rules
