"""Every rule that a draft can break is told as a sentence, in English and in Welsh."""

from typing import Any

import pytest

from services.intake.adapters.plain_documents import PlainDocuments
from services.intake.application.draft_problems import judge
from services.intake.domain.drafts import Draft
from services.intake.entrypoints.rule_sentences import rule_sentence

TEXT = {"en": "Words", "cy": "Geiriau"}
YES = {"key": "yes", "text": TEXT}
NO = {"key": "no", "text": TEXT}
QUOTE = {"key": "quote", "text": TEXT, "permits": ["quote"]}

OF_QUESTIONS: list[dict[str, Any]] = [
    {"key": "Q!"},
    {"key": ""},
    {"key": "language"},
    {"key": "source"},
    {"type": "unheard_of"},
    {"text": {}},
    {"text": {"en": "Words"}},
    {"text": {"en": {"text": "Words", "state": "unheard-of"}}},
    {"colour": "red"},
    {"max_length": 10_001},
    {"max_length": "many"},
    {"required": "perhaps"},
    {"attribute": True},
    {"type": "hidden", "required": True},
    {"type": "hidden", "options": [{"key": "a", "other": True}]},
    {"type": "hidden", "options": ["a", "a"]},
    {"type": "one_choice"},
    {"type": "one_choice", "options": [YES]},
    {"type": "one_choice", "options": [YES, {"key": "ü", "text": TEXT}]},
    {"type": "one_choice", "options": [YES, YES]},
    {"type": "one_choice", "options": [YES, {"key": "b"}]},
    {"type": "one_choice", "options": [YES, {"key": "b", "text": {"en": "Words"}}]},
    {"type": "one_choice", "options": [{**YES, "other": True}, {**NO, "other": True}]},
    {"type": "several_choices", "options": [YES, NO], "least_choices": 3},
    {"type": "scale"},
    {"type": "scale", "from": 1, "to": 1},
    {"type": "yes_no", "options": [NO, YES]},
    {"type": "yes_no", "options": [YES, {**NO, "other": True}]},
    {"type": "consent", "options": [YES, NO]},
    {"type": "consent", "options": [{**QUOTE, "other": True}, NO]},
    {"show_when": {"question": "q_none", "is": ["yes"]}},
    {"show_when": {"question": "q_first", "is": ["yes"]}},
    {"show_when": {"question": "q_choice", "is": ["perhaps"]}},
    {"key": "q_first"},
    {"type": "photo", "max_megabytes": 99},
]
OF_SURVEYS: list[dict[str, Any]] = [
    {"languages": []},
    {"languages": "en"},
    {"title": {}},
    {"title": {"en": "Words"}},
    {"opens_at": "tomorrow"},
    {"opens_at": "2026-03-01T09:00:00"},
    {"opens_at": "2026-03-01T09:00:00Z", "closes_at": "2026-03-01T09:00:00Z"},
    {"most_responses": "many"},
    {"most_responses": -1},
    {"quotas": [{"attribute": "a"}]},
    {"quotas": [{"attribute": "", "value": "b", "most": 1}]},
    {"quotas": [{"attribute": "a", "value": "b", "most": "c"}]},
    {"quotas": [{"attribute": "a", "value": "b", "most": 0}]},
    {"quotas": [{"attribute": "a", "value": "b", "most": 1}] * 2},
    {"quotas": [{"attribute": "a", "value": "b", "most": 1}]},
    {"questions": []},
    {"shape": "round"},
    {"keep_unfinished_days": 1000},
]
FIRST = {"key": "q_first", "type": "long_text", "text": TEXT}
CHOICE = {"key": "q_choice", "type": "one_choice", "text": TEXT, "options": [YES, NO]}


def rules(document: dict[str, Any]) -> list[str]:
    whole = {"slug": "card", "languages": ["en", "cy"], "title": TEXT, "questions": [FIRST]} | document
    return [each.rule for each in judge(Draft(slug="card", team_id="t", document=whole), PlainDocuments()).problems]


@pytest.mark.parametrize("part", OF_QUESTIONS, ids=str)
def test_what_is_wrong_with_a_question_is_told_in_both_languages(app, part) -> None:
    question = {"key": "q_b", "type": "long_text", "text": TEXT} | part
    told(app, rules({"questions": [FIRST, CHOICE, question]}))


@pytest.mark.parametrize("part", OF_SURVEYS, ids=str)
def test_what_is_wrong_with_a_survey_is_told_in_both_languages(app, part) -> None:
    told(app, rules(part))


def told(app, broken: list[str]) -> None:
    assert broken
    sentences = []
    for language in ("en", "cy"):
        with app.test_request_context(f"/?lang={language}"):
            found = [rule_sentence(rule) for rule in broken]
        assert all(known for _, known in found), broken
        sentences.append([sentence for sentence, _ in found])
    assert all(english != welsh for english, welsh in zip(*sentences, strict=True)), sentences


def test_a_rule_without_a_sentence_is_shown_as_it_is(app) -> None:
    with app.test_request_context("/"):
        assert rule_sentence("files must be small") == ("files must be small", False)
