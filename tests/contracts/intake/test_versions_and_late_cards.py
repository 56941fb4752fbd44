"""Versions, consents and cards put aside: on the fake, on SQLite and on PostgreSQL the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.application.admit_cards import admit_cards, admit_in, cards_aside, worded_aside
from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.application.withdraw_response import withdraw_response
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.responses import State
from tests.support.fakes_intake import NOON, FakeClock, FakeStore
from tests.support.intake import opened_intake
from tests.support.random_surveys import said
from tests.support.surveys import a_question, a_submission, a_survey

QUOTING = (Option(key="quote", text=said("Yes"), permits=("quote",)), Option(key="none", text=said("No")))
USE = a_question("q_use", kind="consent", codebook=None, options=QUOTING)
LATE = {State.LATE}


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def desk(request, tmp_path):
    if request.param == "fake":
        yield FakeStore().desk()
        return
    sqlite = f"sqlite:///{tmp_path}/intake.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    with opened_intake(url, FakeClock()) as intake:
        yield intake.desk


@pytest.fixture
def survey(desk):
    """A survey in two versions, of which the first asks for a consent."""
    publish_survey(a_survey(questions=(a_question(), USE)), uow=desk.open_unit(), clock=desk.clock)
    second = a_survey(questions=(a_question("q_new"),), closes_at=NOON + timedelta(days=1))
    return publish_survey(second, uow=desk.open_unit(), clock=desk.clock).survey


def late(desk, **changed):
    survey = desk.letterbox.survey("card", 1)
    answers = {"q_next": "So late", "q_use": "quote"}
    return survey.accept(a_submission(answers=answers, filled_at=NOON, **changed), NOON, late=True)


def test_an_earlier_version_is_found_and_closes_with_the_newest(desk, survey) -> None:
    find = desk.letterbox.survey
    assert [question.key for question in find("card", 1).questions] == ["q_next", "q_use"]
    assert (find("card", 1).version, find("card", 1).closes_at) == (1, survey.closes_at)
    for version in (0, 2, 3, 2**31, 2**63):
        assert find("card", version) == survey
    assert find("nowhere", 1) is None
    close_survey("card", uow=desk.open_unit(), clock=desk.clock)
    assert find("card", 1).closed_at == find("card").closed_at == desk.clock.now()
    with desk.open_reading() as reading:
        assert reading.surveys.find("card", 1) == find("card", 1)


def test_a_late_card_is_kept_once_and_comes_back_as_it_was(desk, survey) -> None:
    card = late(desk)
    assert [desk.letterbox.keep(card) for _ in range(2)] == [True, False]
    assert desk.letterbox.standing(card.id).state is State.LATE
    assert cards_aside("card", LATE, uow=desk.open_unit()) == [card]
    assert cards_aside("card", {State.SUSPECT}, uow=desk.open_unit()) == []
    with desk.open_reading() as reading:
        [ledger] = reading.responses.ledger()
    assert (ledger.received, ledger.ids) == (1, {State.LATE: {card.id}})


def test_late_cards_wait_until_they_are_admitted(desk, survey) -> None:
    cards = [late(desk) for _ in range(3)]
    for card in cards:
        desk.letterbox.keep(card)
    with desk.open_unit() as unit:
        unit.responses.advance([cards[0].id], State.CODED)
        unit.responses.empty(cards[1].id)
        unit.commit()
    assert admit_cards("card", LATE, uow=desk.open_unit()) == 2
    with desk.open_reading() as reading:
        states = {id_: standing.state for id_, standing in reading.responses.standings([c.id for c in cards]).items()}
    assert [states[card.id] for card in cards] == [State.PENDING, State.WITHDRAWN, State.PENDING]
    assert cards_aside("card", LATE, uow=desk.open_unit()) == []


def test_words_taken_back_while_their_card_is_admitted_are_not_promised(database_url) -> None:
    with opened_intake(database_url, FakeClock()) as intake:
        desk = intake.desk
        publish_survey(a_survey(questions=(a_question(), USE)), uow=desk.open_unit(), clock=desk.clock)
        kept, taken_back = late(desk), late(desk)
        for card in (kept, taken_back):
            desk.letterbox.keep(card)
        with desk.open_unit() as unit:
            aside = worded_aside("card", LATE, unit)
        withdraw_response(taken_back.id, uow=desk.open_unit(), clock=desk.clock)
        with desk.open_unit() as unit:
            assert admit_in(aside, unit) == 1
            unit.commit()
        promised = "SELECT subject FROM outbox WHERE name = 'response.received.v1'"
        with intake.database.read() as connection:
            assert connection.exec_driver_sql(promised).scalars().all() == [kept.id]


def test_only_what_is_not_put_aside_is_promised(database_url) -> None:
    with opened_intake(database_url, FakeClock()) as intake:
        desk = intake.desk
        publish_survey(a_survey(questions=(a_question(), USE)), uow=desk.open_unit(), clock=desk.clock)
        card = late(desk)
        in_time = replace(late(desk), state=State.PENDING)
        desk.letterbox.keep(card)
        desk.letterbox.keep(in_time)
        promised = "SELECT subject FROM outbox WHERE name = 'response.received.v1' ORDER BY id"
        with intake.database.read() as connection:
            assert connection.exec_driver_sql(promised).scalars().all() == [in_time.id]
        admit_cards("card", LATE, uow=desk.open_unit())
        with intake.database.read() as connection:
            assert connection.exec_driver_sql(promised).scalars().all() == [in_time.id, card.id]


def test_a_withdrawal_takes_consents_away(database_url) -> None:
    with opened_intake(database_url, FakeClock()) as intake:
        desk = intake.desk
        publish_survey(a_survey(questions=(a_question(), USE)), uow=desk.open_unit(), clock=desk.clock)
        card = late(desk)
        desk.letterbox.keep(card)
        kept = "SELECT CAST(consents AS VARCHAR(200)) FROM responses"
        with intake.database.read() as connection:
            assert "q_use" in connection.exec_driver_sql(kept).scalar_one()
        with desk.open_unit() as unit:
            unit.responses.empty(card.id)
            unit.commit()
        with intake.database.read() as connection:
            assert connection.exec_driver_sql(kept).scalar_one() == "[]"
