"""An hour without a broker, by a clock that is moved: every call is answered 200, and what waits is told afterwards."""

import time
from collections.abc import Callable, Mapping, Sequence

import pytest

from services.intake.adapters.tables import DELIVERY
from services.intake.application.connect_survey import connect_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.survey_changes import Author
from services.intake.entrypoints.delivery_chores import handle_all
from services.intake.main import Intake
from shared.broker.port import Outcome, Parcel
from shared.contracts.names import Service
from shared.outbox.backlog import MessagesWait
from shared.outbox.relay import Relay
from tests.integration.intake.kept import promises_in
from tests.support.fakes_intake import FakeClock
from tests.support.intake import NobodySignedIn, opened_intake
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_headers

MINUTES = 60
A_MINUTE = 5
CALLS = MINUTES * A_MINUTE
OLWEN = Author(id="p1", name="Olwen", team_id="default")


class Broker:
    """Takes nothing while it is away; counts what it took."""

    def __init__(self) -> None:
        self.away = True
        self.took: list[str] = []

    def publish(self, parcels: Sequence[Parcel]) -> Mapping[str, Outcome]:
        if not self.away:
            self.took += [parcel.id for parcel in parcels]
        return {parcel.id: Outcome.NACK if self.away else Outcome.ACK for parcel in parcels}

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_hour_without_a_broker_loses_nothing(kind, tmp_path, request, show_figure: Callable[[str], None]) -> None:
    url = f"sqlite:///{tmp_path}/intake.db" if kind == "sqlite" else request.getfixturevalue("postgres")
    clock, broker = FakeClock(), Broker()
    with opened_intake(url, clock) as intake:
        relay = Relay(Service.INTAKE, intake.database, DELIVERY, broker, clock)
        assert an_hour(intake, relay, clock) == [200] * CALLS
        waited = intake.backlog.waiting()
        with pytest.raises(MessagesWait):
            intake.backlog.check()
        broker.away = False
        took = drained(relay)
        assert promises_in(intake) == CALLS
        assert intake.backlog.waiting().unsent == 0
    assert len(broker.took) == len(set(broker.took)) == waited.unsent
    show_figure(
        f"hooks, an hour without a broker ({kind}): {CALLS:,} calls answered 200, {waited.unsent:,} messages waited up "
        f"to {waited.oldest_seconds / 60:.0f} min, told in {took:.2f} s ({waited.unsent / took:,.0f}/s)"
    )


def an_hour(intake: Intake, relay: Relay, clock: FakeClock) -> list[int]:
    """Call every few seconds and handle what came, while the relay gets rid of nothing; the statuses."""
    publish_survey(a_survey(), uow=intake.desk.open_unit(), clock=clock)
    path = connect_survey("card", "typeform", TYPEFORM_SECRET, author=OLWEN, desk=intake.connecting).connection.path
    client = intake.web_app(NobodySignedIn()).test_client()
    statuses = []
    for minute in range(MINUTES):
        for number in range(A_MINUTE):
            body = typeform_body(f"tok-{minute}-{number}")
            statuses.append(client.post(path, data=body, headers=typeform_headers(body)).status_code)
        handle_all(intake.connecting)
        assert relay.run_once() == 0
        clock.move(minutes=1)
    return statuses


def drained(relay: Relay) -> float:
    """Tell everything that waits; how many seconds it took."""
    began = time.monotonic()
    while relay.run_once():
        pass
    return time.monotonic() - began
