"""A batch in which something can't be read: what can is kept, and that there was more is told."""

import json
from typing import Any

import pytest

from tests.support.delivery_bench import Bench
from tests.support.providers.told import outline, read

PARTLY = ("store", "partly-unreadable")
SAID = "geiriau a gollwyd"

# For each tool the good element, one with words but without an id, and what the list of them stands in.
BATCHES: dict[str, tuple[dict[str, Any], str]] = {
    "smartsurvey": ({"id": 7, "survey_id": 70, "status": "completed"}, ""),
    "smartsurvey under a name": ({"id": 7, "survey_id": 70, "status": "completed"}, "responses"),
    "govuk-forms": ({"submission_reference": "A1", "answers": []}, ""),
    "govuk-forms under a name": ({"submission_reference": "A1", "answers": []}, "submissions"),
    "fillout": ({"submissionId": "f1", "questions": []}, "responses"),
    "surveymonkey": ({"id": "s1", "response_status": "completed"}, "data"),
    "typeform": ({"token": "t1", "submitted_at": "2026-04-01T10:00:00Z"}, "items"),
    "google-forms": ({"responseId": "g1", "answers": {}}, "responses"),
    "odk-central": ({"__id": "o1", "q": "x"}, "value"),
}
every = pytest.mark.parametrize("case", BATCHES)


def batch(case: str, *others: object) -> tuple[str, object]:
    good, under = BATCHES[case]
    sent = [good, *others]
    return case.partition(" ")[0], {under: sent} if under else sent


@every
def test_a_batch_that_can_be_read_is_told_as_that(case: str) -> None:
    reading = read(*batch(case))
    assert (outline(reading), len(reading.responses)) == (("store", "responses"), 1)


@every
@pytest.mark.parametrize("other", [SAID, None, 1, [SAID], {}])
def test_what_is_no_response_beside_one_is_told(case: str, other: object) -> None:
    reading = read(*batch(case, other))
    assert (outline(reading), len(reading.responses)) == (PARTLY, 1)


# A response of Google's without an id is known by its delivery.
@pytest.mark.parametrize("case", [case for case in BATCHES if case != "google-forms"])
def test_a_response_without_an_id_beside_one_is_told(case: str) -> None:
    reading = read(*batch(case, {"answers": [{"text": SAID}]}))
    assert (outline(reading), len(reading.responses)) == (PARTLY, 1)


@every
def test_a_batch_of_nothing_but_that_is_put_aside_whole(case: str) -> None:
    _, under = BATCHES[case]
    sent = {under: [SAID, {}]} if under else [SAID, {}]
    assert outline(read(case.partition(" ")[0], sent))[0] == "quarantine"


def test_rows_without_a_reference_are_told_and_blank_ones_are_none() -> None:
    rows = "Reference,Submitted at,What?\nA1,2026-03-02T09:35:31Z,x\n"
    assert outline(read("govuk-forms", f"{rows} ,,\n,,\n")) == ("store", "responses")
    assert outline(read("govuk-forms", f"{rows},2026-03-02T09:35:31Z,{SAID}\n")) == PARTLY


def test_elements_of_xml_without_an_id_are_told() -> None:
    good = "<response><id>71</id><survey_id>700</survey_id><status>completed</status></response>"
    bad = f"<response><survey_id>700</survey_id><title>{SAID}</title></response>"
    assert outline(read("smartsurvey", f"<responses>{good}{bad}</responses>")) == PARTLY


def test_what_is_legitimately_no_response_is_passed_over() -> None:
    started = {"token": "t2", "landed_at": "2026-04-01T10:00:00Z", "answers": None}
    assert outline(read(*batch("typeform", started))) == ("store", "responses")
    preview = {"collection_mode": "preview", "pages": []}
    assert outline(read(*batch("surveymonkey", preview))) == ("store", "responses")
    deleted = {"__id": "o2", "__system": {"deletedAt": "2026-04-01T10:00:00Z"}}
    assert outline(read(*batch("odk-central", deleted))) == ("store", "responses")


def test_unfinished_ones_beside_what_can_not_be_read_stay_partial() -> None:
    begun = {"id": 8, "survey_id": 70, "status": "partial"}
    assert outline(read("smartsurvey", [begun, SAID])) == ("store_partial", "partly-unreadable")


def test_such_a_delivery_is_kept_and_shown_as_put_aside_in_part() -> None:
    bench = Bench("smartsurvey")
    answer = {"id": 10, "title": "What's next?", "answers": [{"type": "text", "value": "x"}]}
    one = {"id": 7, "survey_id": 70, "status": "completed", "pages": [{"questions": [answer]}]}
    nameless = {name: value for name, value in one.items() if name != "id"}
    id_ = bench.put(json.dumps([one, nameless, SAID]).encode())
    bench.handle()
    assert (bench.became(id_), bench.texts) == (("put-aside", "partly-unreadable"), ["x"])
    assert bench.delivery(id_).payload is not None
