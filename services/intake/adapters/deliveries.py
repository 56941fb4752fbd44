"""Where deliveries are kept, and taken in hand by one worker at a time."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists, func, or_, select, update

from services.intake.adapters.connection_tables import (
    CONNECTIONS,
    DELIVERIES,
    DELIVERY_REPEATS,
    DELIVERY_RESPONSES,
    EDITIONS,
)
from services.intake.adapters.delivery_rows import changed_row, delivery_of, delivery_row
from services.intake.application.connection_ports import Claimed, DeliveryQuery
from services.intake.domain.deliveries import Delivery, DeliveryState
from shared.database.upserts import add_to, insert_new

_OF = DELIVERIES.c
_PAYLOAD = ("headers", "query", "body", "fetched")
_REPEATS = (
    select(DELIVERY_REPEATS.c.number).where(DELIVERY_REPEATS.c.delivery_id == _OF.id).scalar_subquery().label("repeats")
)
_WHOLE = select(*_OF, _REPEATS)
_WITHOUT_PAYLOAD = select(*(column for column in _OF if column.name not in _PAYLOAD), _REPEATS)
_EMPTY: dict[str, Any] = {"headers": {}, "query": {}, "body": None, "fetched": []}


class SqlDeliveries:
    """The port Deliveries in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deliveries: Sequence[Delivery]) -> set[str]:
        """Keep those whose id is not there, count the others as repeated; the ids of those that are new."""
        # In the order of their ids, so that two that add the same never wait for each other in a circle.
        in_order = sorted(deliveries, key=lambda delivery: delivery.id)
        new = set(insert_new(self._connection, DELIVERIES, [delivery_row(each) for each in in_order], _OF.id))
        repeated = Counter(delivery.id for delivery in in_order)
        repeated.subtract(new)
        counted = [{"delivery_id": id_, "number": number} for id_, number in repeated.items() if number]
        add_to(self._connection, DELIVERY_REPEATS, counted)
        return new

    def is_due(self, state: DeliveryState, at: datetime) -> bool:
        """Whether any waits in this state: a look that holds up nobody who writes."""
        waiting = select(_OF.id).where(_OF.state == state.value, _OF.next_at <= at).limit(1)
        return self._connection.execute(waiting).first() is not None

    def claim(self, state: DeliveryState, at: datetime, most: int, until: datetime) -> list[Claimed]:
        """Take up to so many in hand that wait in this state, the oldest first, and count the try."""
        paused = exists().where(CONNECTIONS.c.id == _OF.connection_id, CONNECTIONS.c.paused)
        due = (
            select(_OF.id).where(_OF.state == state.value, _OF.next_at <= at, ~paused).order_by(_OF.received_at, _OF.id)
        )
        ids = self._connection.execute(due.limit(most).with_for_update(skip_locked=True)).scalars().all()
        taken = update(DELIVERIES).where(_OF.id.in_(ids)).values(tries=_OF.tries + 1, next_at=until)
        tries = {row.id: row.tries for row in self._connection.execute(taken.returning(_OF.id, _OF.tries))}
        return [Claimed(id_, tries[id_]) for id_ in ids]

    def hold(self, ids: Sequence[str], state: DeliveryState) -> list[Delivery]:
        """Those of them that wait in this state, held until the transaction ends; others' are left out."""
        wanted = _WHOLE.where(_OF.id.in_(ids), _OF.state == state.value).order_by(_OF.received_at, _OF.id)
        held = wanted.with_for_update(skip_locked=True, of=DELIVERIES)
        return [delivery_of(row) for row in self._connection.execute(held)]

    def keep(self, deliveries: Sequence[Delivery]) -> None:
        """Note what became of these."""
        rows = [{"kept": delivery.id} | changed_row(delivery) for delivery in deliveries]
        for alike in _with_the_same_columns(rows):
            changed: dict[str, Any] = {name: bindparam(name) for name in alike[0] if name != "kept"}
            self._connection.execute(update(DELIVERIES).where(_OF.id == bindparam("kept")).values(changed), alike)
        brought = {(each.id, outcome.response_id) for each in deliveries for outcome in each.outcomes}
        links = [
            {"delivery_id": id_, "response_id": response_id} for id_, response_id in sorted(brought) if response_id
        ]
        insert_new(self._connection, DELIVERY_RESPONSES, links, DELIVERY_RESPONSES.c.response_id)

    def find(self, id_: str) -> Delivery | None:
        """The one of this id."""
        row = self._connection.execute(_WHOLE.where(_OF.id == id_)).one_or_none()
        return delivery_of(row) if row else None

    def list(self, query: DeliveryQuery) -> list[Delivery]:
        """Those that a team wants to see, without what was sent."""
        wanted = _WITHOUT_PAYLOAD.where(*_conditions(query))
        newest_first = wanted.order_by(_OF.received_at.desc(), _OF.id.desc()).limit(query.most)
        return [delivery_of(row) for row in self._connection.execute(newest_first)]

    def count(self, connection_id: str) -> Mapping[DeliveryState, int]:
        """How many of a connection stand where."""
        wanted = select(_OF.state, func.count()).where(_OF.connection_id == connection_id).group_by(_OF.state)
        return {DeliveryState(state): number for state, number in self._connection.execute(wanted)}

    def latest_of(self, connection_id: str) -> Delivery | None:
        """The newest of a connection whose payload is kept."""
        wanted = _WHOLE.where(_OF.connection_id == connection_id, _OF.body.is_not(None))
        row = self._connection.execute(wanted.order_by(_OF.received_at.desc(), _OF.id.desc()).limit(1)).one_or_none()
        return delivery_of(row) if row else None

    def forget_payloads(self, states: Collection[DeliveryState], but_for: str, before: datetime, most: int) -> int:
        """Forget what was sent by deliveries in these states that were handled before; how many there were."""
        is_done = _OF.state.in_([state.value for state in states])
        old = select(_OF.id).where(is_done, _OF.reason != but_for, _OF.handled_at < before, _OF.body.is_not(None))
        return self._connection.execute(update(DELIVERIES).where(_OF.id.in_(old.limit(most))).values(_EMPTY)).rowcount


