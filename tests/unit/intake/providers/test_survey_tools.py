"""Formbricks, SmartSurvey, SurveyMonkey, Qualtrics and LimeSurvey: events, batches, thin events and their details."""

import json
from datetime import UTC, datetime

import pytest

from services.intake.providers.provider import Fetch
from tests.support.providers.sealing import QUALTRICS, payload, sealed
from tests.support.providers.told import only, outline, read, said

WHEN = datetime(2026, 4, 1, 10, tzinfo=UTC)


def test_formbricks_answers_by_id_with_hidden_fields_and_variables() -> None:
    reading = read("formbricks", payload("formbricks.json"))
    response = only(reading)
    assert (outline(reading), reading.key) == (("store", "responses"), "fb-1:responseFinished")
    assert (response.form_id, response.language, response.modified_at) == ("sv-9", "", response.submitted_at)
    assert said(response) == {
        "better": "Mwy o gadeiriau",
        "nps": "8",
        "used": "Ward; Lluniau",
        "grid": "Parking: Poor; Food: Good",
        "address": "1 Stryd Fawr, Bangor, LL57 1AA, Cymru",
        "photo": "https://files.example.org/a.jpg",
        "ward": "Enlli",
        "score": "3.5",
    }


def test_formbricks_events_come_in_any_order_and_say_whether_it_is_finished() -> None:
    data = {"id": "1", "surveyId": "s", "finished": False, "data": {"a": "x"}}
    partial = read("formbricks", {"event": "responseUpdated", "data": data})
    assert outline(partial) == ("store_partial", "partial")
    late = read("formbricks", {"event": "responseCreated", "data": {**data, "finished": True}})
    assert (outline(late), late.key) == (("store", "responses"), "1:responseCreated")
    assert outline(read("formbricks", {"event": "testEndpoint"})) == ("ack_only", "ping")


def test_smartsurvey_sends_batches_of_complete_and_begun_responses() -> None:
    reading = read("smartsurvey", payload("smartsurvey.json"))
    assert outline(reading) == ("store", "responses")
    assert [(each.id, each.form_id, each.completed) for each in reading.responses] == [
        ("71", "700", True),
        ("72", "700", False),
    ]
    assert said(reading.responses[0]) == {"11": "Tuesday; Busy", "12": "Mwy o gadeiriau"}
    assert reading.responses[0].modified_at == datetime(2026, 4, 1, 10, 0, 2, tzinfo=UTC)


def test_smartsurvey_may_send_xml() -> None:
    reading = read(
        "smartsurvey",
        "<responses><response><id>71</id><survey_id>700</survey_id><status>completed</status>"
        "<date_ended>2026-04-01T10:00:00Z</date_ended><contact_name /><pages><page><id>1</id><questions><question>"
        "<id>11</id><title>Rate</title><answers><answer><row_title>Food</row_title><choice_title>Good</choice_title>"
        "</answer><answer><row_title>Parking</row_title><column_title>Poor</column_title></answer></answers>"
        "</question></questions></page></pages></response></responses>",
    )
    assert (only(reading).id, only(reading).submitted_at) == ("71", WHEN)
    assert said(only(reading)) == {"11": "Food: Good; Parking: Poor"}


def test_one_bad_element_does_not_sink_a_batch() -> None:
    batch = json.loads(payload("smartsurvey.json"))
    batch[1]["pages"] = [{"questions": [{"id": 1, "title": "\ud800", "answers": [{"value": "x"}]}]}]
    reading = read("smartsurvey", batch)
    assert (outline(reading), only(reading).id) == (("store", "partly-unreadable"), "71")


def test_surveymonkeys_event_says_what_to_fetch() -> None:
    reading = read("surveymonkey", payload("surveymonkey.json"))
    assert (outline(reading), reading.key, only(reading).id) == (("fetch_required", "thin-event"), "ev-5", "sm-1")
    assert only(reading).submitted_at == WHEN
    path = "/v3/surveys/500/responses/sm-1/details"
    assert reading.fetch == (Fetch(host="api.surveymonkey.com", path=path, query={"simple": "true"}),)


