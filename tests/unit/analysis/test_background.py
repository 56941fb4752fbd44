"""The loop beside the messages outlives a database that is away, gives up what fails, and ends when it is asked to."""

from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from services.analysis.entrypoints import background
from services.analysis.entrypoints.background import working
from shared.contracts.coding_work import RecodeProgressed
from tests.support.workbench import Workbench, body, published, recode


class Rests(Event):
    """An event that notes how long it was waited for, and is set after so many waits."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.waited: list[float] = []
        self._rounds = rounds

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0)
        if len(self.waited) >= self._rounds:
            self.set()
        return self.is_set()


@pytest.fixture
def bench() -> Workbench:
    bench = Workbench()
    bench.hear(published(body(1, food={})), recode())
    return bench


def run(bench: Workbench, rounds: int) -> list[float]:
    rests = Rests(rounds)
    working(bench.desk)(rests)
    return rests.waited


def test_it_works_without_long_rests_and_then_looks_every_second(bench):
    assert run(bench, 4) == [0.02, 0.02, 1.0, 1.0]
    assert bench.told(RecodeProgressed)[-1].state == "compared"


def test_a_job_that_fails_in_any_way_is_given_up(bench):
    def breaks(*_given):
        raise ZeroDivisionError

    bench.trainer.learn = breaks
    run(bench, 3)
    last = bench.told(RecodeProgressed)[-1]
    assert (last.state, last.reason) == ("failed", "unexpected")


def test_a_database_that_is_away_is_waited_for(bench):
    away = [True, True]
    open_unit = bench.unit.recodings.waiting

    def waiting():
        if away:
            away.pop()
            raise OperationalError("", None, Exception())
        return open_unit()

    bench.unit.recodings.waiting = waiting
    assert run(bench, 5) == [5.0, 5.0, 0.02, 0.02, 1.0]


def test_a_database_that_goes_away_during_a_job_gives_nothing_up(bench):
    get = bench.unit.recodings.get

    def gone_once(recode_id):
        bench.unit.recodings.get = get
        raise OperationalError("", None, Exception())

    bench.unit.recodings.get = gone_once
    assert run(bench, 4)[0] == 5.0
    assert bench.told(RecodeProgressed)[-1].state == "compared"


def test_what_breaks_outside_of_a_job_ends_the_loop(bench):
    def breaks():
        raise ZeroDivisionError

    bench.unit.recodings.waiting = breaks
    with pytest.raises(ZeroDivisionError):
        run(bench, 1)


def test_it_ends_when_it_is_asked_to(bench):
    stop = Event()
    stop.set()
    working(bench.desk)(stop)
    assert bench.told(RecodeProgressed)[-1].model == ""


@pytest.mark.parametrize("ends_in_time", [True, False])
def test_a_training_keeps_nobody_from_stopping(bench, monkeypatch, ends_in_time):
    monkeypatch.setattr(background, "_LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(background, "_GRACE_S", 5 if ends_in_time else 0.01)
    stop, trained, learn = Event(), Event(), bench.trainer.learn

    def long(*given):
        trained.wait(0.05)
        stop.set()
        if not ends_in_time:
            trained.wait(10)
        return learn(*given)

    bench.trainer.learn = long
    working(bench.desk)(stop)
    assert bool(bench.told(RecodeProgressed)[-1].model) is ends_in_time
    trained.set()
