"""A form with every type of question: drawn, filled in without JavaScript, shown again with what was chosen."""

import json
import re
import uuid
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml

from services.intake.adapters.survey_documents import survey_from
from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.wording import Wording
from services.intake.entrypoints.survey_languages import language_name
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.fakes_intake import NOON

SURVEY = survey_from(yaml.safe_load((Path(__file__).parent / "every_type.yaml").read_text()))
CARD = {
    "source": "poster",
    "q_role": ["other"],
    "q_role-other": "porter",
    "q_what": ["time", "money"],
    "q_how": "4",
    "q_again": "no",
    "q_why": "Too long",
    "q_when": ["1", "3", "2026"],
    "q_team": "ward 4",
    "q_use": "quote",
}
KEPT = {
    "q_role": "other: porter",
    "q_what": "time\nmoney",
    "q_how": "4",
    "q_again": "no",
    "q_why": "Too long",
    "q_when": "2026-03-01",
    "q_team": "ward 4",
    "q_use": "quote",
}
PATH = "/api/v1/surveys/every-type/responses"


@pytest.fixture(autouse=True)
def published(intake, clock):
    return publish_survey(SURVEY, uow=intake.desk.open_unit(), clock=clock).survey


def only_row(intake, column: str):
    with intake.database.read() as connection:
        found = connection.exec_driver_sql(f"SELECT {column} FROM responses").scalar_one()
    return json.loads(found) if column in ("attributes", "consents") else found


def ticked(page) -> list[str]:
    boxes = re.findall(r"<input[^>]+type=\"(?:radio|checkbox)\"[^>]*>", page.text)
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if " checked" in box]


def test_every_type_is_drawn_with_labels_in_the_language_of_the_page(client) -> None:
    page = client.get("/s/every-type?lang=cy&source=poster")
    assert page.status_code == 200
    for text in ("Nyrs", "Rhywbeth arall", "1 – Ddim o gwbl", "Ie", "Diwrnod", "Cewch", "Yn eich geiriau eich hun"):
        assert text in page.text
    assert '<input type="hidden" name="source" value="poster">' in page.text
    assert '<input type="hidden" name="version" value="1">' in page.text
    assert page.text.count("Peidiwch â rhoi enwau") == 1
    assert "Dim ond os mai “Na” oedd eich ateb" in page.text
    assert "logic" in page.text
    assert "logic" not in client.get("/s/card").text


def test_a_value_of_the_address_that_the_survey_does_not_take_is_left_out(client) -> None:
    assert 'name="source"' not in client.get("/s/every-type?source=elsewhere").text


def test_a_card_is_stored_with_attributes_and_consents(client, intake) -> None:
    page = client.post("/s/every-type?lang=cy", data=CARD | {"id": str(uuid.uuid4()), "version": "1"})
    assert page.status_code == 201
    assert answers_in(intake) == [KEPT]
    assert only_row(intake, "attributes") == {"source": "poster", "q_role": "other", "q_how": "4"}
    assert only_row(intake, "consents") == [
        {"question": "q_use", "choice": "quote", "permits": ["quote"], "version": 1}
    ]


def test_the_thanks_in_the_other_language_repeat_the_same_card(client, intake) -> None:
    page = client.post("/s/every-type", data=CARD | {"id": str(uuid.uuid4()), "version": "1"})
    fields = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page.text)
    again = client.post("/s/every-type?lang=cy", data={name: unescape(value) for name, value in fields})
    assert (again.status_code, promises_in(intake)) == (200, 1)


def test_what_was_chosen_stands_on_the_page_with_the_error_and_in_the_other_language(client, intake) -> None:
    wrong = CARD | {"q_when": ["31", "2", "2026"], "q_use": ""}
    for more, status in (({}, 400), ({"change_language": "cy"}, 200)):
        page = client.post("/s/every-type?lang=en", data=wrong | more)
        assert page.status_code == status
        assert ticked(page) == ["other", "time", "money", "4", "no"]
        for value in ("porter", "31", "02", "2026", "ward 4"):
            assert f'value="{value}"' in page.text
        assert "Too long</textarea>" in page.text
    assert answers_in(intake) == []


def test_the_error_summary_leads_to_the_first_control_of_each_question(client) -> None:
    page = client.post("/s/every-type", data={"q_when": ["31", "2", "2026"], "q_what": ["time", "money", "other"]})
    links = re.findall(r'<a href="#([\w-]+)">', page.text)
    assert {"q_when", "q_what", "q_again", "q_use"} <= set(links)
    assert all(f'id="{link}"' in page.text for link in links)
    assert "Choose at most 2 of the answers" in page.text
    assert "Write a day that exists" in page.text


def test_a_question_that_is_not_asked_may_be_left_out_and_is_stored_when_answered(client, intake) -> None:
    happy = {key: value for key, value in CARD.items() if key != "q_why"} | {"q_again": "yes"}
    assert client.post("/s/every-type", data=happy).status_code == 201
    assert client.post("/s/every-type", data=happy | {"q_again": "no"}).status_code == 400
    assert client.post("/s/every-type", data=happy | {"q_why": "All the same"}).status_code == 201
    assert [answers.get("q_why") for answers in answers_in(intake)] == [None, "All the same"]


