"""How responses are found by their receipts and where codings are kept: on the fake, on SQLite and on PostgreSQL."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, update

from services.intake.adapters.receipt_keys import fill_receipt_keys
from services.intake.adapters.receipt_tables import RESPONSE_CODINGS
from services.intake.adapters.tables import RESPONSES
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.published_reports import PublishedReport
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import State
from services.intake.domain.sent_cards import CodedAnswer, Codings
from services.intake.domain.wording import Wording
from shared.contracts.coded_answers import CodingMade
from tests.support.fakes_intake import NOON, FakeClock, FakeStore, FakeUnit
from tests.support.fakes_receipts import RECEIPTS
from tests.support.intake import opened_intake
from tests.support.surveys import a_submission, a_survey

SURVEY = replace(a_survey(), version=1)


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
    with opened_intake(database_url, FakeClock()) as made:
        yield made


def keep(open_unit, *responses):
    with open_unit() as unit:
        if unit.surveys.find("card") is None:
            unit.surveys.add_version(SURVEY, NOON)
        unit.responses.add(responses)
        unit.commit()


def a_response(text: str = "More time", **changed):
    return SURVEY.accept(a_submission(text, **changed), at=NOON)


def codings(id_: str, revision: int = 1, code: str = "time_and_space") -> Codings:
    coding = CodingMade(code=code, theme="conditions", confidence=0.25, spans=((0, 4), (5, 9)))
    answers = {"q_next": CodedAnswer("improvement", 7, (coding,)), "q_role": CodedAnswer(None)}
    return Codings(response_id=id_, team_id="default", revision=revision, answers=answers)


def tell(open_unit, *told: Codings) -> None:
    with open_unit() as unit:
        unit.sent_cards.keep(told)
        unit.commit()


def found(open_unit, id_: str):
    with open_unit() as unit:
        return unit.sent_cards.find(RECEIPTS.key_of(id_))


def test_a_card_is_found_in_the_version_that_it_answers(open_unit) -> None:
    first, second = a_response("One", attributes={"source": "x"}), a_response("Two", language="cy")
    keep(open_unit, first, second)
    with open_unit() as unit:
        unit.surveys.add_version(replace(SURVEY, version=2, title=Wording({"en": "New", "cy": "Newydd"})), NOON)
        unit.commit()
    card = found(open_unit, first.id)
    assert (card.id, card.language, card.received_at, card.state) == (first.id, "en", NOON, State.PENDING)
    assert (card.survey, card.answers, card.attributes, card.codings) == (
        SURVEY,
        {"q_next": "One"},
        {"source": "x"},
        {},
    )
    assert found(open_unit, second.id).language == "cy"
    for key in (RECEIPTS.key_of("nobody's"), "", RECEIPTS.code_for(first.id)):
        with open_unit() as unit:
            assert unit.sent_cards.find(key) is None


def test_the_highest_revision_of_codings_stays(open_unit) -> None:
    first, second = a_response(), a_response()
    keep(open_unit, first, second)
    tell(open_unit, codings(first.id, 2), codings(second.id))
    tell(open_unit, codings(first.id, 1, "resources"))
    tell(open_unit, codings(first.id, 2, "resources"))
    assert found(open_unit, first.id).codings == codings(first.id).answers
    tell(open_unit, codings(first.id, 3, "resources"))
    assert found(open_unit, first.id).codings == codings(first.id, 3, "resources").answers
    assert found(open_unit, second.id).codings == codings(second.id).answers


def test_a_withdrawn_card_is_found_without_words_and_keeps_no_codings(open_unit) -> None:
    response = a_response(attributes={"source": "x"})
    keep(open_unit, response)
    tell(open_unit, codings(response.id))
    with open_unit() as unit:
        unit.responses.empty(response.id)
        unit.commit()
    tell(open_unit, codings(response.id, 9), codings("never here"))
    card = found(open_unit, response.id)
    assert card.is_withdrawn
    assert (card.answers, card.attributes, card.codings) == ({}, {}, {})


def test_what_is_kept_of_a_withdrawn_card_are_no_codings(intake) -> None:
    response = a_response()
    keep(intake.open_unit, response)
    tell(intake.open_unit, codings(response.id))
    assert coded_rows(intake) == 1
    withdraw_response(response.id, uow=intake.desk.open_unit(), clock=intake.clock)
    assert coded_rows(intake) == 0


def test_codings_that_come_while_a_card_is_taken_back_are_not_kept(intake) -> None:
    response = a_response()
    keep(intake.open_unit, response)
    told = threading.Thread(target=tell, args=(intake.open_unit, codings(response.id)))
    with intake.open_unit() as unit:
        unit.responses.empty(response.id)
        told.start()
        told.join(0.3)
        assert told.is_alive(), "who keeps codings must wait for who withdraws"
        unit.commit()
    told.join(30)
    assert coded_rows(intake) == 0


def test_every_look_asks_the_same_one_thing_whatever_is_found(intake) -> None:
    withdrawn, coded = a_response(), a_response()
    keep(intake.open_unit, withdrawn, coded)
    tell(intake.open_unit, codings(coded.id))
    withdraw_response(withdrawn.id, uow=intake.desk.open_unit(), clock=intake.clock)
    said: list[str] = []
    event.listen(intake.database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    looks = []
    for id_ in (withdrawn.id, "nobody's", coded.id):
        said.clear()
        with intake.desk.open_reading() as reading:
            reading.sent_cards.find(RECEIPTS.key_of(id_))
        looks.append([statement for statement in said if not statement.startswith("BEGIN")])
    assert looks[0] == looks[1] == looks[2]
    assert len(looks[0]) == 1


def test_a_look_goes_by_the_index(intake) -> None:
    keep(intake.open_unit, *(a_response(str(number)) for number in range(300)))
    explain = "EXPLAIN QUERY PLAN" if intake.database.is_sqlite else "EXPLAIN"
    with intake.database.engine.connect() as connection:
        if not intake.database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"{explain} SELECT id FROM responses WHERE receipt_key = 'x'").all()
    assert "responses_by_receipt" in str(plan)


def test_two_cards_that_share_a_receipt_are_both_stored_and_neither_is_shown(intake) -> None:
    first, second = a_response(), a_response()
    keep(intake.open_unit, first, second)
    with intake.database.write() as connection:
        connection.execute(update(RESPONSES).values(receipt_key=RECEIPTS.key_of(first.id)))
    assert found(intake.open_unit, first.id) is None


@pytest.mark.parametrize("count", [0, 1, 500, 501])
def test_responses_from_before_can_be_found_once_intake_has_started(intake, count: int) -> None:
    responses = [SURVEY.accept(a_submission(str(n)), at=NOON + timedelta(seconds=n)) for n in range(count)]
    keep(intake.open_unit, *responses)
    with intake.database.write() as connection:
        connection.execute(update(RESPONSES).values(receipt_key=None))
    assert all(found(intake.open_unit, response.id) is None for response in responses[:1])
    intake.start()
    assert all(found(intake.open_unit, response.id).id == response.id for response in responses[-3:])
    assert fill_receipt_keys(intake.database, Receipts("another secret")) == 0


def test_a_card_from_the_letterbox_can_be_found(intake) -> None:
    keep(intake.open_unit)
    response = a_response("ŵ 🎈")
    assert intake.desk.letterbox.keep(response)
    assert found(intake.open_unit, response.id).answers == {"q_next": "ŵ 🎈"}


def coded_rows(intake) -> int:
    with intake.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(RESPONSE_CODINGS)).scalar_one())


def test_a_card_shows_the_highest_number_that_was_published_of_its_survey(open_unit) -> None:
    response = a_response()
    keep(open_unit, response)
    assert found(open_unit, response.id).published is None
    for number, survey in ((2, "card"), (1, "card"), (9, "other"), (2, "card")):
        with open_unit() as unit:
            path = f"/p/{survey}/{number}"
            unit.published_reports.keep(PublishedReport("default", survey, number, path, {"en": "All"}, NOON))
            unit.commit()
    shown = found(open_unit, response.id).published
    assert (shown.number, shown.path, shown.title_in("cy"), shown.published_at) == (2, "/p/card/2", "All", NOON)
    with open_unit() as unit:
        unit.published_reports.keep(replace(shown, number=3, path="/p/card/3"))
        unit.commit()
    assert found(open_unit, response.id).published.path == "/p/card/3"
