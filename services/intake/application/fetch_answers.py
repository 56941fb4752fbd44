"""Thin deliveries name a response only: the worker asks the tool for its answers, with the team's own token."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.application.connection_ports import FetchFailed
from services.intake.application.raw_payloads import raw_of
from services.intake.domain.connections import Connection
from services.intake.domain.deliveries import Delivery, DeliveryState, Payload

_AT_ONCE: Final = 5
_MOST_TRIES: Final = 10
_FIRST_WAIT: Final = timedelta(minutes=2)
_LONGEST_WAIT: Final = timedelta(hours=6)


def fetch_answers(*, desk: ConnectionDesk) -> int:
    """Fetch what some thin deliveries want; how many were taken in hand. Raises StorageAway."""
    now = desk.clock.now()
    with desk.open_reading() as reading:
        if not reading.deliveries.is_due(DeliveryState.FETCH_WANTED, now):
            return 0
    with desk.open_unit() as unit:
        claimed = unit.deliveries.claim(DeliveryState.FETCH_WANTED, now, _AT_ONCE, now + _FIRST_WAIT)
        unit.commit()
    with desk.open_reading() as reading:
        found = [reading.deliveries.find(each.id) for each in claimed]
    for delivery in filter(None, found):
        _keep(_fetched(delivery, desk), desk)
    return len(claimed)


def _fetched(delivery: Delivery, desk: ConnectionDesk) -> Delivery:
    """The delivery with its documents, or with the reason why there are none; outside of any transaction."""
    now = desk.clock.now()
    with desk.open_reading() as reading:
        connection = reading.connections.find(delivery.connection_id)
    if connection is None or delivery.payload is None:
        return delivery.settled(DeliveryState.PUT_ASIDE, "connection-gone", now)
    if delivery.tries > _MOST_TRIES:
        return delivery.settled(DeliveryState.PUT_ASIDE, "handling-failed", now)
    if not connection.token:
        return delivery.settled(DeliveryState.PUT_ASIDE, "token-missing", now)
    try:
        documents = _documents(delivery.payload, connection, desk)
    except FetchFailed as error:
        if error.final or delivery.tries >= _MOST_TRIES:
            return delivery.settled(DeliveryState.PUT_ASIDE, error.reason, now)
        wait = min(_FIRST_WAIT * 2**delivery.tries, _LONGEST_WAIT)
        return replace(delivery, reason=error.reason, next_at=now + wait)
    payload = replace(delivery.payload, fetched=documents)
    return replace(delivery, payload=payload, state=DeliveryState.RECEIVED, tries=0, next_at=now)


def _documents(payload: Payload, connection: Connection, desk: ConnectionDesk) -> tuple[bytes, ...]:
    tool = desk.provider(connection.provider)
    wanted = [replace(fetch, host=connection.host or fetch.host) for fetch in tool.read(raw_of(payload)).fetch]
    return tuple(desk.documents.fetch(fetch, connection.token, tool.hosts) for fetch in wanted)


def _keep(delivery: Delivery, desk: ConnectionDesk) -> None:
    with desk.open_unit() as unit:
        if unit.deliveries.hold([delivery.id], DeliveryState.FETCH_WANTED):
            unit.deliveries.keep([delivery])
        unit.commit()
