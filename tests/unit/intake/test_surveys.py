"""A survey can't be invalid, and stores an answer exactly or refuses it naming the question."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.domain.errors import InvalidAnswers, InvalidSurvey
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import Question
from services.intake.domain.wording import Wording
from tests.support.fakes_intake import NOON
from tests.support.surveys import a_question, a_submission, a_survey
from tests.support.tries import tries

TWO_LANGUAGES = Wording({"en": "Yes", "cy": "Ie"})
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=300)


def faults(**changed) -> list[tuple[str, str]]:
    with pytest.raises(InvalidAnswers) as refused:
        a_survey(questions=(a_question(), a_question("q_role", kind="short_text", required=True))).accept(
            a_submission(**changed), at=NOON
        )
    return [(fault.code, fault.question) for fault in refused.value.faults]


@settings(max_examples=tries(150))
@given(text=ANY_TEXT, role=ANY_TEXT)
def test_any_text_is_stored_exactly_or_refused_with_the_question_named(text: str, role: str) -> None:
    survey, submission = a_survey(), a_submission(answers={"q_next": text, "q_role": role})
    try:
        response = survey.accept(submission, at=NOON)
    except InvalidAnswers as refused:
        for fault in refused.faults:
            if fault.code == "answers-missing":
                assert not (text + role).strip()
                continue
            asked = submission.answers[fault.question]
            assert len(asked) > 200 or "\0" in asked or any("\ud800" <= c <= "\udfff" for c in asked)
    else:
        stored = {answer.question: answer.text for answer in response.answers}
        assert stored == {key: given for key, given in submission.answers.items() if given.strip()}
        assert "".join(stored.values()).encode()


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = faults(language="fr", answers={"q_next": "x" * 10_001, "q_zzz": "y"})
    assert found == [
        ("unknown-question", "q_zzz"),
        ("unknown-language", ""),
        ("answer-too-long", "q_next"),
        ("answer-missing", "q_role"),
    ]


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of it", "\udc00"])
def test_what_no_database_keeps_is_refused(text: str) -> None:
    assert ("answer-unstorable", "q_next") in faults(answers={"q_next": text, "q_role": "nurse"})


@pytest.mark.parametrize("answers", [{}, {"q_next": ""}, {"q_next": " \n\t", "q_role": ""}])
def test_an_empty_card_is_refused(answers: dict[str, str]) -> None:
    assert faults(answers=answers) == [("answers-missing", "")]


def test_answers_stand_in_the_order_of_the_questions_in_the_language_of_the_card() -> None:
    response = a_survey().accept(a_submission(language="cy", answers={"q_role": "nyrs", "q_next": "amser"}), at=NOON)
    assert [(a.question, a.question_text, a.codebook) for a in response.answers] == [
        ("q_next", "Beth nesaf?", "improvement"),
        ("q_role", "Beth nesaf?", None),
    ]


def test_a_card_without_a_language_is_in_the_surveys_first() -> None:
    assert a_survey().accept(a_submission(language=""), at=NOON).language == "en"
    assert a_survey().language_for("pl") == "en"


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"slug": "No Slug"}, "slug must be"),
        ({"slug": "-x"}, "slug must be"),
        ({"slug": "a" * 49}, "slug must be"),
        ({"languages": ()}, "languages must name"),
        ({"languages": ("EN",)}, "languages must name"),
        ({"languages": ("en", "cy", "pl")}, "title is missing in: pl"),
        ({"title": Wording({})}, "title is missing in: en, cy"),
        ({"questions": ()}, "at least one question"),
        ({"questions": (a_question(), a_question())}, "same key: q_next"),
        ({"opens_at": NOON, "closes_at": NOON - timedelta(1)}, "closes_at must be later"),
    ],
)
def test_an_invalid_survey_can_not_be_made(changed: dict[str, object], rule: str) -> None:
    with pytest.raises(InvalidSurvey) as refused:
        a_survey(**changed)
    assert rule in str(refused.value.details["rule"])


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"key": "Q next"}, "key must be"),
        ({"key": "language"}, "a meaning of its own"),
        ({"kind": "essay"}, "type must be one of"),
        ({"longest": 10_001}, "max_length must be"),
        ({"text": Wording({"en": "Only English"})}, "text is missing in: cy"),
        ({"help": Wording({"cy": "Dim ond Cymraeg"})}, "help is missing in: en"),
    ],
)
def test_an_invalid_question_names_itself_and_the_rule(changed: dict[str, object], rule: str) -> None:
    with pytest.raises(InvalidSurvey) as refused:
        a_survey(questions=(Question(**({"key": "q_a", "kind": "long_text", "text": TWO_LANGUAGES} | changed)),))
    assert refused.value.details["question"] == changed.get("key", "q_a")
    assert rule in str(refused.value.details["rule"])


def test_a_question_may_set_its_own_limit() -> None:
    survey = a_survey(questions=(a_question(longest=3),))
    with pytest.raises(InvalidAnswers):
        survey.accept(a_submission("four"), at=NOON)
    assert survey.accept(a_submission("🎈🎈🎈"), at=NOON).answers[0].text == "🎈🎈🎈"


@pytest.mark.parametrize(("permits", "asks"), [(("quote",), False), (("contact",), True)])
def test_a_survey_that_may_contact_people_says_so(permits: tuple[str, ...], asks: bool) -> None:
    told = Wording({"en": "Yes", "cy": "Iawn"})
    options = (Option(key="no", text=told), Option(key="yes", text=told, permits=permits))
    consent = a_question("q_use", kind="consent", codebook=None, options=options)
    assert a_survey(questions=(a_question(), consent)).asks_to_contact is asks
