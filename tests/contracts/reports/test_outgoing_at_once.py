"""Endpoints and thresholds that two change at once, on SQLite and PostgreSQL: neither undoes what the other did."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

from services.reports.application import keep_endpoints as keep
from services.reports.application.keep_thresholds import add_threshold, list_thresholds, new_threshold, remove_threshold
from services.reports.application.outgoing_ports import TellingUnit
from services.reports.application.send_news import send_due
from services.reports.domain.outgoing import NewsKind
from services.reports.domain.watching import Measure
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.outside import HOST, answering
from tests.support.reports.models import JOURNEY
from tests.support.reports.telling_bench import Bench

URL = f"https://{HOST}/hook"
_A_MOMENT = 0.5


def test_a_pause_keeps_the_secret_that_somebody_makes_meanwhile(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)

    def pause(unit: TellingUnit) -> None:
        unit.outgoing.put_endpoint(replace(found, paused=True))

    with bench.desk.open_unit() as unit:
        found = keep.the_endpoint(DEFAULT_TEAM, endpoint.id, unit)
        rotating = _meanwhile(lambda: keep.rotate_secret(DEFAULT_TEAM, endpoint.id, desk=bench.desk))
        pause(unit)
        unit.commit()
    rotating.join()
    (now,) = keep.list_endpoints(DEFAULT_TEAM, desk=bench.desk)
    assert (now.paused, len(now.secrets)) == (True, 2)


def test_an_endpoint_that_is_gone_stays_removed_when_it_was_removed_while_it_answered(bench: Bench) -> None:
    endpoint, _ = keep.add_endpoint(DEFAULT_TEAM, URL, list(NewsKind), desk=bench.desk)
    keep.try_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
    bench.server.answer = answering(410)
    sender = bench.desk.sender

    class Removing:
        def send(self, *asked: object) -> object:
            keep.remove_endpoint(DEFAULT_TEAM, endpoint.id, desk=bench.desk)
            return sender.send(*asked)

    send_due(desk=replace(bench.desk, sender=Removing()))
    assert keep.list_endpoints(DEFAULT_TEAM, desk=bench.desk) == []


def test_a_threshold_that_was_removed_while_a_report_was_looked_at_stays_removed(bench: Bench) -> None:
    add_threshold(new_threshold(JOURNEY, "resources", Measure.FOUND_IN, 3), desk=bench.desk)
    (threshold,) = list_thresholds(DEFAULT_TEAM, desk=bench.desk)
    remove_threshold(DEFAULT_TEAM, threshold.id, desk=bench.desk)
    with bench.desk.open_unit() as unit:
        unit.watch.mark_crossed(replace(threshold, crossed=True))
        unit.commit()
    assert list_thresholds(DEFAULT_TEAM, desk=bench.desk) == []


def _meanwhile(work: Callable[[], object]) -> Thread:
    """Somebody else's work, which has begun; where it has to wait it ends later."""
    thread = Thread(target=work)
    thread.start()
    thread.join(_A_MOMENT)
    return thread
