"""A chore is done again and again, and ends when it is asked to."""

from threading import Event

from shared.outbox.chores import every


def test_a_chore_waits_first_then_works_until_it_is_stopped() -> None:
    stop, done = Event(), []

    def work() -> None:
        done.append(1)
        if len(done) == 3:
            stop.set()

    every(0.001, work)(stop)
    assert len(done) == 3


def test_a_chore_that_is_stopped_before_its_time_does_nothing() -> None:
    stop, done = Event(), []
    stop.set()
    every(3_600, lambda: done.append(1))(stop)
    assert done == []
