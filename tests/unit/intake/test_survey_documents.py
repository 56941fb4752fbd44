"""The document of a survey: settings, logic, consents, languages and their states, and mistakes named by question."""

import re
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from services.intake.adapters.survey_documents import document_of, survey_from
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.show_when import shown_keys
from services.intake.domain.survey_news import news_of_publication
from services.intake.domain.wording import Translation, Wording
from tests.support.fakes_intake import NOON

SOUND = """
slug: card
languages: [en, cy, pl]
allow_missing_languages: true
title: {en: A card, cy: {text: Cerdyn, state: unchecked}, pl: {text: Karta, state: machine}}
caution: {en: Name nobody.}
questions:
  - {key: source, type: hidden, options: [poster, 7, {key: stall, text: {en: The stall}}]}
  - key: q_role
    type: one_choice
    attribute: true
    text: {en: Your role, cy: Eich rôl, pl: {state: missing}}
    options:
      - {key: nurse, text: {en: Nurse, cy: Nyrs}}
      - {key: other, text: {en: Other, cy: Arall}, other: true}
  - {key: q_mood, type: scale, from: 1, to: 3, from_label: {en: Low}, to_label: {en: High}, text: {en: Mood}}
  - {key: q_again, type: yes_no, required: true, text: {en: Again}, show_when: {question: q_mood, is: [1, 2]}}
  - {key: q_why, type: long_text, required: true, text: {en: Why}, show_when: {question: q_again, is: no}}
  - key: q_use
    type: consent
    text: {en: Quote you}
    options: [{key: yes, text: {en: You may}, permits: quote}, {key: no, text: {en: You may not}}]
"""


def read(text: str = SOUND):
    return survey_from(yaml.safe_load(text))


def test_everything_in_a_document_is_read_and_kept() -> None:
    survey = read()
    source, role, mood, again, why, use = survey.questions
    assert [option.key for option in source.options] == ["poster", "7", "stall"]
    assert (role.attribute, role.options[1].other) == (True, True)
    assert [option.text.said_in("en") for option in mood.choices] == ["1 – Low", "2", "3 – High"]
    assert again.show_when.values == ("1", "2")
    assert why.show_when.values == ("no",)
    assert [(option.key, option.permits) for option in use.options] == [("yes", ("quote",)), ("no", ())]
    assert survey_from(document_of(survey)) == survey
    assert document_of(survey)["title"]["pl"] == {"text": "Karta", "state": "machine"}
    assert "show_when" not in document_of(survey)["questions"][0]


def test_a_wording_knows_how_far_it_is_in_each_language() -> None:
    title = read().title
    assert [title.state(language) for language in ("en", "cy", "pl", "fr")] == [
        Translation.TRANSLATED,
        Translation.UNCHECKED,
        Translation.MACHINE,
        Translation.MISSING,
    ]
    assert (title.language_said("fr"), title.language_said("cy"), Wording({}).language_said("cy")) == ("en", "cy", "cy")
    assert not Wording({"en": " \n"})
    assert Wording({"en": "x"}, {"en": Translation.TRANSLATED, "cy": Translation.MACHINE}) == Wording({"en": "x"})


def test_what_is_missing_in_a_language_is_named_unless_the_team_allows_it() -> None:
    missing = list(read().missing_languages())
    assert ("", "caution", ("cy", "pl")) in missing
    assert ("q_role", "text", ("pl",)) in missing
    assert ("q_role", "the text of option other", ("pl",)) in missing
    assert ("q_mood", "from_label", ("cy", "pl")) in missing
    with pytest.raises(InvalidSurvey) as refused:
        read(SOUND.replace("allow_missing_languages: true", ""))
    assert refused.value.details == {"question": "", "rule": "caution is missing in: cy, pl"}


def test_a_question_is_asked_when_the_answers_before_it_say_so() -> None:
    questions = read().questions
    always = {"source", "q_role", "q_mood", "q_use"}
    assert shown_keys(questions, {}) == always
    assert shown_keys(questions, {"q_mood": "3", "q_again": "no"}) == always
    assert shown_keys(questions, {"q_mood": "2"}) == always | {"q_again"}
    assert shown_keys(questions, {"q_mood": "1", "q_again": "no"}) == always | {"q_again", "q_why"}


