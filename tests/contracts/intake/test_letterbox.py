"""The letterbox keeps a card and its promise together or not at all: on the fake, on SQLite and on PostgreSQL."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.responses import State
from shared.observability import correlation
from tests.support.fakes_intake import NOON, FakeClock, FakeStore
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(opens_at=NOON - timedelta(days=1)), version=1)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "fake":
        yield FakeStore().desk()
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.desk


def response(**changes):
    return SURVEY.accept(a_submission(**changes), NOON)


def test_a_card_is_kept_once(desk) -> None:
    first = response()
    assert desk.letterbox.standing(first.id) is None
    assert desk.letterbox.keep(first)
    assert not desk.letterbox.keep(first)
    kept = desk.letterbox.standing(first.id)
    assert (kept.state, kept.digest) == (State.PENDING, first.digest)


def test_a_survey_is_seen_as_it_stands_now(desk) -> None:
    assert desk.letterbox.survey("card") is None
    publish_survey(a_survey(), uow=desk.open_unit(), clock=desk.clock)
    assert desk.letterbox.survey("card").closed_at is None
    close_survey("card", uow=desk.open_unit(), clock=desk.clock)
    assert desk.letterbox.survey("card").closed_at == desk.clock.now()


def test_the_same_card_from_many_at_once_is_kept_by_one(desk) -> None:
    same = [response(id="0199c0de-0000-7000-8000-00000000beef") for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        assert sorted(pool.map(desk.letterbox.keep, same)) == [False] * 11 + [True]


def test_each_promise_bears_the_id_of_its_own_request(database_url) -> None:
    """Cards may share a transaction; their stories stay apart."""
    cards = {f"story-{number}": response() for number in range(12)}

    def hand_in(story: str) -> bool:
        correlation.bind(story)
        return intake.desk.letterbox.keep(cards[story])

    with opened_intake(database_url, FakeClock()) as intake:
        with ThreadPoolExecutor(12) as pool:
            assert all(pool.map(hand_in, cards))
        with intake.database.read() as connection:
            promised = connection.exec_driver_sql("SELECT subject, body FROM outbox").all()
    stories = {subject: json.loads(bytes(body))["correlationid"] for subject, body in promised}
    assert stories == {card.id: story for story, card in cards.items()}
