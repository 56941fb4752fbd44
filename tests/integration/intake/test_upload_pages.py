"""The pages of uploaded files: the team's own, from the file to the report, without a script."""

import io

import pytest

from services.intake.application.publish_survey import publish_survey
from services.intake.application.run_imports import run_next
from tests.integration.intake.test_invitations_page import Believing
from tests.support.surveys import a_survey

EDITOR = {"Authorization": "EDITOR"}
PAGE = "/team/surveys/mine/import"
TYPEFORM = (
    "#,What do you need next?,Anything else?,Submit Date (UTC),Network ID\n"
    "tok-1,Mwy o amser,x,2026-03-02 09:35:31,n\n"
    "tok-2,,y,2026-03-02 09:36:31,n\n"
)


@pytest.fixture
def client(intake):
    for slug, team in (("mine", "default"), ("theirs", "others")):
        publish_survey(a_survey(slug, team_id=team), uow=intake.desk.open_unit(), clock=intake.clock)
    return intake.web_app(Believing()).test_client()


def upload(client, content: str | bytes, name: str = "answers.csv", **fields: str):
    content = content.encode() if isinstance(content, str) else content
    sent = {"file": (io.BytesIO(content), name), **fields}
    return client.post(PAGE, data=sent, headers=EDITOR, content_type="multipart/form-data")


def page(client, address: str) -> str:
    answer = client.get(address, headers=EDITOR)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return " ".join(answer.get_data(as_text=True).split())


def post(client, address: str, **fields: str):
    return client.post(address, data=fields, headers=EDITOR)


def test_a_file_is_checked_started_taken_in_and_reported(client, intake) -> None:
    kept = upload(client, TYPEFORM)
    assert kept.status_code == 303
    address = kept.location
    check = page(client, address)
    assert "<strong>Typeform</strong>" in check
    assert "Mwy o amser" in check
    begun = post(client, f"{address}/start", **{"link-0": "q_next", "link-1": ""})
    assert begun.status_code == 303
    assert "Waiting to be taken in" in page(client, address)
    assert run_next(desk=intake.importing, rest=lambda _: False)
    done = page(client, address)
    assert "Done" in done
    assert "Line 3: Answer at least one question" in done
    refused = client.get(f"{address}/refused.csv", headers=EDITOR).get_data(as_text=True)
    assert refused.splitlines()[1].endswith("Answer at least one question")
    assert 'href="' + address in page(client, PAGE)


def test_a_refused_row_is_mended_and_sent_again(client, intake) -> None:
    address = upload(client, TYPEFORM).location
    post(client, f"{address}/start", **{"link-0": "q_next"})
    run_next(desk=intake.importing, rest=lambda _: False)
    refused = client.get(f"{address}/refused.csv", headers=EDITOR).get_data()
    mended = refused.replace(b"tok-2,,", b"tok-2,Llai o bapur,")
    again = upload(client, mended, "refused.csv").location
    assert "adborth: reason" not in page(client, again)
    post(client, f"{again}/start", **{"link-0": "q_next"})
    run_next(desk=intake.importing, rest=lambda _: False)
    assert sum(len(ids) for ledger in intake.ledger() for ids in ledger.ids.values()) == 2


def test_nothing_is_begun_without_a_link(client, intake) -> None:
    address = upload(client, "Why,What\na,b\n").location
    assert "questions is linked to one of yours yet" in page(client, address)
    refused = post(client, f"{address}/start", **{"link-0": "", "link-1": ""})
    assert refused.status_code == 400
    assert not run_next(desk=intake.importing, rest=lambda _: False)


def test_a_file_that_is_none_is_told_and_another_kind_can_be_chosen(client) -> None:
    address = upload(client, b"PK\x03\x04nothing", "answers.xlsx").location
    assert "The workbook is damaged" in page(client, address)
    assert client.post(PAGE, data={}, headers=EDITOR).status_code == 400
    other = upload(client, TYPEFORM).location
    assert post(client, f"{other}/kind", preset="columns").status_code == 303
    assert "<strong>Any table with a row of headings</strong>" in page(client, other)


