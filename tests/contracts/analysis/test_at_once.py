"""What must hold when two workers of analysis are at work on the same database."""

from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from services.analysis.adapters import tables
from services.analysis.application.code_responses import code_responses
from services.analysis.application.withdraw_responses import withdraw_responses
from services.analysis.config import Settings
from services.analysis.main import build_analysis
from shared.contracts.clock import SystemClock
from tests.support.fakes_analysis import FakeCoder, fixed_coders, nothing_noticed
from tests.support.received import received, withdrawn

A_WHILE_S = 0.3


@pytest.fixture
def workers(database_url):
    """Each has connections of its own, as processes have."""
    made = [build_analysis(Settings(data=Path(), database=database_url), coders={}) for _ in range(2)]
    made[0].migrations.upgrade()
    yield made
    for analysis in made:
        analysis.close()


def code(unit) -> None:
    code_responses(
        [received("r1", "a secret")],
        unit=unit,
        coders=fixed_coders({"improvement": FakeCoder()}),
        notice=nothing_noticed,
        clock=SystemClock(),
    )


def withdraw(unit) -> None:
    withdraw_responses([withdrawn("r1")], unit=unit)


@pytest.mark.parametrize(("first", "second"), [(code, withdraw), (withdraw, code)])
def test_no_word_stays_when_coding_and_withdrawal_meet(workers, first, second):
    def other() -> None:
        with workers[1].open_unit() as unit:
            second(unit)
            unit.commit()

    meanwhile = Thread(target=other)
    with workers[0].open_unit() as unit:
        first(unit)
        meanwhile.start()
        meanwhile.join(A_WHILE_S)
        unit.commit()
    meanwhile.join(10)
    with workers[0].database.read() as connection:
        assert connection.execute(select(tables.responses)).all() == []
        assert connection.execute(select(tables.withdrawals)).all() == [("r1",)]