def test_other_services_are_told_the_labels_and_what_is_an_attribute() -> None:
    told = {question.key: question for question in news_of_publication(read(), NOON).content.questions}
    assert told["q_role"].options == {"nurse": {"en": "Nurse", "cy": "Nyrs"}, "other": {"en": "Other", "cy": "Arall"}}
    assert [key for key, question in told.items() if question.attribute] == ["source", "q_role"]
    assert told["q_again"].options["yes"] == {"en": "Yes", "cy": "Ie"}
    assert told["q_why"].options == {}
    assert told["source"].text == {"en": "source"}


@pytest.mark.parametrize(
    ("old", "new", "question", "rule"),
    [
        ("state: unchecked", "state: perfect", "", "title must give a text and a state (one of translated, unchecked"),
        ("text: Cerdyn, ", "", "", "title must say nothing where its state is missing, and something elsewhere"),
        ("state: unchecked", "colour: red", "", "title must give a text for each language"),
        ("{en: Your role, cy: Eich rôl, pl: {state: missing}}", "{no: x}", "q_role", "quote the code no"),
        ("{en: You may}", "{en: Yes}", "q_use", "the words Yes and No"),
        ("permits: quote", "permits: [quote, sell]", "q_use", "permits must be a list of quote, contact"),
        ("permits: quote", "permits: [{}]", "q_use", "permits must name options by their keys"),
        ("question: q_again, is: no", "question: q_use, is: no", "q_why", "must name an earlier question, not 'q_use'"),
        ("question: q_again, is: no", "question: q_why, is: no", "q_why", "must name an earlier question"),
        ("question: q_again, is: no", "question: q_again, is: [maybe]", "q_why", "options of 'q_again': yes, no"),
        ("question: q_again, is: no", "question: q_again", "q_why", "options of 'q_again': yes, no"),
        ("question: q_again, is: no", "question: q_again, are: no", "q_why", "unknown key 'are'"),
        ("type: one_choice", "type: long_text", "q_role", "options has no meaning for the type long_text"),
        ("from: 1, to: 3", "from: 1", "q_mood", "from and to must say"),
        ("key: q_role", "key: version", "version", "a meaning of its own"),
        ("[poster, 7,", "[poster, [7],", "source", "options must name options by their keys"),
        ("other: true", "colour: red", "q_role", "unknown key 'colour'"),
    ],
)
def test_a_mistake_names_the_question_and_the_rule(old: str, new: str, question: str, rule: str) -> None:
    assert old in SOUND
    with pytest.raises(InvalidSurvey) as refused:
        read(SOUND.replace(old, new))
    assert refused.value.details["question"] == question
    assert rule in str(refused.value.details["rule"])


def test_the_examples_of_the_documents_are_sound() -> None:
    page = Path("docs/surveys.md").read_text(encoding="utf-8")
    examples = [yaml.safe_load(dedent(block)) for block in re.findall(r"(?:^(?: {4}.*)?\n)+", page, re.MULTILINE)]
    [whole] = [each for each in examples if isinstance(each, dict) and "slug" in each]
    more = [question for each in examples if isinstance(each, list) for question in each]
    survey = survey_from(whole | {"questions": whole["questions"] + more})
    kinds = {question.kind for question in survey.questions}
    assert kinds == QUESTION_TYPES.keys() - {"short_text"}


def test_logic_needs_a_question_with_options_and_a_survey_a_question_that_says_something() -> None:
    text = {"en": "x"}
    asked = {"key": "q_a", "type": "long_text", "text": text}
    hanging = {"key": "q_b", "type": "long_text", "text": text, "show_when": {"question": "q_a", "is": ["x"]}}
    only = {"slug": "card", "languages": ["en"], "title": text}
    with pytest.raises(InvalidSurvey, match="must name a question with options"):
        survey_from(only | {"questions": [asked, hanging]})
    with pytest.raises(InvalidSurvey, match="one question that people answer"):
        survey_from(only | {"questions": [{"key": "event", "type": "hidden"}]})
