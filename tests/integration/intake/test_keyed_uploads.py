"""A program that uploads a file under a key may send it again: it is taken once, and another request is refused."""

import io

import pytest
from flask.testing import FlaskClient

from tests.integration.intake.test_invitations_page import Believing

API = "/api/v1/imports"
EDITOR = {"Authorization": "EDITOR"}
CSV = b"What next?\nMore rooms\nLess noise\n"


@pytest.fixture
def client(intake) -> FlaskClient:
    return intake.web_app(Believing()).test_client()


def upload(client: FlaskClient, body: bytes = CSV, key: str | None = "k-1", **query: str):
    headers = EDITOR | ({"Idempotency-Key": key} if key is not None else {})
    asked = {"survey": "card", "name": "a.csv", **query}
    return client.post(API, query_string=asked, data=body, headers=headers, content_type="text/csv")


def listed(client: FlaskClient, **query: str | int):
    answer = client.get(API, query_string={"survey": "card", **query}, headers=EDITOR)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_the_same_upload_under_its_key_is_answered_again_and_taken_once(client: FlaskClient) -> None:
    first, again = upload(client), upload(client)
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert (again.json, again.headers["Location"]) == (first.json, first.headers["Location"])
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    assert [each["id"] for each in listed(client)["items"]] == [first.json["id"]]


def test_a_form_is_the_same_upload_whatever_stands_between_its_parts(client: FlaskClient) -> None:
    def send():
        return client.post(
            API,
            query_string={"survey": "card"},
            data={"file": (io.BytesIO(CSV), "a.csv")},
            headers=EDITOR | {"Idempotency-Key": "form"},
            content_type="multipart/form-data",
        )

    assert send().json == send().json


def test_a_form_without_its_file_is_told_what_is_missing(client: FlaskClient) -> None:
    answer = client.post(
        f"{API}?survey=card", data={"name": "a.csv"}, headers=EDITOR, content_type="multipart/form-data"
    )
    assert (answer.status_code, answer.json["code"]) == (400, "invalid-fields")
    assert answer.json["errors"][0]["field"] == "file"


def test_another_upload_under_a_used_key_is_refused_and_not_taken(client: FlaskClient) -> None:
    upload(client)
    for other in (upload(client, b"else\n1\n"), upload(client, name="b.csv")):
        assert (other.status_code, other.json["code"]) == (422, "idempotency-key-reused")
        assert "new key" in other.json["detail"]
    assert len(listed(client)["items"]) == 1


def test_a_refused_upload_leaves_its_key_free(client: FlaskClient) -> None:
    assert upload(client, survey="unknown").status_code == 404
    assert upload(client).status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ŵ".encode().decode("latin-1")])
def test_a_key_must_be_plain(client: FlaskClient, key: str) -> None:
    answer = upload(client, key=key)
    assert (answer.status_code, answer.json["code"]) == (400, "idempotency-key-unfit")


def test_without_keys_each_upload_is_its_own_and_all_pages_hold_them(client: FlaskClient) -> None:
    made = [upload(client, key=None).json["id"] for _ in range(5)]
    found, cursor = [], ""
    while cursor is not None:
        page = listed(client, limit=2, cursor=cursor)
        found += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert sorted(found) == sorted(made)
