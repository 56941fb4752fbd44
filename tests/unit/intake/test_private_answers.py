"""An e-mail address that somebody leaves stays in intake: no message bears it, no report knows that it was asked."""

from datetime import UTC, datetime

import pytest

from services.intake.domain.errors import InvalidAnswers
from services.intake.domain.questions import Question
from services.intake.domain.submissions import Submission
from services.intake.domain.survey_news import news_of_publication
from services.intake.domain.surveys import Survey
from shared.contracts.schemas import encode
from tests.support.random_surveys import said

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADDRESS = "olwen@example.org"
SURVEY = Survey(
    slug="hall",
    languages=("en",),
    title=said("Hall"),
    questions=(
        Question(key="q_need", kind="long_text", text=said("What do you need?")),
        Question(key="q_address", kind="email", text=said("Where can we write to?")),
    ),
    version=1,
)


def accepted(answers):
    card = Submission(survey="hall", id="c0ffee00-0000-4000-8000-000000000001", language="en", answers=answers)
    return SURVEY.accept(card, at=NOON)


def test_an_address_is_kept_and_not_told():
    response = accepted({"q_need": "Time.", "q_address": ADDRESS})
    assert {answer.question: answer.text for answer in response.answers}["q_address"] == ADDRESS
    body = encode(response.received())
    assert b"Time." in body
    assert b"example.org" not in body
    assert b"q_address" not in body


def test_reports_do_not_know_that_it_was_asked():
    assert b"q_address" not in encode(news_of_publication(SURVEY, NOON))


def test_an_address_alone_says_nothing():
    with pytest.raises(InvalidAnswers):
        accepted({"q_address": ADDRESS})
