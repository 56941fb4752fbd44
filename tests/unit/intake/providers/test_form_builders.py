"""Typeform, Tally, Fillout and Paperform: what their documents show, read as responses."""

from datetime import UTC, datetime

import pytest

from tests.support.providers.sealing import payload
from tests.support.providers.told import labels, only, outline, read, said

WHEN = datetime(2026, 4, 1, 10, tzinfo=UTC)


def test_typeform_joins_answers_with_titles_hidden_fields_and_variables() -> None:
    reading = read("typeform", payload("typeform.json"))
    response = only(reading)
    assert (outline(reading), reading.key) == (("store", "responses"), "tok-9")
    assert (response.id, response.form_id, response.submitted_at) == ("tok-9", "TF1", WHEN)
    assert said(response) == {
        "better": "Mwy o gadeiriau",
        "old": "41",
        "used": "Phone; By post",
        "one": "Bangor",
        "else": "Somewhere else",
        "agree": "true",
        "day": "2026-03-30",
        "file": "https://api.typeform.example/f/1",
        "paid": "£1",
        "grid": "Food: Good; Parking: Poor",
        "ward": "Enlli",
        "score": "7",
        "band": "high",
        "calculated.score": "2",
    }
    assert labels(response)["old"] == "How old are you?"


@pytest.mark.parametrize("member", ["form_response", "form_response_partial"])
def test_typeform_tells_what_was_only_begun(member: str) -> None:
    answer = {"type": "text", "text": "Plîs", "field": {"id": "a"}}
    told = {"event_type": "form_response_partial", member: {"token": "t", "form_id": "f", "answers": [answer]}}
    reading = read("typeform", told)
    assert (outline(reading), only(reading).completed) == (("store_partial", "partial"), False)
    assert said(only(reading)) == {"a": "Plîs"}


def test_typeform_keeps_a_type_of_answer_that_nobody_knows() -> None:
    told = {
        "form_response": {"token": "t", "answers": [{"type": "ranking", "ranking": ["b", "a"], "field": {"id": "r"}}]}
    }
    assert said(only(read("typeform", told))) == {"r": "b; a"}


def test_typeforms_api_lists_responses() -> None:
    answer = {"type": "text", "text": "Plîs", "field": {"id": "a"}}
    items = [
        {"token": "1", "response_type": "completed", "answers": [answer]},
        {"token": "2", "response_type": "partial", "answers": [answer]},
        {"token": "3", "response_type": "started"},
    ]
    reading = read("typeform", {"total_items": 3, "items": items})
    assert [(each.id, each.completed) for each in reading.responses] == [("1", True), ("2", False)]


def test_what_is_told_twice_under_one_ref_is_one_answer() -> None:
    field = {"id": "m", "ref": "grid"}
    rows = [{"type": "choice", "choice": {"label": label}, "field": field} for label in ("Good", "Poor", "Good")]
    assert said(only(read("typeform", {"form_response": {"token": "t", "answers": rows}}))) == {"grid": "Good; Poor"}


def test_tally_turns_ids_into_texts_and_leaves_out_the_boxes() -> None:
    reading = read("tally", payload("tally.json"))
    response = only(reading)
    assert (outline(reading), reading.key, response.form_id) == (("store", "responses"), "ta-1", "TA")
    assert said(response) == {
        "q1": "Mwy o gadeiriau",
        "q2": "Phone; Carrier pigeon",
        "q3": "Staff; Food",
        "q4": "Food: Good; Food: Poor; Parking: Poor",
        "q5": "https://storage.tally.example/a.png",
        "q7": "Enlli",
        "q8": "4",
    }
    assert (labels(response)["q3"], response.submitted_at) == ("", WHEN)


def test_fillout_wraps_a_submission_or_sends_a_list() -> None:
    wrapped = read("fillout", payload("fillout.json"))
    assert said(only(wrapped)) == {
        "a": "Mwy o gadeiriau",
        "b": "Phone; By post",
        "d": "Food: Good; Parking: Poor; Parking: Full",
        "e": "https://f.example.org/a",
        "f": "1 Stryd Fawr, Bangor, LL57, Cymru",
        "calc": "12.50",
        "u1": "Enlli",
        "s": "2026-05-20T09:00:00.000Z",
    }
    assert (only(wrapped).form_id, wrapped.key) == ("FO", "fo-1")
    entry = {"submissionId": "1", "questions": [{"id": "a", "name": "A", "value": 2.50}]}
    listed = read("fillout", {"responses": [entry, {**entry, "submissionId": "2", "status": "in_progress"}]})
    assert [(each.id, each.completed) for each in listed.responses] == [("1", True), ("2", False)]
    assert listed.key.startswith("sha256:")
    assert said(only(read("fillout", entry))) == {"a": "2.5"}


def test_paperform_names_questions_by_their_custom_keys() -> None:
    reading = read("paperform", payload("paperform.json"))
    assert (outline(reading), reading.key, only(reading).submitted_at) == (("store", "responses"), "pf-1", WHEN)
    assert said(only(reading)) == {
        "better": "Mwy o gadeiriau",
        "k2": "Phone; By post",
        "k3": "Food: Good; Parking: Poor",
        "k4": "https://f.example.org/a",
        "k5": "false",
    }


def test_paperforms_partial_has_no_id_and_is_known_by_its_body() -> None:
    told = {"data": [{"key": "k", "value": "Plîs"}], "form_id": "f", "submission_id": None, "created_at": None}
    one, again, other = read("paperform", told), read("paperform", told), read("paperform", {**told, "slug": "x"})
    assert (outline(one), only(one).id) == (("store_partial", "partial"), "")
    assert one.key == again.key != other.key
    told["submission_id"], told["trigger"] = "pf-2", "partial_submission"
    assert (outline(read("paperform", told)), only(read("paperform", told)).id) == (
        ("store_partial", "partial"),
        "pf-2",
    )


@pytest.mark.parametrize(
    ("name", "told", "reason"),
    [
        ("typeform", {"event_type": "other"}, "unknown-event"),
        ("typeform", {"event_type": "form_response"}, "no-response"),
        ("tally", {"eventType": "OTHER"}, "unknown-event"),
        ("tally", {"eventType": "FORM_RESPONSE", "data": {}}, "no-response"),
        ("fillout", {"responses": [{}]}, "no-response"),
        ("paperform", {"data": {}}, "unexpected-shape"),
    ],
)
def test_what_is_no_response_is_put_aside(name: str, told: object, reason: str) -> None:
    assert outline(read(name, told)) == ("quarantine", reason)
