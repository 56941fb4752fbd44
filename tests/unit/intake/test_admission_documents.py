"""Whom a survey lets in, as it is written in files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.adapters.admission_documents import admission_from, document_of_admission
from services.intake.adapters.survey_documents import document_of, survey_from
from services.intake.adapters.survey_files import read_survey_file
from services.intake.domain.admission import OPEN_TO_ALL, Admission, InvitationKind, Quota
from services.intake.domain.errors import InvalidSurvey
from tests.support.surveys import a_survey

SURVEY = """
slug: card
languages: [en]
title: {en: A card}
quotas:
  - {attribute: role, value: gp, most: 5}
  - {attribute: channel, value: paper, most: 5}
questions:
  - {key: q_a, type: long_text, text: {en: "Why?"}}
"""
QUOTAS = st.lists(
    st.builds(Quota, st.sampled_from(["role", "site"]), st.text(min_size=1), st.integers(1)),
    unique_by=lambda quota: (quota.attribute, quota.value),
).map(tuple)
ADMISSIONS = st.builds(
    Admission, invitations=st.sampled_from(InvitationKind), most_responses=st.integers(0), quotas=QUOTAS
)


@given(ADMISSIONS)
def test_what_is_written_is_read_back(admission: Admission) -> None:
    assert admission_from(document_of_admission(admission)) == admission


def test_a_survey_keeps_whom_it_lets_in() -> None:
    survey = a_survey(admission=Admission(invitations=InvitationKind.PERSONAL, most_responses=9))
    assert survey_from(document_of(survey)) == survey
    assert admission_from(document_of(a_survey())) == OPEN_TO_ALL


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ({"invitations": "secret"}, "invitations must be one of none, personal, anonymous, not 'secret'"),
        ({"invitations": ["none"]}, "invitations must be one of"),
        ({"most_responses": "many"}, "most_responses must be a whole number"),
        ({"most_responses": True}, "most_responses must be a whole number"),
        ({"most_responses": -1}, "most_responses must be 1 or more"),
        ({"quotas": "role"}, "quotas must be a list"),
        ({"quotas": ["role"]}, "must give attribute, value and most"),
        ({"quotas": [{"attribute": "role", "value": "gp"}]}, "must give attribute, value and most"),
        ({"quotas": [{"attribute": "role", "value": 1, "most": 5}]}, "attribute and value of a quota must be texts"),
        ({"quotas": [{"attribute": "role", "value": "gp", "most": "5"}]}, "most of a quota must be a whole number"),
        ({"quotas": [{"attribute": "role", "value": "gp", "most": 0}]}, "most of a quota must be 1 or more"),
    ],
)
def test_what_can_not_be_meant_is_named(written: dict, rule: str) -> None:
    with pytest.raises(InvalidSurvey) as refused:
        survey_from(document_of(a_survey()) | written)
    assert rule in refused.value.details["rule"]


ROLE = "  - {key: role, type: hidden}\n"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("", "quotas name 'role', which is no attribute of the survey; its attributes are: none"),
        ("  - {key: site, type: hidden}\n", "its attributes are: site"),
        (ROLE, ""),
        ("invitations: personal\n", ""),
    ],
)
def test_a_quota_is_about_something_that_responses_have(tmp_path: Path, more: str, rule: str) -> None:
    file = tmp_path / "card.yaml"
    file.write_text(SURVEY + more, encoding="utf-8")
    if not rule:
        assert read_survey_file(file).admission.quotas == (Quota("role", "gp", 5), Quota("channel", "paper", 5))
        return
    with pytest.raises(InvalidSurvey) as refused:
        read_survey_file(file)
    assert (refused.value.details["file"], rule in refused.value.details["rule"]) == ("card.yaml", True)
