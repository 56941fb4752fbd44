"""Survey tools call: what is rightly signed is kept before 200, all else leaves nothing, and nobody is redirected."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from services.intake.application.close_survey import close_survey
from services.intake.application.connect_survey import (
    Connected,
    Wish,
    change_connection,
    connect_survey,
    delete_connection,
    rotate_secret,
)
from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.see_deliveries import list_deliveries
from services.intake.domain.deliveries import Delivery
from services.intake.domain.survey_changes import Author
from services.intake.entrypoints.delivery_chores import handle_all
from services.intake.entrypoints.hooks import MOST_BYTES
from tests.support.fakes_intake import NOON
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

OLWEN = Author(id="p1", name="Olwen", team_id="default")
TOLD = {"id": "r1", "form_id": "f1", "answers": {"q_next": "Mwy o amser – plîs"}}
BODY = json.dumps({"type": "response.completed", "data": TOLD}, ensure_ascii=False).encode()


@pytest.fixture
def typeform(intake) -> Connected:
    return connect_survey("card", "typeform", TYPEFORM_SECRET, author=OLWEN, desk=intake.connecting)


@pytest.fixture
def standard(intake) -> Connected:
    return connect_survey("card", "standard-webhooks", "", author=OLWEN, desk=intake.connecting)


def deliveries(intake) -> list[Delivery]:
    return list_deliveries(DeliveryQuery(team_id="default"), desk=intake.connecting)


def states(intake) -> list[tuple[str, str]]:
    handle_all(intake.connecting)
    return [(each.state.value, each.reason) for each in reversed(deliveries(intake))]


def post(client, made: Connected, body: bytes, **headers: str):
    return client.post(made.connection.path, data=body, headers=typeform_headers(body) | headers)


def signed(made: Connected, body: bytes, at: datetime = NOON, id_: str = "msg_1") -> dict[str, str]:
    """The head that the independent library makes."""
    signature = Webhook(made.secret).sign(id_, at, body.decode())
    return {"webhook-id": id_, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def test_what_the_independent_library_signed_is_stored(client, intake, standard) -> None:
    answer = client.post(standard.connection.path, data=BODY, headers=signed(standard, BODY))
    assert (answer.status_code, answer.text) == (200, "new\n")
    assert states(intake) == [("stored", "")]
    with intake.desk.open_reading() as reading:
        [ledger] = reading.responses.ledger()
    assert ledger.received == 1


@pytest.mark.parametrize(("seconds", "status"), [(-300, 200), (300, 200), (-301, 401), (301, 401)])
def test_a_call_is_fresh_for_five_minutes(client, intake, standard, seconds, status) -> None:
    headers = signed(standard, BODY, NOON + timedelta(seconds=seconds))
    assert client.post(standard.connection.path, data=BODY, headers=headers).status_code == status
    assert len(deliveries(intake)) == (status == 200)


def broken(headers: dict[str, str], how: str, other: str) -> dict[str, str]:
    changes = {
        "nothing": dict.fromkeys(headers),
        "another id": {"webhook-id": "msg_2"},
        "another secret": {"webhook-signature": other},
        "not ASCII": {"webhook-signature": "v1,ŵŵŵ"},
        "no comma": {"webhook-signature": "v1"},
        "empty": {"webhook-signature": ""},
        "unknown version": {"webhook-signature": headers["webhook-signature"].replace("v1,", "v2,")},
        "no number": {"webhook-timestamp": "noon"},
        "endless": {"webhook-timestamp": "9" * 400},
    }
    return {name: value for name, value in (headers | changes[how]).items() if value is not None}


HOW = "nothing,another id,another secret,not ASCII,no comma,empty,unknown version,no number,endless".split(",")


@pytest.mark.parametrize("how", HOW)
def test_whatever_is_wrong_with_a_signature_is_401_and_leaves_nothing(client, intake, standard, how) -> None:
    stranger = Webhook("whsec_" + base64.b64encode(b"x" * 24).decode()).sign("msg_1", NOON, BODY.decode())
    headers = broken(signed(standard, BODY), how, stranger)
    answer = client.post(standard.connection.path, data=BODY, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (401, "not-the-tool")
    assert answer.content_type == "application/problem+json"
    assert "WWW-Authenticate" in answer.headers
    assert deliveries(intake) == []


def test_one_good_signature_of_several_will_do(client, standard) -> None:
    headers = signed(standard, BODY)
    headers["webhook-signature"] = f"v9,x v1,AAAA {headers['webhook-signature']}"
    assert client.post(standard.connection.path, data=BODY, headers=headers).status_code == 200


@pytest.mark.parametrize("at", range(0, len(BODY), 17))
def test_an_altered_byte_is_401(client, intake, standard, at) -> None:
    altered = BODY[:at] + bytes([BODY[at] ^ 1]) + BODY[at + 1 :]
    answer = client.post(standard.connection.path, data=altered, headers=signed(standard, BODY))
    assert (answer.status_code, deliveries(intake)) == (401, [])


def test_what_is_replayed_is_200_without_a_new_row(client, intake, standard) -> None:
    headers = signed(standard, BODY)
    answers = [client.post(standard.connection.path, data=BODY, headers=headers) for _ in range(3)]
    assert [answer.text for answer in answers] == ["new\n", "known\n", "known\n"]
    later = signed(standard, BODY, NOON + timedelta(minutes=4))
    assert client.post(standard.connection.path, data=BODY, headers=later).text == "known\n"
    [kept] = deliveries(intake)
    assert kept.repeats == 3


def test_the_old_secret_holds_for_a_day(client, intake, clock, standard) -> None:
    new = rotate_secret(standard.connection.id, "card", "", author=OLWEN, desk=intake.connecting)
    for made in (standard, new):
        headers = signed(made, BODY, id_=f"msg_{made.secret[-4:]}")
        assert client.post(standard.connection.path, data=BODY, headers=headers).status_code == 200
    clock.move(days=1)
    stale = signed(standard, BODY, clock.now())
    assert client.post(standard.connection.path, data=BODY, headers=stale).status_code == 401


def test_another_team_sees_nothing_of_it(client, intake, typeform) -> None:
    post(client, typeform, typeform_body())
    assert list_deliveries(DeliveryQuery(team_id="others"), desk=intake.connecting) == []


def test_the_address_answers_whoever_asks_for_it(client, typeform) -> None:
    path = typeform.connection.path
    for answer in (client.get(path), client.head(path), client.get(path + "/")):
        assert answer.status_code == 200
    for wrong in ("/hooks/typeform/nowhere", path.replace("typeform", "tally"), "/hooks/pigeon/x"):
        assert client.get(wrong).status_code == client.post(wrong, data=b"x").status_code == 404


@pytest.mark.parametrize("written", ["{path}/", "/{path}", "{path}//", "{path}?x=1", "{path}/?"])
def test_no_address_redirects(client, typeform, written) -> None:
    body = typeform_body()
    path = written.format(path=typeform.connection.path)
    answer = client.post(path, data=body, headers=typeform_headers(body))
    assert answer.status_code in {200, 404}
    assert client.get("/hooks/typeform/" + "x" * 300).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, typeform, method) -> None:
    assert getattr(client, method)(typeform.connection.path, data=b"x").status_code == 405


def test_a_deleted_connection_is_410_for_good(client, intake, typeform) -> None:
    delete_connection(typeform.connection.id, "card", author=OLWEN, desk=intake.connecting)
    assert post(client, typeform, typeform_body()).status_code == 410
    assert client.get(typeform.connection.path).status_code == 410


def test_a_closed_survey_answers_200_and_puts_aside(client, intake, clock, typeform) -> None:
    close_survey("card", uow=intake.desk.open_unit(), clock=clock)
    clock.move(seconds=1)
    assert post(client, typeform, typeform_body()).status_code == 200
    assert states(intake) == [("put-aside", "survey-closed")]


def test_a_paused_connection_keeps_what_comes_until_it_goes_on(client, intake, typeform) -> None:
    change = {"author": OLWEN, "desk": intake.connecting}
    change_connection(typeform.connection.id, "card", Wish(paused=True), **change)
    assert post(client, typeform, typeform_body()).status_code == 200
    assert states(intake) == [("received", "")]
    change_connection(typeform.connection.id, "card", Wish(paused=False), **change)
    assert states(intake) == [("stored", "")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"id": "\xff"}',
        b'{"form_response": "a\\u0000b"}',
        b'{"form_response": NaN}',
        b'{"form_response": 1e999}',
        b'{"form_response": 1, "form_response": 2}',
        b'{"form_response": ' + b"9" * 5_000 + b"}",
        b"[" * 10_000,
        b"{" * 10_000,
        b"\x1f\x8b\x08\x00" + b"\x00" * 1_000,
        b"<xml/>",
        b"a=b&c=d",
        b"x" * 1_000_000,
        json.dumps({"form_response": {"token": "\ud800", "answers": []}}).encode(),
    ],
    ids=(
        "empty,cut,list,null,not UTF-8,NUL,NaN,infinite,twice,huge integer,deep list,deep object,gzip,XML,form,"
        "1 MB,lone surrogate"
    ).split(","),
)
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain", ""])
def test_what_is_signed_but_can_not_be_read_is_200_and_put_aside(client, intake, typeform, body, kind) -> None:
    answer = post(client, typeform, body, **{"Content-Type": kind})
    assert answer.status_code == 200
    [(state, reason)] = states(intake)
    assert (state, bool(reason)) == ("put-aside", True)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_the_content_type_is_not_judged(client, intake, typeform, kind) -> None:
    assert post(client, typeform, typeform_body(), **{"Content-Type": kind}).status_code == 200
    assert states(intake) == [("stored", "")]


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_the_largest_delivery_is_taken_and_one_byte_more_is_not(client, intake, typeform, kind) -> None:
    body = typeform_body(text="x" * 9_000)
    largest = body[:-1] + b" " * (MOST_BYTES - len(body)) + b"}"
    assert post(client, typeform, largest + b" ", **{"Content-Type": kind}).status_code == 413
    assert deliveries(intake) == []
    assert post(client, typeform, largest, **{"Content-Type": kind}).status_code == 200
    assert states(intake) == [("stored", "")]


def test_an_address_of_a_form_post_may_not_hold_nul(client, typeform) -> None:
    assert client.post(typeform.connection.path + "?a=%00", data=b"x").status_code == 400


def test_the_secret_is_not_in_what_is_kept(client, intake) -> None:
    made = connect_survey("card", "limesurvey", "", author=OLWEN, desk=intake.connecting)
    body = json.dumps({"api_token": made.secret, "survey": "7", "event": "afterSurveyComplete", "respondId": "1"})
    address = f"{made.connection.path}?secret={made.secret}"
    answer = client.post(address, data=body, headers={"X-Adborth-Secret": made.secret})
    assert answer.status_code == 200
    with intake.connecting.open_reading() as reading:
        [listed] = reading.deliveries.list(DeliveryQuery(team_id="default"))
        kept = reading.deliveries.find(listed.id).payload
    assert made.secret not in str(kept)


def test_an_edit_is_a_new_edition_and_times_are_the_tools(client, intake, clock, typeform) -> None:
    post(client, typeform, typeform_body(text="first"))
    clock.move(seconds=1)
    post(client, typeform, typeform_body(text="second", submitted_at="2026-11-22T12:30:00Z"))
    assert states(intake) == [("stored", ""), ("stored", "revised")]
    with intake.desk.open_reading() as reading:
        [standing] = reading.responses.standings([deliveries(intake)[0].outcomes[0].response_id]).values()
    assert standing.received_at == datetime(2026, 11, 22, 11, 59, tzinfo=UTC)
