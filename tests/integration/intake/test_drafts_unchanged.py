"""A page that is posted as it was drawn changes nothing, whatever stands in the survey: property, over HTTP."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.application.edit_draft import read_draft
from services.intake.application.start_draft import Begun, start_from_file
from services.intake.domain.admission import Admission, InvitationKind, Quota
from services.intake.domain.wording import Translation, Wording
from tests.support.drawn_forms import form_of
from tests.support.fakes_drafts import OLWEN
from tests.support.paper_web import NamedCallers, Person
from tests.support.random_surveys import surveys

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(
    lambda text: f"{text}\r\n\n“{text}” <&>"
)
STATES = st.sampled_from(list(Translation)[:3])
DAYS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001  because hypothesis wants naive bounds
TIMES = st.none() | DAYS.map(lambda at: at.replace(tzinfo=UTC))
CODES = st.text("abcdefghij", min_size=1, max_size=5)


@st.composite
def wordings(draw) -> Wording:
    return Wording({"en": draw(TEXTS), "cy": draw(TEXTS)}, {"en": draw(STATES), "cy": draw(STATES)})


@st.composite
def elaborate(draw):
    """A random survey with texts of several lines, states, times to the microsecond, and limits."""
    survey = draw(surveys())
    opens = draw(TIMES)
    quotas = draw(st.lists(st.builds(Quota, CODES, CODES, st.integers(1, 99)), max_size=2, unique_by=lambda q: q.value))
    questions = tuple(
        replace(question, text=draw(wordings()), help=draw(wordings()))
        if question.kind != "hidden" and draw(st.booleans())
        else question
        for question in survey.questions
    )
    return replace(
        survey,
        title=draw(wordings()),
        intro=draw(wordings()),
        questions=questions,
        opens_at=opens,
        closes_at=opens + timedelta(days=1, microseconds=draw(st.integers(0, 999_999))) if opens else draw(TIMES),
        save_and_return=draw(st.booleans()),
        admission=Admission(
            invitations=draw(st.sampled_from(InvitationKind)),
            most_responses=draw(st.integers(0, 9)),
            quotas=tuple(quotas),
        ),
    )


@pytest.fixture
def editor(intake) -> Person:
    return Person.at(intake.web_app(NamedCallers()), "olwen/editor")


def post_as_drawn(editor: Person, path: str) -> None:
    page = editor.get(path)
    assert page.status_code == 200, page.text
    fields = form_of(page.text).posted()
    answer = editor.client.post(path, data=fields, headers={"X-Test-Caller": editor.who})
    assert answer.status_code == 303, answer.text


def start(intake, document) -> object:
    """Put the document into a draft of its own."""
    text = intake.drafting.documents.write(document).encode()
    slug = f"drawn-{datetime.now(UTC).timestamp():.6f}".replace(".", "-")
    return start_from_file(text, Begun(slug, {}), author=OLWEN, desk=intake.drafting)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(elaborate())
def test_posting_every_page_as_it_was_drawn_leaves_the_document_alone(intake, editor, survey) -> None:
    draft = start(intake, intake.drafting.documents.of(survey))
    path = f"/team/surveys/{draft.slug}"
    post_as_drawn(editor, f"{path}/edit")
    for number, _ in enumerate(draft.questions, 1):
        post_as_drawn(editor, f"{path}/questions/{number}")
    kept = read_draft(draft.slug, "default", desk=intake.drafting)
    assert kept.document == draft.document
    assert kept.revision == 1
    again = intake.drafting.documents.survey({**kept.document, "slug": survey.slug})
    assert again == intake.drafting.documents.survey(intake.drafting.documents.of(survey))


UNFINISHED = {
    "slug": "x",
    "title": {"en": {"text": "T", "state": "unheard-of"}, "pl": "Tytuł"},
    "languages": ["en", "cy", "xx"],
    "opens_at": "tomorrow",
    "closes_at": "2026-10-25T01:30:00.123456+01:00",
    "most_responses": "many",
    "invitations": "nobody",
    "quotas": [{"attribute": "a"}, {"value": "b", "most": "c"}],
    "size": 3,
    "questions": [
        {"key": "q_a", "type": "unheard_of", "text": {"en": "A"}, "options": ["a"], "max_length": "x"},
        {"type": "consent", "text": {"cy": {"state": "missing"}}, "options": ["yes", {"key": True}, {"permits": "q"}]},
        {"key": "q_c", "type": "yes_no", "options": [{"key": False, "other": True, "permits": ["quote"]}]},
        {"key": "q_d", "type": "scale", "from": 0, "to": 2.5, "codebook": "our-own", "required": "perhaps"},
        {"key": "q_e", "type": "long_text", "codebook": "our-own", "show_when": {"question": "q_z", "is": "no"}},
        {"key": "q_f", "type": "one_choice", "options": [{"key": "a", "text": {"en": "A\nB"}}], "show_when": {}},
        {"key": "q_g", "type": "one_choice", "show_when": {"question": "q_f", "is": [True, "x", "x"]}, "colour": "red"},
    ],
}


def test_what_is_broken_stays_as_it_is_too(intake, editor) -> None:
    draft = start(intake, UNFINISHED)
    path = f"/team/surveys/{draft.slug}"
    post_as_drawn(editor, f"{path}/edit")
    for number, question in enumerate(draft.questions, 1):
        post_as_drawn(editor, f"{path}/questions/{number}")
        now = read_draft(draft.slug, "default", desk=intake.drafting).questions[number - 1]
        # A question without a key gets one as soon as its page is saved.
        assert {**now, "key": question.get("key")} == {**question, "key": question.get("key")}
    for page in ("", "/preview", "/publish", "/survey.yaml"):
        assert editor.get(f"{path}{page}").status_code == 200
