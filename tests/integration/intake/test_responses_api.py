"""A team's programs list its responses by pages, with words only where that is allowed; unchanged ones cost nothing."""

import uuid

import pytest
from flask.testing import FlaskClient

from services.intake.application.publish_survey import publish_survey
from shared.identity.access import install_access
from shared.identity.domain.roles import Caller, Role, Via
from shared.identity.domain.scopes import Scope, scopes_of
from tests.support.surveys import a_survey

API = "/api/v1/responses"


class Scoped:
    """Believes the role that a request names, and the scopes behind it."""

    def identify(self, asked) -> Caller | None:
        role, *scopes = asked.headers.get("Authorization", "").split()
        return Caller("id", "default", Role[role], "Olwen", Via.TOKEN, scopes_of(scopes))

    def install(self, app, *, with_pages: bool) -> None:
        install_access(app, self)


@pytest.fixture
def client(intake) -> FlaskClient:
    publish_survey(a_survey("theirs", team_id="others"), uow=intake.desk.open_unit(), clock=intake.clock)
    return intake.web_app(Scoped()).test_client()


@pytest.fixture
def sent(client, clock) -> list[str]:
    ids = []
    for number in range(7):
        answers = {"q_next": f"words {number}"}
        body = {"id": str(uuid.UUID(int=number)), "answers": answers}
        answer = client.post("/api/v1/surveys/card/responses", json=body, headers={"Authorization": "VIEWER"})
        assert answer.status_code == 201, answer.text
        ids.append(answer.json["response_id"])
        clock.move(seconds=number % 2)
    return ids


def ask(client, who: str = "REVIEWER", headers=None, **query):
    return client.get(API, query_string={"survey": "card", **query}, headers={"Authorization": who, **(headers or {})})


def test_all_pages_hold_each_response_once_the_newest_first(client, sent) -> None:
    found, cursor = [], ""
    while cursor is not None:
        page = ask(client, limit=3, cursor=cursor).json
        found += page["items"]
        cursor = page["next"]
    assert sorted(each["id"] for each in found) == sorted(sent)
    moments = [each["received_at"] for each in found]
    assert moments == sorted(moments, reverse=True)
    assert set(found[0]) == {"id", "survey_version", "language", "received_at", "state"}
    assert found[0]["state"] == "pending"


def test_words_are_told_only_to_those_who_may_have_them(client, sent) -> None:
    kept_to, both = f"OWNER {Scope.RESPONSES_READ.value}", "OWNER responses:read words:read"
    assert ask(client, kept_to).status_code == 200
    assert ask(client, kept_to, words="true").status_code == 403
    for who in (both, "REVIEWER"):
        answers = [each["answers"] for each in ask(client, who, words="true").json["items"]]
        assert {"q_next": "words 0"} in answers
    assert ask(client, "OWNER words:read").status_code == 403
    assert ask(client, "VIEWER").status_code == 403


def test_other_teams_surveys_are_not_there(client, sent) -> None:
    assert ask(client, survey="theirs").json["code"] == "survey-not-found"
    assert ask(client, survey="nothing").status_code == 404
    assert ask(client, cursor="x").status_code == 400


def test_what_did_not_change_is_not_sent_again(client, sent) -> None:
    first = ask(client)
    again = ask(client, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    client.post(
        "/api/v1/surveys/card/responses",
        json={"id": str(uuid.UUID(int=99)), "answers": {"q_next": "more"}},
        headers={"Authorization": "VIEWER"},
    )
    assert ask(client, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
