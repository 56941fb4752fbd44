"""A tool that names its questions otherwise each time must not slow down, nor fill, what comes after it."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from services.intake.domain import foreign_wording
from services.intake.domain.foreign_responses import ForeignAnswer
from services.intake.domain.mappings import MOST_LINKS, QuestionMapping
from tests.support.surveys import a_survey


def told(*refs: str) -> list[ForeignAnswer]:
    return [ForeignAnswer(ref=ref, label=f"Question {ref}", answer="x") for ref in refs]


def test_what_is_none_of_ours_is_kept_in_mind_up_to_a_number_and_ours_always() -> None:
    survey = a_survey()
    mapping = QuestionMapping().learnt(told("q_next", "hat"), survey).corrected({"hat": ""}, survey)
    for turn in range(3):
        mapping = mapping.learnt(told(*(f"{turn}-{number}" for number in range(MOST_LINKS))), survey)
    refs = [link.ref for link in mapping.links]
    assert len(refs) == MOST_LINKS
    assert refs[:2] == ["q_next", "hat"]
    assert (mapping.key_of("q_next"), refs[-1]) == ("q_next", f"2-{MOST_LINKS - 1}")


def test_one_delivery_of_endless_questions_teaches_no_more_than_a_form_can_have() -> None:
    mapping = QuestionMapping().learnt(told(*map(str, range(20 * MOST_LINKS))), a_survey())
    assert [link.ref for link in mapping.links] == list(map(str, range(MOST_LINKS)))


@pytest.mark.parametrize("turns", [1, 5])
def test_wordings_are_compared_once_however_often_they_come(turns) -> None:
    survey = replace(a_survey(), slug="other")
    answers = [ForeignAnswer(ref="f1", label=f"How was it {turns}?", answer="x")]
    with patch.object(foreign_wording, "SequenceMatcher", wraps=foreign_wording.SequenceMatcher) as compared:
        mapping = QuestionMapping()
        for _ in range(turns):
            mapping = mapping.learnt(answers, survey)
    wordings = {text for question in survey.questions for text in question.text.texts.values()}
    assert 0 < compared.call_count <= len(wordings)
