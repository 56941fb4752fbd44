"""Twenty posts of one id at the same moment, a database that is away: one card, the same receipt, no false 201."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from services.intake.application.publish_survey import publish_survey
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.surveys import a_survey

POSTS = 20


@pytest.fixture(params=["sqlite", "postgresql"])
def real(request, tmp_path):
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    with opened_intake(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")) as intake:
        publish_survey(a_survey(), uow=intake.desk.open_unit(), clock=intake.clock)
        yield intake


def at_once(app, post) -> list:
    ready = Barrier(POSTS)

    def one(number: int):
        with app.test_client() as client:
            ready.wait(30)
            return post(client, number)

    with ThreadPoolExecutor(POSTS) as threads:
        return list(threads.map(one, range(POSTS)))


def test_twenty_posts_of_one_id_are_one_response_with_one_receipt(real) -> None:
    body = {"id": str(uuid.uuid4()), "answers": {"q_next": "More time"}}
    answers = at_once(
        real.web_app(NobodySignedIn()), lambda client, _: client.post("/api/v1/surveys/card/responses", json=body)
    )
    assert sorted(answer.status_code for answer in answers) == [200] * (POSTS - 1) + [201]
    assert len({answer.json["receipt"] for answer in answers}) == 1
    assert (len(answers_in(real)), promises_in(real)) == (1, 1)


def test_twenty_delegates_with_one_kept_page_are_twenty_responses(real) -> None:
    id_ = str(uuid.uuid4())
    answers = at_once(
        real.web_app(NobodySignedIn()),
        lambda client, number: client.post("/s/card", data={"id": id_, "q_next": f"delegate {number}"}),
    )
    assert [answer.status_code for answer in answers] == [201] * POSTS
    assert (len(answers_in(real)), promises_in(real)) == (POSTS, POSTS)


def test_a_database_that_is_away_is_503_and_the_words_stay_on_the_page(own_postgres) -> None:
    with opened_intake(own_postgres.url()) as intake:
        publish_survey(a_survey(), uow=intake.desk.open_unit(), clock=intake.clock)
        client = intake.web_app(NobodySignedIn()).test_client()
        assert client.get("/s/card").status_code == 200
        own_postgres.kill9()
        body = {"id": str(uuid.uuid4()), "answers": {"q_next": "More time"}}
        away = client.post("/api/v1/surveys/card/responses", json=body)
        assert (away.status_code, away.headers["Retry-After"], away.json["code"]) == (503, "5", "storage-away")
        page = client.post("/s/card", data={"id": body["id"], "q_next": "More time"})
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert "More time</textarea>" in page.text
        assert "Your card is not stored yet" in page.text
        assert client.get("/s/unseen").status_code == 503
        assert client.get("/health/ready").status_code == 503
        own_postgres.start()
        assert client.post("/api/v1/surveys/card/responses", json=body).status_code == 201
        assert len(answers_in(intake)) == 1