def test_a_form_of_an_earlier_version_is_judged_and_shown_as_it_was(client, intake, clock) -> None:
    newer = replace(SURVEY, questions=SURVEY.questions[-2:])
    publish_survey(newer, uow=intake.desk.open_unit(), clock=clock)
    fields = CARD | {"version": "1"}
    assert 'name="version" value="1"' in client.post("/s/every-type", data=fields | {"q_again": ""}).text
    assert client.post("/s/every-type", data=fields).status_code == 201
    assert only_row(intake, "survey_version") == 1
    for version in ("2", "0", "-1", "x", "9" * 30):
        assert client.post("/s/every-type", data=fields | {"version": version}).status_code == 400


def test_a_survey_may_speak_more_languages_than_the_pages(client, intake, clock) -> None:
    polish = replace(SURVEY.questions[1], text=Wording({"en": "Your role", "cy": "Eich rôl", "pl": "Twoja rola"}))
    three = replace(SURVEY, languages=("en", "cy", "pl"), allow_missing_languages=True, questions=(polish,))
    publish_survey(three, uow=intake.desk.open_unit(), clock=clock)
    page = client.get("/s/every-type?lang=en")
    assert 'value="cy" lang="cy">Cymraeg</button>' in page.text
    assert 'value="pl" lang="pl">polski</button>' in page.text
    turned = client.post("/s/every-type?lang=pl", data={"q_role": "nurse", "change_language": "pl"})
    assert 'lang="pl"' in turned.text
    assert "Twoja rola" in turned.text
    assert ticked(turned) == ["nurse"]
    assert 'value="en" lang="en">English</button>' in turned.text
    assert client.post("/s/every-type?lang=pl", data={"q_role": "nurse"}).status_code == 201
    assert only_row(intake, "language") == "pl"


def test_a_language_that_nobody_named_is_called_by_its_code() -> None:
    assert [language_name(code) for code in ("en", "pl", "zzz")] == ["English", "polski", "zzz"]


@pytest.mark.parametrize(
    "answers",
    [
        KEPT | {"source": "poster"},
        KEPT | {"source": "poster", "q_what": ["time", "money"], "q_when": ["1", "3", "2026"]},
        {key: value for key, value in KEPT.items() if key != "q_role"}
        | {"source": ["poster"], "q_role": [], "q_role-other": "porter"},
    ],
)
def test_the_api_takes_texts_and_lists_alike(client, intake, answers) -> None:
    sent = {"id": str(uuid.uuid4()), "answers": answers, "version": 1}
    assert client.post(PATH, json=sent).status_code == 201
    assert answers_in(intake) == [KEPT]
    assert only_row(intake, "attributes")["source"] == "poster"


def test_the_api_names_what_is_wrong(client) -> None:
    for answers, field in (
        (KEPT | {"q_team": ["a", "b"]}, "answers.q_team"),
        (KEPT | {"q_what": ["time", "gold"]}, "answers.q_what"),
        (KEPT | {"q_how-other": "words"}, "answers.q_how-other"),
        (KEPT | {"q_role-other": ["a", "b"]}, "answers.q_role"),
    ):
        answer = client.post(PATH, json={"id": str(uuid.uuid4()), "answers": answers})
        assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (400, [field])
    lists = {"id": str(uuid.uuid4()), "answers": {"q": ["a"]}}
    assert client.post("/api/v1/surveys/nowhere/responses", json=lists).status_code == 404


def test_a_late_card_is_answered_201_and_is_not_promised(client, intake, clock) -> None:
    close_survey("every-type", uow=intake.desk.open_unit(), clock=clock)
    sent = {"id": str(uuid.uuid4()), "answers": KEPT, "filled_at": NOON.isoformat()}
    answer, again = client.post(PATH, json=sent), client.post(PATH, json=sent)
    assert (answer.status_code, answer.json["late"], again.status_code, again.json) == (201, True, 200, answer.json)
    assert (only_row(intake, "state"), promises_in(intake)) == ("late", 0)
    assert client.post(PATH, json=sent | {"id": str(uuid.uuid4()), "filled_at": None}).status_code == 410


def test_a_program_sees_how_to_ask(client) -> None:
    shown = {
        question["key"]: question for question in client.get("/api/v1/surveys/every-type?lang=cy").json["questions"]
    }
    nurse, _, other = shown["q_role"]["options"]
    assert (nurse, other["other"]) == ({"key": "nurse", "text": "Nyrs", "other": False, "permits": []}, True)
    assert shown["q_why"]["show_when"] == {"question": "q_again", "is": ["no"]}
    assert (shown["q_what"]["most_choices"], shown["q_how"]["show_when"]) == (2, None)
