"""What shows that messages are not told: a figure, and a word in the health of a service."""

from datetime import timedelta

import pytest

from shared.contracts.clock import SystemClock
from shared.contracts.names import Service
from shared.outbox.backlog import Backlog, MessagesWait
from tests.support.delivery.service import SomeService, delivery


class _Later:
    def __init__(self, seconds: float) -> None:
        self._ahead = timedelta(seconds=seconds)

    def now(self):
        return SystemClock().now() + self._ahead


def test_nothing_waits_in_an_empty_outbox(database):
    SomeService(database, Service.REPORTS)
    backlog = Backlog(database, delivery, SystemClock())
    assert (backlog.waiting().unsent, backlog.waiting().oldest_seconds) == (0, 0.0)
    backlog.check()


def test_what_waits_is_counted_with_the_age_of_the_oldest(database):
    SomeService(database, Service.REPORTS).tell("r1", "r2")
    waiting = Backlog(database, delivery, _Later(20)).waiting()
    assert waiting.unsent == 2
    assert 20 <= waiting.oldest_seconds < 30


def test_a_service_is_degraded_once_messages_have_waited_for_long(database):
    SomeService(database, Service.REPORTS).tell("r1")
    Backlog(database, delivery, _Later(10)).check()
    with pytest.raises(MessagesWait):
        Backlog(database, delivery, _Later(40)).check()


def test_the_other_metrics_can_be_read_while_the_database_is_away(database):
    assert Backlog(database, delivery, SystemClock()).waiting_if_known() is None, "there is no such table yet"
