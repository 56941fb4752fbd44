"""A tool's questions are told to be ours by their wording, and its responses become submissions or say why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.foreign_responses import ForeignAnswer, ForeignResponse
from services.intake.domain.mappings import (
    LeftOut,
    Link,
    Origin,
    QuestionMapping,
    Translated,
    Unfit,
    foreign_submission_id,
    translate,
)
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.surveys import Survey
from services.intake.domain.wording import Wording
from tests.support.fakes_intake import NOON
from tests.support.surveys import a_question, a_survey

TYPEFORM = Origin(provider="typeform")
USED = (
    Option(key="web", text=Wording({"en": "Web", "cy": "Gwefan"})),
    Option(key="phone", text=Wording({"en": "Phone, or text", "cy": "Ffôn; neges"})),
    Option(key="other", text=Wording({"en": "Other", "cy": "Arall"}), other=True),
)
MAY = (
    Option(key="yes", text=Wording({"en": "You may quote me", "cy": "Cewch fy nyfynnu"}), permits=("quote",)),
    Option(key="no", text=Wording({"en": "Please do not", "cy": "Peidiwch"})),
)


@pytest.fixture(scope="module")
def survey() -> Survey:
    return a_survey(
        questions=(
            a_question("better", text=Wording({"en": "What could we do better?", "cy": "Beth allem ni ei wella?"})),
            a_question(
                "used",
                kind="several_choices",
                codebook=None,
                options=USED,
                text=Wording({"en": "Which did you use?", "cy": "Beth wnaethoch chi ei ddefnyddio?"}),
            ),
            a_question(
                "came",
                kind="yes_no",
                codebook=None,
                text=Wording({"en": "Were you there?", "cy": "Oeddech chi yno?"}),
            ),
            a_question(
                "quote",
                kind="consent",
                codebook=None,
                options=MAY,
                text=Wording({"en": "May we use your words?", "cy": "Gawn ni ddefnyddio eich geiriau?"}),
            ),
        )
    )


def said(*answers: tuple[str, str, str], **changed: object) -> ForeignResponse:
    given_ = {"id": "r1", "form_id": "f1", "submitted_at": NOON, "completed": True, "language": ""}
    return ForeignResponse(
        answers=tuple(ForeignAnswer(ref=ref, label=wording, answer=text) for ref, wording, text in answers),
        **given_ | changed,
    )


def learnt(survey: Survey, *answers: tuple[str, str, str]) -> dict[str, str]:
    mapping = QuestionMapping().learnt(said(*answers).answers, survey)
    return {link.ref: link.key for link in mapping.links}


def taken(survey: Survey, *answers: tuple[str, str, str], **changed: object) -> Translated:
    response = said(*answers, **changed)
    found = translate(response, QuestionMapping().learnt(response.answers, survey), survey, TYPEFORM)
    assert isinstance(found, Translated)
    return found


@pytest.mark.parametrize(
    ("ref", "label", "key"),
    [
        ("f1", "What could we do better?", "better"),
        ("f1", "1.  WHAT could we do   better", "better"),
        ("f1", "Beth allem ni ei wella", "better"),
        ("better", "", "better"),
        ("f1", "What could we be doing better?", "better"),
        ("WhatCouldWeDoBetter", "What could we do better", "better"),
        ("f1", "Which of these did you use?", "used"),
        ("f1", "Your shoe size", ""),
        ("f1", "", ""),
        ("locale", "", "language"),
        ("h1", "Iaith", "language"),
    ],
)
def test_a_question_is_known_by_key_or_wording_in_any_language(survey, ref, label, key) -> None:
    assert learnt(survey, (ref, label, "")) == {ref: key}


def test_options_that_were_chosen_tell_a_question_whose_wording_alone_does_not(survey) -> None:
    label = "Did you call on us?"
    assert learnt(survey, ("f1", label, "42"))["f1"] == ""
    assert learnt(survey, ("f1", label, "Gwefan; Web"))["f1"] == "used"


def test_each_of_ours_is_given_once_and_the_most_alike_has_it(survey) -> None:
    asked = (("f1", "What should we do better?", "x"), ("f2", "What could we do better?", "y"))
    assert learnt(survey, *asked) == {"f1": "", "f2": "better"}


def test_of_two_that_are_alike_the_first_is_taken() -> None:
    twice = a_survey(questions=(a_question("a"), a_question("b")))
    assert learnt(twice, ("f1", "What's next?", ""), ("f2", "What's next?", "")) == {"f1": "a", "f2": "b"}


def test_what_was_guessed_holds_while_its_answers_say_nothing_and_a_better_one_takes_it(survey) -> None:
    first = QuestionMapping().learnt(said(("f1", "Did you call on us?", "Web")).answers, survey)
    again = first.learnt(said(("f1", "", "42")).answers, survey)
    assert again == first
    better = again.learnt(said(("f2", "Which did you use?", "Web")).answers, survey)
    assert (better.key_of("f1"), better.key_of("f2"), better.key_of("f3")) == ("", "used", "")


def test_a_persons_decision_is_never_guessed_over(survey) -> None:
    asked = said(("f1", "What could we do better?", "x"), ("f2", "Anything else?", "y"))
    mapping = QuestionMapping().learnt(asked.answers, survey).corrected({"f1": "", "f2": "better", "f9": "x"}, survey)
    assert mapping.learnt(asked.answers, survey) == mapping
    assert [(link.ref, link.key, link.by_person) for link in mapping.links] == [
        ("f1", "", True),
        ("f2", "better", True),
    ]


def test_a_decision_for_a_question_that_is_gone_is_guessed_anew(survey) -> None:
    mapping = QuestionMapping((Link(ref="f1", label="Which did you use?", key="gone", by_person=True),))
    assert mapping.learnt((), survey).links == (Link(ref="f1", label="Which did you use?", key="used"),)
    assert mapping.corrected({"f1": "nowhere"}, survey).key_of("f1") == ""


def test_a_response_becomes_a_submission(survey) -> None:
    found = taken(
        survey,
        ("f1", "What could we do better?", "Mwy o staff – plîs"),
        ("f2", "Which did you use?", "phone, or TEXT; By post"),
        ("f3", "Were you there?", "true"),
        ("f4", "May we use your words?", "accepted"),
        ("f5", "Your shoe size", "42"),
        ("f6", "Your hat", " "),
        language="cy-GB",
    )
    submission = found.submission
    assert submission.answers == {
        "better": "Mwy o staff – plîs",
        "used": "phone\nother: By post",
        "came": "yes",
        "quote": "yes",
    }
    assert (submission.language, submission.sent_at, submission.attributes) == ("cy", NOON, {"channel": "typeform"})
    assert submission.id == foreign_submission_id("typeform", "f1", "r1")
    assert found.left_out == (LeftOut("f5", "unmapped"),)
    survey.accept(submission, at=NOON)


@pytest.mark.parametrize(
    ("told", "stored"),
    [
        ("Ffôn; neges", "phone"),
        ("Web, Phone, or text", "web\nphone"),
        ("gwefan\nWEB", "web"),
        ("A; b", "other: A; b"),
        ("Web; A; b", "web\nother: A; b"),
        ("web\nother: a pigeon", "web\nother: a pigeon"),
        ("Web, a pigeon", "other: Web, a pigeon"),
    ],
)
def test_choices_are_told_by_label_in_any_language_and_the_rest_is_own_words(survey, told, stored) -> None:
    assert taken(survey, ("used", "", told)).submission.answers == {"used": stored}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("phone web", "web\nphone"), ("phone", "phone"), ("web web", "web"), ("phone at home", "other: phone at home")],
)
def test_keys_with_blanks_between_them_are_several_choices_as_kobo_and_odk_send_them(survey, sent, kept) -> None:
    assert taken(survey, ("used", "", sent)).submission.answers == {"used": kept}


def test_options_that_differ_by_signs_alone_are_told_exactly_or_not_at_all() -> None:
    options = tuple(
        Option(key=key, text=Wording({"en": text})) for key, text in (("c", "C"), ("cpp", "C++"), ("no", "…"))
    )
    survey = a_survey(
        languages=("en",),
        title=Wording({"en": "x"}),
        questions=(a_question("q", kind="one_choice", codebook=None, options=options),),
    )
    assert taken(survey, ("q", "", "c++")).submission.answers == {"q": "cpp"}
    assert taken(survey, ("q", "", "…")).submission.answers == {"q": "no"}
    found = translate(said(("q", "", "C +")), QuestionMapping((Link(ref="q", label="", key="q"),)), survey, TYPEFORM)
    assert found == Unfit(reason="nothing-readable", left_out=(LeftOut("q", "answer-no-option", "q"),))


@pytest.mark.parametrize(("told", "choice"), [("false", "no"), ("Please do not", "no"), ("1", "yes")])
def test_consent_is_what_was_said(survey, told, choice) -> None:
    assert taken(survey, ("quote", "", told), ("better", "", "x")).submission.answers["quote"] == choice


def test_consent_that_can_not_be_read_is_none(survey) -> None:
    found = taken(survey, ("quote", "", "perhaps"), ("better", "", "x"))
    assert "quote" not in found.submission.answers
    assert found.left_out == (LeftOut("quote", "answer-no-option", "quote"),)


def test_a_yes_to_one_of_several_permissions_permits_nothing(survey) -> None:
    several = (*MAY, Option(key="both", text=Wording({"en": "Both", "cy": "Y ddau"}), permits=("quote", "contact")))
    changed = a_survey(questions=(a_question("q"), a_question("quote", kind="consent", codebook=None, options=several)))
    assert taken(changed, ("quote", "", "true"), ("q", "", "x")).submission.answers == {"q": "x"}


def test_two_questions_of_the_tool_may_be_one_of_ours(survey) -> None:
    mapping = QuestionMapping((Link(ref="a", label="", key="better"), Link(ref="b", label="", key="better")))
    found = translate(said(("a", "", " one "), ("b", "", "two")), mapping, survey, TYPEFORM)
    assert isinstance(found, Translated)
    assert found.submission.answers == {"better": "one\ntwo"}


@pytest.mark.parametrize(
    ("label", "told", "hidden", "language"),
    [
        ("Beth allem ni ei wella?", "", "", "cy"),
        ("What could we do better?", "default", "", "en"),
        ("What could we do better?", "", "Welsh", "cy"),
        ("better", "fr", "", ""),
        ("better", "English", "", "en"),
    ],
)
def test_the_language_is_told_or_that_of_the_questions(survey, label, told, hidden, language) -> None:
    found = taken(survey, ("better", label, "x"), ("lang", "", hidden), language=told)
    assert found.submission.language == language


def test_what_has_no_id_or_says_nothing_of_ours_is_unfit(survey) -> None:
    mapping = QuestionMapping((Link(ref="a", label="", key="better"),))
    assert translate(said(("a", "", "x"), id=""), mapping, survey, TYPEFORM) == Unfit(reason="no-id")
    assert translate(said(("b", "", "x")), mapping, survey, TYPEFORM) == Unfit(
        reason="nothing-mapped", left_out=(LeftOut("b", "unmapped"),)
    )


def test_a_question_without_a_key_is_known_by_its_wording(survey) -> None:
    assert taken(survey, ("", "What could we do better?", "x")).submission.answers == {"better": "x"}


@given(
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30), st.text(max_size=60)), max_size=5),
    st.text(max_size=9),
)
def test_whatever_a_tool_tells_survey_takes_what_is_translated(survey, answers, language) -> None:
    """Nothing that a stranger can send makes the mapping fail, or makes a submission with an unsound answer."""
    response = said(*answers, language=language)
    mapping = QuestionMapping().learnt(response.answers, survey)
    mapping = mapping.corrected({link.ref: "used" for link in mapping.links}, survey)
    found = translate(response, mapping, survey, TYPEFORM)
    if isinstance(found, Translated):
        survey.accept(found.submission, at=NOON)
