"""Jotform, Microsoft Forms, Google Forms, Cognito Forms, GOV.UK Forms and programs that sign by Standard Webhooks."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from services.intake.providers.provider import Fetch, RawRequest
from services.intake.providers.registry import PROVIDERS
from tests.support.providers.sealing import JOTFORM, JOTFORM_FIELDS, multipart, payload
from tests.support.providers.told import labels, only, outline, read, said

WHEN = datetime(2026, 4, 1, 10, tzinfo=UTC)
JOTFORM_SAID = {
    "q3_better": "Mwy o gadeiriau",
    "q4_used": "Phone; By post",
    "q5_when": "2026-04-01",
    "q7_who": "Ann Jones",
    "q8_home": "1 Stryd Fawr, Bangor, LL57",
    "q9_phone": "(01248) 000000",
    "q10_slot": "2026-04-19 10:00",
    "q11_at": "2026-04-18 13:29",
    "q12_time": "09:05",
    "q13_more": "Phone; Pigeon",
    "q14_grid": "Food: Good; Parking: Poor; Parking: Full",
    "upload": "https://files.example.org/a.jpg",
}


@pytest.mark.parametrize("body", [JOTFORM, urlencode(JOTFORM_FIELDS).encode(), json.dumps(JOTFORM_FIELDS).encode()])
def test_jotform_sends_a_form_that_relays_send_in_other_ways(body: bytes) -> None:
    reading = read("jotform", body)
    response = only(reading)
    assert (response.id, response.form_id, response.submitted_at) == ("5900000000000000001", "111", WHEN)
    assert said(response) == JOTFORM_SAID
    assert reading.key == response.id


def test_jotforms_form_is_named_in_its_path_too() -> None:
    fields = {name: value for name, value in JOTFORM_FIELDS.items() if name != "formID"}
    assert only(read("jotform", multipart(fields))).form_id == "111"


def test_jotforms_preview_is_not_stored() -> None:
    assert outline(read("jotform", multipart({**JOTFORM_FIELDS, "preview": "true"}))) == ("ack_only", "preview")
    raw = '{"q3_a":"x","preview":"true"}'
    assert outline(read("jotform", multipart({**JOTFORM_FIELDS, "rawRequest": raw}))) == ("ack_only", "preview")


def test_jotforms_api_tells_wordings_too() -> None:
    question = {"name": "who", "text": "Who?", "type": "control_fullname", "answer": {"first": "Ann", "last": "Jones"}}
    told = {
        "content": {
            "id": "5",
            "form_id": "1",
            "created_at": "2026-04-01 10:00:00",
            "answers": {"1": {"text": "Heading"}, "3": question},
        }
    }
    response = only(read("jotform", told))
    assert (said(response), labels(response)) == ({"q3_who": "Ann Jones"}, {"q3_who": "Who?"})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty-body"),
        (b"--\r\n", "not-multipart"),
        (b"--x\r\n" * 2_002, "too-many-fields"),
        (b"a=1&" * 2_002, "not-form-encoded"),
        (b"formID=%ff", "not-form-encoded"),
        (multipart({**JOTFORM_FIELDS, "rawRequest": "{"}), "not-json"),
        (multipart({"formID": "1"}), "no-response"),
    ],
)
def test_a_form_that_cannot_be_read_is_put_aside(body: bytes, reason: str) -> None:
    assert outline(read("jotform", body)) == ("quarantine", reason)


def test_microsoft_forms_holds_json_within_texts() -> None:
    reading = read("microsoft-forms", payload("microsoft-forms.json"))
    assert (reading.key, only(reading).submitted_at) == ("MF:17", WHEN)
    question = "r0000000000000000000000000000000"
    assert said(only(reading)) == {
        f"{question}1": "Mwy o gadeiriau",
        f"{question}2": "Phone; By post",
        f"{question}3": "https://sharepoint.example/a",
        f"{question}5": "[1, 2]",
        f"{question}6": "[not json",
    }
    assert labels(only(reading))[f"{question}1"] == "What could be better?"


def test_a_flows_bare_outputs_are_read_as_far_as_they_go() -> None:
    bare = {"body": {"responder": "anonymous", "submitDate": "4/1/2026 10:00:00 AM", "r" + "0" * 32: "Plîs"}}
    response = only(read("microsoft-forms", bare))
    assert (response.submitted_at, len(response.answers)) == (WHEN, 1)
    trigger = {"value": [{"resourceData": {"responseId": 17}}]}
    assert outline(read("microsoft-forms", trigger)) == ("quarantine", "details-not-sent")
    assert outline(read("microsoft-forms", {"answers": {}, "response_id": 1})) == ("store", "responses")
    assert outline(read("microsoft-forms", {"x": 1})) == ("quarantine", "unexpected-shape")


def test_google_forms_reads_what_the_script_sends() -> None:
    reading = read("google-forms", payload("google-forms.json"))
    assert (reading.key, only(reading).id, only(reading).submitted_at) == ("1FA:2_AB", "2_AB", WHEN)
    assert said(only(reading)) == {
        "101": "Mwy o gadeiriau",
        "102": "Phone; By post",
        "103": "Food: Good; Staff: Poor",
        "104": "Food: Good; Food: Warm",
        "105": "Good",
    }


def test_google_forms_reads_what_google_itself_tells() -> None:
    sheet = {"namedValues": {"Timestamp": ["2026-04-01 10:00:00"], "What?": ["Plîs"], "Empty": [""]}, "range": {}}
    assert (only(read("google-forms", sheet)).submitted_at, said(only(read("google-forms", sheet)))) == (
        WHEN,
        {"What?": "Plîs"},
    )
    files = {"fileUploadAnswers": {"answers": [{"fileId": "F", "fileName": "a.png"}]}}
    texts = {"textAnswers": {"answers": [{"value": "Phone"}, {"value": "By post"}]}}
    api = {"responseId": "r", "lastSubmittedTime": "2026-04-01T10:00:00.000Z", "answers": {"q1": texts, "q2": files}}
    assert said(only(read("google-forms", api))) == {"q1": "Phone; By post", "q2": "F"}
    listed = read("google-forms", {"responses": [api, {**api, "responseId": "s"}]})
    assert [each.id for each in listed.responses] == ["r", "s"]
    watch = {"message": {"attributes": {"formId": "1FA", "eventType": "RESPONSES"}, "messageId": "7"}}
    seen = read("google-forms", watch)
    assert (outline(seen), seen.key) == (("fetch_required", "thin-event"), "7")
    assert seen.fetch == (Fetch(host="forms.googleapis.com", path="/v1/forms/1FA/responses"),)
    watch["message"]["attributes"]["formId"] = "../x"  # type: ignore[index]  the test's own value
    assert outline(read("google-forms", watch)) == ("quarantine", "odd-id")
    assert outline(read("google-forms", {"message": {"attributes": {"eventType": "SCHEMA"}}}))[0] == "ack_only"
    assert outline(read("google-forms", {"type": "ping"})) == ("ack_only", "ping")
    assert outline(read("google-forms", {"data": {"response_id": "1"}})) == ("quarantine", "unexpected-shape")


def test_cognito_forms_has_sections_rows_names_and_addresses() -> None:
    reading = read("cognito-forms", payload("cognito-forms.json"))
    assert (outline(reading), reading.key, only(reading).form_id) == (("store", "responses"), "12-7:2", "12")
    assert said(only(reading)) == {
        "WhatCouldBeBetter": "Mwy o gadeiriau",
        "Used": "Phone; By post",
        "Name": "Dr Ann Jones",
        "Home": "1 Stryd Fawr, Bangor, LL57, Cymru",
        "Visit.Reason": "Check",
        "Visit.Length": "2.5",
        "People[1].Age": "41",
        "People[2].Age": "8",
        "Photo": "https://cognito.example/a",
        "Letter": "b.png",
        "Agree": "true",
        "Ward": "Enlli",
        "Spend": "10123",
    }


def test_of_two_forms_of_a_cognito_entry_the_one_with_the_higher_version_is_the_newer() -> None:
    told = json.loads(payload("cognito-forms.json"))
    told["Entry"].pop("DateUpdated", None)
    forms = []
    for version in (1, 2, 10):
        told["Entry"]["Version"] = version
        forms.append(only(read("cognito-forms", told)).modified_at)
    assert forms == sorted(set(forms))
    told["Entry"]["Version"] = "x"
    assert only(read("cognito-forms", told)).modified_at is None


def test_cognitos_actions() -> None:
    told = json.loads(payload("cognito-forms.json"))
    told["Entry"]["Status"] = "Incomplete"
    assert outline(read("cognito-forms", told)) == ("store_partial", "partial")
    told["Entry"]["Action"] = "Delete"
    assert (outline(read("cognito-forms", told)), read("cognito-forms", told).key) == (
        ("update_meta", "deleted"),
        "12-7:2",
    )
    assert outline(read("cognito-forms", {"Form": {}, "A": 1})) == ("quarantine", "no-response")


def test_govuk_forms_in_json() -> None:
    response = only(read("govuk-forms", payload("govuk-forms.json")))
    assert (response.id, response.form_id, response.language) == ("ABCD1234", "77", "cy")
    assert said(response) == {
        "q1": "Mwy o gadeiriau",
        "q2": "Ffôn; Post, cyntaf",
        "q3": "Dr Ann Jones",
        "q4": "1 Stryd Fawr, Bangor, LL57 1AA",
        "q5": "Ann; Huw",
    }


def test_govuk_forms_in_csv() -> None:
    table = (
        "\ufeffReference,Submitted at,What?,Who? - First name,Language\r\n"
        'A1,2026-04-01T11:00:00+01:00,"Mwy, plîs\nnawr",Ann,cy\r\nA2,2026-04-01T11:00:00+01:00,,,\r\n'
    )
    reading = read("govuk-forms", table)
    assert [(each.id, each.submitted_at, each.language) for each in reading.responses] == [
        ("A1", WHEN, "cy"),
        ("A2", WHEN, ""),
    ]
    assert said(reading.responses[0]) == {"What?": "Mwy, plîs\nnawr", "Who? - First name": "Ann"}
    assert outline(read("govuk-forms", "only,two\n1,2")) == ("quarantine", "unexpected-shape")
    assert outline(read("govuk-forms", 'a,b,c\n"1')) == ("quarantine", "not-csv")


def test_standard_webhooks_takes_a_list_or_an_object_of_answers_or_bare_members() -> None:
    response = only(read("standard-webhooks", payload("standard-webhooks.json")))
    assert (response.id, response.form_id, response.language, response.submitted_at) == ("sw-1", "ward-7", "cy", WHEN)
    assert said(response) == {
        "better": "Mwy o gadeiriau",
        "when": "Bore; Nos",
        "ward.name": "Enlli",
        "ward.beds": "24",
    }
    assert labels(response)["better"] == "Beth allai fod yn well?"
    assert said(only(read("standard-webhooks", {"data": {"id": 1, "answers": {"a": "x", "rows": [{"b": 1}]}}}))) == {
        "a": "x",
        "rows[1].b": "1",
    }
    assert said(only(read("standard-webhooks", {"id": 1, "type": "answered", "a": "x"}))) == {"a": "x"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("ping", ("ack_only", "ping")),
        ("webhook.test", ("ack_only", "ping")),
        ("response.partial", ("store_partial", "partial")),
        ("response_deleted", ("update_meta", "deleted")),
    ],
)
def test_the_type_of_a_generic_event_counts(kind: str, expected: tuple[str, str]) -> None:
    assert outline(read("standard-webhooks", {"type": kind, "data": {"id": 1, "a": "x"}})) == expected
    unfinished = {"data": {"id": 1, "a": "x", "finished": False, "updated_at": "2026-04-01T10:00:00Z"}}
    assert only(read("standard-webhooks", unfinished)).modified_at == WHEN
    assert outline(read("standard-webhooks", unfinished)) == ("store_partial", "partial")


def test_a_generic_response_is_as_new_as_its_event_where_it_says_nothing_else() -> None:
    told = {"type": "response.updated", "timestamp": "2026-04-01T10:00:00Z"}
    data = {"id": 1, "a": "x", "submitted_at": "2026-03-01T10:00:00Z"}
    assert only(read("standard-webhooks", {**told, "data": data})).modified_at == WHEN
    earlier = {**data, "updated_at": "2026-03-02T10:00:00Z"}
    assert only(read("standard-webhooks", {**told, "data": earlier})).modified_at < WHEN


def test_a_generic_response_without_id_is_known_by_its_message() -> None:
    raw = RawRequest(headers={"webhook-id": "msg_7"}, body=b'{"data":{"a":"x"}}')
    reading = PROVIDERS["standard-webhooks"].read(raw)
    assert (only(reading).id, reading.key) == ("msg_7", "msg_7")
    assert outline(read("standard-webhooks", {"data": {"id": 1}})) == ("quarantine", "no-answers")
