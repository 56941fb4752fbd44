"""Surveys in YAML: the ones that come with adborth are sound, and a mistake is named by file, question and rule."""

from pathlib import Path

import pytest

from services.intake.adapters.survey_documents import document_of, survey_from
from services.intake.adapters.survey_files import builtin_survey_files, read_survey_file
from services.intake.domain.errors import InvalidSurvey
from shared.codebooks.loading import builtin_names
from tests.support.surveys import a_survey

SOUND = """
slug: card
languages: [en, cy]
title: {en: A card, cy: Cerdyn}
opens_at: 2026-03-01T09:00:00Z
closes_at: "2026-03-02T09:00:00+01:00"
questions:
  - {key: q_a, type: long_text, text: {en: "Why?", cy: "Pam?"}, codebook: improvement, max_length: 50, required: true}
"""


def read(folder: Path, text: str):
    path = folder / "card.yaml"
    path.write_text(text, encoding="utf-8")
    return read_survey_file(path)


def test_the_surveys_that_come_with_adborth_are_sound_in_both_languages() -> None:
    files = builtin_survey_files()
    assert [path.stem for path in files] == [read_survey_file(path).slug for path in files]
    for path in files:
        survey = read_survey_file(path)
        assert set(survey.languages) == {"en", "cy"}
        assert {question.codebook for question in survey.questions} <= {None, *builtin_names()}
        assert not survey.intro.lacks(survey.languages)
        assert not survey.closed_message.lacks(survey.languages)


def test_the_sample_survey_has_the_keys_that_everything_else_relies_on() -> None:
    survey = read_survey_file(next(path for path in builtin_survey_files() if path.stem == "journey"))
    assert [question.key for question in survey.questions][:3] == ["q_journey", "q_next", "q_support"]


def test_a_survey_is_the_same_after_it_was_kept(tmp_path) -> None:
    survey = read(tmp_path, SOUND)
    assert (survey.questions[0].longest, survey.questions[0].required) == (50, True)
    assert survey.opens_at is not None
    assert survey.closes_at is not None
    assert (survey.closes_at - survey.opens_at).total_seconds() == 23 * 3600
    assert survey_from(document_of(survey)) == survey
    assert survey_from(document_of(a_survey())) == a_survey()


@pytest.mark.parametrize(
    ("old", "new", "question", "rule"),
    [
        ("slug: card", "slug: A Card", "", "slug must be"),
        ("slug: card", "", "", "slug must be a text"),
        ("slug: card", "slug: card\ncolour: red", "", "unknown key 'colour'"),
        ("languages: [en, cy]", "languages: en", "", "languages must be a list"),
        ("title: {en: A card, cy: Cerdyn}", "title: A card", "", "title must give a text for each language"),
        ("title: {en: A card, cy: Cerdyn}", "title: {no: 1}", "", "quote the code no"),
        ("2026-03-01T09:00:00Z", "tomorrow", "", "opens_at must be a time"),
        ("2026-03-01T09:00:00Z", "2026-03-01T09:00:00", "", "must say its time zone"),
        ("type: long_text", "type: essay", "q_a", "type must be one of long_text, short_text"),
        ("max_length: 50", "max_length: many", "q_a", "max_length must be of the type int"),
        ("max_length: 50", "max_length: true", "q_a", "max_length must be of the type int"),
        ('cy: "Pam?"', 'fr: "Pourquoi?"', "q_a", "text is missing in: cy"),
        ("key: q_a, ", "", "number 1", "key must be a text"),
        ("  - {key", "  - why\n  - {key", "number 1", "must be a mapping"),
        ("questions:", "questions: [", "", "is not valid YAML in line"),
    ],
)
def test_a_mistake_names_file_question_and_rule(tmp_path, old: str, new: str, question: str, rule: str) -> None:
    with pytest.raises(InvalidSurvey) as refused:
        read(tmp_path, SOUND.replace(old, new))
    assert (refused.value.details["file"], refused.value.details["question"]) == ("card.yaml", question)
    assert rule in str(refused.value.details["rule"])


def test_a_file_that_is_no_text_is_told(tmp_path) -> None:
    (tmp_path / "card.yaml").write_bytes(b"\xff\xfe\x00")
    for name in ("card.yaml", "not-there.yaml"):
        with pytest.raises(InvalidSurvey) as refused:
            read_survey_file(tmp_path / name)
        assert "can't be read" in str(refused.value.details["rule"])