def test_an_import_is_stopped_gone_on_with_and_thrown_away(client, intake) -> None:
    address = upload(client, TYPEFORM).location
    assert post(client, f"{address}/stop").status_code == 409
    post(client, f"{address}/start", **{"link-0": "q_next"})
    assert post(client, f"{address}/stop").status_code == 303
    assert not run_next(desk=intake.importing, rest=lambda _: False)
    assert "Stopped" in page(client, address)
    assert post(client, f"{address}/resume").status_code == 303
    assert post(client, f"{address}/delete").status_code == 409
    assert run_next(desk=intake.importing, rest=lambda _: False)
    assert post(client, f"{address}/delete").status_code == 303
    assert client.get(address, headers=EDITOR).status_code == 404


def test_uploads_are_the_teams_own_and_editors_work(client) -> None:
    address = upload(client, TYPEFORM).location
    for other in ("/team/surveys/theirs/import", address.replace("/mine/", "/card/"), f"{PAGE}/nothing"):
        assert client.get(other, headers=EDITOR).status_code == 404, other
    assert client.get(PAGE, headers={"Authorization": "REVIEWER"}).status_code == 403
    length = {"CONTENT_LENGTH": "65000000"}
    assert client.post(PAGE, data=b"x", headers=EDITOR, environ_overrides=length).status_code == 413


def test_programs_upload_follow_and_stop(client, intake) -> None:
    made = client.post(
        "/api/v1/imports?survey=mine&name=a.csv&map=What do you need next%3F=q_next",
        data=TYPEFORM,
        headers=EDITOR,
        content_type="text/csv",
    )
    assert (made.status_code, made.json["state"]) == (201, "waiting"), made.json
    where = made.headers["Location"]
    stopped = client.patch(where, json={"state": "stopped"}, headers=EDITOR)
    assert (stopped.status_code, stopped.json["state"]) == (200, "stopped")
    assert client.patch(where, json={"state": "waiting"}, headers=EDITOR).json["state"] == "waiting"
    run_next(desk=intake.importing, rest=lambda _: False)
    told = client.get(where, headers=EDITOR).json
    assert (told["state"], told["stored"], told["refused"], told["percent"]) == ("done", 1, 1, 100)
    refused = client.get(f"{where}/refused?limit=1", headers=EDITOR).json
    [row] = refused["items"]
    assert refused["next"] is None, "a client goes on while there is a next page"
    assert (row["line"], row["faults"][0]["code"]) == (3, "answers-missing")
    assert client.patch(where, json={"state": "stopped"}, headers=EDITOR).status_code == 409
    unclear = client.post("/api/v1/imports?survey=mine", data=b"Why,What\na,b\n", headers=EDITOR)
    assert (unclear.status_code, unclear.json["state"], unclear.json["reason"]) == (201, "chosen", "no-known-column")
    assert client.post("/api/v1/imports?survey=nowhere", data=b"x", headers=EDITOR).status_code == 404
    assert client.post("/api/v1/imports", data=b"x", headers=EDITOR).status_code == 400
    assert client.get("/api/v1/imports/6f0c21d3-2a3e-4f6e-9d51-0d3a7c6a5b11", headers=EDITOR).status_code == 404


def test_refused_rows_are_told_in_pages_as_all_lists_are(client, intake) -> None:
    rows = b"".join(b"t%d,,y,2026-03-02 09:36:31,n\n" % number for number in range(3))
    sent = TYPEFORM.partition("\n")[0].encode() + b"\n" + rows
    made = client.post(
        "/api/v1/imports?survey=mine&name=a.csv&map=What do you need next%3F=q_next", data=sent, headers=EDITOR
    )
    run_next(desk=intake.importing, rest=lambda _: False)
    lines, cursor = [], ""
    while cursor is not None and len(lines) < 9:
        page = client.get(f"{made.headers['Location']}/refused?limit=2&cursor={cursor}", headers=EDITOR).json
        lines += [row["line"] for row in page["items"]]
        cursor = page["next"]
    assert lines == [2, 3, 4]
    assert client.get(f"{made.headers['Location']}/refused?cursor=x", headers=EDITOR).status_code == 400