def forget_deliveries_of(connection: Connection, response_id: str) -> None:
    """Forget what was sent by the deliveries that brought a response: its words were withdrawn."""
    brought = select(DELIVERY_RESPONSES.c.delivery_id).where(DELIVERY_RESPONSES.c.response_id == response_id)
    connection.execute(update(DELIVERIES).where(_OF.id.in_(brought)).values(_EMPTY))


def forget_connections_of(connection: Connection, survey: str) -> None:
    """Take away the connections of a survey that is deleted, and all that came by them."""
    of_survey = select(_OF.id).where(_OF.survey == survey)
    for beside in (DELIVERY_RESPONSES, DELIVERY_REPEATS):
        connection.execute(delete(beside).where(beside.c.delivery_id.in_(of_survey)))
    for table in (DELIVERIES, CONNECTIONS, EDITIONS):
        connection.execute(delete(table).where(table.c.survey == survey))


def _with_the_same_columns(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows by their columns: one statement is written for all that have the same."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by_columns.setdefault(tuple(row), []).append(row)
    return list(by_columns.values())


def _conditions(query: DeliveryQuery) -> list[ColumnElement[bool]]:
    brought = exists().where(
        DELIVERY_RESPONSES.c.delivery_id == _OF.id, DELIVERY_RESPONSES.c.response_id == query.text.lower()
    )
    conditions = [_OF.team_id == query.team_id]
    conditions += [_OF.survey == query.survey] if query.survey else []
    conditions += [_OF.connection_id == query.connection_id] if query.connection_id else []
    conditions += [_OF.state == query.state.value] if query.state else []
    conditions += [or_(_OF.id == query.text.lower(), brought)] if query.text else []
    return [*conditions, *_times(query)]


def _times(query: DeliveryQuery) -> Iterator[ColumnElement[bool]]:
    if query.since:
        yield _OF.received_at >= query.since
    if query.until:
        yield _OF.received_at < query.until
    if query.after:
        at, id_ = query.after
        yield or_(_OF.received_at < at, and_(_OF.received_at == at, _OF.id < id_))
