"""Loops end together, and one that ended by itself is told apart from a stop that was asked for."""

from threading import Event

from shared.outbox.worker import Worker


def waits(stop: Event) -> None:
    stop.wait()


def test_a_loop_that_ends_by_itself_stops_the_others_and_is_named() -> None:
    worker = Worker({"relay": waits, "consumer": lambda _stop: None})
    worker.start()
    worker.wait()
    assert worker.stop(patience=5)
    assert worker.broken == ("consumer",)


def test_a_stop_that_was_asked_for_is_no_failure() -> None:
    worker = Worker({"relay": waits})
    worker.start()
    worker.ask_to_stop()
    assert worker.stop(patience=5)
    assert worker.broken == ()
