"""KoboToolbox and ODK Central: groups, repeats, files, XML, edits and what is encrypted."""

import json
from datetime import UTC, datetime

import pytest

from tests.support.providers.sealing import payload
from tests.support.providers.told import only, outline, read, said

WHEN = datetime(2026, 4, 1, 10, tzinfo=UTC)
KOBO = json.loads(payload("kobotoolbox.json"))
XML = (
    '<aWard id="aWard" version="1"><formhub><uuid>f</uuid></formhub><end>2026-04-01T11:00:00+01:00</end>'
    "<better>Mwy o gadeiriau</better><visit><person><age>41</age></person><person><age>8</age></person></visit>"
    "<__version__>v1</__version__><meta><instanceID>uuid:0b0b-1</instanceID></meta></aWard>"
)


def test_kobo_names_answers_by_path_and_files_by_address() -> None:
    reading = read("kobotoolbox", KOBO)
    response = only(reading)
    assert (outline(reading), reading.key) == (("store", "responses"), "0b0b0000-0000-4000-8000-000000000001")
    assert (response.form_id, response.submitted_at) == ("aWard", WHEN)
    assert said(response) == {
        "better": "Mwy o gadeiriau",
        "visit/used": "phone post",
        "visit/person[1]/age": "41",
        "visit/person[1]/pet[1]/kind": "cat",
        "visit/person[2]/age": "8",
        "photo": "https://kc.example.org/a.jpg",
    }


def test_kobo_in_xml_has_the_same_refs() -> None:
    response = only(read("kobotoolbox", XML))
    assert (response.id, response.form_id, response.submitted_at) == ("0b0b-1", "aWard", WHEN)
    assert said(response) == {"better": "Mwy o gadeiriau", "visit/person[1]/age": "41", "visit/person[2]/age": "8"}


def test_an_edited_submission_is_known_by_its_first_id() -> None:
    edited = {**KOBO, "_uuid": "new", "meta/deprecatedID": "uuid:old", "meta/rootUuid": "uuid:first"}
    assert only(read("kobotoolbox", edited)).id == "first"
    assert only(read("kobotoolbox", {"_id": 9, "a": "x"})).id == "9"
    assert only(read("kobotoolbox", {"meta/instanceID": "uuid:7", "a": "x"})).id == "7"


@pytest.mark.parametrize("wrapped", [{"data": KOBO}, {"outer": {"inner": KOBO}, "n": 1}])
def test_a_template_may_wrap_a_submission(wrapped: object) -> None:
    assert said(only(read("kobotoolbox", wrapped)))["better"] == "Mwy o gadeiriau"


def test_odk_reads_the_xml_in_an_event() -> None:
    reading = read("odk-central", payload("odk-central.json"))
    response = only(reading)
    assert reading.key == "uuid:0d0d0000-0000-4000-8000-000000000001:submission.create"
    assert (response.id, response.form_id) == ("uuid:0d0d0000-0000-4000-8000-000000000001", "ward")
    assert said(response) == {
        "better": "Mwy o gadeiriau",
        "visit/used": "phone post",
        "visit/person[1]/age": "41",
        "visit/person[2]/age": "8",
    }


def test_odks_other_events_tell_of_no_answers() -> None:
    reviewed = read("odk-central", {"type": "submission.update", "id": "uuid:1", "data": {"reviewState": "hasIssues"}})
    assert (outline(reviewed), only(reviewed).id) == (("update_meta", "review-state"), "uuid:1")
    entity = read("odk-central", {"type": "entity.update.version", "id": "uuid:2", "data": {"a": "b"}})
    assert (outline(entity), entity.responses) == (("update_meta", "entity"), ())
    assert outline(read("odk-central", {"type": "form.update", "id": "1"})) == ("quarantine", "unknown-event")
    assert outline(read("odk-central", {"type": "submission.update"})) == ("quarantine", "no-response-id")


def test_what_is_encrypted_is_put_aside() -> None:
    body = '<data id="ward" encrypted="yes"><base64EncryptedKey>x</base64EncryptedKey><meta/></data>'
    assert outline(read("odk-central", body)) == ("quarantine", "encrypted")


def test_odks_feed_is_read_and_what_was_deleted_is_not() -> None:
    row = {
        "__id": "uuid:1",
        "__system": {"submissionDate": "2026-04-01T10:00:00.000Z", "updatedAt": "2026-04-02T10:00:00.000Z"},
        "better": "Plîs",
        "visit": {"age": 41, "place": {"type": "Point", "coordinates": [-4.1, 53.2]}},
        "meta": {"instanceID": "uuid:1"},
        "person@odata.navigationLink": "Submissions('uuid:1')/person",
    }
    gone = {"__id": "uuid:2", "__system": {"deletedAt": "2026-04-01T10:00:00.000Z"}}
    response = only(read("odk-central", {"value": [row, gone]}))
    assert (response.submitted_at, response.modified_at) == (WHEN, datetime(2026, 4, 2, 10, tzinfo=UTC))
    assert said(response) == {"better": "Plîs", "visit/age": "41", "visit/place": "-4.1; 53.2"}


@pytest.mark.parametrize("name", ["kobotoolbox", "odk-central", "smartsurvey"])
@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "document-type"),
        ('<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]><a>&y;</a>', "document-type"),
        ("<a>&unknown;</a>", "not-xml"),
        ("<a>" * 10_000, "too-deep"),
        ("<a><b></a>", "not-xml"),
        ("<", "not-xml"),
    ],
)
def test_hostile_xml_is_put_aside(name: str, xml: str, reason: str) -> None:
    assert outline(read(name, xml)) == ("quarantine", reason)
    assert outline(read("odk-central", {"type": "submission.create", "id": "1", "data": {"xml": xml}})) == (
        "quarantine",
        reason,
    )


def test_a_submission_without_xml_or_id_is_put_aside() -> None:
    event = {"type": "submission.create", "id": "1", "data": {}}
    assert outline(read("odk-central", event)) == ("quarantine", "empty-body")
    assert outline(read("odk-central", "<data><a>1</a></data>")) == ("quarantine", "no-response")
    assert outline(read("kobotoolbox", {"a": "x"})) == ("quarantine", "no-response")