def test_surveymonkeys_other_events() -> None:
    told = json.loads(payload("surveymonkey.json"))
    deleted = read("surveymonkey", {**told, "event_type": "response_deleted"})
    assert (outline(deleted), only(deleted).id) == (("update_meta", "deleted"), "sm-1")
    assert outline(read("surveymonkey", {**told, "event_type": "collector_created"})) == (
        "ack_only",
        "no-response-event",
    )
    by_collector = {**told, "filter_type": "collector", "resources": {"collector_id": "44"}}
    assert read("surveymonkey", by_collector).fetch[0].path == "/v3/collectors/44/responses/sm-1/details"
    for odd in ("../../users/me", "1?x=", "1/2", "é"):
        assert outline(read("surveymonkey", {**told, "object_id": odd})) == ("quarantine", "odd-id")
    assert outline(read("surveymonkey", {**told, "object_id": None})) == ("quarantine", "no-response-id")


def test_surveymonkeys_details_are_read_as_people_wrote_them() -> None:
    reading = read("surveymonkey", payload("surveymonkey-details.json"))
    assert said(only(reading)) == {
        "10": "Mwy o gadeiriau",
        "11": "Phone; By post",
        "12": "Food: Good; Parking: Poor",
        "13": "Name: Ann",
        "14": "https://files.example.org/1",
        "15": "4: 5 | 6",
        "ward": "Enlli",
    }
    assert (only(reading).submitted_at, only(reading).language) == (WHEN, "en")


def test_surveymonkeys_previews_are_not_stored_and_lists_are() -> None:
    told = json.loads(payload("surveymonkey-details.json"))
    assert outline(read("surveymonkey", {**told, "collection_mode": "preview"})) == ("ack_only", "preview")
    begun = {**told, "response_status": "partial", "id": "2"}
    both = read("surveymonkey", {"data": [told, begun, {**told, "collection_mode": "survey_preview"}]})
    assert [each.completed for each in both.responses] == [True, False]


def test_qualtrics_event_says_what_to_fetch_and_its_document_is_read() -> None:
    reading = read("qualtrics", sealed("qualtrics", "s").body)
    assert (outline(reading), reading.key) == (("fetch_required", "thin-event"), "R_1")
    assert reading.fetch == (Fetch(host=".qualtrics.com", path="/API/v3/surveys/SV_1/responses/R_1"),)
    details = read("qualtrics", payload("qualtrics-details.json"))
    assert said(only(details)) == {
        "QID1_TEXT": "Mwy o gadeiriau",
        "QID2": "Poor",
        "QID3": "Phone; By post",
        "ward": "Enlli",
    }
    assert (only(details).id, only(details).language, only(details).completed) == ("R_9", "cy", True)


def test_qualtrics_without_a_key_sends_plain_fields() -> None:
    plain = "Topic=b.surveyengine.completedResponse.SV_1&SurveyID=SV_1&ResponseID=R_2&Status=Complete&undefined="
    assert only(read("qualtrics", plain)).id == "R_2"
    assert outline(read("qualtrics", plain.replace("=Complete", "=Survey Preview"))) == ("ack_only", "preview")
    assert outline(read("qualtrics", "Topic=b.controlpanel.activateSurvey&SurveyID=SV_1")) == (
        "ack_only",
        "no-response-event",
    )
    assert outline(read("qualtrics", plain.replace("R_2", "..%2F"))) == ("quarantine", "odd-id")
    assert only(read("qualtrics", QUALTRICS)).id == "R_1"
    told = json.loads(payload("qualtrics-details.json"))
    told["result"]["values"] |= {"status": 1}
    assert outline(read("qualtrics", told)) == ("ack_only", "preview")


def test_limesurvey_answers_by_code() -> None:
    reading = read("limesurvey", payload("limesurvey.json"))
    response = only(reading)
    assert (reading.key, response.id, response.language, response.submitted_at) == ("1122:17", "17", "cy", WHEN)
    assert said(response) == {
        "Q1": "Mwy o gadeiriau",
        "Q2[SQ001]": "Y",
        "Q2[other]": "Drwy'r post",
        "Q3[other]": "Arall",
        "Q4": "-oth-",
        "Q5": "a.pdf",
        "Q6": '[{"broken',
    }


def test_limesurvey_without_dates_or_answers() -> None:
    told = {"survey": 1, "respondId": 2, "response": [], "submitDate": "1980-01-01 00:00:00"}
    reading = read("limesurvey", told)
    assert (outline(reading), only(reading).answers, only(reading).submitted_at) == (("store", "responses"), (), None)
    assert outline(read("limesurvey", {**told, "event": "beforeSurveyPage"})) == ("ack_only", "no-response-event")


@pytest.mark.parametrize("name", ["formbricks", "smartsurvey", "surveymonkey", "limesurvey", "qualtrics"])
def test_what_is_no_response_is_put_aside(name: str) -> None:
    assert read(name, {"x": 1}).outcome == "quarantine"
