"""Many calls and workers at the same moment, and a database that is away: each delivery is kept and handled once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from services.intake.application.connect_survey import connect_survey
from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.handle_deliveries import handle_together, take_in_hand
from services.intake.application.publish_survey import publish_survey
from services.intake.application.see_deliveries import list_deliveries
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.deliveries import DeliveryState
from services.intake.domain.survey_changes import Author
from services.intake.entrypoints.delivery_chores import handle_all
from services.intake.main import Intake
from tests.integration.intake.kept import answers_in, promises_in
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

AT_ONCE = 20
OLWEN = Author(id="p1", name="Olwen", team_id="default")


@pytest.fixture(params=["sqlite", "postgresql"])
def real(request, tmp_path):
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    with opened_intake(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")) as intake:
        publish_survey(a_survey(), uow=intake.desk.open_unit(), clock=intake.clock)
        yield intake


def connected(intake: Intake) -> str:
    return connect_survey("card", "typeform", TYPEFORM_SECRET, author=OLWEN, desk=intake.connecting).connection.path


def at_once(act) -> list:
    ready = Barrier(AT_ONCE)

    def one(number: int):
        ready.wait(30)
        return act(number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def posting(intake: Intake, path: str, body_of):
    app = intake.web_app(NobodySignedIn())

    def post(number: int):
        body = body_of(number)
        with app.test_client() as client:
            return client.post(path, data=body, headers=typeform_headers(body))

    return post


def states(intake: Intake) -> list[str]:
    return sorted(
        each.state.value for each in list_deliveries(DeliveryQuery(team_id="default"), desk=intake.connecting)
    )


def test_twenty_posts_of_one_delivery_are_one_response(real) -> None:
    answers = at_once(posting(real, connected(real), lambda _: typeform_body()))
    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    assert sorted(answer.text for answer in answers) == ["known\n"] * (AT_ONCE - 1) + ["new\n"]
    handle_all(real.connecting)
    [kept] = list_deliveries(DeliveryQuery(team_id="default"), desk=real.connecting)
    assert (kept.state.value, kept.repeats) == ("stored", AT_ONCE - 1)
    assert (len(answers_in(real)), promises_in(real)) == (1, 1)


def test_twenty_events_of_one_response_are_one_response(real) -> None:
    """Each a delivery of its own: only the response's id is the same."""
    at_once(posting(real, connected(real), lambda number: typeform_body(event_id=f"event-{number}")))
    at_once(lambda _: handle_all(real.connecting))
    assert states(real) == ["duplicate"] * (AT_ONCE - 1) + ["stored"]
    assert (len(answers_in(real)), promises_in(real)) == (1, 1)


def test_twenty_workers_handle_each_delivery_once(real) -> None:
    at_once(posting(real, connected(real), lambda number: typeform_body(f"tok-{number}")))
    at_once(lambda _: handle_all(real.connecting))
    assert states(real) == ["stored"] * AT_ONCE
    assert (len(answers_in(real)), promises_in(real)) == (AT_ONCE, AT_ONCE)


def test_edits_and_a_withdrawal_that_race_leave_no_words(real) -> None:
    path = connected(real)
    posting(real, path, lambda _: typeform_body(text="mine"))(0)
    handle_all(real.connecting)
    [kept] = list_deliveries(DeliveryQuery(team_id="default"), desk=real.connecting)
    edited = lambda number: typeform_body(text=f"mine {number}", submitted_at=f"2026-11-22T12:{number:02}:00Z")  # noqa: E731  because it is handed on
    at_once(posting(real, path, edited))

    def act(number: int) -> None:
        if number == AT_ONCE // 2:
            response_id = kept.outcomes[0].response_id
            withdraw_response(response_id, uow=real.desk.open_unit(), clock=real.clock)
        else:
            handle_all(real.connecting)

    at_once(act)
    assert answers_in(real) == [{}]
    with real.connecting.open_reading() as reading:
        found = [reading.deliveries.find(each.id) for each in reading.deliveries.list(DeliveryQuery(team_id="default"))]
    assert [each.payload for each in found if each] == [None] * (AT_ONCE + 1)


def test_what_was_in_hand_when_a_worker_was_killed_is_handled_by_the_next(real) -> None:
    at_once(posting(real, connected(real), lambda number: typeform_body(f"tok-{number}")))
    [ids] = take_in_hand(desk=real.connecting)
    with real.connecting.open_unit() as unit:
        # Dead before its commit: what it held is free again as soon as the database hears of it.
        assert len(unit.deliveries.hold(ids, DeliveryState.RECEIVED)) == AT_ONCE
    handle_together(ids, desk=real.connecting)
    assert states(real) == ["stored"] * AT_ONCE


def test_a_database_that_is_away_is_503_and_nothing_is_promised(own_postgres) -> None:
    with opened_intake(own_postgres.url()) as intake:
        publish_survey(a_survey(), uow=intake.desk.open_unit(), clock=intake.clock)
        path = connected(intake)
        post = posting(intake, path, lambda _: typeform_body())
        assert post(0).status_code == 200
        own_postgres.kill9()
        away = post(0)
        assert (away.status_code, away.headers["Retry-After"], away.json["code"]) == (503, "5", "storage-away")
        own_postgres.start()
        assert (post(0).status_code, post(0).text) == (200, "known\n")
        handle_all(intake.connecting)
        assert (len(answers_in(intake)), promises_in(intake)) == (1, 1)
