"""Programs list deliveries page by page, look into one and have it handled again; other teams' are not there."""

import pytest
from flask.testing import FlaskClient

from services.intake.application.connect_survey import connect_survey
from services.intake.domain.survey_changes import Author
from services.intake.entrypoints.delivery_chores import handle_all
from tests.integration.intake.test_invitations_page import Believing
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

API = "/api/v1/deliveries"
EDITOR = {"Authorization": "EDITOR"}


@pytest.fixture
def client(intake) -> FlaskClient:
    return intake.web_app(Believing()).test_client()


@pytest.fixture
def path(intake) -> str:
    olwen = Author(id="p1", name="Olwen", team_id="default")
    return connect_survey("card", "typeform", TYPEFORM_SECRET, author=olwen, desk=intake.connecting).connection.path


def deliver(client, path: str, *tokens: str) -> None:
    for token in tokens:
        body = typeform_body(token)
        assert client.post(path, data=body, headers=typeform_headers(body)).status_code == 200


def asked(client, **query: str | int):
    answer = client.get(API, query_string=query, headers=EDITOR)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_all_pages_together_hold_each_delivery_once(client, intake, clock, path) -> None:
    for number in range(7):
        deliver(client, path, f"t{number}")
        clock.move(seconds=number % 2)
    found, cursor = [], ""
    while cursor is not None:
        page = asked(client, limit=3, cursor=cursor)
        found += page["items"]
        cursor = page["next"]
    assert len({each["id"] for each in found}) == len(found) == 7
    assert [each["received_at"] for each in found] == sorted((each["received_at"] for each in found), reverse=True)


def test_a_delivery_is_told_with_what_became_of_it(client, intake, path) -> None:
    deliver(client, path, "t1", "t1")
    handle_all(intake.connecting)
    [listed] = asked(client, survey="card", state="stored", connection=path.rpartition("/")[2])["items"]
    assert (listed["provider"], listed["repeats"], listed["reason"], "body" in listed) == ("typeform", 1, "", False)
    assert asked(client, id=listed["outcomes"][0]["response_id"])["items"] == [listed]
    whole = client.get(f"{API}/{listed['id']}", headers=EDITOR).json
    assert '"token": "t1"' in whole["body"]
    assert asked(client, since="2026-11-23T00:00:00Z")["items"] == []
    assert asked(client, until="2026-11-22T00:00:00Z")["items"] == []


def test_a_delivery_is_handled_again(client, intake, path) -> None:
    deliver(client, path, "t1")
    handle_all(intake.connecting)
    [listed] = asked(client)["items"]
    again = client.post(f"{API}/{listed['id']}/replay", headers=EDITOR)
    assert (again.status_code, again.json["state"]) == (202, "received")
    handle_all(intake.connecting)
    assert asked(client)["items"][0]["state"] == "stored"


@pytest.mark.parametrize(
    "query",
    [
        "state=odd",
        "limit=0",
        "limit=201",
        "cursor=odd",
        "cursor=b2Rk",
        "cursor=MjAyNi0xMS0yMnx4",
        "since=noon",
        "id=%01",
    ],
)
def test_what_can_not_be_asked_is_told(client, query) -> None:
    answer = client.get(f"{API}?{query}", headers=EDITOR)
    assert answer.status_code == 400


def test_only_the_teams_own_deliveries_are_there_and_only_for_those_who_may(client, intake, path) -> None:
    deliver(client, path, "t1")
    [listed] = asked(client)["items"]
    one = f"{API}/{listed['id']}"
    assert client.get(API).status_code == 401
    assert client.get(one, headers={"Authorization": "VIEWER"}).status_code == 403
    assert client.post(f"{one}/replay", headers={"Authorization": "REVIEWER"}).status_code == 403
    assert client.get(f"{API}/00000000-0000-0000-0000-000000000000", headers=EDITOR).status_code == 404
    assert client.get(f"{API}/odd", headers=EDITOR).status_code == 404
