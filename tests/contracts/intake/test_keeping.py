"""What intake keeps, on the fake, on SQLite and on PostgreSQL: the same suite."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from services.intake.adapters.tables import DELIVERY, RESPONSES
from services.intake.domain.responses import State
from services.intake.domain.wording import Wording
from shared.broker.port import Parcel
from tests.support.fakes_intake import NOON, FakeClock, FakeStore, FakeUnit
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(opens_at=NOON - timedelta(days=1)), version=1)


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def open_unit(request, tmp_path):
    if request.param == "fake":
        store = FakeStore()
        yield lambda: FakeUnit(store)
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.open_unit


@pytest.fixture
def intake(database_url):
    with opened_intake(database_url) as made:
        yield made


def keep(open_unit, *responses):
    with open_unit() as unit:
        new = unit.responses.add(responses)
        unit.commit()
    return new


def a_response(text: str = "More time", **changed):
    return SURVEY.accept(a_submission(text, **changed), at=NOON)


def test_the_newest_version_of_a_survey_is_found(open_unit) -> None:
    second = replace(SURVEY, version=2, title=Wording({"en": "Second", "cy": "Ail"}))
    other = replace(SURVEY, slug="another")
    with open_unit() as unit:
        for survey in (SURVEY, second, other):
            unit.surveys.add_version(survey, NOON)
        unit.commit()
    with open_unit() as unit:
        assert unit.surveys.find("card") == second
        assert unit.surveys.find("nowhere") is None
        assert unit.surveys.all() == [other, second]


def test_a_closed_survey_is_open_again_with_its_next_version(open_unit) -> None:
    with open_unit() as unit:
        unit.surveys.add_version(SURVEY, NOON)
        unit.surveys.close("card", NOON)
        unit.commit()
    with open_unit() as unit:
        assert unit.surveys.find("card") == replace(SURVEY, closed_at=NOON)
        unit.surveys.add_version(replace(SURVEY, version=2), NOON)
        unit.commit()
    with open_unit() as unit:
        assert unit.surveys.find("card") == replace(SURVEY, version=2)


def test_a_response_is_stored_once(open_unit) -> None:
    first, second = a_response(), a_response()
    assert keep(open_unit, first) == {first.id}
    assert keep(open_unit, first, second) == {second.id}
    assert keep(open_unit) == set()
    with open_unit() as unit:
        found = unit.responses.standings([first.id, second.id, "unknown"])
    assert set(found) == {first.id, second.id}
    standing = found[first.id]
    assert (standing.submission_id, standing.digest, standing.received_at) == (first.submission_id, first.digest, NOON)
    assert (standing.survey, standing.team_id, standing.state) == ("card", "default", State.PENDING)


def test_what_is_not_committed_leaves_no_trace(open_unit) -> None:
    response = a_response()
    with open_unit() as unit:
        unit.surveys.add_version(SURVEY, NOON)
        unit.responses.add([response])
        unit.outbox.add(response.received())
    with open_unit() as unit:
        assert unit.surveys.find("card") is None
        assert not unit.responses.standings([response.id])


def test_responses_move_forward_only(open_unit) -> None:
    responses = [a_response() for _ in range(4)]
    ids = [response.id for response in responses]
    keep(open_unit, *responses)
    with open_unit() as unit:
        unit.responses.advance([*ids[:2], "unknown"], State.PARKED)
        unit.responses.advance([ids[0], ids[2]], State.CODED)
        unit.responses.advance([ids[0], ids[2]], State.PARKED)
        unit.responses.empty(ids[3])
        unit.responses.advance([ids[3]], State.CODED)
        unit.commit()
    with open_unit() as unit:
        found = unit.responses.standings(ids)
    assert [found[id_].state for id_ in ids] == [State.CODED, State.PARKED, State.CODED, State.WITHDRAWN]
    assert found[ids[3]].digest == ""


def test_the_ledger_counts_each_response_in_one_place(open_unit) -> None:
    first, second = a_response(), a_response()
    with open_unit() as unit:
        for slug in ("card", "empty"):
            unit.surveys.add_version(replace(SURVEY, slug=slug), NOON)
        unit.responses.add([first, second])
        unit.responses.advance([second.id], State.CODED)
        unit.commit()
    with open_unit() as unit:
        [card, empty] = unit.responses.ledger()
    assert (card.survey, card.received, card.ids[State.PENDING], card.count(State.CODED)) == ("card", 2, {first.id}, 1)
    assert (empty.survey, empty.received) == ("empty", 0)


TEXTS = [
    "ŵ ŷ 🎈",
    "line\nline\r\nline\r",
    "\t leading and trailing \t",
    "'; DROP TABLE responses; --",
    "\ufeff\u202e",
    "%s {x}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_kept_exactly_until_they_are_withdrawn(intake, text: str) -> None:
    response = a_response(text)
    keep(intake.open_unit, response)
    assert _answers(intake) == [{"q_next": text}]
    with intake.open_unit() as unit:
        unit.parked.add(Parcel("m", "response.coded.v1", response.id, text.encode()), "poison")
        unit.responses.empty(response.id)
        unit.parked.remove_about([response.id])
        unit.commit()
    assert _answers(intake) == [{}]
    with intake.open_unit() as unit:
        assert unit.parked.all() == []


def test_a_promise_bears_the_id_of_its_request_and_is_made_once(intake) -> None:
    response = a_response()
    with intake.open_unit() as unit:
        unit.outbox.add(response.received(), response.received())
        unit.commit()
    with intake.database.read() as connection:
        assert connection.execute(select(DELIVERY.outbox.c.subject)).scalars().all() == [response.id]


def test_the_tables_go_away_and_come_back_the_same(intake) -> None:
    assert intake.migrations.difference(intake.metadata) == []
    intake.migrations.downgrade()
    assert intake.migrations.pending()
    intake.migrations.upgrade()
    assert not intake.migrations.pending()
    assert intake.migrations.difference(intake.metadata) == []


def test_a_survey_read_before_is_not_read_again(intake) -> None:
    intake.start()
    with intake.open_unit() as unit:
        found = unit.surveys.find("journey")
    with intake.desk.open_reading() as reading:
        assert reading.surveys.find("journey") is found is not None


def _answers(intake) -> list[dict[str, str]]:
    with intake.database.read() as connection:
        return list(connection.execute(select(RESPONSES.c.answers)).scalars())
